import type { SheetContext, SheetRow } from "../platform/sheet/sheet-kind.ts";
import { listEveryAgency } from "./agency.queries.ts";

/** Agency codes out of one cell. */
export function codesIn(text: string): readonly string[] {
  return text
    .split(/[,;\s]+/)
    .filter(Boolean)
    .map((code) => code.toUpperCase());
}

const cell = ({ cells }: SheetRow, key: string): string => (cells[key] ?? "").toUpperCase();

/**
 * Rows in an order in which they can be taken: what is above before what is below, who carries on before whom, and an
 * agency that is to be closed after the agencies below it. Rows that wait for each other stay as they stand.
 */
export async function arrangeAgencies(
  rows: readonly SheetRow[],
  { db }: Pick<SheetContext, "db">,
): Promise<readonly SheetRow[]> {
  const open = new Set((await listEveryAgency(db)).filter(({ to }) => to === null).map(({ code }) => code));
  const codes = groupBy(rows, (row) => cell(row, "code"));
  const below = groupBy(rows, (row) => cell(row, "parentId"));
  const closes = (code: string): boolean =>
    open.has(code) && (codes.get(code) ?? []).some((row) => cell(row, "to") !== "");
  const firstOf = (code: string): readonly string[] =>
    (codes.get(code) ?? []).flatMap((row) => {
      const parent = cell(row, "parentId");
      const children = closes(code) ? (below.get(code) ?? []).map((child) => cell(child, "code")) : [];
      return [...(closes(parent) ? [] : [parent]), ...codesIn(cell(row, "successors")), ...children];
    });
  const taken = new Set<string>();
  const arranged: SheetRow[] = [];
  const take = (code: string): void => {
    if (taken.has(code)) return;
    taken.add(code);
    for (const other of firstOf(code)) if (codes.has(other)) take(other);
    arranged.push(...(codes.get(code) ?? []));
  };
  for (const code of codes.keys()) take(code);
  return arranged;
}

function groupBy(
  rows: readonly SheetRow[],
  keyOf: (row: SheetRow) => string,
): ReadonlyMap<string, readonly SheetRow[]> {
  const groups = new Map<string, SheetRow[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}
