import { sql } from "kysely";
import { expect, test } from "vitest";
import { moment } from "../domain/shared/moment.ts";
import { useDatabase } from "../testing/database.ts";
import { testDeps } from "../testing/deps.ts";
import { hasKindText } from "../web/admin/background-text.ts";
import { cleanUpDrafts } from "./dossier/filing/clean-up-drafts.job.ts";
import { jobs } from "./jobs.ts";
import { refreshScopeByDate } from "./organisation/refresh-scope.job.ts";

const database = useDatabase();
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

test("every job has a name of its own", () => {
  expect(new Set(jobs.map(({ name }) => name)).size).toBe(jobs.length);
});

test("every job is named to administrators in plain words", () => {
  expect(jobs.filter(({ name }) => !hasKindText(name))).toEqual([]);
});

test("an appointment that begins or ends by its date alone takes effect", async () => {
  await sql`
    with a as (insert into agency (id, code, name, level, valid_from) values (${id(1)}, 'H99', 'UBND', 'province', '2020-01-01')),
      o as (insert into officer (id, name) values (${id(2)}, 'Đến hạn'), (${id(3)}, 'Hết hạn'))
    insert into appointment (id, officer_id, agency_id, roles, valid_from, valid_to)
    values (${id(4)}, ${id(2)}, ${id(1)}, '{handler}', current_date + 1, null),
      (${id(5)}, ${id(3)}, ${id(1)}, '{handler}', '2020-01-01', current_date + 1)`.execute(database.ownerDb);
  expect(await inScope()).toEqual([id(3)]);
  // A night passes: the same as both dates a day earlier, without a trigger seeing it.
  await sql`alter table appointment disable trigger user`.execute(database.ownerDb);
  await sql`
    update appointment set valid_from = valid_from - 1, valid_to = valid_to - 1`.execute(database.ownerDb);
  await sql`alter table appointment enable trigger user`.execute(database.ownerDb);
  expect(await inScope()).toEqual([id(3)]);
  await refreshScopeByDate.run(testDeps(database.db, {}), {});
  expect(await inScope()).toEqual([id(2)]);
});

async function inScope(): Promise<string[]> {
  const { rows } = await sql<{ officer_id: string }>`select officer_id from user_scope`.execute(database.db);
  return rows.map((row) => row.officer_id);
}

test("two changes of appointments at once both take effect", async () => {
  const first = await database.ownerDb.startTransaction().execute();
  const add = (n: number) =>
    sql`insert into appointment (id, officer_id, agency_id, roles, valid_from) values (${id(n)}, ${id(n - 4)}, ${id(1)}, '{leader}', '2020-01-01')`;
  await add(6).execute(first);
  // An answer is asked for, so that the insert is certainly there and holds its lock.
  await sql`select 1`.execute(first);
  const second = add(7).execute(database.db);
  const blocked = sql<{ n: number }>`select count(*)::int as n from pg_locks where not granted`;
  while ((await blocked.execute(database.db)).rows[0]?.n === 0);
  await first.commit().execute();
  await second;
  expect((await inScope()).toSorted((a, b) => a.localeCompare(b))).toEqual([id(2), id(3)]);
});

test("drafts untouched for 90 days are deleted, younger ones are kept", async () => {
  await sql`
    with p as (insert into procedure (id, code) values (${id(10)}, '1.000001')),
      v as (insert into procedure_version (id, procedure_id, number, name, field, service_level, content, valid_from, is_own)
        values (${id(11)}, ${id(10)}, 1, 'Thủ tục', 'Hộ tịch', 'full', '{}', '2020-01-01', true)),
      c as (insert into account (id, kind, login, name, identity_number)
        values (${id(14)}, 'citizen', 'cd-thu', 'Lý Thị Thu', '099190000009'))
    insert into draft (id, account_id, filing_for, procedure_version_id, answers, papers, place, created_at, saved_at)
    values (${id(12)}, ${id(14)}, '{}', ${id(11)}, '{}', '[]', '""', '2026-01-01', '2026-06-09T07:59:59+07:00'),
      (${id(13)}, ${id(14)}, '{}', ${id(11)}, '{}', '[]', '""', '2026-01-01', '2026-06-09T08:00:00+07:00')`.execute(
    database.ownerDb,
  );
  await cleanUpDrafts.run({ ...testDeps(database.db, {}), now: () => moment("2026-09-07T08:00:00+07:00") }, {});
  const { rows } = await sql<{ id: string }>`select id from draft`.execute(database.db);
  expect(rows).toEqual([{ id: id(13) }]);
});
