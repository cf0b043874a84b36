import type { Actor } from "../../../domain/identity/actor.ts";
import { chargedText } from "../../../web/procedure/version-text.ts";
import { caseNames, limitFor, papersFor, type ProcedureContent } from "../../../domain/procedure/procedure.ts";
import { covers } from "../../../domain/identity/power.ts";
import { dateOf } from "../../../domain/shared/plain-date.ts";
import type { FilingProps } from "../../../web/portal/FilePage.tsx";
import type { Choice } from "../../../web/ui/fields.tsx";
import { limitText } from "../../../web/portal/limit-text.ts";
import { listDocuments } from "../../document/index.ts";
import type { Account } from "../../identity/index.ts";
import { listAgencies, type Agency } from "../../organisation/index.ts";
import type { ProcedureVersion } from "../../procedure/index.ts";
import type { Deps } from "../../platform/deps.ts";
import type { Draft } from "./draft.queries.ts";
import { storedFile } from "./read-form.pages.ts";

interface Showing {
  readonly actor: Actor | null;
  readonly version: ProcedureVersion;
  readonly draft: Draft;
}

/** What the pages of filing show of a draft. */
export async function filingProps(deps: Deps, { actor, version, draft }: Showing): Promise<FilingProps> {
  const { content } = version;
  const agencies = await listAgencies(deps.db, dateOf(deps.now()));
  const documents = await listDocuments(
    deps.db,
    draft.papers.flatMap(({ documentIds }) => documentIds),
  );
  const files = draft.papers.map(({ componentCode, documentIds }) => [
    componentCode,
    documents.filter(({ id }) => documentIds.includes(id)).map(storedFile),
  ]);
  return {
    person: actor?.name ?? null,
    procedureName: version.name,
    form: version.eform,
    cases: caseNames(content),
    caseName: draft.caseName,
    components: papersFor(content, draft.caseName).filter(({ electronic }) => electronic),
    values: draft.answers,
    filingFor: draft.filingFor,
    powers: powersFor(actor, version.code),
    files: Object.fromEntries(files) as FilingProps["files"],
    places: placesOf(
      content,
      agencies.filter(({ isOneStop }) => isOneStop),
    ),
    place: draft.place || undefined,
    limit: limitText(limitFor(content, "online")),
    fee: feeOf(content, "online"),
  };
}

/** The powers by which the person may file this for somebody else. */
function powersFor(actor: Actor | null, code: string): FilingProps["powers"] {
  const held = actor?.kind === "citizen" ? (actor.powers ?? []) : [];
  return held.filter((power) => covers(power, code));
}

/** Among the agencies those at whose level the procedure is settled; of a commune's matter the local ones alone. */
export function placesOf({ levels, competence }: ProcedureContent, agencies: readonly Agency[]): readonly Choice[] {
  return agencies
    .filter(({ level }) => levels.some((one) => one === level) && (competence !== "commune" || level !== "province"))
    .map(({ code, name }) => ({ value: code, label: name }));
}

/** What the province charges on the channel, or else the catalogue's own words. */
export function feeOf(content: ProcedureContent, channel: "online" | "direct"): string {
  const { channels } = content;
  const terms = channels.find((one) => one.channel === channel) ?? channels.find((one) => one.channel === "direct");
  return chargedText(content, channel) || terms?.feeText || "Theo quy định, cơ quan tiếp nhận thông báo";
}

/** Answers that the person's account already knows. */
export function prefilled({ eform }: ProcedureVersion, account: Account | undefined): Record<string, unknown> {
  if (!eform || !account) return {};
  const known = {
    name: account.name,
    "identity-number": account.identityNumber,
    "birth-date": account.birthDate,
    phone: account.phone,
    email: account.email,
    address: account.address,
  };
  return Object.fromEntries(
    Object.entries(eform.schema.properties).flatMap(([name, field]) => {
      const value = field["x-prefill"] && known[field["x-prefill"]];
      return value ? [[name, value]] : [];
    }),
  );
}
