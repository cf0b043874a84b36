import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { useDemoApp } from "../../../testing/demo-app.ts";
import { useDossierApi } from "../../../testing/dossier-api.ts";
import { birthFiling } from "../../../testing/filings.ts";
import { fileBirth } from "../../../testing/portal-filing.ts";
import { downloadUrl } from "../../document/index.ts";

const demo = useDemoApp();
const { file, act } = useDossierApi(demo);
const HTML = { accept: "text/html" };
let dossier = "";
let document = "";
let slip = "";
let otherAgency = "";

beforeAll(async () => {
  const may = await demo.citizen("cd-may");
  ({ id: dossier } = await fileBirth(demo, { cookie: may, place: "H99.20" }));
  await act("tiepnhan.xa", dossier, { action: "receive" });
  ({ id: otherAgency } = await file("tiepnhan.dongman", { ...birthFiling, receivingAgencyCode: "H99.21" }));
  const one = async (query: ReturnType<typeof sql<{ id: string }>>) =>
    (await query.execute(demo.ownerDb)).rows[0]?.id ?? "";
  document = await one(sql`select document_id as id from dossier_document where dossier_id = ${dossier}::uuid limit 1`);
  slip = await one(sql`select id from slip where dossier_id = ${dossier}::uuid and kind = 'receipt'`);
});

interface Logged {
  readonly id: number;
  readonly kind: string;
  readonly login: string | null;
  readonly dossier: string | null;
  readonly agency: string | null;
  readonly request: string | null;
}

async function lastId(): Promise<number> {
  const { rows } = await sql<{ id: number }>`select coalesce(max(id), 0) as id from access_log`.execute(demo.ownerDb);
  return rows[0]?.id ?? 0;
}

/** What a request adds to the log. */
async function loggedBy(cookie: string, method: "GET" | "POST", url: string, body?: object) {
  const before = await lastId();
  const answer = await demo.call(cookie, method, url, body, url.startsWith("/api") ? {} : HTML);
  const { rows } = await sql<Logged>`
    select a.id, a.kind, a.login, a.dossier_id as dossier, g.code as agency, a.request_id as request from access_log a
    left join agency g on g.id = a.agency_id where a.id > ${before} order by a.id`.execute(demo.ownerDb);
  return { status: answer.statusCode, rows };
}

const officerId = async (login: string) =>
  (await sql<{ id: string }>`select officer_id as id from account where login = ${login}`.execute(demo.ownerDb)).rows[0]
    ?.id ?? "";

