import type { OfficerActor } from "../../../domain/identity/actor.ts";
import { isPlainDate, toDayNumber, type PlainDate } from "../../../domain/shared/plain-date.ts";
import type { RegisterRow } from "../../../domain/slip/slip-data.ts";
import { HANDING_TEXT } from "../../../web/dossier/dossier-text.ts";
import type { Db } from "../../platform/database.ts";
import { ApiError, notFound } from "../../platform/errors.ts";
import { listBooks, listRegister } from "./register.queries.ts";

/** A span of more days or rows is asked for in parts, as the book has its pages. */
const MOST_DAYS = 366;
export const MOST_REGISTER_ROWS = 2_000;

export interface RegisterRequest {
  /** Code of the counter; empty is the officer's first. */
  readonly agency: string;
  readonly from: string;
  readonly to: string;
}

export interface RegisterSpan {
  readonly book: { readonly id: string; readonly code: string; readonly name: string };
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly rows: readonly RegisterRow[];
  /** There are more rows than are given. */
  readonly more: boolean;
}

/**
 * The tracking book of a counter (form 06/07) over some days. Throws 403 for officers without a counter in their
 * scope, 404 for a counter outside it, 422 `register-span-wrong`.
 */
export async function readRegister(
  db: Db,
  officer: OfficerActor,
  { agency, from, to }: RegisterRequest,
): Promise<RegisterSpan> {
  const books = await listBooks(db, officer.id);
  const book = agency === "" ? books[0] : books.find(({ code }) => code === agency);
  if (books.length === 0) throw new ApiError(403, "not-your-role");
  if (!book) throw notFound();
  if (!isPlainDate(from) || !isPlainDate(to) || from > to || toDayNumber(to) - toDayNumber(from) > MOST_DAYS) {
    throw new ApiError(422, "register-span-wrong", { seen: `${from}–${to}`, expected: `≤ ${MOST_DAYS} days` });
  }
  const rows = await listRegister(db, { agencyId: book.id, from, to }, MOST_REGISTER_ROWS);
  return {
    book,
    from,
    to,
    rows: rows.slice(0, MOST_REGISTER_ROWS).map(inWords),
    more: rows.length > MOST_REGISTER_ROWS,
  };
}

function inWords(row: RegisterRow): RegisterRow {
  const { resultChannel } = row;
  return { ...row, resultChannel: resultChannel && (HANDING_TEXT[resultChannel] ?? resultChannel) };
}
