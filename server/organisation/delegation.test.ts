import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { dayAfter, lastDayOf } from "../../domain/organisation/validity.ts";
import { plainDate } from "../../domain/shared/plain-date.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { useDossierApi } from "../../testing/dossier-api.ts";
import { birthFiling } from "../../testing/filings.ts";
import { whileAnyRowIsHeld } from "../../testing/held-row.ts";
import { eventHash } from "../dossier/event-hash.ts";
import type { StoredEvent } from "../dossier/event.queries.ts";

const demo = useDemoApp();
const { file, act, refuse } = useDossierApi(demo);
const ids = new Map<string, string>();
const idOf = (login: string): string => ids.get(login) ?? "";
const agencyId = new Map<string, string>();

beforeAll(async () => {
  const { rows } = await sql<{ login: string; id: string }>`
    select login, officer_id as id from account where kind = 'officer'`.execute(demo.ownerDb);
  for (const { login, id } of rows) ids.set(login, id);
  const agencies = await sql<{ code: string; id: string }>`select code, id from agency`.execute(demo.ownerDb);
  for (const { code, id } of agencies.rows) agencyId.set(code, id);
});

interface Handing {
  readonly principal: string;
  readonly substitute: string;
  readonly from?: string;
  readonly lastDay?: string;
  readonly roles?: readonly string[];
  readonly agency?: string;
}

const bodyOf = ({ principal, substitute, roles, agency = "H99.20", ...span }: Handing) => ({
  kind: "substitution",
  agencyId: agencyId.get(agency),
  principalId: idOf(principal),
  substituteId: idOf(substitute),
  from: "2026-09-08",
  lastDay: "2026-09-10",
  basis: "Nghỉ phép",
  ...span,
  ...(roles ? { roles } : {}),
});

const hand = async (login: string, handing: Handing) =>
  demo.call(await demo.officer(login), "POST", "/api/v1/delegations", bodyOf(handing));
const end = async (login: string, id: string, reason = "Về sớm") =>
  demo.call(await demo.officer(login), "POST", `/api/v1/delegations/${id}/end`, { reason });

/** Hands over for the days of a test of its own, which must succeed. */
async function handed(login: string, handing: Handing): Promise<string> {
  const answer = await hand(login, handing);
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json().id;
}

/** A dossier of the commune that waits for its leader to assign it. */
async function toAssign(): Promise<string> {
  const { id } = await file("tiepnhan.xa", birthFiling);
  await act("tiepnhan.xa", id, { action: "receive" });
  await act("tiepnhan.xa", id, { action: "forward", next: null, note: "" });
  return id;
}

const work = async (login: string, id: string): Promise<{ onBehalfOf: string | null } | undefined> => {
  const answer = await demo.call(await demo.officer(login), "GET", "/api/v1/work");
  return answer.json().items.find((item: { id: string }) => item.id === id);
};

test("only its leader and the administrators above hand over work of an agency", async () => {
  demo.at("2026-09-07T09:00:00+07:00");
  const wanted = { principal: "lanhdao.xa", substitute: "thuly.xa" };
  expect((await demo.call("", "POST", "/api/v1/delegations", bodyOf(wanted))).statusCode).toBe(401);
  const seen = async (login: string) => {
    const { statusCode, body } = await hand(login, wanted);
    return [statusCode, JSON.parse(body).error?.code];
  };
  expect(await seen("thuly.xa")).toEqual([403, "not-your-role"]);
  expect(await seen("kiemsoat")).toEqual([403, "not-your-role"]);
  expect(await seen("lanhdao.dongman")).toEqual([404, "not-found"]);
  const stranger = await hand("quantri", { ...wanted, substitute: "thuly.dongman" });
  expect([stranger.statusCode, stranger.json().error.code]).toEqual([422, "substitute-of-another-agency"]);
});

