import type { Channel } from "../../domain/dossier/dossier.ts";
import type { DossierEvent } from "../../domain/dossier/event.ts";
import { papersFor, type ProcedureContent } from "../../domain/procedure/procedure.ts";
import { toEpoch, type Moment } from "../../domain/shared/moment.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import type { DossierPaper } from "../../domain/dossier/dossier.ts";
import type { MadeProcedure } from "./catalogue.ts";
import type { Living } from "./life.ts";
import { personOf } from "./people.ts";
import type { MadeAgency } from "./province.ts";
import { idAt } from "./random.ts";

interface Filing extends Living {
  readonly counter: MadeAgency;
  readonly at: Moment;
  /** Number of the day at this counter. */
  readonly number: number;
  readonly online: boolean;
  /** The filing before at the same counter and day, which one in two hundred names. */
  readonly previousId: string | undefined;
}

/** How a dossier begins: who asks for what, on which channel, with which papers. */
export function fileDossier(filing: Filing): DossierEvent {
  const { world, procedure, random, counter, at, number, online, previousId } = filing;
  const channel: Channel = online
    ? "self-online"
    : random.pick(["direct", "direct", "direct", "assisted-online", "postal"]);
  const applicant = personOf(world.order.seed, random.int(world.people), counter.name.replace(/^.*nhân dân /, ""));
  const receiver = random.pick(world.staff(counter.id, "receiver"));
  const actor: DossierEvent["actor"] = online
    ? { kind: "citizen", id: applicant.accountId, name: applicant.name }
    : { kind: "officer", id: receiver.id, name: receiver.name };
  const id = idAt(toEpoch(at), random);
  const version = versionOn(procedure, at);
  const { accountId: _account, birthDate: _born, ...asApplicant } = applicant;
  return {
    dossierId: id,
    version: 1,
    at,
    actor,
    agencyId: online ? null : counter.id,
    dueBefore: null,
    dueAfter: null,
    fact: {
      type: "submitted",
      submittedBy: { kind: online ? "citizen" : "officer", id: actor.id, name: actor.name },
      filing: {
        id,
        submissionCode: `N.${counter.code}-${dateOf(at).slice(2).replaceAll("-", "")}-${String(number).padStart(4, "0")}`,
        procedureVersionId: version.id,
        processVersionId: version.processVersionId,
        channel,
        applicant: asApplicant,
        authorisation: null,
        answers: { requester: applicant.name, phone: applicant.phone, subject: procedure.name, truth: true },
        caseName: null,
        papers: bring(procedure.content, { ...filing, channel, by: actor.id }),
        receivingAgencyId: counter.id,
        resolvingAgencyId: resolving(procedure, filing).id,
        resultPlace: "Tại bộ phận một cửa",
        links: previousId && random.chance(0.005) ? [{ kind: "related", dossierId: previousId }] : [],
      },
    },
  };
}

function versionOn({ versions }: MadeProcedure, at: Moment): MadeProcedure["versions"][number] {
  const day = dateOf(at);
  const found = versions.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day < validTo));
  if (!found) throw new Error(`No version of the procedure on ${day}`);
  return found;
}

function resolving({ content }: MadeProcedure, { world, counter }: Filing): MadeAgency {
  if (typeof content.competence === "string") return counter;
  const agency = world.byCode(content.competence.agencyCode);
  if (!agency) throw new Error(`No agency ${content.competence.agencyCode}`);
  return agency;
}

/** Files where it came online; at the counter originals that it keeps, and of every third paper a scan. */
function bring(
  content: ProcedureContent,
  { channel, random, attach, at, by }: Filing & { readonly channel: Channel; readonly by: string },
): readonly DossierPaper[] {
  const online = channel.endsWith("online");
  return papersFor(content, null).flatMap(({ code, name, originals }) => {
    const keptOriginals = !online && originals > 0 ? 1 : 0;
    const documentIds = online || random.chance(0.33) ? [attach({ name: `${name}.pdf`, by, at })] : [];
    if (documentIds.length + keptOriginals === 0) return [];
    return [{ componentCode: code, name, documentIds, keptOriginals }];
  });
}
