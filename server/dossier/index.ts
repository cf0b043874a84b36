export { listOpenTimings, listRunningIds } from "./open-timing.queries.ts";
export { recomputeDossier } from "./recompute-dossier.ts";
export { verifyChains, type ChainsReport } from "./verify-chains.ts";
export { codesOfSeen } from "./visible.queries.ts";
