import fc from "fast-check";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { ROLES, type Role } from "../../domain/organisation/role.ts";
import { fromDayNumber, plainDate, toDayNumber, type PlainDate } from "../../domain/shared/plain-date.ts";
import { useDatabase } from "../../testing/database.ts";
import type { Db } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";

const pg = useDatabase();
const START = toDayNumber(plainDate("2026-01-01"));
const OVERSEEING = new Set<Role>(["control-officer", "auditor", "administrator"]);

interface Held {
  readonly officer: number;
  readonly agency: number;
  readonly roles: readonly Role[];
  readonly from: number;
  readonly to: number | null;
}

const SIZE = 7;
const PEOPLE = 3;
// Agency n hangs below one with a smaller number: every tree of that size can come.
const tree = fc.tuple(...Array.from({ length: SIZE - 1 }, (_none, index) => fc.nat(index)));
const held: fc.Arbitrary<Held> = fc
  .record({
    officer: fc.nat(PEOPLE - 1),
    agency: fc.nat(SIZE - 1),
    roles: fc.subarray([...ROLES], { minLength: 1, maxLength: 2 }),
    from: fc.nat(9),
    length: fc.option(fc.integer({ min: 1, max: 9 })),
  })
  .map(({ length, ...rest }) => ({ ...rest, to: length === null ? null : rest.from + length }));
const day = (n: number): PlainDate => fromDayNumber(START + n);

/** What the law of scope says, without SQL. */
function expected(parents: readonly (number | null)[], all: readonly Held[], on: number): string[] {
  const seen = new Set<string>();
  const see = (officer: number, agency: number, below: boolean): void => {
    seen.add(`${officer} ${agency}`);
    if (below) parents.forEach((parent, child) => parent === agency && see(officer, child, true));
  };
  for (const { officer, agency, roles, from, to } of all)
    if (from <= on && (to === null || on < to))
      see(
        officer,
        agency,
        roles.some((role) => OVERSEEING.has(role)),
      );
  return [...seen].toSorted();
}

interface World {
  readonly agencies: readonly string[];
  readonly officers: readonly string[];
}

async function build(db: Db, parents: readonly (number | null)[], all: readonly Held[]): Promise<World> {
  const agencies = parents.map(() => newId());
  const officers = Array.from({ length: PEOPLE }, () => newId());
  for (const [index, parent] of parents.entries())
    await db
      .insertInto("agency")
      .values({
        id: agencies[index] ?? "",
        code: `H99.${newId().slice(-12).toUpperCase()}`,
        name: "Cơ quan",
        level: "province",
        parent_id: parent === null ? null : (agencies[parent] ?? ""),
        valid_from: day(-100),
      })
      .execute();
  await db
    .insertInto("officer")
    .values(officers.map((id) => ({ id, name: "Cán bộ" })))
    .execute();
  for (const { officer, agency, roles, from, to } of all)
    await db
      .insertInto("appointment")
      .values({
        id: newId(),
        officer_id: officers[officer] ?? "",
        agency_id: agencies[agency] ?? "",
        roles: [...roles],
        valid_from: day(from),
        valid_to: to === null ? null : day(to),
      })
      .execute();
  return { agencies, officers };
}

async function scopeOf(db: Db, { agencies, officers }: World): Promise<string[]> {
  const rows = await db
    .selectFrom("user_scope")
    .selectAll()
    .where("officer_id", "in", [...officers])
    .execute();
  return rows.map((row) => `${officers.indexOf(row.officer_id)} ${agencies.indexOf(row.agency_id)}`).toSorted();
}

test("everybody sees the own agencies of the day and, overseeing, all below; and nothing after the end", async () => {
  await fc.assert(
    fc.asyncProperty(tree, fc.array(held, { maxLength: 6 }), async (below, all) => {
      const parents = [null, ...below];
      await pg.ownerDb.transaction().execute(async (tx) => {
        const world = await build(tx, parents, all);
        for (let on = 0; on <= 20; on += 3) {
          await sql`select refresh_user_scope(${day(on)}::date)`.execute(tx);
          expect(await scopeOf(tx, world)).toEqual(expected(parents, all, on));
        }
      });
    }),
    { numRuns: 25 },
  );
});

test("what is changed piece by piece gives what is reckoned at once", async () => {
  const always = held.map((one) => ({ ...one, from: 0, to: null }));
  const move = fc.tuple(fc.integer({ min: 1, max: SIZE - 1 }), fc.nat(SIZE - 1));
  await fc.assert(
    fc.asyncProperty(
      tree,
      fc.array(always, { maxLength: 6 }),
      fc.array(move, { maxLength: 4 }),
      async (below, all, moves) => {
        const parents: (number | null)[] = [null, ...below];
        await pg.ownerDb.transaction().execute(async (tx) => {
          const world = await build(tx, parents, all);
          expect(await scopeOf(tx, world)).toEqual(expected(parents, all, 0));
          for (const [child, parent] of moves) {
            if (parent >= child) continue;
            parents[child] = parent;
            const [id, to] = [world.agencies[child] ?? "", world.agencies[parent] ?? ""];
            await tx.updateTable("agency").set({ parent_id: to }).where("id", "=", id).execute();
          }
          const [first, ...others] = all;
          const gone = first
            ? await tx
                .deleteFrom("appointment")
                .where("officer_id", "=", world.officers[first.officer] ?? "")
                .execute()
            : [];
          const left = first ? others.filter(({ officer }) => officer !== first.officer) : all;
          expect([await scopeOf(tx, world), gone.length]).toEqual([expected(parents, left, 0), first ? 1 : 0]);
        });
      },
    ),
    { numRuns: 25 },
  );
});

test("the application reads the scope, its job refreshes it, and nobody writes it by hand", async () => {
  await sql`select refresh_user_scope()`.execute(pg.db);
  await expect(pg.db.deleteFrom("user_scope").execute()).rejects.toThrow(/permission denied/);
  await expect(
    pg.db.insertInto("user_scope").values({ officer_id: newId(), agency_id: newId() }).execute(),
  ).rejects.toThrow(/permission denied/);
});
