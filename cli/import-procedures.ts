import { createReadStream, writeFileSync } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { stringify } from "csv-stringify/sync";
import { now } from "../server/platform/clock.ts";
import { readConfig } from "../server/platform/config.ts";
import { openDatabase } from "../server/platform/database.ts";
import { importProcedures, type CatalogueReport, type ImportedRow } from "../server/procedure/import-procedures.ts";
import { rowOutcomeText } from "../web/admin/sheet-text.ts";
import { catalogueFaultText, catalogueNoteText, differenceText } from "../web/procedure/version-text.ts";
import { openMigrated } from "./open-database.ts";

/** The options of `motcua import`, read. */
export interface ImportOptions {
  readonly file: string;
  readonly allOrNothing: boolean;
  readonly json: boolean;
  readonly report: string | undefined;
}

/** `motcua import procedures FILE`: exit code 0 when every row was good, 1 when some were not. */
export async function importProceduresFile({ file, allOrNothing, json, report: path }: ImportOptions): Promise<number> {
  const started = performance.now();
  const report = await runImport(file, allOrNothing);
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

async function runImport(file: string, allOrNothing: boolean): Promise<CatalogueReport> {
  const config = readConfig(process.env);
  const database = await openMigrated(config);
  const db = openDatabase({ url: database.url, schema: config.schema, max: 2 });
  try {
    const importing = { db, now: now(), by: "Dòng lệnh motcua", allOrNothing };
    return await importProcedures(process.stderr.isTTY ? { ...importing, onProgress } : importing, readLines(file));
  } finally {
    if (process.stderr.isTTY) process.stderr.write("\r");
    await db.destroy();
    await database.close();
  }
}

async function* readLines(file: string): AsyncGenerator<string> {
  const raw = createReadStream(file);
  // A fault of either stream, such as a file that is not there, ends the reading below.
  const input = file.endsWith(".gz") ? pipeline(raw, createGunzip(), () => undefined) : raw;
  let rest = "";
  for await (const chunk of input.setEncoding("utf8") as AsyncIterable<string>) {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest) yield rest;
}

function notesOf({ fault, differences, notes }: ImportedRow): readonly string[] {
  return [
    ...(fault ? [catalogueFaultText(fault)] : []),
    ...differences.map(differenceText),
    ...notes.map(catalogueNoteText),
  ];
}

function csvRows({ rows, missing }: CatalogueReport): string[][] {
  return [
    ...rows.map((row) => [String(row.line), row.code, row.name, rowOutcomeText(row.outcome), notesOf(row).join(" ")]),
    ...missing.map(({ code, name }) => ["", code, name, "Không có trong tệp", "Vẫn còn hiệu lực; không tự bãi bỏ."]),
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
    ...faults.slice(0, MOST_SHOWN).map((row) => `  dòng ${row.line}: ${notesOf(row).join(" ")}`),
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
