import { seenText } from "../../domain/shared/storable-text.ts";
import { normalise } from "../../domain/shared/vietnamese-text.ts";
import { newId } from "../platform/ids.ts";
import { importSheet, type ImportMode } from "../platform/sheet/import-sheet.ts";
import type { SheetContext, SheetKind } from "../platform/sheet/sheet-kind.ts";
import { insertImportRun, type ImportRun } from "./import-run.queries.ts";

/** What is taken for a table. */
export const SHEET_UPLOAD = {
  modes: ["good-rows", "all-or-nothing"],
  mostBytes: 10 * 1024 * 1024,
  tooBig: "sheet-too-big",
} as const;

interface BroughtSheet {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly mode: ImportMode;
}

/** Brings a table in and keeps what became of each row. Throws 403, 413 and 422 as `importSheet` does. */
export async function runImport(
  kind: SheetKind<unknown>,
  { bytes, fileName, mode }: BroughtSheet,
  context: SheetContext,
): Promise<ImportRun> {
  const report = await importSheet(kind, { bytes, mode }, context);
  const run = {
    ...report,
    id: newId(),
    fileName: seenText(normalise(fileName), 200),
    at: context.now,
    actorId: context.actor.id,
    actorName: context.actor.name,
  };
  await insertImportRun(context.db, run);
  return run;
}
