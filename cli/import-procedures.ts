import { createReadStream, writeFileSync } from "node:fs";
import { stringify } from "csv-stringify/sync";
import { now } from "../server/platform/clock.ts";
import { readConfig } from "../server/platform/config.ts";
import { openDatabase } from "../server/platform/database.ts";
import { ApiError } from "../server/platform/errors.ts";
import { catalogueLines } from "../server/procedure/catalogue-lines.ts";
import { importProcedures, type CatalogueMode, type CatalogueReport } from "../server/procedure/import-procedures.ts";
import { catalogueOutcomeText, MISSING_TEXT } from "../web/admin/catalogue-import-text.ts";
import { rowOutcomeText } from "../web/admin/sheet-text.ts";
import { errorSentence } from "../web/i18n/error-text.ts";
import { catalogueRowText, differenceText } from "../web/procedure/version-text.ts";
import { openMigrated } from "./open-database.ts";

/** The options of `motcua import`, read. */
export interface ImportOptions {
  readonly file: string;
  readonly allOrNothing: boolean;
  /** Only say what would become of each row; of the procedures alone. */
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly report: string | undefined;
}

/** `motcua import procedures FILE`: exit code 0 when every row was good, 1 when some were not. */
export async function importProceduresFile({ file, json, report: path, ...options }: ImportOptions): Promise<number> {
  const started = performance.now();
  const taking = options.allOrNothing ? "all-or-nothing" : "good-rows";
  const report = await runImport(file, options.dryRun ? "preview" : taking);
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  if (path) writeFileSync(path, `\uFEFF${stringify(csvRows(report), { header: true, columns: CSV_COLUMNS })}`);
  const counts = Object.fromEntries(
    OUTCOMES.map((outcome) => [outcome, report.rows.filter((row) => row.outcome === outcome).length]),
  );
  process.stdout.write(
    json ? `${JSON.stringify({ ...counts, seconds, ...report })}\n` : summary(counts, { ...report, seconds }),
  );
  return report.rows.some(({ outcome }) => outcome === "error") ? 1 : 0;
}

const OUTCOMES = ["created", "changed", "unchanged", "error", "undone"] as const;
const CSV_COLUMNS = ["Dòng", "Mã", "Tên", "Kết quả", "Lý do, thay đổi, ghi chú"];

function onProgress(lines: number): void {
  process.stderr.write(`\r${lines} dòng`);
}

async function runImport(file: string, mode: CatalogueMode): Promise<CatalogueReport> {
  const config = readConfig(process.env);
  const database = await openMigrated(config);
  const db = openDatabase({ url: database.url, schema: config.schema, max: 2 });
  try {
    const importing = { db, now: now(), by: "Dòng lệnh motcua", mode };
    const lines = catalogueLines(createReadStream(file));
    return await importProcedures(process.stderr.isTTY ? { ...importing, onProgress } : importing, lines);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new Error(`${file}: ${errorSentence(error.code)} ${JSON.stringify(error.details)}`, { cause: error });
  } finally {
    if (process.stderr.isTTY) process.stderr.write("\r");
    await db.destroy();
    await database.close();
  }
}

function csvRows({ rows, missing }: CatalogueReport): string[][] {
  return [
    ...rows.map((row) => [String(row.line), row.code, row.name, rowOutcomeText(row.outcome), catalogueRowText(row)]),
    ...missing.map(({ code, name }) => ["", code, name, catalogueOutcomeText("missing", false), MISSING_TEXT]),
  ];
}

const MOST_SHOWN = 20;

function summary(
  counts: Readonly<Record<string, number>>,
  { rows, missing, seconds }: CatalogueReport & { readonly seconds: number },
): string {
  const faults = rows.filter(({ outcome }) => outcome === "error");
  const changed = rows.filter(({ outcome }) => outcome === "changed");
  return [
    `${OUTCOMES.map((outcome) => `${rowOutcomeText(outcome)} ${counts[outcome] ?? 0}`).join(", ")} (${seconds} giây)`,
    ...faults.slice(0, MOST_SHOWN).map((row) => `  dòng ${row.line}: ${catalogueRowText(row)}`),
    ...changed
      .slice(0, MOST_SHOWN)
      .flatMap((row) => [
        `  dòng ${row.line}, ${row.code} ${row.name}:`,
        ...row.differences.slice(0, MOST_SHOWN).map((difference) => `    ${differenceText(difference)}`),
      ]),
    ...(missing.length > 0 ? [`Còn hiệu lực nhưng không có trong tệp: ${missing.length}`] : []),
    ...missing.slice(0, MOST_SHOWN).map(({ code, name }) => `  ${code} ${name}`),
    ...(Math.max(faults.length, changed.length, missing.length) > MOST_SHOWN
      ? ["Xem đủ bằng --report TỆP.csv hoặc --json."]
      : []),
    "",
  ].join("\n");
}
