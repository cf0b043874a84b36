import type { PlainDate } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";
import type { DayRoot } from "./leaf.ts";
import { listRoots } from "./root.queries.ts";

const PAGE = 1_000;

/** Every day's root, oldest first. */
export async function* exportRoots(db: Db): AsyncGenerator<DayRoot> {
  let after: PlainDate | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof listRoots>> = await listRoots(db, after, PAGE);
    for (const { upTo: _upTo, ...root } of page) yield root;
    if (page.length < PAGE) return;
    after = page.at(-1)?.day ?? null;
  }
}
