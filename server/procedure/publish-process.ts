import { checkProcess } from "../../domain/procedure/check-process.ts";
import { isSameProcess, type Process } from "../../domain/procedure/process.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { dateOf, type PlainDate } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { listAgencies } from "../organisation/index.ts";
import { insertProcess, listProcesses } from "./process.queries.ts";
import { findCurrentVersion } from "./procedure.queries.ts";
import { lockCatalogue } from "./version.queries.ts";

export interface Publication {
  readonly procedureCode: string;
  readonly process: Process;
  /** Decision of the chairman that approved the internal process (TT 01/2018 art. 8). */
  readonly decisionNumber: string;
  readonly decisionDate: PlainDate;
  readonly now: Moment;
  /** Name of whoever publishes it. */
  readonly publishedBy: string;
}

/**
 * Publishes a process for the version in force; running dossiers keep theirs. The same steps by the same decision as
 * the process in force change nothing. Throws 404 `procedure-unknown`, and 422 `process-unsound` with every fault,
 * `agency-unknown`, `decision-number-missing` or `decision-in-future`.
 */
export async function publishProcess(tx: Db, publication: Publication): Promise<"created" | "changed" | "unchanged"> {
  const { procedureCode, process, decisionNumber, decisionDate, now, publishedBy } = publication;
  const today = dateOf(now);
  if (!decisionNumber.trim()) throw new ApiError(422, "decision-number-missing");
  if (decisionDate > today) throw new ApiError(422, "decision-in-future", { seen: decisionDate, expected: today });
  const faults = checkProcess(process);
  if (faults.length > 0) throw new ApiError(422, "process-unsound", { faults });
  await refuseUnknownAgencies(tx, process, today);
  await lockCatalogue(tx);
  const version = await findCurrentVersion(tx, procedureCode, today);
  if (!version) throw new ApiError(404, "procedure-unknown", { seen: procedureCode });
  const [inForce] = await listProcesses(tx, procedureCode);
  const sameDecision = inForce?.decisionNumber === decisionNumber && inForce.decisionDate === decisionDate;
  if (inForce && sameDecision && isSameProcess(inForce.process, process)) return "unchanged";
  const published = { id: newId(), procedureVersionId: version.id, decisionNumber, decisionDate };
  await insertProcess(tx, { ...published, publishedAt: now, publishedBy }, process);
  return inForce ? "changed" : "created";
}

async function refuseUnknownAgencies(tx: Db, { steps }: Process, today: PlainDate): Promise<void> {
  const named = steps.flatMap(({ unit }) => (typeof unit === "string" ? [] : [unit.agencyCode]));
  if (named.length === 0) return;
  const open = new Set((await listAgencies(tx, today)).map(({ code }) => code));
  const unknown = named.filter((code) => !open.has(code));
  if (unknown.length > 0) throw new ApiError(422, "agency-unknown", { seen: unknown.join(", ") });
}
