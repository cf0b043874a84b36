import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { useDemoApp } from "../../../testing/demo-app.ts";
import { useDossierApi } from "../../../testing/dossier-api.ts";
import { birthFiling } from "../../../testing/filings.ts";
import { fileBirth } from "../../../testing/portal-filing.ts";
import { unchecked, whileTampered } from "../../../testing/tamper.ts";
import { linkReads } from "../../evidence/link-reads.ts";
import { verifyReads } from "../../evidence/verify-reads.ts";
import { openSnapshots, type SnapshotReader } from "../../platform/snapshot.ts";

const demo = useDemoApp();
const { file, act, refuse } = useDossierApi(demo);
const HTML = { accept: "text/html" };
const REASON = "Cấp cứu, cần số điện thoại người nhà của trẻ";
const ROOM = "/api/v1/emergency-reads";
let snapshots: SnapshotReader;
let dossier = { id: "", code: "" };
let other = "";

beforeAll(async () => {
  snapshots = await openSnapshots({ url: demo.databaseUrl, schema: "motcua" });
  const { id } = await fileBirth(demo, { cookie: await demo.citizen("cd-may"), place: "H99.20" });
  const received = await act("tiepnhan.xa", id, { action: "receive" });
  dossier = { id, code: received.code ?? "" };
  ({ id: other } = await file("tiepnhan.xa", birthFiling));
});
afterAll(() => snapshots.end());

const ask = async (login: string, body: object) => demo.call(await demo.officer(login), "POST", ROOM, body);
const get = async (login: string, url: string) =>
  demo.call(await demo.officer(login), "GET", url, undefined, url.startsWith("/api") ? {} : HTML);
const statusOf = async (login: string, url: string) => (await get(login, url)).statusCode;
const given = async (login: string, code = dossier.code) => {
  const answer = await ask(login, { code, reason: REASON });
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json<{ id: string; dossierId: string; until: string }>();
};
/** As if the grant had been given so long ago, by the clock that the wall goes by. */
const age = async (id: string, hours: number) =>
  unchecked(demo.ownerDb, [
    `update motcua.emergency_grant set made_at = made_at - interval '${hours} hours' where id = '${id}'`,
  ]);
const lastRead = async () =>
  (
    await sql<{ kind: string; grantId: string | null; dossierId: string | null; login: string }>`
      select a.kind, a.grant_id as "grantId", a.dossier_id as "dossierId", a.login
      from access_log a order by a.id desc limit 1`.execute(demo.ownerDb)
  ).rows[0];
const onPage = async (login: string, fields: Record<string, string>) =>
  demo.app.inject({
    method: "POST",
    url: "/can-bo/doc-khan-cap",
    headers: {
      cookie: await demo.officer(login),
      accept: "text/html",
      "content-type": "application/x-www-form-urlencoded",
    },
    payload: new URLSearchParams(fields).toString(),
  });