describe("the leader is away from the 8th to the 10th", () => {
  let dossier = "";
  let delegation = "";

  test("until then, and again after the last day, nobody acts in his place; no job runs in between", async () => {
    demo.at("2026-09-07T09:00:00+07:00");
    dossier = await toAssign();
    const other = await toAssign();
    delegation = await handed("lanhdao.xa", { principal: "lanhdao.xa", substitute: "thuly.xa" });
    const assign = { action: "assign", officerId: idOf("thuly.xa"), note: "" };
    demo.at("2026-09-07T23:59:59+07:00");
    expect(await refuse("thuly.xa", dossier, assign)).toEqual([403, "not-your-role"]);
    expect(await work("thuly.xa", dossier)).toBeUndefined();
    demo.at("2026-09-08T00:00:00+07:00");
    expect(await work("thuly.xa", dossier)).toMatchObject({ onBehalfOf: "Chu Thị Ánh" });
    expect(await work("lanhdao.xa", dossier)).toMatchObject({ onBehalfOf: null });
    await act("thuly.xa", dossier, assign);
    demo.at("2026-09-10T23:59:59+07:00");
    const page = await demo.call(await demo.officer("thuly.xa"), "GET", `/can-bo/ho-so/${other}`);
    expect(page.body).toContain("thay cho Chu Thị Ánh</span>");
    expect(await work("thuly.xa", other)).toMatchObject({ onBehalfOf: "Chu Thị Ánh" });
    demo.at("2026-09-11T00:00:00+07:00");
    expect(await work("thuly.xa", other)).toBeUndefined();
    expect(await refuse("thuly.xa", other, assign)).toEqual([403, "not-your-role"]);
  });

  test("the event names both, its chain holds, and the history is read so", async () => {
    const auditor = await demo.officer("kiemtoan");
    await demo.call(auditor, "POST", `/api/v1/dossiers/${dossier}/reveal`, { purpose: "supervise" });
    const answer = await demo.call(auditor, "GET", `/api/v1/dossiers/${dossier}/events`);
    const { chain, items } = answer.json<{ chain: object; items: readonly StoredEvent[] }>();
    expect(chain).toMatchObject({ ok: true });
    const assigned = items.find(({ event }) => event.fact.type === "assigned");
    expect(assigned?.event).toMatchObject({
      actor: { id: idOf("thuly.xa"), name: "La Văn Kỳ" },
      fact: { onBehalfOf: { id: idOf("lanhdao.xa"), name: "Chu Thị Ánh" } },
    });
    for (const { event, previousHash, hash } of items) expect(eventHash(event, previousHash)).toBe(hash);
    const page = await demo.call(await demo.officer("lanhdao.xa"), "GET", `/can-bo/ho-so/${dossier}`);
    expect(page.body).toContain("La Văn Kỳ (thay cho Chu Thị Ánh)");
  });

  test("what was handed over and is over stays in the list and cannot be ended any more", async () => {
    const list = await demo.call(await demo.officer("thuly.xa"), "GET", "/api/v1/delegations?state=past");
    expect(list.json().items).toMatchObject([{ id: delegation, lastDay: "2026-09-10", inForce: false }]);
    const late = await end("lanhdao.xa", delegation);
    expect([late.statusCode, late.json().error.code]).toEqual([409, "delegation-over"]);
    const stranger = await demo.call(await demo.officer("thuly.dongman"), "GET", "/api/v1/delegations?state=past");
    expect(stranger.json().items).toEqual([]);
    await expect(
      sql`update delegation set valid_to = '2030-01-01'`.execute(demo.deps.dbFor({ officer: idOf("quantri") })),
    ).rejects.toThrow(/permission denied/);
    await expect(sql`delete from delegation`.execute(demo.ownerDb)).rejects.toThrow(/only ever added/);
  });
});

