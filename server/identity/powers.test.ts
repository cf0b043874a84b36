import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { useDemoApp } from "../../testing/demo-app.ts";
import { useDossierApi } from "../../testing/dossier-api.ts";
import { birthFiling } from "../../testing/filings.ts";
import { sessionsWaiting } from "../../testing/held-row.ts";
import { pdf } from "../../testing/journey.ts";
import { birthDeclared } from "../../testing/portal-filing.ts";
import { sendForm } from "../../testing/send-form.ts";

const demo = useDemoApp();
const { refuse } = useDossierApi(demo);
/** Mây empowers Sơn; Nhài has nothing to do with either. */
let may = "";
let son = "";
let nhai = "";

beforeAll(async () => {
  demo.at("2026-09-07T09:00:00+07:00");
  [may, son, nhai] = [await demo.citizen("cd-may"), await demo.citizen("cd-son"), await demo.citizen("cd-nhai")];
});

const offer = {
  attorneyName: "Bạch Văn Sơn",
  attorneyIdentity: "099085000002",
  from: "2026-09-07",
  lastDay: "2099-12-31",
};
const give = async (changes: object = {}) => demo.call(may, "POST", "/api/v1/powers", { ...offer, ...changes });
const post = async (who: string, id: string, action: string) => {
  const { statusCode, body } = await demo.call(who, "POST", `/api/v1/powers/${id}/${action}`, {});
  return [statusCode, JSON.parse(body).error?.code] as const;
};

/** A power that Sơn has accepted. */
async function accepted(changes: object = {}): Promise<string> {
  const made = await give(changes);
  expect(made.statusCode, made.body).toBe(201);
  const { id } = made.json();
  expect(await post(son, id, "accept")).toEqual([200, undefined]);
  return id;
}

/** Sơn fills in a birth for the owner of the power; answers with the address of the check. */
async function fillIn(powerId: string) {
  const files = { "tep.1": [await pdf("giấy chứng sinh.pdf")], "tep.2": [await pdf("căn cước.pdf")] };
  const fields = { ...birthDeclared, place: "H99.20", for: `power:${powerId}` };
  return sendForm(demo, { cookie: son, url: "/thu-tuc/1.001193/nop" }, { fields, files });
}

async function fileBy(powerId: string): Promise<string> {
  const saved = await fillIn(powerId);
  expect(saved.statusCode, saved.body).toBe(303);
  const sent = await send(String(saved.headers.location));
  expect(sent.statusCode, sent.body).toBe(303);
  return String(sent.headers.location).split("/")[2] ?? "";
}

const send = async (check: string) => sendForm(demo, { cookie: son, url: check.replace("kiem-tra", "gui") }, {});
const statusOf = async (who: string, id: string) => (await demo.call(who, "GET", `/api/v1/dossiers/${id}`)).statusCode;
const listed = async (who: string): Promise<readonly string[]> =>
  (await demo.call(who, "GET", "/api/v1/dossiers")).json().items.map((item: { id: string }) => item.id);

describe("offering and answering", () => {
  test("citizens alone give powers, and faults are told by field", async () => {
    expect((await demo.call("", "POST", "/api/v1/powers", offer)).statusCode).toBe(401);
    expect((await demo.call(await demo.officer("thuly.xa"), "POST", "/api/v1/powers", offer)).statusCode).toBe(403);
    const wrong = await give({ attorneyIdentity: "099199000001", procedures: ["9.999999"] });
    expect([wrong.statusCode, wrong.json().error.details.faults]).toEqual([
      422,
      [
        { field: "identityNumber", code: "power-to-self", seen: "" },
        { field: "procedures", code: "power-procedure-unknown", seen: "9.999999" },
      ],
    ]);
  });

  test("the named person alone answers, once; a number under another name tells its holder nothing", async () => {
    const { id } = (await give()).json();
    expect(await post(nhai, id, "accept")).toEqual([404, "not-found"]);
    expect(await post(may, id, "accept")).toEqual([404, "not-found"]);
    expect(await post(son, id, "revoke")).toEqual([409, "power-not-accepted"]);
    expect(await post(son, id, "decline")).toEqual([200, undefined]);
    expect(await post(son, id, "accept")).toEqual([409, "power-answered"]);
    const mistyped = (await give({ attorneyName: "Vàng Thị Nhài" })).json();
    expect(await post(son, mistyped.id, "accept")).toEqual([404, "not-found"]);
    expect(await post(nhai, mistyped.id, "accept")).toEqual([404, "not-found"]);
    const received = (await demo.call(son, "GET", "/api/v1/powers")).json().received;
    expect(received.map((power: { id: string }) => power.id)).toEqual([id]);
    expect((await demo.call(nhai, "GET", "/api/v1/powers")).json()).toEqual({ given: [], received: [] });
    const wall = demo.deps.dbFor({ identity: "099160000003" });
    expect(await wall.selectFrom("power_of_attorney").select("id").execute()).toEqual([]);
    expect(await post(may, mistyped.id, "revoke")).toEqual([200, undefined]);
    expect(await post(may, mistyped.id, "revoke")).toEqual([409, "power-over"]);
  });
});

