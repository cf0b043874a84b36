export { stopUnsupplied } from "./stop-unsupplied.ts";
export { listOpenTimings, listRunningIds } from "./open-timing.queries.ts";
export { recomputeDossier } from "./recompute-dossier.ts";
