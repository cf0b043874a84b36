import type { PlainDate } from "../../domain/shared/plain-date.ts";
import { ApiError } from "../platform/errors.ts";
import type { CheckedRows, RowFault, SavedRows, SheetRow } from "../platform/sheet/sheet-kind.ts";
import { faultsOf } from "./field-faults.ts";

interface DatedRow {
  readonly number: number;
  /** Null: what is open, or today. */
  readonly from: PlainDate | null;
}

interface Reading<T> {
  readonly read: (row: SheetRow) => { readonly row: T; readonly faults: readonly RowFault[] };
  /** What is wrong between the rows. */
  readonly compare?: (rows: readonly T[]) => readonly RowFault[];
}

/** The rows of one thing, the earlier ones first, or every fault in them with a reason at each row. */
export function checkGroup<T extends DatedRow>(
  rows: readonly SheetRow[],
  { read, compare = () => [] }: Reading<T>,
): CheckedRows<readonly T[]> {
  const done = rows.map(read);
  const found = done.map(({ row }) => row);
  const faults = [...done.flatMap((one) => one.faults), ...compare(found)];
  const numbers = rows.map(({ number }) => number);
  if (faults.length > 0) return { ok: false, faults: withOthers(faults, numbers) };
  return { ok: true, value: found.toSorted((a, b) => ((a.from ?? "9") < (b.from ?? "9") ? -1 : 1)) };
}

/** Saves the rows of one thing one after the other; a refusal is placed at its row. */
export async function saveGroup<T extends DatedRow>(
  rows: readonly T[],
  save: (row: T) => Promise<SavedRows>,
): Promise<SavedRows> {
  const saved: SavedRows[] = [];
  const numbers = rows.map(({ number }) => number);
  for (const row of rows) {
    try {
      saved.push(await save(row));
    } catch (error) {
      throw error instanceof ApiError ? placeRefusal(error, row.number, numbers) : error;
    }
  }
  const outcome = (["created", "changed"] as const).find((one) => saved.some((row) => row.outcome === one));
  return { outcome: outcome ?? "unchanged", notes: saved.flatMap(({ notes = [] }) => notes) };
}

/** The faults of a group of rows, and at each row without one of its own that it was not taken because of the others. */
function withOthers(faults: readonly RowFault[], numbers: readonly number[]): readonly RowFault[] {
  const others = numbers.filter((number) => !faults.some((fault) => fault.number === number));
  return [...faults, ...others.map((number) => ({ number, column: null, code: "row-of-refused-group", seen: "" }))];
}

/** A refusal while one row of a group was saved, with its faults at that row and a reason at every other. */
function placeRefusal(error: ApiError, number: number, numbers: readonly number[]): ApiError {
  const listed = faultsOf(error);
  const { status, code, details } = error;
  const own =
    listed.length > 0
      ? listed
      : [{ field: null, code, seen: typeof details["seen"] === "string" ? details["seen"] : "" }];
  const placed = own.map(({ field, ...fault }) => ({ ...fault, column: field, number }));
  const faults = withOthers(placed, numbers).map(({ column, ...fault }) => ({ ...fault, field: column }));
  return new ApiError(status, code, { ...details, faults });
}
