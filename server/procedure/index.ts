export { publishProcess } from "./publish-process.ts";
export { synonymSheet } from "./synonym-sheet.ts";
export {
  countFileable,
  ensureProcedure,
  findCurrentProcess,
  findCurrentVersion,
  getProcess,
  getVersion,
  insertSynonyms,
  insertVersion,
  searchProcedures,
  type ProcedureVersion,
} from "./procedure.queries.ts";