describe("filing by a power", () => {
  test("the dossier is the owner's, names the filer, and is followed by both until it is taken back", async () => {
    const power = await accepted();
    const id = await fileBy(power);
    const seen = (await demo.call(may, "GET", `/api/v1/dossiers/${id}`)).json();
    expect(seen).toMatchObject({
      channel: "authorised-online",
      applicant: { kind: "person", name: "Lò Thị Mây", identityNumber: "099199000001" },
      authorisation: {
        name: "Bạch Văn Sơn",
        identityNumber: "099085000002",
        paper: "Ủy quyền điện tử trên hệ thống, lập ngày 07/09/2026",
        powerId: power,
      },
    });
    expect([await statusOf(son, id), await statusOf(nhai, id)]).toEqual([200, 404]);
    expect([(await listed(son)).includes(id), (await listed(may)).includes(id)]).toEqual([true, true]);
    // What is not his own and was read is told to its owner.
    const reads = (await demo.call(may, "GET", `/api/v1/dossiers/${id}/reads`)).json().items;
    expect(reads).toEqual(expect.arrayContaining([expect.objectContaining({ kind: "dossier" })]));

    expect(await post(may, power, "revoke")).toEqual([200, undefined]);
    expect([await statusOf(son, id), await statusOf(may, id)]).toEqual([404, 200]);
    expect([(await listed(son)).includes(id), (await listed(may)).includes(id)]).toEqual([false, true]);
    for (const url of [`/ho-so/${id}`, `/ho-so/${id}/bien-nhan`, `/ho-so/${id}/nguoi-xem`])
      expect([url, (await demo.call(son, "GET", url)).statusCode]).toEqual([url, 404]);
    expect((await demo.call(son, "GET", "/ho-so")).body).not.toContain(`/ho-so/${id}`);
    const withdraw = { command: { action: "withdraw", reason: "Thôi" } };
    expect((await demo.call(son, "POST", `/api/v1/dossiers/${id}/actions`, withdraw)).statusCode).toBe(404);
    const { id: account } = (await demo.call(son, "GET", "/api/v1/session")).json();
    const wall = demo.deps.dbFor({ citizen: account, identity: "099085000002" });
    expect(await wall.selectFrom("dossier").select("id").where("id", "=", id).execute()).toEqual([]);
    expect(await refuse("thuly.xa", id, { action: "receive" })).toEqual([403, "not-your-role"]);
  });

  test("it ends with its last day, for the pages and for the wall, and its owner goes on", async () => {
    const power = await accepted({ lastDay: "2026-12-31" });
    await sql`update power_of_attorney set valid_to = '2099-01-01' where id = ${power}`.execute(demo.ownerDb);
    const id = await fileBy(power);
    await sql`update power_of_attorney set valid_to = '2026-09-08' where id = ${power}`.execute(demo.ownerDb);
    const { id: account } = (await demo.call(son, "GET", "/api/v1/session")).json();
    const behind = async () =>
      (
        await demo.deps
          .dbFor({ citizen: account, identity: "099085000002" })
          .selectFrom("dossier")
          .select("id")
          .where("id", "=", id)
          .execute()
      ).length;
    // The database knows the day by its own clock, on which it is over already.
    expect(await behind()).toBe(0);
    await sql`update power_of_attorney set valid_to = '2099-01-01' where id = ${power}`.execute(demo.ownerDb);
    expect([await behind(), await statusOf(son, id)]).toEqual([1, 200]);
    // The application by its clock.
    await sql`update power_of_attorney set valid_from = '2026-09-08' where id = ${power}`.execute(demo.ownerDb);
    expect([await behind(), await statusOf(son, id), await statusOf(may, id)]).toEqual([1, 404, 200]);
    await sql`update power_of_attorney set valid_from = '2026-09-07' where id = ${power}`.execute(demo.ownerDb);
    expect(await post(son, power, "revoke")).toEqual([200, undefined]);
    expect(await statusOf(son, id)).toBe(404);
  });

  test("taken back in the middle of filing, nothing is sent and nothing that was filled in is lost", async () => {
    const power = await accepted();
    const saved = await fillIn(power);
    const check = String(saved.headers.location);
    expect((await demo.call(son, "GET", check)).body).toContain("Ủy quyền điện tử");
    const before = await listed(may);
    const sent = await demo.ownerDb
      .transaction()
      .execute(async (tx) => {
        await sql`update power_of_attorney set revoked_at = now(), revoked_by = 'owner' where id = ${power}`.execute(
          tx,
        );
        // It is being sent while the owner takes the power back.
        const running = send(check);
        while ((await sessionsWaiting(demo.ownerDb)) < 1) await new Promise((resolve) => setTimeout(resolve, 20));
        return { running };
      })
      .then(({ running }) => running);
    expect([sent.statusCode, sent.body.includes("Ủy quyền này không còn hiệu lực")]).toEqual([409, true]);
    expect(await listed(may)).toEqual(before);
    expect((await demo.call(son, "GET", check.replace("/kiem-tra", ""))).body).toContain("Lò Văn Nam");
  });

  test("a power is used for its procedures and its owner, by its attorney, and not at a counter", async () => {
    const power = await accepted({ procedures: ["2.000488"] });
    const form = await demo.call(son, "GET", "/thu-tuc/1.001193/nop?caseIndex=0");
    expect(form.body).not.toContain(`power:${power}`);
    expect((await demo.call(son, "GET", "/thu-tuc/2.000488/nop")).body).toContain(`power:${power}`);
    const authorisation = {
      name: "Bạch Văn Sơn",
      identityNumber: "099085000002",
      phone: "",
      email: "",
      address: "",
      paper: "",
    };
    const filing = (changes: object, powerId: string) => ({
      ...birthFiling,
      channel: "authorised-online",
      papers: [],
      authorisation: { ...authorisation, powerId },
      ...changes,
    });
    const file = async (who: string, body: object) => {
      const answer = await demo.call(who, "POST", "/api/v1/dossiers", body);
      return [answer.statusCode, answer.json().error?.code];
    };
    expect(await file(son, filing({}, power))).toEqual([409, "power-not-in-force"]);
    const all = await accepted();
    const { applicant } = birthFiling;
    const another = { applicant: { ...applicant, identityNumber: "099160000003" } };
    expect(await file(son, filing(another, all))).toEqual([422, "power-of-another"]);
    expect(await file(nhai, filing({}, all))).toEqual([409, "power-not-in-force"]);
    const counter = { channel: "authorised-direct" };
    expect(await file(await demo.officer("tiepnhan.xa"), filing(counter, all))).toEqual([409, "power-not-in-force"]);
  });
});