describe("no read escapes the log", () => {
  test.each<[string, () => string | Promise<string>]>([
    ["dossier", () => `/api/v1/dossiers/${dossier}`],
    ["dossier", () => `/can-bo/ho-so/${dossier}`],
    ["history", () => `/api/v1/dossiers/${dossier}/events`],
    ["dossier", () => `/api/v1/dossiers/${dossier}/slips`],
    ["dossier", () => `/api/v1/dossiers/${dossier}/documents`],
    ["slip", () => `/phieu/${slip}.pdf`],
    ["document", async () => downloadUrl(demo.deps, { documentId: document, actorId: await officerId("thuly.xa") })],
  ])("an officer's %s is written down with name, agency and request", async (kind, url) => {
    const { status, rows } = await loggedBy(await demo.officer("thuly.xa"), "GET", await url());
    expect(status).toBe(200);
    expect(rows).toMatchObject([{ kind, login: "thuly.xa", dossier, agency: "H99.20" }]);
    expect(rows[0]?.request).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("neither does a search, the book of a counter, a search for others alike, nor the pack that is broken off", async () => {
    const receiver = await demo.officer("tiepnhan.xa");
    const wide = [{ dossier: null, login: "tiepnhan.xa" }];
    expect((await loggedBy(receiver, "GET", "/can-bo/tim?tim=L%C3%B2")).rows).toMatchObject([
      { kind: "search", ...wide[0] },
    ]);
    expect((await loggedBy(receiver, "GET", "/api/v1/dossiers?text=Lo")).rows).toMatchObject([{ kind: "search" }]);
    for (const url of ["/can-bo/so-theo-doi", "/can-bo/so-theo-doi.xlsx", "/can-bo/so-theo-doi.pdf"])
      expect((await loggedBy(receiver, "GET", url)).rows).toMatchObject([{ kind: "register" }]);
    const alike = { dossierId: dossier };
    expect((await loggedBy(receiver, "POST", "/api/v1/dossiers/alike", alike)).rows).toMatchObject([
      { kind: "look-up" },
    ]);
    const pack = await loggedBy(await demo.officer("kiemtoan"), "GET", `/api/v1/dossiers/${dossier}/evidence`);
    expect(pack.rows.map(({ kind }) => kind)).toEqual(["evidence", "evidence"]);
    for (const { rows } of [await loggedBy(receiver, "GET", "/can-bo/tim"), await loggedBy(receiver, "GET", "/can-bo")])
      expect(rows).toEqual([]);
  });

  test("what was searched for is not kept", async () => {
    await loggedBy(await demo.officer("tiepnhan.xa"), "GET", "/can-bo/tim?tim=099199000001");
    const { rows } = await sql`select from access_log a where a::text like '%099199000001%'`.execute(demo.ownerDb);
    expect(rows).toEqual([]);
  });

  test("what is not shown is not written down, and the applicant's own reading neither", async () => {
    const stranger = await loggedBy(await demo.officer("tiepnhan.khesim"), "GET", `/api/v1/dossiers/${dossier}`);
    expect([stranger.status, stranger.rows]).toEqual([404, []]);
    const may = await demo.citizen("cd-may");
    for (const url of [`/ho-so/${dossier}`, `/api/v1/dossiers/${dossier}`])
      expect(await loggedBy(may, "GET", url)).toEqual({ status: 200, rows: [] });
  });

  test("nothing is shown while the log cannot be written", async () => {
    await sql`alter table motcua.access_log add constraint broken check (purpose = '') not valid`.execute(demo.ownerDb);
    try {
      const { status, rows } = await loggedBy(await demo.officer("thuly.xa"), "GET", `/api/v1/dossiers/${dossier}`);
      expect([status, rows]).toEqual([500, []]);
    } finally {
      await sql`alter table motcua.access_log drop constraint broken`.execute(demo.ownerDb);
    }
  });
});

const page = async (cookie: string, url: string) => demo.call(cookie, "GET", url, undefined, HTML);

describe("the owner sees who has seen", () => {
  test("on the dossier's page, on a page of its own and over the API, never himself", async () => {
    const may = await demo.citizen("cd-may");
    expect((await page(may, `/ho-so/${dossier}`)).body).toMatch(/Ai đã xem hồ sơ này.*Xem tất cả/s);
    const all = await page(may, `/ho-so/${dossier}/nguoi-xem`);
    expect(all.body).toMatch(/Mở tài liệu.*Ủy ban nhân dân/s);
    expect(all.body).not.toContain("thuly.xa");
    const { items, next } = (await demo.call(may, "GET", `/api/v1/dossiers/${dossier}/reads`)).json();
    expect(next).toBeNull();
    expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(["evidence", "slip", "document"]),
    );
    expect(items.every(({ actorKind }: { actorKind: string }) => actorKind === "officer")).toBe(true);
  });

  test("page by page, each row once", async () => {
    const may = await demo.citizen("cd-may");
    await sql`insert into access_log (at, actor_kind, actor_id, actor_name, object_kind, object_id, dossier_id, kind, purpose)
      select now(), 'officer', 'x', 'Cán bộ ' || n, 'dossier', '', ${dossier}::uuid, 'dossier', 'x' from generate_series(1, 120) n`.execute(
      demo.ownerDb,
    );
    const names: string[] = [];
    let url: string | undefined = `/ho-so/${dossier}/nguoi-xem`;
    while (url) {
      const { body }: { body: string } = await page(may, url);
      names.push(...[...body.matchAll(/Cán bộ (\d+)/g)].map(([, n]) => n ?? ""));
      url = /href="(\/ho-so\/[^"]+\?truoc=\d+)"/.exec(body)?.[1];
    }
    expect(names).toEqual(Array.from({ length: 120 }, (_, n) => String(120 - n)));
  });

  test("and nobody else does", async () => {
    const ask = async (cookie: string) =>
      (await demo.call(cookie, "GET", `/api/v1/dossiers/${dossier}/reads`)).statusCode;
    expect(await ask("")).toBe(401);
    expect(await ask(await demo.citizen("cd-son"))).toBe(404);
    expect(await ask(await demo.officer("thuly.xa"))).toBe(403);
    expect((await page(await demo.citizen("cd-son"), `/ho-so/${dossier}/nguoi-xem`)).statusCode).toBe(404);
  });
});

const reads = async (login: string, query: string) =>
  demo.call(await demo.officer(login), "GET", `/api/v1/reads?${query}`);
const items = async (query: string) => (await reads("kiemsoat", query)).json().items as Record<string, unknown>[];

