export { searchProcedures } from "./find-procedures.queries.ts";
export { publishProcess } from "./publish-process.ts";
export { countFileable, findCurrentProcedure, getProcess } from "./process.queries.ts";
export { processSheet } from "./process-sheet.ts";
export { settingsSheet } from "./settings-sheet.ts";
export { synonymSheet } from "./synonym-sheet.ts";
export { findCurrentVersion, getVersion, insertSynonyms, type ProcedureVersion } from "./procedure.queries.ts";
export { saveVersions } from "./version.queries.ts";
export { requireCatalogueEditor } from "./require-catalogue-editor.ts";