const form = (cookie: string, url: string, fields: Readonly<Record<string, string>>) =>
  demo.app.inject({
    method: "POST",
    url,
    headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams(fields).toString(),
  });

describe("the page", () => {
  const ROOM = "/uy-quyen";
  const filled = {
    name: "Bạch Văn Sơn",
    identityNumber: "099085000002",
    scope: "some",
    procedures: "1.001193",
    "from.day": "7",
    "from.month": "9",
    "from.year": "2026",
    "to.day": "31",
    "to.month": "12",
    "to.year": "2099",
  };
  test("is filled in, accepted and taken back without script", async () => {
    const wrong = await form(may, ROOM, { ...filled, "to.day": "31", "to.month": "2" });
    expect([wrong.statusCode, wrong.body.includes('href="#to"')]).toEqual([422, true]);
    const unknown = await form(may, ROOM, { ...filled, procedures: "khai sinh" });
    expect([unknown.statusCode, unknown.body.includes('href="#procedures"')]).toEqual([422, true]);
    expect((await form(may, ROOM, filled)).headers.location).toBe(`${ROOM}?xong=giao`);
    const page = (await demo.call(son, "GET", ROOM)).body;
    expect(page).toContain("Lò Thị Mây");
    expect(page).toContain("Đăng ký khai sinh");
    const [, id = ""] = /\/uy-quyen\/([\w-]{36})\/chap-nhan/.exec(page) ?? [];
    expect((await form(son, `${ROOM}/${id}/chap-nhan`, {})).statusCode).toBe(303);
    expect((await form(may, `${ROOM}/${id}/cham-dut`, {})).statusCode).toBe(303);
    const late = await form(son, `${ROOM}/${id}/cham-dut`, {});
    expect([late.statusCode, late.body.includes("đã chấm dứt")]).toEqual([409, true]);
    expect((await form(nhai, `${ROOM}/${id}/tu-choi`, {})).statusCode).toBe(404);
  });
});

test("what was answered or taken back stays so, whatever the application sends", async () => {
  const power = await accepted();
  expect(await post(may, power, "revoke")).toEqual([200, undefined]);
  const { id: account } = (await demo.call(may, "GET", "/api/v1/session")).json();
  const owner = demo.deps.dbFor({ citizen: account, identity: "099199000001" });
  await expect(
    sql`update power_of_attorney set revoked_at = null, revoked_by = null where id = ${power}`.execute(owner),
  ).rejects.toThrow(/taken back once/);
  await expect(sql`update power_of_attorney set valid_to = '2100-01-01'`.execute(owner)).rejects.toThrow(
    /permission denied/,
  );
});