test("the work of a named officer goes to whoever stands in, both signed in at once, and ends at once", async () => {
  demo.at("2026-09-14T09:00:00+07:00");
  const id = await toAssign();
  await act("lanhdao.xa", id, { action: "assign", officerId: idOf("thuly.xa"), note: "" });
  const propose = { action: "propose-result", granted: true, summary: "Đủ điều kiện", documentIds: [] };
  expect(await refuse("tiepnhan.xa", id, propose)).toEqual([403, "not-your-role"]);
  const span = { from: "2026-09-14", lastDay: "2026-09-18" };
  const delegation = await handed("lanhdao.xa", { principal: "thuly.xa", substitute: "tiepnhan.xa", ...span });
  expect(await work("tiepnhan.xa", id)).toMatchObject({ onBehalfOf: "La Văn Kỳ" });
  const mine = await demo.call(await demo.officer("tiepnhan.xa"), "GET", "/api/v1/dossiers?mine=true");
  expect(mine.json().items.map((item: { id: string }) => item.id)).toContain(id);
  const account = await demo.call(await demo.officer("tiepnhan.xa"), "GET", "/can-bo/tai-khoan");
  expect(account.body).toContain("Ông/bà đang thay cho La Văn Kỳ (Thụ lý) đến hết 18/09/2026.");
  const away = await demo.call(await demo.officer("thuly.xa"), "GET", "/can-bo/tai-khoan");
  expect(away.body).toContain("Bế Thị Thơm đang thay cho ông/bà (Thụ lý) đến hết 18/09/2026.");
  expect((await demo.call(await demo.officer("tiepnhan.xa"), "GET", "/can-bo")).body).toContain("Thay cho La Văn Kỳ");
  await act("tiepnhan.xa", id, propose);
  await act("lanhdao.xa", id, { action: "return-to-step", stepKey: "thu-ly", note: "Ghi rõ hơn" }).catch(
    () => undefined,
  );
  expect([
    (await end("tiepnhan.xa", delegation)).statusCode,
    (await end("thuly.dongman", delegation)).statusCode,
  ]).toEqual([403, 404]);
  expect((await end("thuly.xa", delegation, " ")).json().error.code).toBe("reason-missing");
  // The one whose work it is takes it back himself.
  expect((await end("thuly.xa", delegation)).json()).toMatchObject({ endedBy: "La Văn Kỳ", inForce: false });
  const next = await toAssign();
  await act("lanhdao.xa", next, { action: "assign", officerId: idOf("thuly.xa"), note: "" });
  expect(await refuse("tiepnhan.xa", next, propose)).toEqual([403, "not-your-role"]);
});

test("it gives nothing once one of the two has no task there; a closed account takes nothing from the work", async () => {
  demo.at("2026-09-21T09:00:00+07:00");
  const span = { from: "2026-09-21", lastDay: "2026-09-25" };
  const delegation = await handed("quantri", { principal: "lanhdao.xa", substitute: "vanthu.xa", ...span });
  const id = await toAssign();
  const sees = async () => (await work("vanthu.xa", id))?.onBehalfOf;
  const inForce = async () => {
    const list = await demo.call(await demo.officer("quantri"), "GET", "/api/v1/delegations");
    return list.json().items.map((item: { id: string; inForce: boolean }) => [item.id, item.inForce]);
  };
  expect(await sees()).toBe("Chu Thị Ánh");
  await sql`update account set blocked_at = now() where login = 'lanhdao.xa'`.execute(demo.ownerDb);
  expect(await sees()).toBe("Chu Thị Ánh");
  await sql`update account set blocked_at = null where login = 'lanhdao.xa'`.execute(demo.ownerDb);
  const leave = async (login: string, day: string | null) =>
    sql`update appointment set valid_to = ${day}::date where officer_id = ${idOf(login)}`.execute(demo.ownerDb);
  await leave("lanhdao.xa", "2026-09-21");
  expect([await sees(), await inForce()]).toEqual([undefined, [[delegation, false]]]);
  await leave("lanhdao.xa", null);
  await leave("vanthu.xa", "2026-09-21");
  expect(await inForce()).toEqual([[delegation, false]]);
  await leave("vanthu.xa", null);
  expect([await sees(), await inForce()]).toEqual(["Chu Thị Ánh", [[delegation, true]]]);
  // Assigned to another task meanwhile: what he has no longer, nobody does for him.
  await sql`update appointment set roles = '{handler}' where officer_id = ${idOf("lanhdao.xa")}`.execute(demo.ownerDb);
  expect(await sees()).toBeUndefined();
  await sql`update appointment set roles = '{leader}' where officer_id = ${idOf("lanhdao.xa")}`.execute(demo.ownerDb);
  await end("quantri", delegation);
});

