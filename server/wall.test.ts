import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { useDemoApp } from "../testing/demo-app.ts";
import { useDossierApi } from "../testing/dossier-api.ts";
import { fileBirth } from "../testing/portal-filing.ts";
import { birthFiling, permitFiling } from "../testing/filings.ts";
import { AUDITOR_ROLE, openDatabase, openForReaders, APP_ROLE, type Db } from "./platform/database.ts";
import { NOBODY, type Reader } from "./platform/reader.ts";

const demo = useDemoApp();
const { file, act } = useDossierApi(demo);

/** What stands in front of the wall, because it names no person and belongs to no dossier's content, or is asked before anybody is known. */
const OPEN_TABLES: Readonly<Record<string, string>> = {
  access_link: "ids and hashes",
  agency: "organisation",
  agency_former: "organisation",
  agency_successor: "organisation",
  appointment: "organisation",
  calendar_amendment: "calendar",
  calendar_day: "calendar",
  calendar_recompute: "calendar",
  calendar_version: "calendar",
  calendar_year: "calendar",
  delegation: "organisation",
  document_source: "ids alone",
  dossier_agency: "ids alone; the wall itself reads it",
  dead_letter_decision: "names of jobs and ids; an administrator's page",
  dossier_delta: "counts",
  idempotency_key: "answers of ids, by the actor's own key",
  import_run: "catalogue and organisation",
  known_browser: "hashes",
  number_series: "counts",
  office_hours: "calendar",
  officer: "organisation",
  organisation_change: "organisation",
  outbox: "written by the application, read by jobs alone",
  partner_circuit: "closed to the application",
  procedure: "catalogue",
  procedure_import: "catalogue",
  procedure_import_row: "catalogue",
  procedure_version: "catalogue",
  process_step: "catalogue",
  process_version: "catalogue",
  province_setting: "organisation",
  schema_migration: "names of files",
  search_synonym: "catalogue",
  passkey: "public keys; asked before anybody is known",
  passkey_challenge: "hashes; asked before anybody is known",
  pending_sign_in: "hashes; asked before anybody is known",
  recovery_code: "hashes; asked before anybody is known",
  second_factor: "sealed; asked before anybody is known",
  session: "hashes; asked before anybody is known",
  sign_in_policy: "organisation",
  sign_in_tally: "hashes",
  stored_file: "digests",
  user_scope: "ids alone; the wall itself reads it, and its own policy hides what has ended",
  upload: "names of files that are arriving, counted by address; their bytes stand behind the wall",
  worker: "processes",
  arriving_file: "digests",
  file_store: "the store's id",
  held_file: "asked by the digest of whatever is opened; its list is an administrator's page",
  evidence_leaf: "hashes",
  evidence_chunk: "hashes",
  evidence_root: "hashes",
};

const own = { officer: { xa: "", dongman: "", kiemsoat: "" }, citizen: { may: "" } };
let codeOfFirst = "";
const as = (reader: Reader): Db => demo.deps.dbFor(reader);
const officer = (login: keyof (typeof own)["officer"]): Reader => ({ officer: own.officer[login] });
const may = (): Reader => ({ citizen: own.citizen.may, identity: "099199000001" });

async function ids(db: Db, table: string, column = "id"): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct t.${sql.ref(column)}::text as id from ${sql.table(table)} t order by 1`.execute(db);
  return rows.map(({ id }) => id);
}

const walled = async (): Promise<readonly string[]> => {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c
    where c.relnamespace = 'motcua'::regnamespace and c.relkind = 'r' and c.relrowsecurity order by 1`.execute(
    demo.ownerDb,
  );
  return rows.map(({ name }) => name);
};

