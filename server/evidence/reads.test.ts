import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { useDemoApp } from "../../testing/demo-app.ts";
import { useDossierApi } from "../../testing/dossier-api.ts";
import { birthFiling } from "../../testing/filings.ts";
import { whileTampered } from "../../testing/tamper.ts";
import { openSnapshots, type SnapshotReader } from "../platform/snapshot.ts";
import type { Finding } from "./finding.ts";
import { linkReads } from "./link-reads.ts";
import { idsOf, READS_ID, spansOf } from "./read-link.ts";
import { sealDays } from "./seal-days.ts";
import { verifyReads } from "./verify-reads.ts";
import { verifyRoots } from "./verify-roots.ts";

const demo = useDemoApp();
const { file } = useDossierApi(demo);
let snapshots: SnapshotReader;
let dossier = "";

beforeAll(async () => {
  snapshots = await openSnapshots({ url: demo.databaseUrl, schema: "motcua" });
  ({ id: dossier } = await file("tiepnhan.xa", birthFiling));
  for (let link = 0; link < 3; link += 1) {
    for (let n = 0; n < 4; n += 1) await look("thuly.xa");
    await chain();
  }
});
afterAll(() => snapshots.end());

const look = async (login: string) => {
  const answer = await demo.call(await demo.officer(login), "GET", `/api/v1/dossiers/${dossier}`);
  expect(answer.statusCode).toBe(200);
};
const chain = () => linkReads(demo.worker.db, demo.deps.now());

async function found() {
  const findings: Finding[] = [];
  const seen = await verifyReads(snapshots, (one) => findings.push(one));
  return { seen, faults: findings.map(({ fault, where }) => [fault, where]) };
}

async function foundAfter(...statements: readonly string[]) {
  const tables = ["access_log", "access_link"];
  return whileTampered(demo.ownerDb, { tables, statements }, async () => (await found()).faults);
}

/** The id of the n-th row of the log. */
async function idOf(n: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`select a.id from access_log a order by a.id offset ${n} limit 1`.execute(
    demo.ownerDb,
  );
  return rows[0]?.id ?? 0;
}

describe("the chain of reads", () => {
  test("holds every row in one link, and nothing twice", async () => {
    expect(await found()).toEqual({ seen: { reads: 13, links: 3 }, faults: [] });
    expect(await chain()).toBe(0);
  });

  test("ids are written as PostgreSQL writes them, and read again", async () => {
    const ids = [1, 2, 3, 7, 9, 10];
    expect(spansOf(ids)).toBe("{[1,4),[7,8),[9,11)}");
    expect(idsOf(spansOf(ids))).toEqual(ids);
    const { rows } = await sql<{ same: string }>`select ${spansOf(ids)}::int8multirange::text as same`.execute(
      demo.ownerDb,
    );
    expect(rows[0]?.same).toBe(spansOf(ids));
  });

  test("takes in a row that was written early and committed late, once", async () => {
    const slow = new pg.Client({ connectionString: demo.databaseUrl });
    await slow.connect();
    await slow.query("begin");
    await slow.query(`insert into motcua.access_log (actor_kind, actor_id, object_kind, object_id, purpose)
      values ('system', 'x', 'dossier', 'x', 'x')`);
    await look("thuly.xa");
    expect(await chain()).toBe(1);
    await slow.query("commit");
    await slow.end();
    expect((await found()).faults).toEqual([["read-unlinked", expect.stringMatching(/^access_log \d+$/)]]);
    expect(await chain()).toBe(1);
    expect((await found()).faults).toEqual([]);
  });

  test("two workers at once link each row once", async () => {
    for (let n = 0; n < 5; n += 1) await look("thuly.xa");
    const [one, other] = await Promise.all([chain(), chain()]);
    expect(one + other).toBe(5);
    expect((await found()).faults).toEqual([]);
  });
});

describe("what was changed behind the application is named", () => {
  test("a row altered, in each of its fields", async () => {
    const id = await idOf(5);
    for (const change of [
      "at = at + interval '1 microsecond'",
      "actor_name = 'Ai khác'",
      "login = null",
      "kind = 'slip'",
      "dossier_id = null",
      "agency_id = null",
      "purpose = ''",
      "request_id = null",
      "object_id = 'x'",
      "actor_id = 'x'",
    ])
      expect([change, await foundAfter(`update motcua.access_log set ${change} where id = ${id}`)]).toEqual([
        change,
        [["read-altered", `access_log ${id}`]],
      ]);
  });

  test("a row removed, two in each other's place, one slipped in", async () => {
    const [a, b] = [await idOf(4), await idOf(7)];
    expect(await foundAfter(`delete from motcua.access_log where id = ${a}`)).toEqual([
      ["read-missing", `access_log ${a}`],
    ]);
    const swapped = await foundAfter(
      `update motcua.access_log a set request_id = b.request_id from motcua.access_log b
       where (a.id, b.id) in ((${a}, ${b}), (${b}, ${a}))`,
    );
    expect(swapped).toEqual([
      ["read-altered", `access_log ${a}`],
      ["read-altered", `access_log ${b}`],
    ]);
    const slipped = await foundAfter(
      `insert into motcua.access_log (id, actor_kind, actor_id, object_kind, object_id, purpose) overriding system value values (0, 'x', 'x', 'x', 'x', 'x')`,
    );
    expect(slipped).toEqual([["read-unlinked", "access_log 0"]]);
  });

  test("a link altered or removed", async () => {
    expect(await foundAfter(`update motcua.access_link set hash = repeat('a', 64) where number = 2`)).toEqual([
      ["link-wrong", "access_link 2"],
      ["link-missing", "access_link 3"],
    ]);
    const gone = await foundAfter(`delete from motcua.access_link where number = 2`);
    expect(gone).toContainEqual(["link-missing", "access_link 3"]);
    expect(gone.filter(([fault]) => fault === "read-unlinked")).toHaveLength(4);
  });

  test("no one but an owner who switches his own checks off can do so", async () => {
    for (const table of ["access_log", "access_link"])
      for (const change of [`update motcua.${table} set`, `delete from motcua.${table}`, `truncate motcua.${table}`]) {
        const column = table === "access_log" ? "purpose = ''" : "hash = ''";
        const statement = sql.raw(change.endsWith("set") ? `${change} ${column}` : change);
        await expect(statement.execute(demo.ownerDb)).rejects.toThrow(/only ever added/);
        await expect(statement.execute(demo.worker.db)).rejects.toThrow(/permission denied/);
      }
  });
});

const roots = async () => {
  const findings: Finding[] = [];
  await verifyRoots(snapshots, (one) => findings.push(one));
  return findings.map(({ fault, where }) => [fault, where]);
};

describe("the root of the day", () => {
  test("is over the chain of reads as well: a last link that was cut off is found", async () => {
    demo.at("2026-09-08T00:20:00+07:00");
    expect(await sealDays(demo.worker.db, demo.deps.now())).toEqual(["2026-09-07"]);
    expect(await roots()).toEqual([]);
    const cut = `delete from motcua.access_link where number = (select max(number) from motcua.access_link)`;
    const seen = await whileTampered(demo.ownerDb, { tables: ["access_link"], statements: [cut] }, roots);
    expect(seen).toEqual([["sealed-otherwise", READS_ID]]);
  });
});