test("whoever stands in hands nothing on, neither the leader's right to arrange work nor the work", async () => {
  demo.at("2026-09-28T09:00:00+07:00");
  const span = { from: "2026-09-28", lastDay: "2026-10-02" };
  const delegation = await handed("lanhdao.xa", { principal: "lanhdao.xa", substitute: "thuly.xa", ...span });
  const on = await hand("thuly.xa", { principal: "lanhdao.xa", substitute: "vanthu.xa", ...span });
  expect([on.statusCode, on.json().error.code]).toEqual([403, "not-your-role"]);
  const cycle = await hand("quantri", { principal: "thuly.xa", substitute: "lanhdao.xa", ...span });
  expect(cycle.json().error.code).toBe("substitute-is-away");
  await end("lanhdao.xa", delegation);
});

test("of two who hand over the same work at once one succeeds", async () => {
  demo.at("2026-10-05T09:00:00+07:00");
  const span = { from: "2026-10-05", lastDay: "2026-10-09" };
  const [one, two] = [await demo.officer("lanhdao.xa"), await demo.officer("quantri")];
  const ask = (cookie: string, substitute: string) =>
    demo.call(cookie, "POST", "/api/v1/delegations", bodyOf({ principal: "lanhdao.xa", substitute, ...span }));
  const both = await whileAnyRowIsHeld(demo.ownerDb, { table: "officer", id: idOf("lanhdao.xa"), waiting: 2 }, () => [
    ask(one, "thuly.xa"),
    ask(two, "vanthu.xa"),
  ]);
  const [made, ...rest] = both.filter(({ statusCode }) => statusCode === 201);
  const lost = both.filter(({ statusCode }) => statusCode !== 201).map((answer) => answer.json().error.code);
  expect([rest.length, lost]).toEqual([0, ["delegation-overlaps"]]);
  await end("quantri", made?.json().id);
});

test("a control officer's scope is his who stands in, and the wall closes on the day by itself", async () => {
  const { rows } = await sql<{ today: string }>`select current_date::text as today`.execute(demo.ownerDb);
  const today = plainDate(rows[0]?.today ?? "");
  demo.at("2026-09-07T09:00:00+07:00");
  const { id } = await file("tiepnhan.xa", birthFiling);
  // The database knows the day by its own clock.
  demo.at(`${today}T09:00:00+07:00`);
  await sql`insert into appointment (id, officer_id, agency_id, roles, valid_from)
    select gen_random_uuid(), ${idOf("vanthu.khesim")}, ${agencyId.get("H99")}, '{handler}', '2026-09-01'`.execute(
    demo.ownerDb,
  );
  const seen = async (): Promise<boolean> => {
    const reader = demo.deps.dbFor({ officer: idOf("vanthu.khesim") });
    return (await reader.selectFrom("dossier").select("id").where("id", "=", id).execute()).length === 1;
  };
  const page = async () =>
    (await demo.call(await demo.officer("vanthu.khesim"), "GET", `/api/v1/dossiers/${id}`)).statusCode;
  expect([await seen(), await page()]).toEqual([false, 404]);
  const lastDay = dayAfter(today);
  await handed("quantri", { principal: "kiemsoat", substitute: "vanthu.khesim", agency: "H99", from: today, lastDay });
  expect([await seen(), await page()]).toEqual([true, 200]);
  const kept = await sql<{ to: string | null }>`
    select s.valid_to as "to" from user_scope s
    where s.officer_id = ${idOf("vanthu.khesim")} and s.agency_id = ${agencyId.get("H99.20")}`.execute(demo.ownerDb);
  expect(kept.rows.map(({ to }) => to && lastDayOf(plainDate(to)))).toEqual([lastDay]);
  // The day comes; no job has looked at the scope since.
  await sql`update user_scope set valid_to = current_date
    where officer_id = ${idOf("vanthu.khesim")} and valid_to is not null`.execute(demo.ownerDb);
  expect([await seen(), await page()]).toEqual([false, 404]);
});