beforeAll(async () => {
  demo.at("2026-09-07T09:00:00+07:00");
  const cookie = await demo.citizen("cd-may");
  await fileBirth(demo, { cookie, place: "H99.20" });
  const { id, submissionCode } = await file("tiepnhan.xa", {
    ...birthFiling,
    applicant: { ...birthFiling.applicant, name: "Tòng Văn Xa", identityNumber: "099199000077" },
  });
  codeOfFirst = submissionCode;
  await act("tiepnhan.xa", id, { action: "receive" });
  await file("tiepnhan.dongman", { ...birthFiling, receivingAgencyCode: "H99.21" });
  await file("tiepnhan.tinh", permitFiling);
  const { rows } = await sql<{ login: string; id: string }>`
    select a.login, coalesce(a.officer_id, a.id)::text as id from account a`.execute(demo.ownerDb);
  const idOf = new Map(rows.map((row) => [row.login, row.id]));
  own.officer.xa = idOf.get("tiepnhan.xa") ?? "";
  own.officer.dongman = idOf.get("tiepnhan.dongman") ?? "";
  own.officer.kiemsoat = idOf.get("kiemsoat") ?? "";
  own.citizen.may = idOf.get("cd-may") ?? "";
});

test("every table stands behind the wall or is named here with the reason why not", async () => {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c
    where c.relnamespace = 'motcua'::regnamespace and c.relkind = 'r' order by 1`.execute(demo.ownerDb);
  const behind = await walled();
  const unplaced = rows.filter(({ name }) => !behind.includes(name) && !(name in OPEN_TABLES));
  expect(unplaced.map(({ name }) => name)).toEqual([]);
  expect(behind).toEqual(expect.arrayContaining(["account", "document", "dossier", "dossier_event", "draft", "slip"]));
});

describe("a query that forgot its filter", () => {
  test("shows nobody anything", async () => {
    for (const table of (await walled()).filter((name) => !(name in OPEN_TABLES))) {
      const { rows } = await sql`select from ${sql.table(table)}`.execute(as(NOBODY));
      const officers = await sql`select from account a where a.kind = 'officer'`.execute(demo.ownerDb);
      expect([table, rows.length]).toEqual([table, table === "account" ? officers.rows.length : 0]);
    }
  });

  test.each(["xa", "dongman", "kiemsoat"] as const)("shows the officer of %s what his scope holds", async (login) => {
    const { rows } = await sql<{ id: string }>`
      select distinct x.dossier_id::text as id from dossier_agency x join user_scope s on s.agency_id = x.agency_id
      where s.officer_id = ${own.officer[login]}::uuid order by 1`.execute(demo.ownerDb);
    const scope = rows.map(({ id }) => id);
    expect(scope.length).toBeGreaterThan(0);
    expect(await ids(as(officer(login)), "dossier")).toEqual(scope);
    expect(await ids(as(officer(login)), "dossier_event", "dossier_id")).toEqual(scope);
    for (const table of ["dossier_stay", "dossier_consultation", "dossier_document", "slip"])
      expect(scope).toEqual(expect.arrayContaining([...(await ids(as(officer(login)), table, "dossier_id"))]));
  });

  test("shows the communes different dossiers, and the control office all", async () => {
    const [xa, dongman] = [await ids(as(officer("xa")), "dossier"), await ids(as(officer("dongman")), "dossier")];
    expect(xa.filter((id) => dongman.includes(id))).toEqual([]);
    expect(await ids(as(officer("kiemsoat")), "dossier")).toEqual(await ids(demo.ownerDb, "dossier"));
  });

  test("shows a citizen what was filed by him or for him, his own account and no other person's", async () => {
    const mine = await ids(as(may()), "dossier");
    const { rows } = await sql<{ id: string }>`
      select d.id::text from dossier d
      where d.applicant_identity = '099199000001' or d.submitted_by = ${own.citizen.may} order by 1`.execute(
      demo.ownerDb,
    );
    expect(mine).toEqual(rows.map(({ id }) => id));
    expect(mine.length).toBe(3);
    const people = await sql<{ login: string }>`select a.login from account a where a.kind = 'citizen'`.execute(
      as(may()),
    );
    expect(people.rows.map(({ login }) => login)).toEqual(["cd-may"]);
  });

  test("shows the holder of a code that dossier", async () => {
    expect(await ids(as({ key: codeOfFirst }), "dossier")).toHaveLength(1);
    expect(await ids(as({ key: `${codeOfFirst}X` }), "dossier")).toEqual([]);
  });

  test("changes nothing beyond the reader's own", async () => {
    const { rows } = await sql`update dossier set supply_by = supply_by returning id`.execute(as(officer("dongman")));
    expect(rows).toHaveLength(1);
    // Without any condition the database is not even asked to read.
    const blind = async (reader: Reader): Promise<number> =>
      Number((await sql`update dossier set supply_by = null`.execute(as(reader))).numAffectedRows);
    expect([await blind(officer("dongman")), await blind(NOBODY)]).toEqual([1, 0]);
  });

  test("files nothing in somebody else's name", async () => {
    const forged = sql`
      insert into dossier (id, version, status, submission_code, procedure_version_id, process_version_id, channel,
        applicant_name, applicant_identity, submitted_by, receiving_agency_id, resolving_agency_id, submitted_at, state,
        last_hash)
      select gen_random_uuid(), 1, d.status, 'X', d.procedure_version_id, d.process_version_id, d.channel,
        d.applicant_name, d.applicant_identity, ${own.officer.xa}::text, d.receiving_agency_id, d.resolving_agency_id,
        d.submitted_at, d.state, d.last_hash
      from dossier d limit 1`;
    await expect(forged.execute(as(officer("dongman")))).rejects.toThrow(/row-level security/);
    const upload = sql`insert into document (id, sha256, name, uploaded_by, uploaded_at)
      values (gen_random_uuid(), 'x', 'x', ${own.officer.xa}::text, now())`;
    await expect(upload.execute(as(officer("dongman")))).rejects.toThrow(/row-level security/);
    const read = sql`insert into access_log (actor_kind, actor_id, object_kind, object_id, purpose)
      values ('officer', ${own.officer.xa}::text, 'dossier', '', '')`;
    await expect(read.execute(as(officer("dongman")))).rejects.toThrow(/row-level security/);
  });
});

test("one connection that serves many readers in turn shows each his own", async () => {
  const single = openForReaders({ url: demo.databaseUrl, schema: "motcua", role: APP_ROLE, max: 1 });
  try {
    const asked = [officer("xa"), NOBODY, officer("dongman"), may(), officer("kiemsoat"), officer("xa"), NOBODY];
    const expected = await Promise.all(asked.map((reader) => ids(as(reader), "dossier")));
    expect(await Promise.all(asked.map((reader) => ids(single.dbFor(reader), "dossier")))).toEqual(expected);
    const inside = await single
      .dbFor(officer("dongman"))
      .transaction()
      .execute((tx) => ids(tx, "dossier"));
    expect(inside).toEqual(expected[2]);
    const failed = single
      .dbFor(officer("xa"))
      .transaction()
      .execute((tx) => sql`select 1/0`.execute(tx));
    await expect(failed).rejects.toThrow(/division/);
    expect(await ids(single.db, "dossier")).toEqual([]);
  } finally {
    await single.db.destroy();
  }
});

test("an inspector reads everything but what opens an account, and changes nothing", async () => {
  const db = openDatabase({ url: demo.databaseUrl, schema: "motcua", role: AUDITOR_ROLE, max: 1 });
  try {
    expect(await ids(db, "dossier")).toEqual(await ids(demo.ownerDb, "dossier"));
    expect(await ids(db, "access_log")).toEqual(await ids(demo.ownerDb, "access_log"));
    for (const secret of [
      sql`select password_hash from account`,
      sql`select activation_hash from account`,
      sql`select token_hash from session`,
      sql`select sealed_secret from second_factor`,
      sql`select code_hash from recovery_code`,
      sql`select token_hash from pending_sign_in`,
      sql`select public_key from passkey`,
      sql`select challenge from passkey_challenge`,
      sql`update dossier set supply_by = null`,
      sql`delete from dossier_event`,
      sql`insert into access_log (actor_kind, actor_id, object_kind, object_id, purpose) values ('', '', '', '', '')`,
    ])
      await expect(secret.execute(db)).rejects.toThrow(/permission denied/);
  } finally {
    await db.destroy();
  }
});

test("nobody changes or removes what was recorded, not even a job", async () => {
  for (const db of [as(officer("kiemsoat")), demo.worker.db])
    for (const change of [
      sql`update dossier_event set fact = '{}'`,
      sql`delete from dossier_event`,
      sql`truncate dossier_event`,
      sql`delete from dossier`,
      sql`update slip set number = 0`,
      sql`delete from access_log`,
      sql`update access_link set hash = ''`,
      sql`alter table dossier disable row level security`,
    ])
      await expect(change.execute(db)).rejects.toThrow(/permission denied|must be owner/);
});
