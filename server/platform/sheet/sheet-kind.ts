import type { Actor } from "../../../domain/identity/actor.ts";
import type { Moment } from "../../../domain/shared/moment.ts";
import type { Db } from "../database.ts";

/** One column of a table that people fill in; `header` stands in its first row. */
export interface SheetColumn {
  readonly key: string;
  readonly header: string;
  /** What belongs into it, for the second sheet of the template. */
  readonly hint: string;
  readonly required: boolean;
}

/** A row as it was read: cells by column key, NFC and trimmed, empty ones as "". */
export interface SheetRow {
  /** Its number in the file, the header being 1. */
  readonly number: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** What is wrong with one row; `column` is a key, or null when the row as a whole is wrong. */
export interface RowFault {
  readonly number: number;
  readonly column: string | null;
  readonly code: string;
  readonly seen: string;
}

/** Rows that belong together, understood, or every fault in them. */
export type CheckedRows<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly RowFault[] };

export type SavedRows = {
  readonly outcome: "created" | "changed" | "unchanged";
  /** What changed or was left open, as short texts for the report. */
  readonly notes?: readonly string[];
};

export interface SheetContext {
  readonly db: Db;
  readonly actor: Actor;
  readonly now: Moment;
}

/** A catalogue that is brought in and given out as a table: one description serves screen, API and command. */
export interface SheetKind<T> {
  /** In addresses and on the command line: `agencies`. */
  readonly kind: string;
  readonly columns: readonly SheetColumn[];
  /** The order in which rows are taken, such as what is above before what is below; absent: as they stand. */
  arrange?(rows: readonly SheetRow[], context: SheetContext): Promise<readonly SheetRow[]>;
  /** Rows with one key are checked and saved together; absent: each row alone. */
  groupOf?(row: SheetRow): string;
  /** Throws 403 for a person who may not bring this in or take it out. */
  authorise(context: SheetContext): Promise<void>;
  check(rows: readonly SheetRow[], context: SheetContext): CheckedRows<T> | Promise<CheckedRows<T>>;
  /** Saves in the caller's transaction; an `ApiError` becomes the fault of these rows. */
  save(value: T, context: SheetContext): Promise<SavedRows>;
  /** After the last row, in the same transaction, when something was saved: notes on the table as a whole. */
  finish?(context: SheetContext): Promise<readonly string[]>;
  /** What stands in the catalogue now, in the same columns. */
  rows(context: SheetContext): Promise<readonly Readonly<Record<string, string>>[]>;
}