describe("asking", () => {
  test("opens that one dossier for four hours to read, from its page and over the API, and says so", async () => {
    expect(await statusOf("thuly.yte", `/api/v1/dossiers/${dossier.id}`)).toBe(404);
    const grant = await given("thuly.yte", dossier.code.toLowerCase());
    expect(grant).toMatchObject({ dossierId: dossier.id, until: "2026-09-07T12:00:00+07:00" });
    const view = (await get("thuly.yte", `/api/v1/dossiers/${dossier.id}`)).json();
    expect(view).toMatchObject({ actions: [], emergency: { id: grant.id, until: grant.until, reason: REASON } });
    const page = (await get("thuly.yte", `/can-bo/ho-so/${dossier.id}`)).body;
    expect(page).toContain("Ông/bà đang đọc khẩn cấp hồ sơ này đến 12:00, 07/09/2026");
    expect(page).toContain(REASON);
    expect(page).not.toContain(`action="/can-bo/ho-so/${dossier.id}/`);
    const files = (await get("thuly.yte", `/api/v1/dossiers/${dossier.id}/documents`)).json();
    const href: string = files.papers[0].files[0].href;
    expect(await statusOf("thuly.yte", href)).toBe(200);
    expect(await lastRead()).toMatchObject({ kind: "document", grantId: grant.id, login: "thuly.yte" });
    expect(await given("thuly.yte")).toEqual(grant);
  });

  test("leaves every other dossier where it was, and this one out of lists and searches", async () => {
    for (const url of [`/api/v1/dossiers/${other}`, `/can-bo/ho-so/${other}`])
      expect(await statusOf("thuly.yte", url)).toBe(404);
    for (const url of ["/api/v1/dossiers", `/api/v1/dossiers?text=${dossier.code}`, "/api/v1/dossiers?text=lo thi may"])
      expect((await get("thuly.yte", url)).json()).toEqual({ items: [], next: null });
    for (const url of [`/can-bo/tim?tim=${dossier.code}`, "/can-bo", "/can-bo/tim?tim=L%C3%B2"])
      expect((await get("thuly.yte", url)).body).not.toContain(dossier.id);
    expect((await get("thuly.yte", "/api/v1/work")).json()).toEqual({ items: [] });
  });

  test("lets nobody act, link, look around it or take it away", async () => {
    expect(await refuse("thuly.yte", dossier.id, { action: "withdraw", reason: "x" })).toEqual([404, "not-found"]);
    const form = await demo.call(await demo.officer("thuly.yte"), "POST", `/can-bo/ho-so/${dossier.id}/link`, {}, HTML);
    expect(form.statusCode).toBe(404);
    await given("tiepnhan.dongman");
    expect(await refuse("tiepnhan.dongman", dossier.id, { action: "take-papers" })).toEqual([404, "not-found"]);
    const cookie = await demo.officer("tiepnhan.dongman");
    const alike = await demo.call(cookie, "POST", "/api/v1/dossiers/alike", { dossierId: dossier.id });
    expect(alike.statusCode).toBe(404);
    expect(await statusOf("thuly.yte", `/api/v1/dossiers/${dossier.id}/evidence`)).toBe(404);
  });

  test("and the wall itself shows, but changes nothing", async () => {
    const { rows } = await sql<{ id: string }>`
      select a.officer_id as id from account a where a.login = 'thuly.yte'`.execute(demo.ownerDb);
    const db = demo.deps.dbFor({ officer: rows[0]?.id ?? "" });
    expect((await sql<{ id: string }>`select d.id from dossier d`.execute(db)).rows).toEqual([{ id: dossier.id }]);
    expect((await sql`select d.id from dossier d for update`.execute(db)).rows).toEqual([]);
    for (const change of [
      sql`update dossier set supply_by = null`,
      sql`update dossier_stay set officer_id = null`,
      sql`update dossier_consultation set answered_at = now()`,
    ])
      expect(Number((await change.execute(db)).numAffectedRows)).toBe(0);
    const tie = sql`insert into dossier_link (dossier_id, other_id, kind, linked_at)
      values (${dossier.id}::uuid, ${other}::uuid, 'related', now())`;
    await expect(tie.execute(db)).rejects.toThrow(/row-level security/);
    for (const own of [
      sql`update emergency_grant set until = until + interval '1 hour'`,
      sql`delete from emergency_step`,
      sql`insert into emergency_grant (id, officer_id, officer_name, dossier_id, dossier_code, reason, at, until)
        select gen_random_uuid(), g.officer_id, '', ${other}::uuid, '', g.reason, g.at, g.until from emergency_grant g`,
    ])
      await expect(own.execute(db)).rejects.toThrow(/permission denied/);
  });

  test("is over when its time is, when the reader ends it and when an overseer does", async () => {
    const { id } = await given("thuly.xaydung");
    expect(await statusOf("thuly.xaydung", `/api/v1/dossiers/${dossier.id}`)).toBe(200);
    await age(id, 3.9);
    expect(await statusOf("thuly.xaydung", `/api/v1/dossiers/${dossier.id}`)).toBe(200);
    await age(id, 0.2);
    for (const url of [
      `/api/v1/dossiers/${dossier.id}`,
      `/can-bo/ho-so/${dossier.id}`,
      `/api/v1/dossiers/${dossier.id}/events`,
    ])
      expect(await statusOf("thuly.xaydung", url)).toBe(404);
    for (const login of ["thuly.xaydung", "lanhdao.xa"]) {
      const again = await given("thuly.xaydung");
      expect(await statusOf("thuly.xaydung", `/api/v1/dossiers/${dossier.id}`)).toBe(200);
      const ended = await demo.call(await demo.officer(login), "POST", `${ROOM}/${again.id}/end`, {});
      expect([ended.statusCode, ended.json().open]).toEqual([200, false]);
      expect(await statusOf("thuly.xaydung", `/api/v1/dossiers/${dossier.id}`)).toBe(404);
    }
  });

  test("says the same of a code that nobody has, writes it down, and keeps what was typed", async () => {
    const answer = await onPage("thuly.moitruong", { code: "H99.20-260907-9999", reason: REASON });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain("Không có hồ sơ nào mang đúng mã này");
    expect(answer.body).toContain("H99.20-260907-9999");
    expect(await lastRead()).toMatchObject({ kind: "emergency", dossierId: null, login: "thuly.moitruong" });
    const bare = await onPage("thuly.moitruong", { code: "", reason: "gấp" });
    expect(bare.body).toMatch(/Nhập mã hồ sơ.*Viết rõ lý do/s);
    expect(bare.body).toContain('href="#reason"');
    const api = await ask("thuly.moitruong", { code: dossier.code, reason: "gấp" });
    expect([api.statusCode, api.json().error.code]).toEqual([422, "emergency-reason-short"]);
  });

  test("is not needed in one's own scope, and not for those without business in dossiers", async () => {
    const own = await ask("thuly.xa", { code: dossier.code, reason: REASON });
    expect([own.statusCode, own.json().error.code]).toEqual([409, "emergency-not-needed"]);
    const page = await onPage("thuly.xa", { code: dossier.code, reason: REASON });
    expect([page.statusCode, page.headers["location"]]).toEqual([303, `/can-bo/ho-so/${dossier.id}`]);
    for (const login of ["vanthu.yte", "quantri"])
      expect((await ask(login, { code: dossier.code, reason: REASON })).statusCode).toBe(403);
    expect((await onPage("vanthu.yte", { code: dossier.code, reason: REASON })).statusCode).toBe(403);
    const citizen = await demo.citizen("cd-son");
    expect((await demo.call(citizen, "POST", ROOM, { code: dossier.code, reason: REASON })).statusCode).toBe(403);
    expect((await demo.call("", "POST", ROOM, { code: dossier.code, reason: REASON })).statusCode).toBe(401);
  });

  test("lasts as long as the province has set", async () => {
    const hours = sql`insert into province_setting (place_name, hotline, emergency_hours) values ('Thanh Bình', '1022', 2)`;
    await hours.execute(demo.ownerDb);
    expect(await given("lanhdao.yte")).toMatchObject({ until: "2026-09-07T10:00:00+07:00" });
    expect((await get("lanhdao.yte", "/can-bo/doc-khan-cap")).body).toContain("trong 2 giờ");
  });

  test("stops after twenty times in a day, and after ten in a minute", async () => {
    const twenty = sql`insert into access_log (at, actor_kind, actor_id, object_kind, object_id, kind, purpose)
      select ${demo.deps.now()}::timestamptz - interval '23 hours', 'officer', a.officer_id::text, 'dossier', '', 'emergency', ''
      from account a, generate_series(1, 20) where a.login = 'thamdinh.pccc'`;
    await twenty.execute(demo.ownerDb);
    const last = await ask("thamdinh.pccc", { code: dossier.code, reason: REASON });
    expect([last.statusCode, last.json().error.code]).toEqual([429, "emergency-too-many"]);
    const codes = [];
    for (let n = 0; n < 11; n += 1)
      codes.push((await onPage("lanhdao.tuphap", { code: "H99.20-260907-9998", reason: REASON })).statusCode);
    expect(codes).toEqual([...Array.from({ length: 10 }, () => 422), 429]);
  });
});

