export type { FaultCode, Finding, Report } from "./finding.ts";
