export { stopUnsupplied } from "./stop-unsupplied.ts";
