import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { withoutNumbers } from "../../../domain/shared/masked-number.ts";
import { useDemoApp } from "../../../testing/demo-app.ts";
import { useDossierApi } from "../../../testing/dossier-api.ts";
import { birthFiling } from "../../../testing/filings.ts";
import { pdf } from "../../../testing/journey.ts";
import { birthDeclared, fileBirth } from "../../../testing/portal-filing.ts";
import { sendForm } from "../../../testing/send-form.ts";

const demo = useDemoApp();
const { file, act } = useDossierApi(demo);
const HTML = { accept: "text/html" };

const get = async (who: string, url: string, headers = {}) =>
  demo.call(who && (await demo.officer(who)), "GET", url, undefined, headers);
const past = async (of: string, at: string) => get("lanhdao.xa", `/api/v1/dossiers/${of}?at=${encodeURIComponent(at)}`);
const page = async (of: string, at: string) => get("lanhdao.xa", `/can-bo/ho-so/${of}?luc=${at}`, HTML);
const text = (body: string) => body.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

const links = async (of: string, at: string) =>
  (await past(of, at)).json().links.map((link: { id: string; status: string }) => [link.id, link.status]);

const named = (files: { papers: { componentCode: string; files: { name: string; href: string }[] }[] }) =>
  files.papers.find(({ componentCode }) => componentCode === "1")?.files ?? [];

/** Every answer of the API while it happened, by the moment of its event. */
const told = new Map<string, Record<string, unknown>>();
let id = "";
let other = "";

/** A birth that is filed, received, sent for a better paper, supplied, handed on and tied to another, hours apart. */
beforeAll(async () => {
  const step = async (at: string, who: string, command: object): Promise<void> => {
    demo.at(at);
    told.set(at, { ...(await act(who, id, command)) });
  };
  demo.at("2026-09-07T08:00:00+07:00");
  const files = { "tep.1": [await pdf("giấy mờ.pdf")] };
  ({ id } = await fileBirth(demo, { cookie: await demo.citizen("cd-may"), place: "H99.20", files }));
  told.set("2026-09-07T08:00:00+07:00", (await get("lanhdao.xa", `/api/v1/dossiers/${id}`)).json());
  await step("2026-09-07T09:00:05+07:00", "tiepnhan.xa", { action: "receive" });
  const reasons = [{ code: "paper-unreadable", componentCode: "1", note: "Chụp lại" }];
  await step("2026-09-07T10:00:00+07:00", "tiepnhan.xa", { action: "request-supplement", reasons });
  demo.at("2026-09-08T08:00:00+07:00");
  const citizen = await demo.citizen("cd-may");
  const better = { fields: birthDeclared, files: { "tep.1": [await pdf("giấy rõ.pdf")] } };
  await sendForm(demo, { cookie: citizen, url: `/ho-so/${id}/bo-sung` }, better);
  told.set("2026-09-08T08:00:00+07:00", (await get("lanhdao.xa", `/api/v1/dossiers/${id}`)).json());
  await step("2026-09-08T09:00:00+07:00", "tiepnhan.xa", { action: "forward", next: null, note: "Đủ" });
  const neighbour = await file("tiepnhan.xa", birthFiling);
  other = neighbour.id;
  await step("2026-09-08T10:00:00+07:00", "tiepnhan.xa", {
    action: "link",
    kind: "related",
    code: neighbour.submissionCode,
  });
  demo.at("2026-09-08T10:01:00+07:00");
  await act("tiepnhan.xa", other, { action: "receive" });
  demo.at("2026-09-10T08:00:00+07:00");
  await act("tiepnhan.xa", other, { action: "withdraw", reason: "Theo đơn" });
  const { rows } = await sql<{ id: string }>`select id from agency where code = 'H99.20'`.execute(demo.ownerDb);
  await sql`
    insert into agency_former (agency_id, valid_to, name, parent_id, address, hotline)
    select id, '2026-09-10', name, parent_id, address, hotline from agency where id = ${rows[0]?.id}::uuid`.execute(
    demo.ownerDb,
  );
  await sql`update agency set name = 'Ủy ban nhân dân phường Bến Mới' where code = 'H99.20'`.execute(demo.ownerDb);
});

test("at the moment of each event the answer is the one that was given then, save what nobody may do any more", async () => {
  for (const [at, then] of told) {
    const answer = await past(id, at);
    expect(answer.statusCode, answer.body).toBe(200);
    const { actions, undo, asOf, ...now } = answer.json();
    expect([actions, undo, asOf.at, now.masked]).toEqual([[], null, at, false]);
    // By the time of the link the other one has gone on, but here it stands as it stood. Who handles it today decides
    // what is masked.
    const expected = { ...withoutNumbers(then), actions: undefined, undo: undefined, asOf: undefined, masked: false };
    expect(withoutNumbers(now)).toEqual(JSON.parse(JSON.stringify(expected)));
  }
});

