import { compareVersions, type Comparable, type Difference } from "../../domain/procedure/compare-versions.ts";
import { checkForm, type FormFault } from "../../domain/eform/check-form.ts";
import type { EForm } from "../../domain/eform/eform.ts";
import type { Fee, ProcedureContent, ServiceLevel } from "../../domain/procedure/procedure.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { findAgencyByCode } from "../organisation/index.ts";
import { inTransaction, type Db } from "../platform/database.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { findCurrentVersion } from "./procedure.queries.ts";
import { lockCatalogue, saveVersions } from "./version.queries.ts";

/** What the province decides about a procedure; all else comes from the national catalogue. */
export interface ProcedureSettings {
  readonly serviceLevel: ServiceLevel;
  readonly competence: ProcedureContent["competence"];
  readonly supplementPolicy: ProcedureContent["supplementPolicy"];
  readonly sensitive: boolean;
  readonly fees: readonly Fee[];
  /** The document of the e-form, still unread; null is none. */
  readonly eform: unknown;
}

interface Change {
  readonly code: string;
  /** Number of the version that the person saw. */
  readonly basedOn: number;
  readonly settings: ProcedureSettings;
  readonly now: Moment;
  readonly by: string;
}

/** One thing wrong with the settings: the field, a code, what was seen, and the faults of an e-form. */
export interface SettingsFault {
  readonly field: keyof ProcedureSettings;
  readonly code:
    | "agency-unknown"
    | "level-without-online"
    | "fee-unnamed"
    | "fee-amount"
    | "fee-twice"
    | "eform-unsound";
  readonly seen: string;
  readonly form?: readonly FormFault[];
}

/**
 * Makes a new version with the settings and answers with what differs; the same settings make none. Dossiers keep the
 * version they were filed on. In the caller's transaction when there is one. Throws 404, 409 `changed-meanwhile`, and 422 `settings-invalid` with every fault.
 */
export async function changeSettings(
  db: Db,
  { code, basedOn, settings, now, by }: Change,
): Promise<readonly Difference[]> {
  return inTransaction(db, async (tx) => {
    await lockCatalogue(tx);
    const today = dateOf(now);
    const known = await findCurrentVersion(tx, code, today);
    if (!known) throw notFound();
    if (known.number !== basedOn)
      throw new ApiError(409, "changed-meanwhile", { seen: basedOn, expected: known.number });
    const { faults, eform } = await checkSettings(tx, { known, settings, now });
    if (faults.length > 0) throw new ApiError(422, "settings-invalid", { faults });
    const { serviceLevel, eform: _document, ...own } = settings;
    const version = {
      name: known.name,
      field: known.field,
      serviceLevel,
      content: { ...known.content, ...own },
      eform,
    };
    const differences = compareVersions(known, version);
    if (differences.length > 0)
      await saveVersions(tx, [
        { ...version, id: newId(), code, validFrom: today, madeAt: now, madeBy: by, isOwn: true },
      ]);
    return differences;
  });
}

interface Checking {
  readonly known: Comparable;
  readonly settings: ProcedureSettings;
  readonly now: Moment;
}

/** What is wrong with the settings of a procedure, and its e-form read. */
export async function checkSettings(
  tx: Db,
  { known, settings, now }: Checking,
): Promise<{ readonly faults: readonly SettingsFault[]; readonly eform: EForm | null }> {
  const { competence, serviceLevel, fees } = settings;
  const faults: SettingsFault[] = feeFaults(fees);
  if (typeof competence !== "string" && !(await findAgencyByCode(tx, competence.agencyCode, dateOf(now))))
    faults.push({ field: "competence", code: "agency-unknown", seen: competence.agencyCode });
  const online = known.content.channels.some(({ channel }) => channel === "online");
  if (serviceLevel !== "information" && !online)
    faults.push({ field: "serviceLevel", code: "level-without-online", seen: serviceLevel });
  if (settings.eform === null) return { faults, eform: null };
  const checked = checkForm(settings.eform);
  if (checked.ok) return { faults, eform: checked.form };
  const eformFault = { field: "eform", code: "eform-unsound", seen: "", form: checked.faults } as const;
  return { faults: [...faults, eformFault], eform: null };
}

const MOST_DONG = 10_000_000_000;

function feeFaults(fees: readonly Fee[]): SettingsFault[] {
  const names = fees.map(({ name, channel }) => `${name.toLowerCase()} ${channel ?? ""}`);
  return fees.flatMap(({ name, amount }, index): SettingsFault[] => [
    ...(name.trim() ? [] : [{ field: "fees", code: "fee-unnamed", seen: String(amount) } as const]),
    ...(Number.isInteger(amount) && amount >= 0 && amount <= MOST_DONG
      ? []
      : [{ field: "fees", code: "fee-amount", seen: String(amount) } as const]),
    ...(names.indexOf(names[index] ?? "") === index ? [] : [{ field: "fees", code: "fee-twice", seen: name } as const]),
  ]);
}
