import type { Circumstances } from "../../domain/dossier/circumstances.ts";
import type { DossierCommand } from "../../domain/dossier/command.ts";
import { openByCode } from "../../domain/dossier/competence.ts";
import { dossierCode } from "../../domain/dossier/dossier-code.ts";
import type { Channel, Dossier } from "../../domain/dossier/dossier.ts";
import { hasRole, type Actor } from "../../domain/identity/actor.ts";
import { namedAgencies } from "../../domain/procedure/process.ts";
import { limitFor, type ProcedureChannel } from "../../domain/procedure/procedure.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { loadCalendar } from "../calendar/index.ts";
import { findActor, getAgency, isAgencyOpen } from "../organisation/index.ts";
import { getProcess, getVersion } from "../procedure/index.ts";
import type { Db } from "../platform/database.ts";
import { isId } from "../platform/ids.ts";
import { listCandidates } from "./filing/competence.queries.ts";
import { takeNumber } from "./ledger.queries.ts";
import { findByCodeFor } from "./link.queries.ts";

const PROCEDURE_CHANNEL: Readonly<Record<Channel, ProcedureChannel>> = {
  "self-online": "online",
  "assisted-online": "online",
  "authorised-online": "online",
  direct: "direct",
  "authorised-direct": "direct",
  postal: "postal",
};

interface Asked {
  readonly dossier: Dossier;
  readonly actor: Actor;
  readonly now: Moment;
  readonly command: DossierCommand;
}

/**
 * Everything outside the dossier that the decision on this command needs, read in the caller's transaction; the next
 * dossier code is taken when it is about to be received, and only then.
 */
export async function gatherCircumstances(tx: Db, asked: Asked): Promise<Circumstances> {
  const { dossier, actor, now, command } = asked;
  const today = dateOf(now);
  const process = await getProcess(tx, dossier.processVersionId);
  const { content, eform } = await getVersion(tx, dossier.procedureVersionId);
  // What comes from a form need not be an id, and then names nobody.
  const consulted =
    command.action === "consult" && isId(command.agencyId) && (await isAgencyOpen(tx, command.agencyId, today));
  const assignee =
    command.action === "assign" && isId(command.officerId) ? await findActor(tx, command.officerId, today) : undefined;
  const otherCode = command.action === "link" ? command.code : null;
  // A process keeps the codes of its day, however often the agencies were reorganised since.
  const named = await listCandidates(tx, namedAgencies(process));
  return {
    actor,
    now,
    process,
    calendar: await loadCalendar(tx, dossier.resolvingAgencyId),
    counterCalendar: await loadCalendar(tx, dossier.receivingAgencyId),
    componentCodes: new Set(content.components.map(({ code }) => code)),
    eform,
    fees: content.fees,
    other: otherCode ? ((await findByCodeFor(tx, otherCode, actor)) ?? null) : null,
    terms: { limit: limitFor(content, PROCEDURE_CHANNEL[dossier.channel]), supplementPolicy: content.supplementPolicy },
    agencyIdOf: (code) => openByCode(code, today, named)?.id ?? null,
    isOpenAgency: (id) => consulted && command.agencyId === id,
    isSuitable: (officerId, agencyId) =>
      assignee?.id === officerId &&
      (hasRole(assignee, "handler", agencyId) || hasRole(assignee, "appraiser", agencyId)),
    newCode: command.action === "receive" ? await nextCode(tx, dossier, now) : "",
  };
}

async function nextCode(tx: Db, dossier: Dossier, now: Moment): Promise<string> {
  const day = dateOf(now);
  const agency = await getAgency(tx, dossier.receivingAgencyId);
  return dossierCode(agency, day, await takeNumber(tx, { kind: "dossier", agencyId: agency.id, period: day }));
}
