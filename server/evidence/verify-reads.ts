import type { SnapshotReader } from "../platform/snapshot.ts";
import type { Report } from "./finding.ts";
import { hashLink, hashRow, idsOf, leavesOf, LINKS_START, toRowName } from "./read-link.ts";
import { toHex } from "./leaf.ts";
import { listLeftOut, listLinkedRows, listLinks, type StoredLink } from "./verify-reads.queries.ts";

const LINKS_AT_ONCE = 20;

export interface ReadsSeen {
  readonly reads: number;
  readonly links: number;
}

/**
 * Recomputes the chain over the access log from its rows. Each row that was altered or removed is named by its id; rows
 * in each other's place are both altered. A row that no link holds yet is none to blame, unless younger ones are held.
 */
export async function verifyReads(
  snapshots: SnapshotReader,
  report: Report,
  progress: (reads: number) => void = () => undefined,
): Promise<ReadsSeen> {
  let [reads, links, previous] = [0, 0, LINKS_START];
  for (;;) {
    const page = await snapshots.read(async (snapshot) => {
      const some = await listLinks(snapshot, links, LINKS_AT_ONCE);
      const found = [];
      for (const link of some) found.push({ link, rows: await listLinkedRows(snapshot, link.ids) });
      return found;
    });
    for (const { link, rows } of page) {
      checkLink(link, { number: links + 1, previous }, report);
      reads += checkRows(link, rows, report);
      [links, previous] = [link.number, link.hash];
    }
    progress(reads);
    if (page.length < LINKS_AT_ONCE) break;
  }
  for (const id of await snapshots.read(listLeftOut))
    report({ fault: "read-unlinked", where: toRowName(id), event: null, expected: "", seen: "" });
  return { reads, links };
}

interface Place {
  readonly number: number;
  readonly previous: string;
}

function checkLink(link: StoredLink, { number, previous }: Place, report: Report): void {
  const where = `access_link ${link.number}`;
  if (link.number !== number || link.previousHash !== previous)
    report({
      fault: "link-missing",
      where,
      event: null,
      expected: `${number} ${previous}`,
      seen: `${link.number} ${link.previousHash}`,
    });
  const made = hashLink({ ...link, leaves: leavesOf(link.leaves) });
  if (made !== link.hash) report({ fault: "link-wrong", where, event: null, expected: link.hash, seen: made });
}

function checkRows(link: StoredLink, rows: Awaited<ReturnType<typeof listLinkedRows>>, report: Report): number {
  const leaves = leavesOf(link.leaves);
  const ids = idsOf(link.ids);
  for (const [at, id] of ids.entries()) {
    const [expected, fields] = [toHex(leaves[at] ?? new Uint8Array()), rows.get(id)];
    const seen = fields ? toHex(hashRow(fields)) : "";
    if (seen === expected) continue;
    report({ fault: fields ? "read-altered" : "read-missing", where: toRowName(id), event: null, expected, seen });
  }
  return ids.length;
}
