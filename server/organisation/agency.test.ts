import { beforeAll, describe, expect, test } from "vitest";
import { plainDate } from "../../domain/shared/plain-date.ts";
import { birthFiling } from "../../testing/filings.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { newId } from "../platform/ids.ts";
import { findAgencyByCode } from "./organisation.queries.ts";

const demo = useDemoApp();
const BASIS = "Quyết định số 12/QĐ-UBND";
let admin = "";
const ids: Record<string, string> = {};

beforeAll(async () => {
  admin = await demo.officer("quantri");
  const { items } = (await demo.call(admin, "GET", "/api/v1/agencies")).json<{
    items: { code: string; id: string }[];
  }>();
  for (const { code, id } of items) ids[code] = id;
});

const post = (cookie: string, path: string, body: object) => demo.call(cookie, "POST", `/api/v1/agencies${path}`, body);
const id = (code: string): string => ids[code] ?? "";

function fresh(code: string, more: object = {}): object {
  return { code, name: `Cơ quan ${code}`, level: "province", parentId: id("H99"), from: "2026-01-01", ...more };
}

async function opened(code: string, more: object = {}): Promise<string> {
  const answer = await post(admin, "", fresh(code, more));
  expect(answer.statusCode, answer.body).toBe(201);
  ids[code] = answer.json().id;
  return answer.json().id;
}

const birthAt = (receivingAgencyCode: string): object => ({
  ...birthFiling,
  receivingAgencyCode,
});

/** Makes the officer an administrator of that agency alone and signs in. */
async function administratorOf(code: string, login: string): Promise<string> {
  const { officer_id: officerId } = await demo.worker.db
    .selectFrom("account")
    .select("officer_id")
    .where("login", "=", login)
    .executeTakeFirstOrThrow();
  await demo.worker.db
    .insertInto("appointment")
    .values({
      id: newId(),
      officer_id: officerId ?? "",
      agency_id: id(code),
      roles: ["administrator"],
      valid_from: plainDate("2026-01-01"),
    })
    .execute();
  return demo.officer(login);
}

const levels = async (on: string) =>
  new Set(
    (await demo.call(admin, "GET", `/api/v1/agencies?on=${on}`))
      .json<{ items: { level: string }[] }>()
      .items.map(({ level }) => level),
  );

describe("reading", () => {
  test("by date: three levels until 30/6/2025, two since", async () => {
    expect(await levels("2025-06-30")).toEqual(new Set(["province", "district", "commune"]));
    expect(await levels("2025-07-01")).toEqual(new Set(["province", "commune"]));
  });

  test("by text, accents or not, and what came before and after", async () => {
    const found = await demo.call(admin, "GET", "/api/v1/agencies?on=2025-01-01&q=huyen song lam");
    const [district] = found.json().items;
    expect(found.json().items).toHaveLength(1);
    const one = await demo.call(admin, "GET", `/api/v1/agencies/${district.id}`);
    expect(one.json()).toMatchObject({
      code: "H99.30",
      to: "2025-07-01",
      successors: [{ code: "H99.20" }, { code: "H99.21" }],
    });
    const heir = await demo.call(admin, "GET", `/api/v1/agencies/${id("H99.20")}`);
    expect(heir.json().predecessors.map(({ code }: { code: string }) => code)).toEqual(["H99.30", "H99.30.01"]);
  });

  test.each([
    ["/api/v1/agencies?on=2026-02-30", 400],
    ["/api/v1/agencies/00000000-0000-7000-8000-000000000000", 404],
    ["/api/v1/agencies/x", 400],
  ])("%s is %i", async (url, status) => expect((await demo.call(admin, "GET", url)).statusCode).toBe(status));
});

