import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { findKind, reportSheet, runImport } from "../server/administration/index.ts";
import { now } from "../server/platform/clock.ts";
import { readConfig } from "../server/platform/config.ts";
import { openDatabase } from "../server/platform/database.ts";
import { ApiError } from "../server/platform/errors.ts";
import type { ReportedRow } from "../server/platform/sheet/import-sheet.ts";
import type { SheetContext, SheetKind } from "../server/platform/sheet/sheet-kind.ts";
import { writeSheet } from "../server/platform/sheet/write-sheet.ts";
import { sheetKinds } from "../server/sheet-kinds.ts";
import { rowFaultText } from "../web/admin/sheet-text.ts";
import { errorSentence } from "../web/i18n/error-text.ts";
import type { ImportOptions } from "./import-procedures.ts";
import { openMigrated } from "./open-database.ts";

const OPERATOR = { kind: "system", id: "motcua", name: "Dòng lệnh motcua" } as const;

/** `motcua import KIND FILE`: exit code 0 when every row was good, 1 when some were not or the file is no such table. */
export async function importSheetFile(kind: SheetKind<unknown>, options: ImportOptions): Promise<number> {
  const mode = options.allOrNothing ? "all-or-nothing" : "good-rows";
  const run = await withDatabase((context) =>
    runImport(kind, { bytes: readFileSync(options.file), fileName: basename(options.file), mode }, context),
  );
  if (options.report) writeFileSync(options.report, reportSheet(kind, run));
  process.stdout.write(options.json ? `${JSON.stringify({ id: run.id, rows: run.rows })}\n` : summary(kind, run.rows));
  return run.rows.some(({ outcome }) => outcome === "error") ? 1 : 0;
}

const HELP = `motcua export LOẠI TỆP.xlsx
Đưa một danh mục ra bảng: ${sheetKinds.map(({ kind }) => kind).join(", ")}.
`;

/** `motcua export KIND FILE.xlsx`. */
export async function exportCommand(argv: string[]): Promise<number> {
  const [what, file] = argv;
  if (!what || !file || !sheetKinds.some(({ kind }) => kind === what)) {
    (argv.includes("--help") ? process.stdout : process.stderr).write(HELP);
    return argv.includes("--help") ? 0 : 2;
  }
  const kind = findKind(sheetKinds, what);
  const rows = await withDatabase((context) => kind.rows(context));
  writeFileSync(file, writeSheet(kind.columns, rows, []));
  process.stdout.write(`${file}: ${rows.length} dòng\n`);
  return 0;
}

/** Runs the work as the operator on the database brought to this release; a refusal is told in words. */
export async function withDatabase<T>(work: (context: SheetContext) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  const database = await openMigrated(config);
  const db = openDatabase({ url: database.url, schema: config.schema, max: 2 });
  try {
    return await work({ db, actor: OPERATOR, now: now() });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new Error(`${errorSentence(error.code)} ${JSON.stringify(error.details)}`, { cause: error });
  } finally {
    await db.destroy();
    await database.close();
  }
}

function summary({ columns }: SheetKind<unknown>, rows: readonly ReportedRow[]): string {
  const headers = new Map(columns.map(({ key, header }) => [key, header]));
  const count = (outcome: ReportedRow["outcome"]): number => rows.filter((row) => row.outcome === outcome).length;
  const lines = rows
    .flatMap(({ number, faults, notes }) => [
      ...faults.map((fault) => `  dòng ${number}: ${rowFaultText(fault, headers)}\n`),
      ...notes.map((note) => `  ${note}\n`),
    ])
    .slice(0, 50);
  return `Mới ${count("created")}, thay đổi ${count("changed")}, giữ nguyên ${count("unchanged")}, không nhận ${count("error")}, hoàn tác ${count("undone")}\n${lines.join("")}`;
}