const send = async (login: string, url: string, fields: Readonly<Record<string, string>>) =>
  demo.app.inject({
    method: "POST",
    url,
    headers: { cookie: await demo.officer(login), "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams(fields).toString(),
  });

describe("the page", () => {
  const ROOM = "/can-bo/thay-the";
  test("a leader hands over with the form, faults stand beside the fields, and it is ended early", async () => {
    demo.at("2026-10-12T09:00:00+07:00");
    const filled = {
      agency: agencyId.get("H99.20") ?? "",
      kind: "delegation",
      principal: idOf("lanhdao.xa"),
      substitute: idOf("thuly.xa"),
      from: "12/10/2026",
      to: "16/10/2026",
      basis: "",
    };
    const wrong = await send("lanhdao.xa", ROOM, { ...filled, from: "ngày mai" });
    expect(wrong.statusCode).toBe(422);
    for (const text of ['href="#from"', "ngày mai"]) expect(wrong.body).toContain(text);
    const empty = await send("lanhdao.xa", ROOM, filled);
    expect([empty.statusCode, empty.body.includes('href="#basis"')]).toEqual([422, true]);
    const done = await send("lanhdao.xa", ROOM, { ...filled, basis: "Giấy ủy quyền số 3" });
    expect([done.statusCode, done.headers.location]).toEqual([303, `${ROOM}?loc=current&co-quan=${filled.agency}`]);
    const page = await demo.call(await demo.officer("lanhdao.xa"), "GET", `${ROOM}?co-quan=${filled.agency}`);
    for (const text of ["La Văn Kỳ", "Từ 12/10/2026 đến hết 16/10/2026", "Giấy ủy quyền số 3", "Kết thúc sớm"])
      expect(page.body).toContain(text);
    const listed = await demo.call(await demo.officer("lanhdao.xa"), "GET", "/api/v1/delegations");
    const { id } = listed.json().items[0];
    const refused = await send("lanhdao.xa", `${ROOM}/${id}/ket-thuc`, { [`reason-${id}`]: "" });
    expect([refused.statusCode, refused.body.includes(`href="#reason-${id}"`)]).toEqual([422, true]);
    expect((await send("thuly.xa", `${ROOM}/${id}/ket-thuc`, { [`reason-${id}`]: "Thôi" })).statusCode).toBe(403);
    expect((await send("lanhdao.xa", `${ROOM}/${id}/ket-thuc`, { [`reason-${id}`]: "Thôi" })).statusCode).toBe(303);
    const past = await demo.call(await demo.officer("thuly.xa"), "GET", `${ROOM}?loc=past`);
    expect(past.body).toContain("Chu Thị Ánh kết thúc sớm");
    const log = await demo.ownerDb
      .selectFrom("organisation_change")
      .select(["action", "basis"])
      .where("action", "like", "delegation-%")
      .orderBy("id", "desc")
      .limit(2)
      .execute();
    expect(log).toEqual([
      { action: "delegation-ended", basis: "Thôi" },
      { action: "delegation-made", basis: "Giấy ủy quyền số 3" },
    ]);
  });

  test("others see their own alone, and no form", async () => {
    const page = await demo.call(await demo.officer("tiepnhan.xa"), "GET", ROOM);
    expect([page.statusCode, page.body.includes("Giao người làm thay")]).toEqual([200, false]);
    const elsewhere = await send("tiepnhan.xa", ROOM, {
      agency: agencyId.get("H99.20") ?? "",
      principal: idOf("lanhdao.xa"),
      substitute: idOf("tiepnhan.xa"),
      from: "12/10/2026",
      to: "16/10/2026",
      basis: "Tự giao",
    });
    expect(elsewhere.statusCode).toBe(403);
  });
});
