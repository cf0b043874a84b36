import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { readCatalog, type Catalog } from "../../scripts/describe-schema.ts";
import { useDatabase } from "../../testing/database.ts";
import { migrate } from "./migrate.ts";

/** The last migration of the last release; raised when a release is made. */
const LAST_RELEASED = "0037_search_behind_the_wall.sql";
/** What may be missing for the former release, with the reason: nothing of it reads or writes this any more. */
const CONTRACTED: ReadonlyMap<string, string> = new Map<string, string>();

const database = useDatabase();
const migrations = fileURLToPath(new URL("../../db/migrations", import.meta.url));
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The migrations up to and with that one, and one more when given. */
function folderUpTo(last: string, more?: string): URL {
  const folder = mkdtempSync(join(tmpdir(), "motcua-expand-"));
  folders.push(folder);
  for (const name of readdirSync(migrations)) if (name <= last) cpSync(join(migrations, name), join(folder, name));
  if (more) writeFileSync(join(folder, "9000_more.sql"), more);
  return pathToFileURL(`${folder}/`);
}

let schemas = 0;

/** The catalog of a schema that these migrations make. */
async function catalogOf(folder?: URL): Promise<Catalog> {
  const schema = `expand_${(schemas += 1)}`;
  await migrate({ url: database.url, schema, ...(folder ? { folder } : {}) });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return await readCatalog(client, schema);
  } finally {
    await client.end();
  }
}

let released: Promise<Catalog> | undefined;

function lastReleased(): Promise<Catalog> {
  released ??= catalogOf(folderUpTo(LAST_RELEASED));
  return released;
}

const keyOf = ({ table, name }: Catalog["columns"][number]): string => `${table}.${name}`;

/** What a release that knows `before` would miss or stumble over in `after`. */
function contractions(before: Catalog, after: Catalog): readonly string[] {
  const found = new Map(after.columns.map((column) => [keyOf(column), column]));
  const known = new Map(before.columns.map((column) => [keyOf(column), column]));
  const tables = new Set(before.columns.map(({ table }) => table));
  const missing = before.columns.flatMap((column) => {
    const now = found.get(keyOf(column));
    if (!now) return [`${keyOf(column)} is gone`];
    if (now.type !== column.type) return [`${keyOf(column)} is ${now.type} instead of ${column.type}`];
    return column.nullable && !now.nullable ? [`${keyOf(column)} must no longer be empty`] : [];
  });
  const demanded = after.columns.flatMap((column) => {
    const optional = column.nullable || column.default !== null || column.generated || column.identity;
    const isNew = tables.has(column.table) && !known.has(keyOf(column));
    return isNew && !optional ? [`${keyOf(column)} is new and must be given`] : [];
  });
  return [...missing, ...demanded, ...lostRights(before, after)];
}

/** Rights of the application that were taken away; those added harm nobody. */
function lostRights(before: Catalog, after: Catalog): readonly string[] {
  const now = rightsIn(after);
  return [...rightsIn(before)].filter((right) => !now.has(right)).map((right) => `the right to ${right} is gone`);
}

function rightsIn({ statements }: Catalog): ReadonlySet<string> {
  return new Set(
    statements.flatMap((line) => {
      const [, rights, table] = /^grant (.+) on (\w+) to motcua_app;$/.exec(line) ?? [];
      return rights?.split(", ").map((right) => `${right} on ${table}`) ?? [];
    }),
  );
}

test("migrations since the last release only add, so that the former release runs on the new schema", async () => {
  const found = contractions(await lastReleased(), await catalogOf());
  expect(found.filter((what) => !CONTRACTED.has(what))).toEqual([]);
  expect([...CONTRACTED.keys()].filter((what) => !found.includes(what))).toEqual([]);
});

test.each([
  ["alter table officer drop column post;", ["officer.post is gone"]],
  ["alter table officer rename column post to position;", ["officer.post is gone"]],
  ["drop table known_browser;", expect.arrayContaining(["known_browser.token_hash is gone"])],
  ["alter table slip alter column number type bigint;", ["slip.number is bigint instead of integer"]],
  ["alter table agency alter column legacy_code set not null;", ["agency.legacy_code must no longer be empty"]],
  ["alter table officer add column room text not null;", ["officer.room is new and must be given"]],
  ["revoke update on officer from motcua_app;", ["the right to update on officer is gone"]],
  ["alter table officer add column room text; alter table officer add column floor int not null default 1;", []],
  ["create table room (id uuid primary key); create index on officer (name);", []],
])("%s", async (text, wanted) => {
  expect(contractions(await lastReleased(), await catalogOf(folderUpTo(LAST_RELEASED, text)))).toEqual(wanted);
});
