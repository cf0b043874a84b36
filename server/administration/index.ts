export { reportSheet } from "./report-sheet.ts";
export { runImport } from "./run-import.ts";
export { findKind } from "./sheet-kinds.ts";
