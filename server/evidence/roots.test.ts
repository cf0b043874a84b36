import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rootOfPath } from "../../domain/evidence/merkle.ts";
import { plainDate } from "../../domain/shared/plain-date.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { useDossierApi } from "../../testing/dossier-api.ts";
import { unchecked, whileTampered } from "../../testing/tamper.ts";
import { birthFiling } from "../../testing/filings.ts";
import { openSnapshots, type SnapshotReader } from "../platform/snapshot.ts";
import type { Finding } from "./finding.ts";
import { fromHex, hashLeaf, hashRoot, ROOTS_START, sha256, toHex } from "./leaf.ts";
import { proveInclusion } from "./prove-inclusion.ts";
import { findLastRoot, listRoots } from "./root.queries.ts";
import { sealDays } from "./seal-days.ts";
import { verifyRoots } from "./verify-roots.ts";

const demo = useDemoApp();
const { file, act } = useDossierApi(demo);
let snapshots: SnapshotReader;
const ids: string[] = [];
const sealed: (readonly string[])[] = [];

/** Monday three dossiers, Tuesday one of them goes on and a fourth comes, Wednesday nothing. */
beforeAll(async () => {
  snapshots = await openSnapshots({ url: demo.databaseUrl, schema: "motcua" });
  demo.at("2026-09-07T09:00:00+07:00");
  for (let n = 0; n < 3; n += 1) ids.push((await file("tiepnhan.xa", birthFiling)).id);
  sealed.push(await seal("2026-09-08T00:20:00+07:00"));
  demo.at("2026-09-08T09:00:00+07:00");
  await act("tiepnhan.xa", ids[1] ?? "", { action: "receive" });
  ids.push((await file("tiepnhan.xa", birthFiling)).id);
  demo.at("2026-09-10T00:10:00+07:00");
  // After midnight, before the job: of the day after.
  ids.push((await file("tiepnhan.xa", birthFiling)).id);
  sealed.push(await seal("2026-09-10T00:20:00+07:00"));
});
afterAll(() => snapshots.end());

async function seal(at: string) {
  demo.at(at);
  return sealDays(demo.worker.db, demo.deps.now());
}

async function found(): Promise<Finding[]> {
  const findings: Finding[] = [];
  await verifyRoots(snapshots, (one) => findings.push(one));
  return findings;
}

/** As `found`, while the owner of the database has changed something behind everybody's back. */
async function foundAfter(...statements: readonly string[]): Promise<readonly (readonly unknown[])[]> {
  const tables = ["evidence_leaf", "evidence_chunk", "evidence_root", "dossier_event"];
  return whileTampered(demo.ownerDb, { tables, statements }, async () =>
    (await found()).map(({ fault, where, event }) => [fault, where, event]),
  );
}