test("between two events it stands as after the first, and the answer names both neighbours", async () => {
  const { status, pauses, legs, asOf } = (await past(id, "2026-09-07T16:00:00+07:00")).json();
  expect([status, pauses]).toEqual([
    "awaiting-supplement",
    [{ from: "2026-09-07T10:00:00+07:00", to: null, kind: "supplement" }],
  ]);
  expect(legs).toHaveLength(1);
  expect(asOf).toEqual({
    at: "2026-09-07T16:00:00+07:00",
    before: "2026-09-07T09:00:05+07:00",
    after: "2026-09-08T08:00:00+07:00",
  });
});

test("one second before its reception it has no code and no date, from that second on it has both", async () => {
  expect((await past(id, "2026-09-07T09:00:04+07:00")).json()).toMatchObject({ code: null, dueAt: null, legs: [] });
  expect((await past(id, "2026-09-07T09:00:05+07:00")).json()).toMatchObject({
    code: "H99.20-260907-0001",
    dueAt: "2026-09-10T09:00:05+07:00",
  });
});

test("a moment is understood without seconds, with an unescaped plus, and in universal time", async () => {
  for (const at of ["2026-09-07T16:00", "2026-09-07T16:00:00", "2026-09-07T16:00:00%2B07:00", "2026-09-07T09:00Z"])
    expect((await get("lanhdao.xa", `/api/v1/dossiers/${id}?at=${at}`)).json().asOf?.at, at).toBe(
      "2026-09-07T16:00:00+07:00",
    );
  expect((await get("lanhdao.xa", `/api/v1/dossiers/${id}?at=2026-09-07T16:00:00+07:00`)).statusCode).toBe(200);
});

test.each([
  ["2026-09-07T07:59:59+07:00", 404, "dossier-not-yet"],
  ["2026-09-10T08:00:01+07:00", 422, "moment-in-future"],
  ["2026-02-30T08:00:00+07:00", 422, "moment-unreadable"],
  ["hôm qua", 422, "moment-unreadable"],
  ["2026-09-07T16:00:00+09:00", 422, "moment-unreadable"],
])("%s is answered with %i %s and what is expected, by the API and the page", async (at, status, code) => {
  const answer = await past(id, at);
  expect([answer.statusCode, answer.json().error.code]).toEqual([status, code]);
  expect(answer.json().error.details).toEqual({ seen: expect.any(String), expected: expect.any(String) });
  const shown = await page(id, encodeURIComponent(at.replace("+07:00", "")));
  expect(shown.statusCode).toBe(status);
  expect(shown.body).toContain('name="luc"');
});

describe("who may not see the dossier now may not see what it was", () => {
  test.each([
    ["", 401],
    ["tiepnhan.khesim", 404],
    ["thamdinh.pccc", 404],
  ])("%s: %i", async (who, status) => {
    for (const at of ["2026-09-07T16:00:00", "2026-09-07T07:00:00", "nonsense"])
      for (const part of ["", "/documents", "/slips"])
        expect((await get(who, `/api/v1/dossiers/${id}${part}?at=${at}`)).statusCode).toBe(status);
    const shown = await get(who, `/can-bo/ho-so/${id}?luc=2026-09-07T16:00`, HTML);
    expect(shown.statusCode).toBe(status === 401 ? 303 : 404);
    expect(shown.body).not.toContain("chưa có hồ sơ này");
  });

  test("the applicant sees his own, a stranger none", async () => {
    const url = `/api/v1/dossiers/${id}?at=2026-09-07T16:00:00`;
    expect((await demo.call(await demo.citizen("cd-may"), "GET", url)).json().status).toBe("awaiting-supplement");
    expect((await demo.call(await demo.citizen("cd-son"), "GET", url)).statusCode).toBe(404);
  });
});

test("the reading is written down with the moment, before anything is shown", async () => {
  await past(id, "2026-09-07T16:00:00+07:00");
  const { rows } =
    await sql`select a.kind, a.purpose, a.dossier_id from access_log a order by a.id desc limit 1`.execute(
      demo.ownerDb,
    );
  expect(rows).toEqual([{ kind: "dossier", purpose: "Xem hồ sơ như lúc 16:00 ngày 07/09/2026", dossier_id: id }]);
});

