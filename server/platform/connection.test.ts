import { CompiledQuery, sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "../../testing/database.ts";
import { UNANSWERED } from "./connection.ts";
import type { Db } from "./database.ts";

const database = useDatabase();
beforeAll(async () => {
  await sql`create table motcua.parent (id int primary key)`.execute(database.ownerDb);
  await sql`create table motcua.child (parent_id int not null references motcua.parent, n int not null)`.execute(
    database.ownerDb,
  );
});

const parent = (db: Db, id: number) => sql`insert into parent (id) values (${id})`.execute(db);
const child = (db: Db, id: number, n: number) => sql`insert into child (parent_id, n) values (${id}, ${n})`.execute(db);

async function children(db: Db, id: number): Promise<number[]> {
  const { rows } = await sql<{ n: number }>`select n from child where parent_id = ${id} order by n`.execute(db);
  return rows.map(({ n }) => n);
}

describe("in a transaction", () => {
  test("inserts are kept in their order and seen by the next read", async () => {
    const seen = await database.ownerDb.transaction().execute(async (tx) => {
      await parent(tx, 1);
      await child(tx, 1, 10);
      await child(tx, 1, 11);
      return children(tx, 1);
    });
    expect([seen, await children(database.ownerDb, 1)]).toEqual([
      [10, 11],
      [10, 11],
    ]);
  });

  test("an insert that fails is told by the commit, with its own reason, and nothing is kept", async () => {
    const work = database.ownerDb.transaction().execute(async (tx) => {
      await parent(tx, 2);
      await child(tx, 999, 1);
      await child(tx, 2, 1);
    });
    await expect(work).rejects.toThrow(/violates foreign key constraint "child_parent_id_fkey"/);
    expect((await sql`select from parent where id = 2`.execute(database.ownerDb)).rows).toEqual([]);
  });

  test("an insert that fails is told by the next read, with its own reason", async () => {
    const steps: string[] = [];
    const work = database.ownerDb.transaction().execute(async (tx) => {
      await parent(tx, 1);
      steps.push("sent");
      await children(tx, 1);
      steps.push("read");
    });
    await expect(work).rejects.toThrow(/duplicate key value violates unique constraint "parent_pkey"/);
    expect(steps).toEqual(["sent"]);
  });

  test("an insert that returns something is waited for", async () => {
    const id = await database.ownerDb.transaction().execute(async (tx) => {
      const { rows } = await sql<{ id: number }>`insert into parent (id) values (3) returning id`.execute(tx);
      return rows[0]?.id;
    });
    expect(id).toBe(3);
  });

  test("thrown by the caller, nothing that was sent is kept", async () => {
    const work = database.ownerDb.transaction().execute(async (tx) => {
      await parent(tx, 4);
      throw new Error("changed my mind");
    });
    await expect(work).rejects.toThrow("changed my mind");
    expect((await sql`select from parent where id = 4`.execute(database.ownerDb)).rows).toEqual([]);
  });

  test("a statement marked as unanswered fails like the others", async () => {
    const work = database.ownerDb.transaction().execute(async (tx) => {
      await sql`${sql.raw(UNANSWERED)}select 1 / ${0}::int`.execute(tx);
    });
    await expect(work).rejects.toThrow("division by zero");
  });

  test.each([
    ["marked as unanswered", `${UNANSWERED}select $1::int + 1`],
    ["that counts and multiplies", "select count(*), $1::int * 2 from parent"],
  ])("a statement %s is planned once per connection", async (_what, text) => {
    const prepared = await database.ownerDb.transaction().execute(async (tx) => {
      await tx.executeQuery(CompiledQuery.raw(text, [1]));
      return sql<{
        n: number;
      }>`select count(*)::int as n from pg_prepared_statements where statement = ${text}`.execute(tx);
    });
    expect(prepared.rows).toEqual([{ n: 1 }]);
  });

  test("many on one connection, some failing, leave the connection sound", async () => {
    const one = database.ownerDb;
    for (let round = 0; round < 20; round += 1) {
      const work = one.transaction().execute(async (tx) => {
        await parent(tx, 100 + round);
        if (round % 2 === 1) await parent(tx, 1);
      });
      await work.catch(() => undefined);
    }
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from parent where id >= 100`.execute(one);
    expect(rows).toEqual([{ n: 10 }]);
  });
});

test("outside a transaction an insert is waited for and says why it failed", async () => {
  await expect(parent(database.ownerDb, 1)).rejects.toThrow(/duplicate key/);
});

test("a table that gets a column meanwhile can still be read on connections that knew it before", async () => {
  const all = () => database.ownerDb.selectFrom("search_synonym").selectAll().where("folded", "=", "x").execute();
  await all();
  await sql`alter table motcua.search_synonym add column note text not null default ''`.execute(database.ownerDb);
  expect(await all()).toEqual([]);
});