describe("opening and changing", () => {
  test("the old code follows from the new one", async () => {
    const answer = await post(admin, "", fresh("H99.50"));
    expect([answer.statusCode, answer.json().legacyCode]).toEqual([201, "000.00.50.H99"]);
  });

  test("every fault comes back at once", async () => {
    const answer = await post(admin, "", fresh("H99.02", { name: " ", level: "province", legacyCode: "1" }));
    expect(answer.statusCode).toBe(422);
    expect(answer.json().error.details.faults.map(({ code }: { code: string }) => code)).toEqual([
      "agency-legacy-form",
      "agency-name-missing",
      "agency-code-taken",
    ]);
  });

  test("a renamed agency keeps its name of that time, and the change is on record", async () => {
    const agency = await opened("H99.51");
    const changed = await post(admin, `/${agency}/changes`, { since: "2026-09-01", basis: BASIS, name: "Sở Mới" });
    expect(changed.json()).toMatchObject({ name: "Sở Mới", former: [{ to: "2026-09-01", name: "Cơ quan H99.51" }] });
    const on = async (day: string) => (await findAgencyByCode(demo.worker.db, "H99.51", plainDate(day)))?.name;
    expect([await on("2026-08-31"), await on("2026-09-01")]).toEqual(["Cơ quan H99.51", "Sở Mới"]);
    const log = await demo.worker.db
      .selectFrom("organisation_change")
      .select(["action", "actor_name", "before", "after", "basis"])
      .where("agency_id", "=", agency)
      .orderBy("id")
      .execute();
    expect(log).toMatchObject([
      { action: "agency-created" },
      {
        action: "agency-changed",
        actor_name: "Thân Văn Lập",
        before: { name: "Cơ quan H99.51" },
        after: { name: "Sở Mới" },
        basis: BASIS,
      },
    ]);
    const early = await post(admin, `/${agency}/changes`, { since: "2026-08-01", basis: BASIS, name: "Sở Khác" });
    const late = await post(admin, `/${agency}/changes`, { since: "2027-01-01", basis: " ", name: "Sở Khác" });
    expect(early.json().error.code).toBe("change-before-last");
    expect(late.json().error.details.faults.map(({ code }: { code: string }) => code)).toEqual([
      "change-in-future",
      "basis-missing",
    ]);
    const corrected = await post(admin, `/${agency}/changes`, { since: null, basis: "", name: "Sở Mới Hơn" });
    expect(corrected.json().former).toHaveLength(1);
  });

  test("no agency goes below itself", async () => {
    const top = await opened("H99.52");
    const below = await opened("H99.52.1", { parentId: top });
    const answer = await post(admin, `/${top}/changes`, { since: null, basis: BASIS, parentId: below });
    expect([answer.statusCode, answer.json().error.code]).toEqual([422, "agency-cycle"]);
  });

  test("nobody changes or removes what was recorded", async () => {
    const { db } = demo.worker;
    for (const table of ["organisation_change", "agency_former"] as const)
      await expect(db.deleteFrom(table).execute()).rejects.toThrow(/permission denied/);
    await expect(db.updateTable("organisation_change").set({ basis: "x" }).execute()).rejects.toThrow(/permission/);
    await expect(db.updateTable("agency_former").set({ name: "x" }).execute()).rejects.toThrow(/permission/);
  });
});