test("files are those of then, by name, and each still opens; slips are those that had been issued", async () => {
  const at = async (part: string, moment: string) =>
    (await get("lanhdao.xa", `/api/v1/dossiers/${id}/${part}?at=${moment}`)).json();
  const before = named(await at("documents", "2026-09-07T16:00:00"));
  expect(before.map(({ name }) => name)).toEqual(["giấy mờ.pdf"]);
  expect(named(await at("documents", "2026-09-08T08:00:00")).map(({ name }) => name)).toEqual(["giấy rõ.pdf"]);
  expect((await get("lanhdao.xa", before[0]?.href ?? "")).statusCode).toBe(200);
  const kinds = async (moment: string) =>
    (await at("slips", moment)).items.map((slip: { kind: string }) => slip.kind).toSorted();
  expect(await kinds("2026-09-07T08:30:00")).toEqual([]);
  expect(await kinds("2026-09-07T09:30:00")).toEqual(["control-sheet", "receipt"]);
  expect(await kinds("2026-09-07T16:00:00")).toEqual(["control-sheet", "receipt", "supplement-request"]);
  const { items } = (await get("lanhdao.xa", `/api/v1/dossiers/${id}/events`)).json();
  expect(items.map((item: { documents: { name: string }[] }) => item.documents.map(({ name }) => name))).toEqual([
    ["giấy mờ.pdf", "căn cước.pdf"],
    [],
    [],
    ["giấy rõ.pdf"],
    [],
    [],
  ]);
});

test("the tied dossier stands beside it as it stood then, and not before it was tied", async () => {
  expect(await links(id, "2026-09-08T09:59:59+07:00")).toEqual([]);
  expect(await links(id, "2026-09-09T08:00:00+07:00")).toEqual([[other, "received"]]);
  expect(await links(id, "2026-09-10T08:00:00+07:00")).toEqual([[other, "withdrawn"]]);
  expect(await links(other, "2026-09-09T08:00:00+07:00")).toEqual([[id, "processing"]]);
});

describe("the page", () => {
  test("says at the top when it is, offers the ways out and nothing to do", async () => {
    const { statusCode, body } = await page(id, "2026-09-07T16:00");
    expect(statusCode).toBe(200);
    expect(body).toContain("<h1>Hồ sơ như lúc 16:00 ngày 07/09/2026</h1>");
    expect(body).toContain(`<a class="button" href="/can-bo/ho-so/${id}">Về hiện nay</a>`);
    expect(body).toContain(`href="/can-bo/ho-so/${id}?luc=2026-09-07T09:00:05">Việc trước</a>`);
    expect(body).toContain(`href="/can-bo/ho-so/${id}?luc=2026-09-08T08:00:00">Việc sau</a>`);
    expect(body).not.toMatch(/<form method="post" action="\/can-bo\/ho-so/);
    expect(text(body)).toContain("10:00, 07/09/2026 – chưa hết (chờ bổ sung)");
    expect(text(body)).toContain("giấy mờ.pdf");
    expect(text(body)).not.toContain("giấy rõ.pdf");
  });

  test("calls the agency as it was called then", async () => {
    expect(text((await page(id, "2026-09-07T16:00")).body)).toContain("Ủy ban nhân dân phường Bến Đò");
    expect(text((await page(id, "2026-09-10T08:00")).body)).toContain("Ủy ban nhân dân phường Bến Mới");
  });

  test("of before the submission says since when there is one", async () => {
    const { body } = await page(id, "2026-09-06T16:00");
    expect(text(body)).toContain("Lúc 16:00 ngày 06/09/2026 chưa có hồ sơ này");
    expect(body).toContain(`href="/can-bo/ho-so/${id}?luc=2026-09-07T08:00:00"`);
  });

  test("of now leads from each event to the dossier as it was then, with its files", async () => {
    const { body } = await get("lanhdao.xa", `/can-bo/ho-so/${id}`, HTML);
    for (const at of told.keys()) expect(body).toContain(`href="/can-bo/ho-so/${id}?luc=${at.slice(0, 19)}"`);
    expect(text(body)).toContain("giấy mờ.pdf, căn cước.pdf");
    const then = (await page(id, "2026-09-07T08:00:00")).body;
    const [, opening = ""] = /href="([^"]+luc=2026-09-07T08:00:00&amp;xem=[^"#]+)#giay-to"/.exec(then) ?? [];
    const opened = await get("lanhdao.xa", opening.replaceAll("&amp;", "&"), HTML);
    expect(opened.body).toContain('aria-label="Tài liệu: giấy mờ.pdf"');
  });
});
