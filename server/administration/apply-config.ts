import type { ReportedRow } from "../platform/sheet/import-sheet.ts";
import { importRows } from "../platform/sheet/import-sheet.ts";
import type { SheetContext } from "../platform/sheet/sheet-kind.ts";
import { readConfigured, type ConfigKind, type ConfigRow, type Configuration } from "./config-document.ts";

/** Something that is there now or will be, and how its values change. */
export interface ConfigChange {
  readonly kind: string;
  /** What names it, by column. */
  readonly name: ConfigRow;
  readonly what: "added" | "changed" | "gone";
  readonly values: readonly { readonly column: string; readonly before: string; readonly after: string }[];
}

export interface ConfigReport {
  /** Rows that were refused; then nothing of the whole document was taken. */
  readonly refused: readonly { readonly kind: string; readonly row: ReportedRow }[];
  readonly changes: readonly ConfigChange[];
  /** Whether the changes were kept. */
  readonly applied: boolean;
}

/** Thrown to roll back what is only looked at, or was refused. */
class Undone extends Error {
  override readonly name = "Undone";
}

interface Applying extends SheetContext {
  /** Only says what would change. */
  readonly dryRun: boolean;
}

/**
 * Takes a document in, in one transaction and through the same checks as the screens: whole, or with any row refused
 * nothing. What the document does not name stays. The changes are what stands otherwise afterwards, so a look at them
 * is a real run that is rolled back.
 */
export async function applyConfiguration(
  kinds: readonly ConfigKind[],
  configuration: Configuration,
  { dryRun, ...context }: Applying,
): Promise<ConfigReport> {
  let report: ConfigReport = { refused: [], changes: [], applied: false };
  try {
    await context.db.transaction().execute(async (db) => {
      const inside = { ...context, db };
      const before = await readConfigured(kinds, inside);
      const refused = await takeAll(kinds, configuration, inside);
      const changes = refused.length > 0 ? [] : compare(kinds, before, await readConfigured(kinds, inside));
      report = { refused, changes, applied: refused.length === 0 && !dryRun };
      if (!report.applied) throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  return report;
}

async function takeAll(
  kinds: readonly ConfigKind[],
  configuration: Configuration,
  context: SheetContext,
): Promise<ConfigReport["refused"]> {
  for (const { sheet } of kinds) {
    const rows = (configuration.get(sheet.kind) ?? []).map((cells, index) => ({ number: index + 1, cells }));
    const reported = await importRows(sheet, rows, context);
    // What comes later names what was refused here, and would only repeat the fault.
    const refused = reported.filter(({ outcome }) => outcome === "error");
    if (refused.length > 0) return refused.map((row) => ({ kind: sheet.kind, row }));
  }
  return [];
}

function compare(kinds: readonly ConfigKind[], before: Configuration, after: Configuration): readonly ConfigChange[] {
  return kinds.flatMap(({ sheet: { kind }, keys }) => {
    const nameOf = (row: ConfigRow): ConfigRow => Object.fromEntries(keys.map((key) => [key, row[key] ?? ""]));
    const index = (rows: readonly ConfigRow[] = []): ReadonlyMap<string, ConfigRow> =>
      new Map(rows.map((row) => [JSON.stringify(nameOf(row)), row]));
    const [old, fresh] = [index(before.get(kind)), index(after.get(kind))];
    return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key): ConfigChange[] => {
      const [was, is] = [old.get(key), fresh.get(key)];
      const values = differing(was ?? {}, is ?? {});
      if (values.length === 0) return [];
      const what = was && is ? "changed" : is ? "added" : "gone";
      return [{ kind, name: nameOf(is ?? was ?? {}), what, values }];
    });
  });
}

function differing(before: ConfigRow, after: ConfigRow): ConfigChange["values"] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((column) => before[column] !== after[column])
    .map((column) => ({ column, before: before[column] ?? "", after: after[column] ?? "" }));
}
