import { normalise } from "../../domain/shared/vietnamese-text.ts";
import { ApiError } from "../platform/errors.ts";
import type { SheetContext, SheetKind } from "../platform/sheet/sheet-kind.ts";

/** One kind of what is configured, with the columns that tell one row of it from another. */
export interface ConfigKind {
  readonly sheet: SheetKind<unknown>;
  readonly keys: readonly string[];
}

export type ConfigRow = Readonly<Record<string, string>>;

/** Rows by kind; a kind that is not named is left as it is. */
export type Configuration = ReadonlyMap<string, readonly ConfigRow[]>;

const FORMAT = "motcua-config/1";
const MOST_BYTES = 64 * 1024 * 1024;

/** All that is configured now, each kind in a stable order. */
export async function readConfigured(kinds: readonly ConfigKind[], context: SheetContext): Promise<Configuration> {
  const parts = new Map<string, readonly ConfigRow[]>();
  for (const { sheet, keys } of kinds) {
    const rows = await sheet.rows(context);
    parts.set(sheet.kind, rows.map(withoutEmpty).toSorted(byKeys(sheet, keys)));
  }
  return parts;
}

/** Steps of a process keep their own order; everything else is sorted by what names it. */
function byKeys(sheet: SheetKind<unknown>, keys: readonly string[]) {
  const nameOf = (cells: ConfigRow): string =>
    sheet.groupOf && keys.includes("step")
      ? sheet.groupOf({ number: 0, cells })
      : keys.map((key) => cells[key] ?? "").join("\t");
  return (a: ConfigRow, b: ConfigRow): number => {
    const [one, other] = [nameOf(a), nameOf(b)];
    return one < other ? -1 : Number(one > other);
  };
}

function withoutEmpty(row: ConfigRow): ConfigRow {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ""));
}

/** The document as people and git read it: JSON, a line a value, documents inside it opened up. */
export function writeDocument(configuration: Configuration): string {
  const parts = Object.fromEntries([...configuration].map(([kind, rows]) => [kind, rows.map(opened)]));
  return `${JSON.stringify({ format: FORMAT, ...parts }, null, 2)}\n`;
}

function opened(row: ConfigRow): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value.startsWith("{") ? (JSON.parse(value) as unknown) : value]),
  );
}

/**
 * The document, read back. Throws 413 `config-too-big`, 422 `config-unreadable`, `config-format-unknown`,
 * `config-kind-unknown`, `config-row-unsound` with what was seen.
 */
export function readDocument(text: string, kinds: readonly ConfigKind[]): Configuration {
  if (text.length > MOST_BYTES) throw new ApiError(413, "config-too-big", { expected: MOST_BYTES });
  const { format, ...parts } = parseObject(text);
  if (format !== FORMAT) throw new ApiError(422, "config-format-unknown", { seen: format, expected: FORMAT });
  const known = new Map(kinds.map(({ sheet }) => [sheet.kind, sheet]));
  return new Map(
    Object.entries(parts).map(([kind, rows]) => {
      const sheet = known.get(kind);
      if (!sheet) throw new ApiError(422, "config-kind-unknown", { seen: kind, expected: [...known.keys()] });
      if (!Array.isArray(rows)) throw new ApiError(422, "config-row-unsound", { seen: kind });
      return [kind, rows.map((row, at) => readRow(row, sheet, at))];
    }),
  );
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch {
    // Told below, like any other thing that is no document.
  }
  throw new ApiError(422, "config-unreadable", { seen: text.slice(0, 60) });
}

function readRow(row: unknown, { kind, columns }: SheetKind<unknown>, at: number): ConfigRow {
  const seen = `${kind} ${at + 1}`;
  if (typeof row !== "object" || row === null) throw new ApiError(422, "config-row-unsound", { seen });
  const known = new Set(columns.map(({ key }) => key));
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => {
      if (!known.has(key)) throw new ApiError(422, "config-row-unsound", { seen: `${seen}: ${key}` });
      if (typeof value === "string") return [key, normalise(value)];
      if (typeof value === "object" && value !== null) return [key, normalise(JSON.stringify(value))];
      throw new ApiError(422, "config-row-unsound", { seen: `${seen}: ${key}` });
    }),
  );
}
