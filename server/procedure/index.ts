export { publishProcess } from "./publish-process.ts";
export {
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