describe("closing", () => {
  test("what stands in the way is counted, and nothing is changed", async () => {
    const answer = await post(admin, `/${id("H99.02")}/closure`, { on: "2026-10-01", successorIds: [], basis: BASIS });
    expect(answer.json().error.details.faults).toEqual([{ field: "successors", code: "closing-officers", seen: "3" }]);
    expect((await demo.call(admin, "GET", `/api/v1/agencies/${id("H99.02")}`)).json()).toMatchObject({
      to: null,
      actions: ["change", "close"],
    });
  });

  test("one successor takes over officers and units, each on record", async () => {
    const child = await opened("H99.03.1", { parentId: id("H99.03") });
    const answer = await post(admin, `/${id("H99.03")}/closure`, {
      on: "2026-09-07",
      successorIds: [id("H99.08")],
      basis: BASIS,
    });
    expect(answer.json()).toEqual({ dossiersLeft: 0, officersMoved: 3, childrenMoved: 1 });
    expect((await demo.call(admin, "GET", `/api/v1/agencies/${child}`)).json()).toMatchObject({
      parentId: id("H99.08"),
      former: [{ to: "2026-09-07", parentName: "Sở Tư pháp" }],
    });
    const held = await demo.worker.db
      .selectFrom("appointment as p")
      .innerJoin("officer as o", "o.id", "p.officer_id")
      .select(["p.valid_from", "p.valid_to"])
      .where("o.name", "=", "Quách Thị Ngân")
      .orderBy("p.valid_from")
      .execute();
    expect(held).toEqual([
      { valid_from: "2025-07-01", valid_to: "2026-09-07" },
      { valid_from: "2026-09-07", valid_to: null },
    ]);
    const again = await post(admin, `/${id("H99.03")}/closure`, { on: "2026-10-01", successorIds: [], basis: BASIS });
    expect([again.statusCode, again.json().error.code]).toEqual([409, "agency-closed"]);
  });

  test("open dossiers need somebody who carries on, and are settled by their own people", async () => {
    const sent = await demo.call(await demo.officer("tiepnhan.khesim"), "POST", "/api/v1/dossiers", birthAt("H99.22"));
    expect(sent.statusCode, sent.body).toBe(201);
    const closing = { on: "2026-09-07", successorIds: [], basis: BASIS };
    const refused = await post(admin, `/${id("H99.22")}/closure`, closing);
    expect(refused.json().error.details.faults).toEqual([
      { field: "successors", code: "closing-dossiers", seen: "1" },
      { field: "successors", code: "closing-officers", seen: "4" },
    ]);
    const done = await post(admin, `/${id("H99.22")}/closure`, { ...closing, successorIds: [id("H99.21")] });
    expect(done.json()).toEqual({ dossiersLeft: 1, officersMoved: 4, childrenMoved: 0 });
    const seen = await demo.call(await demo.officer("thuly.khesim"), "GET", `/api/v1/dossiers/${sent.json().id}`);
    expect([seen.statusCode, seen.json().resolvingAgency]).toEqual([200, "Ủy ban nhân dân xã Khe Sim"]);
  });
});

describe("who may", () => {
  test("an administrator of one department keeps that one and what is below it", async () => {
    const own = await administratorOf("H99.04", "thuly.moitruong");
    const change = { since: null, basis: "", address: "Số 1" };
    expect((await post(own, `/${id("H99.04")}/changes`, change)).statusCode).toBe(200);
    expect((await post(own, "", fresh("H99.04.1", { parentId: id("H99.04") }))).statusCode).toBe(201);
    expect((await post(own, `/${id("H99.02")}/changes`, change)).statusCode).toBe(404);
    expect((await post(own, "", fresh("H99.05.1", { parentId: id("H99.05") }))).statusCode).toBe(404);
    const away = { since: null, basis: "", parentId: id("H99.02") };
    expect((await post(own, `/${id("H99.04")}/changes`, away)).statusCode).toBe(404);
    const closing = { on: "2026-10-01", successorIds: [id("H99.02")], basis: BASIS };
    expect((await post(own, `/${id("H99.04")}/closure`, closing)).statusCode).toBe(404);
  });

  test.each([
    ["", 401],
    ["tiepnhan.xa", 403],
    ["kiemtoan", 403],
  ])("%s may not change", async (login, status) => {
    const cookie = login && (await demo.officer(login));
    const agency = id("H99.20");
    expect((await post(cookie, "", fresh("H99.60"))).statusCode).toBe(status);
    expect((await post(cookie, `/${agency}/changes`, { since: null, basis: "", name: "Xã" })).statusCode).toBe(status);
    expect(
      (await post(cookie, `/${agency}/closure`, { on: "2026-10-01", successorIds: [], basis: "x" })).statusCode,
    ).toBe(status);
  });

  test("citizens and strangers do not read it here", async () => {
    const citizen = await demo.citizen("cd-may");
    for (const path of ["", `/${id("H99")}`]) {
      expect((await demo.call("", "GET", `/api/v1/agencies${path}`)).statusCode).toBe(401);
      expect((await demo.call(citizen, "GET", `/api/v1/agencies${path}`)).statusCode).toBe(403);
    }
  });
});
