import type { SnapshotReader } from "../../platform/snapshot.ts";
import type { Report } from "../../evidence/index.ts";
import { listStatisticsDifferences } from "./verify.queries.ts";

/** Whether the deltas of the statistics are what the events say: one for each event, under its figure. */
export async function verifyStatistics(snapshots: SnapshotReader, report: Report): Promise<void> {
  const found = await snapshots.read(listStatisticsDifferences);
  for (const { agency, procedure, day, channel, measure, expected, seen } of found) {
    const where = [day, agency, procedure, channel, measure].join(" ");
    report({ fault: "rollup-wrong", where, event: null, expected: String(expected), seen: String(seen) });
  }
}