const seen = async (login: string) => (await get(login, ROOM)).json().items as Record<string, unknown>[];

describe("those whom it concerns see it at once", () => {
  test("leaders of the agency and the control office; others in no way", async () => {
    for (const login of ["lanhdao.xa", "kiemsoat", "quantri", "kiemtoan"])
      expect(await seen(login)).toContainEqual(
        expect.objectContaining({
          login: "thuly.yte",
          code: dossier.code,
          reason: REASON,
          open: true,
          agency: "Sở Y tế",
        }),
      );
    expect(await seen("lanhdao.dongman")).toEqual([]);
    expect(await seen("thuly.xa")).toEqual([]);
    const page = (await get("lanhdao.xa", "/can-bo/doc-khan-cap")).body;
    expect(page).toMatch(/Đang mở.*thuly\.yte/s);
    expect(page).not.toContain("/xem-xet");
    expect((await get("lanhdao.dongman", "/can-bo/doc-khan-cap")).body).not.toContain(REASON);
    expect((await get("lanhdao.xa", "/can-bo")).body).toMatch(
      /lượt đọc khẩn cấp hồ sơ trong phạm vi chưa được xem xét/,
    );
    expect((await get("thuly.yte", "/can-bo/doc-khan-cap")).body).toContain("Ông/bà đã hỏi");
  });

  test("the control office puts its name to it, once", async () => {
    const [one] = (await seen("kiemsoat")).filter(({ login }) => login === "thuly.yte");
    const review = async (login: string, note: string) =>
      demo.call(await demo.officer(login), "POST", `${ROOM}/${String(one?.["id"])}/review`, { note });
    expect((await review("lanhdao.xa", "x")).statusCode).toBe(403);
    expect((await review("kiemsoat", "Đúng việc")).json().reviewed).toMatchObject({ note: "Đúng việc" });
    expect((await review("kiemsoat", "Lần nữa")).json().reviewed).toMatchObject({ note: "Đúng việc" });
    const form = await demo.call(
      await demo.officer("kiemsoat"),
      "POST",
      `/can-bo/doc-khan-cap/${String(one?.["id"])}/xem-xet`,
      undefined,
      { ...HTML, "content-type": "application/x-www-form-urlencoded" },
    );
    expect(form.headers["location"]).toBe("/can-bo/doc-khan-cap?xong=xem-xet");
    expect((await get("kiemsoat", "/can-bo/doc-khan-cap?xong=xem-xet")).body).toContain("Đã ghi nhận");
    const stranger = await demo.call(
      await demo.officer("lanhdao.dongman"),
      "POST",
      `${ROOM}/${String(one?.["id"])}/end`,
      {},
    );
    expect(stranger.statusCode).toBe(404);
  });

  test("and the person whose dossier it is", async () => {
    const may = await demo.citizen("cd-may");
    const { items } = (await demo.call(may, "GET", `/api/v1/dossiers/${dossier.id}/reads`)).json();
    expect(items).toContainEqual(expect.objectContaining({ kind: "dossier", agency: "Sở Y tế", emergency: true }));
    const page = await demo.call(may, "GET", `/ho-so/${dossier.id}/nguoi-xem`, undefined, HTML);
    expect(page.body).toMatch(/Đọc khẩn cấp.*Kiều Thị Mận, Sở Y tế/s);
    expect(page.body).not.toContain(REASON);
  });
});

