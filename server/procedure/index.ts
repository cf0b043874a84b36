export { publishProcess } from "./publish-process.ts";
export { synonymSheet } from "./synonym-sheet.ts";
export {
  countFileable,
  findCurrentProcess,
  findCurrentVersion,
  getProcess,
  getVersion,
  insertSynonyms,
  searchProcedures,
  type ProcedureVersion,
} from "./procedure.queries.ts";
export { saveVersions } from "./version.queries.ts";
