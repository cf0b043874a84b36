import { availableParallelism, totalmem } from "node:os";
import { bad, good, warning } from "../../../domain/health/finding.ts";
import type { Check } from "../check.ts";

const LEAST_NODE = [20, 19] as const;
const LEAST_MEMORY = 2 * 1024 ** 3;
const LEAST_CORES = 2;

/** The machine and the program that runs the code. */
export const machineChecks: readonly Check[] = [
  {
    name: "node",
    needs: "nothing",
    async look() {
      const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
      const enough = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
      return enough ? good(process.versions.node) : bad("too-old", process.versions.node);
    },
  },
  {
    name: "machine",
    needs: "nothing",
    async look() {
      // What a container may use, where it is limited.
      const limit = process.constrainedMemory();
      const memory = limit > 0 && limit < totalmem() ? limit : totalmem();
      const cores = availableParallelism();
      const seen = [String(cores), (memory / 1024 ** 3).toFixed(1)];
      return cores < LEAST_CORES || memory < LEAST_MEMORY ? warning("too-small", ...seen) : good(...seen);
    },
  },
];