async function faults() {
  const found: string[] = [];
  await verifyReads(snapshots, ({ fault, where }) => found.push(`${fault} ${where}`));
  return found;
}

describe("the chain of reads", () => {
  test("holds reads under a grant, and finds the grant changed, removed or taken off a read", async () => {
    await linkReads(demo.worker.db, demo.deps.now());
    expect(await faults()).toEqual([]);
    const { rows } = await sql<{ id: number; grantId: string }>`
      select a.id, a.grant_id as "grantId" from access_log a where a.kind = 'document' and a.grant_id is not null limit 1`.execute(
      demo.ownerDb,
    );
    const [row] = rows;
    const wanted = `read-altered access_log ${String(row?.id)}`;
    const tables = ["access_log", "emergency_grant"];
    for (const statement of [
      `update motcua.access_log set grant_id = null where id = ${String(row?.id)}`,
      `update motcua.access_log set grant_id = gen_random_uuid() where id = ${String(row?.id)}`,
      `update motcua.emergency_grant set reason = reason || '.' where id = '${row?.grantId ?? ""}'`,
      `update motcua.emergency_grant set until = until + interval '1 minute' where id = '${row?.grantId ?? ""}'`,
      `update motcua.emergency_grant set officer_name = 'Ai khác' where id = '${row?.grantId ?? ""}'`,
      `delete from motcua.emergency_grant where id = '${row?.grantId ?? ""}'`,
    ])
      expect([statement, await whileTampered(demo.ownerDb, { tables, statements: [statement] }, faults)]).toEqual([
        statement,
        expect.arrayContaining([wanted]),
      ]);
  });

  test("nobody changes a grant or what became of it", async () => {
    for (const table of ["emergency_grant", "emergency_step"])
      for (const change of [`update motcua.${table} set at = now()`, `delete from motcua.${table}`])
        await expect(sql.raw(change).execute(demo.ownerDb)).rejects.toThrow(/only ever added/);
  });
});
