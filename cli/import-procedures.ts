import { createReadStream, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { stringify } from "csv-stringify/sync";
import { now } from "../server/platform/clock.ts";
import { readConfig } from "../server/platform/config.ts";
import { openDatabase } from "../server/platform/database.ts";
import { importProcedures, ImportUndone, type ImportedRow } from "../server/procedure/import-procedures.ts";
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
  const report = await runImport(file, allOrNothing);
  if (path) writeFileSync(path, `\uFEFF${stringify(report.map(csvRow), { header: true })}`);
  const count = (outcome: ImportedRow["outcome"]): number => report.filter((row) => row.outcome === outcome).length;
  const counts = {
    created: count("created"),
    changed: count("changed"),
    unchanged: count("unchanged"),
    error: count("error"),
  };
  process.stdout.write(json ? `${JSON.stringify({ ...counts, rows: report })}\n` : summary(counts, report));
  return counts.error === 0 ? 0 : 1;
}

async function runImport(file: string, allOrNothing: boolean): Promise<readonly ImportedRow[]> {
  const config = readConfig(process.env);
  const database = await openMigrated(config);
  const db = openDatabase({ url: database.url, schema: config.schema, max: 2 });
  try {
    return await importProcedures({ db, now: now(), allOrNothing }, readLines(file));
  } catch (error) {
    if (error instanceof ImportUndone) return error.report;
    throw error;
  } finally {
    await db.destroy();
    await database.close();
  }
}

// The reader is made when the first line is asked for: one made earlier drops lines that arrive before anyone listens.
async function* readLines(file: string): AsyncGenerator<string> {
  const raw = createReadStream(file);
  yield* createInterface({ input: file.endsWith(".gz") ? raw.pipe(createGunzip()) : raw });
}

function csvRow({ line, code, outcome, notes }: ImportedRow): Record<string, string> {
  return { Dòng: String(line), Mã: code, "Kết quả": outcome, "Ghi chú": notes.join("; ") };
}

function summary(counts: Record<string, number>, report: readonly ImportedRow[]): string {
  const faults = report.filter(({ outcome }) => outcome === "error").slice(0, 20);
  const lines = faults.map(({ line, notes }) => `  dòng ${line}: ${notes.join("; ")}`);
  return `Mới ${counts["created"]}, thay đổi ${counts["changed"]}, giữ nguyên ${counts["unchanged"]}, lỗi ${counts["error"]}\n${lines.join("\n")}${lines.length ? "\n" : ""}`;
}
