export { proveInclusion } from "./prove-inclusion.ts";
export type { FaultCode, Finding, Report } from "./finding.ts";
export { recordRead } from "./record-read.ts";
