export { discardDeadLetter, replayDeadLetters } from "./decide-dead-letters.ts";
export { readBackground, type Background } from "./read-background.ts";
export { applyConfiguration, type ConfigReport } from "./apply-config.ts";
export { readConfigured, readDocument, writeDocument } from "./config-document.ts";
export { reportSheet } from "./report-sheet.ts";
export { runImport } from "./run-import.ts";
export { findKind } from "./sheet-kinds.ts";
