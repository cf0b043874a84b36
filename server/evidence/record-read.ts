import type { Deps } from "../platform/deps.ts";
import { insertRead, type Read } from "./read-log.queries.ts";

/**
 * Writes down that personal data is about to be shown. Resolves when the row is safe on disk: whoever answers waits for
 * it, so that nothing is shown that is not in the log, and nothing is shown when the log cannot be written.
 */
export async function recordRead(deps: Pick<Deps, "db" | "now">, read: Read): Promise<void> {
  await insertRead(deps.db, read, deps.now());
}