describe("the root of a day", () => {
  test("counts what had been recorded by the end of that day, and is linked to the day before", async () => {
    expect(sealed).toEqual([["2026-09-07"], ["2026-09-08", "2026-09-09"]]);
    const roots = await listRoots(demo.worker.db, null, 10);
    expect(roots.map(({ day, dossiers, events }) => [day, dossiers, events])).toEqual([
      ["2026-09-07", 3, 3],
      ["2026-09-08", 4, 5],
      ["2026-09-09", 4, 5],
    ]);
    expect(roots.map(({ previousHash }) => previousHash)).toEqual([ROOTS_START, roots[0]?.hash, roots[1]?.hash]);
    expect(roots.map(hashRoot)).toEqual(roots.map(({ hash }) => hash));
    // On a day without an event the chains are the same, and so is their root.
    expect(roots[2]?.root).toBe(roots[1]?.root);
    expect(roots[1]?.root).not.toBe(roots[0]?.root);
  });

  test("is written once, however often and by however many the job is run", async () => {
    await Promise.all([1, 2, 3].map(() => seal("2026-09-10T08:00:00+07:00")));
    expect(await listRoots(demo.worker.db, null, 10)).toHaveLength(3);
  });

  test("takes in on the next day what was recorded late, also under a moment long past", async () => {
    await unchecked(demo.ownerDb, [
      `insert into motcua.dossier_event (dossier_id, version, at, actor_kind, actor_id, actor_name, type, fact, previous_hash, hash)
       values ('01000000-0000-7000-8000-000000000000', 1, '2020-01-01', 'system', 'x', 'x', 'submitted', '{}', 'x', 'y')`,
    ]);
    await seal("2026-09-11T00:20:00+07:00");
    expect(await findLastRoot(demo.worker.db)).toMatchObject({ day: "2026-09-10", dossiers: 6, events: 7 });
    expect(await found()).toEqual([]);
  });

  test.each([0, 1, 2, 3, 4])("holds dossier %i, as its proof shows", async (n) => {
    const proof = await proveInclusion(demo.worker.db, ids[n] ?? "");
    if (!proof) throw new Error("There is a proof");
    const { leaf, index, path, root } = proof;
    const made = rootOfPath(sha256, { leaf: hashLeaf(leaf), index, size: root.dossiers, path: path.map(fromHex) });
    expect(made && toHex(made)).toBe(root.root);
    expect([leaf.dossierId, leaf.version]).toEqual([ids[n], n === 1 ? 2 : 1]);
  });

  test("does not hold a dossier that is younger", async () => {
    const { id } = await file("tiepnhan.xa", birthFiling);
    expect(await proveInclusion(demo.worker.db, id)).toBeUndefined();
  });

  test("cannot be changed by the application", async () => {
    const change = sql`update evidence_root set dossiers = 0 where day = ${plainDate("2026-09-07")}`;
    await expect(change.execute(demo.worker.db)).rejects.toThrow(/permission denied/);
    await expect(sql`delete from evidence_leaf`.execute(demo.worker.db)).rejects.toThrow(/permission denied/);
  });
});

describe("motcua verify --events finds in the roots", () => {
  test("nothing where nothing was changed", async () => {
    expect(await found()).toEqual([]);
    expect(await verifyRoots(snapshots, () => undefined)).toBe(4);
  });

  test("a chain that was written anew as a whole, so that the chain itself holds", async () => {
    const faults = await foundAfter(
      `update motcua.dossier_event set actor_name = 'Ai khác', hash = repeat('c', 64) where dossier_id = '${ids[0]}'`,
    );
    expect(faults).toEqual([["sealed-otherwise", expect.stringMatching(/^N\./), 1]]);
  });

  test("the same with the leaf made to fit, by the roots of that day and of all after it", async () => {
    const faults = await foundAfter(
      `update motcua.dossier_event set hash = repeat('c', 64) where dossier_id = '${ids[0]}'`,
      `update motcua.evidence_leaf set hash = repeat('c', 64) where dossier_id = '${ids[0]}'`,
    );
    expect(faults.map(([fault, where]) => `${String(fault)} ${String(where)}`)).toEqual([
      ...["2026-09-07", "2026-09-08", "2026-09-10"].map((day) => `chunk-wrong ${day} #0`),
      ...["2026-09-07", "2026-09-08", "2026-09-09", "2026-09-10"].map((day) => `root-wrong ${day}`),
    ]);
  });

  test("a dossier taken out with its leaf", async () => {
    const faults = await foundAfter(`delete from motcua.evidence_leaf where dossier_id = '${ids[2]}'`);
    expect(faults).toContainEqual(["leaf-missing", "2026-09-08", null]);
  });

  test("a root of another value, and one that was taken out", async () => {
    const other = await foundAfter(`update motcua.evidence_root set root = repeat('d', 64) where day = '2026-09-08'`);
    expect(other).toEqual([
      ["root-wrong", "2026-09-08", null],
      ["root-wrong", "2026-09-08", null],
    ]);
    const gone = await foundAfter(`delete from motcua.evidence_root where day = '2026-09-08'`);
    expect(gone).toContainEqual(["root-unlinked", "2026-09-09", null]);
  });
});
