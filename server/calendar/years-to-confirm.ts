import type { PlainDate } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";
import { listYears } from "./calendar.queries.ts";

const OCTOBER = "10";

/**
 * Years whose calendar ought to be confirmed by now and is not: this year, and from October the next, because long
 * limits reach into it.
 */
export async function listYearsToConfirm(db: Db, today: PlainDate): Promise<readonly number[]> {
  const year = Number(today.slice(0, 4));
  const wanted = today.slice(5, 7) >= OCTOBER ? [year, year + 1] : [year];
  const known = await listYears(db);
  return wanted.filter((one) => !known.has(one));
}
