import { checkProcess } from "../../domain/procedure/check-process.ts";
import type { Process } from "../../domain/procedure/process.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { insertProcess } from "./procedure.queries.ts";

export interface Publication {
  readonly procedureVersionId: string;
  readonly process: Process;
  /** Decision of the chairman that approved the internal process (TT 01/2018 art. 8). */
  readonly decisionNumber: string;
  readonly decisionDate: PlainDate;
  readonly now: Moment;
  /** Name of whoever publishes it. */
  readonly publishedBy: string;
}

/** Publishes a process for a version; running dossiers keep theirs. Throws 422 `process-unsound` with every fault. */
export async function publishProcess(tx: Db, publication: Publication): Promise<string> {
  const { process, now, ...rest } = publication;
  const faults = checkProcess(process);
  if (faults.length > 0) throw new ApiError(422, "process-unsound", { faults });
  const id = newId();
  await insertProcess(tx, { ...rest, id, publishedAt: now }, process);
  return id;
}