describe("control and inspection see who has read what", () => {
  test("by dossier, officer, kind and days", async () => {
    const code = (await demo.call(await demo.officer("kiemsoat"), "GET", `/api/v1/dossiers/${dossier}`)).json().code;
    const ofOne = await items(`dossier=${code}&officer=thuly.xa&kind=slip`);
    expect(ofOne).toMatchObject([{ login: "thuly.xa", kind: "slip", dossierCode: code }]);
    expect(await items(`dossier=${code}&officer=thuly.yte`)).toEqual([]);
    expect(await items("from=01/09/2026&to=2026-09-06")).toEqual([]);
    expect((await items("kind=search")).every(({ dossierCode }) => dossierCode === null)).toBe(true);
  });

  test("in their scope alone", async () => {
    await loggedBy(await demo.officer("tiepnhan.dongman"), "GET", `/api/v1/dossiers/${otherAgency}`);
    const { rows } = await sql<{ id: string }>`select id from agency where code = 'H99.20'`.execute(demo.ownerDb);
    // Control of one commune alone, instead of the province.
    await sql`update appointment set roles = roles || 'control-officer'::text
      where officer_id = ${await officerId("lanhdao.xa")}::uuid and agency_id = ${rows[0]?.id}::uuid`.execute(
      demo.ownerDb,
    );
    const seen = (await reads("lanhdao.xa", "")).json().items as { login: string }[];
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter(({ login }) => login === "tiepnhan.dongman")).toEqual([]);
    const all = (await reads("kiemsoat", "officer=tiepnhan.dongman")).json().items as unknown[];
    expect(all.length).toBeGreaterThan(0);
  });

  test("whoever read the most dossiers in a day stands first", async () => {
    for (let n = 0; n < 4; n += 1) {
      const { id } = await file("tiepnhan.xa", birthFiling);
      await loggedBy(await demo.officer("thuly.xa"), "GET", `/api/v1/dossiers/${id}`);
    }
    const byDay = (await demo.call(await demo.officer("kiemsoat"), "GET", "/api/v1/reads/by-officer")).json().items;
    const counts = byDay.map(({ dossiers }: { dossiers: number }) => dossiers);
    expect(counts).toEqual(counts.toSorted((a: number, b: number) => b - a));
    expect(byDay.find(({ login }: { login: string }) => login === "thuly.xa")).toMatchObject({
      day: "2026-09-07",
      dossiers: 5,
      wide: 0,
    });
    const shown = await page(await demo.officer("kiemsoat"), "/can-bo/nhat-ky-xem/theo-ngay");
    expect(shown.body).toContain("thuly.xa");
  });

  test("as a table whose cells no spreadsheet reckons", async () => {
    await sql`insert into access_log (at, actor_kind, actor_id, actor_name, object_kind, object_id, dossier_id, kind, purpose)
      values (${demo.deps.now()}::timestamptz, 'officer', 'x', '=1+1', 'dossier', '', ${dossier}::uuid, 'dossier', '@x')`.execute(
      demo.ownerDb,
    );
    const csv = await page(await demo.officer("kiemtoan"), "/can-bo/nhat-ky-xem.csv");
    expect([csv.statusCode, csv.headers["content-type"]]).toEqual([200, "text/csv; charset=utf-8"]);
    expect(csv.body).toContain("'=1+1");
    expect(csv.body).toContain("'@x");
  });

  test("a span that is none and a kind there is not are told", async () => {
    for (const [query, code] of [
      ["from=2026-09-08&to=2026-09-07", "read-span-wrong"],
      ["from=hôm qua", "read-span-wrong"],
    ]) {
      const answer = await reads("kiemsoat", query ?? "");
      expect([answer.statusCode, answer.json().error.code]).toEqual([422, code]);
    }
    const shown = await page(await demo.officer("kiemsoat"), "/can-bo/nhat-ky-xem?tu=31/02/2026&loai=x");
    expect([shown.statusCode, shown.body.includes("Chọn ngày bắt đầu")]).toEqual([422, true]);
  });

  test("and nobody else", async () => {
    expect((await reads("thuly.xa", "")).statusCode).toBe(403);
    expect((await reads("quantri", "")).statusCode).toBe(403);
    for (const url of ["/can-bo/nhat-ky-xem", "/can-bo/nhat-ky-xem.csv", "/can-bo/nhat-ky-xem/theo-ngay"])
      expect((await page(await demo.officer("thuly.xa"), url)).statusCode).toBe(403);
  });
});
