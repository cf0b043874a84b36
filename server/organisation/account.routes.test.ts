import { beforeAll, describe, expect, test } from "vitest";
import { DEMO_PASSWORD } from "../../demo/accounts.ts";
import { useDemoApp } from "../../testing/demo-app.ts";

const demo = useDemoApp();
const NOWHERE = "00000000-0000-7000-8000-000000000000";
const CODE = /^[A-Z2-9]{5}(-[A-Z2-9]{5}){4}$/;
let admin = "";

beforeAll(async () => {
  admin = await demo.officer("quantri");
});

const idOf = async (login: string): Promise<string> => {
  const found = await demo.ownerDb
    .selectFrom("account")
    .select("officer_id")
    .where("login", "=", login)
    .executeTakeFirstOrThrow();
  return found.officer_id ?? "";
};
const roomOf = async (login: string): Promise<string> => `/api/v1/officers/${await idOf(login)}/account`;
const post = (url: string, cookie = admin) => demo.call(cookie, "POST", url);
const signIn = (login: string) => demo.call("", "POST", "/api/v1/session", { login, password: DEMO_PASSWORD });
const PASSWORD = "bốn con trâu lội qua sông";
const activate = (login: string, code: string) =>
  demo.app.inject({
    method: "POST",
    url: "/can-bo/kich-hoat",
    headers: { accept: "text/html", "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams({ login, code, password: PASSWORD, again: PASSWORD }).toString(),
  });
const codeOf = (answer: { json(): unknown }): string =>
  (answer.json() as { error?: { code: string } }).error?.code ?? "";
interface Account {
  readonly blockedAt: string | null;
  readonly activationExpiresAt: string | null;
  readonly sessions: readonly { readonly id: string }[];
  readonly actions: readonly string[];
}
const read = async (room: string): Promise<Account> => (await demo.call(admin, "GET", room)).json<Account>();

describe("an account over the API", () => {
  test("is locked: its sessions end, nobody signs in, no code is issued; unlocked it works again", async () => {
    const room = await roomOf("thuly.xa");
    await signIn("thuly.xa");
    expect(await read(room)).toMatchObject({
      blockedAt: null,
      actions: ["end-sessions", "lock", "issue-activation-code"],
    });
    const locked = (await post(`${room}/lock`)).json<Account>();
    expect(locked).toMatchObject({ blockedAt: "2026-09-07T08:00:00+07:00", sessions: [], actions: ["unlock"] });
    expect(codeOf(await signIn("thuly.xa"))).toBe("account-blocked");
    const refused = await post(`${room}/activation-codes`);
    expect([refused.statusCode, codeOf(refused)]).toEqual([409, "account-blocked"]);
    expect((await post(`${room}/lock`)).json<Account>().blockedAt).toBe(locked.blockedAt);
    expect((await post(`${room}/unlock`)).json<Account>().blockedAt).toBeNull();
    expect((await signIn("thuly.xa")).statusCode).toBe(200);
  });

  test("is given a code, once to be seen and never to be stored, that opens it", async () => {
    const room = await roomOf("vanthu.xa");
    const answer = await post(`${room}/activation-codes`);
    expect([answer.statusCode, answer.headers["cache-control"]]).toEqual([201, "no-store"]);
    const issued = answer.json<{ login: string; code: string; expiresAt: string }>();
    expect(issued).toMatchObject({ login: "vanthu.xa", expiresAt: "2026-09-14T08:00:00+07:00" });
    expect(issued.code).toMatch(CODE);
    const account = await demo.call(admin, "GET", room);
    expect(account.json<Account>().activationExpiresAt).toBe(issued.expiresAt);
    expect(account.body).not.toContain(issued.code);
    expect((await activate("vanthu.xa", issued.code)).statusCode).toBe(303);
  });

  test("has its sessions ended, one by one or all at once", async () => {
    const room = await roomOf("lanhdao.xa");
    for (let n = 0; n < 3; n += 1) await signIn("lanhdao.xa");
    const [first] = (await read(room)).sessions;
    const one = `${room}/sessions/${first?.id ?? ""}`;
    expect([(await demo.call(admin, "DELETE", one)).statusCode, (await read(room)).sessions.length]).toEqual([204, 2]);
    expect((await demo.call(admin, "DELETE", one)).statusCode).toBe(404);
    expect((await post(`${room}/sessions/end-all`)).json()).toEqual({ ended: 2 });
    expect((await post(`${room}/sessions/end-all`)).json()).toEqual({ ended: 0 });
    expect((await read(room)).actions).not.toContain("end-sessions");
  });

  test("nobody locks the own one, and is not offered to", async () => {
    const room = await roomOf("quantri");
    expect((await read(room)).actions).not.toContain("lock");
    expect(codeOf(await post(`${room}/lock`))).toBe("own-account");
  });

  test("of everybody without a password: codes in one answer, each with whose it is", async () => {
    const officerId = await idOf("thuly.khesim");
    await demo.ownerDb
      .updateTable("account")
      .set({ password_hash: null })
      .where("login", "=", "thuly.khesim")
      .execute();
    const answer = await post("/api/v1/activation-codes");
    expect([answer.statusCode, answer.headers["cache-control"]]).toEqual([201, "no-store"]);
    const { items } = answer.json<{ items: { officerId: string; login: string; code: string }[] }>();
    expect(items.filter(({ login }) => login === "thuly.khesim")).toMatchObject([{ officerId }]);
    for (const { code } of items) expect(code).toMatch(CODE);
  });
});

/** Each status with which the routes of an account answer. */
const everything = async (cookie: string, room: string): Promise<readonly number[]> => {
  const answers = [
    await demo.call(cookie, "GET", room),
    await post(`${room}/lock`, cookie),
    await post(`${room}/unlock`, cookie),
    await post(`${room}/activation-codes`, cookie),
    await demo.call(cookie, "DELETE", `${room}/sessions/${NOWHERE}`),
    await post(`${room}/sessions/end-all`, cookie),
  ];
  return [...new Set(answers.map(({ statusCode }) => statusCode))];
};

describe("who may", () => {
  test.each([
    ["nobody", "", 401],
    ["a citizen", "cd-may", 403],
    ["an officer at the counter", "tiepnhan.xa", 403],
    ["the auditor", "kiemtoan", 403],
  ])("%s: nothing of it", async (_who, login, status) => {
    const enter = () => (login.startsWith("cd-") ? demo.citizen(login) : demo.officer(login));
    const cookie = login && (await enter());
    expect(await everything(cookie, await roomOf("thuly.xaydung"))).toEqual([status]);
    expect((await post("/api/v1/activation-codes", cookie)).statusCode).toBe(status);
  });

  test("an administrator of one commune: its own people, others are not found, what is no officer neither", async () => {
    const commune = await demo.ownerDb
      .selectFrom("agency")
      .select("id")
      .where("code", "=", "H99.20")
      .executeTakeFirstOrThrow();
    const task = { agencyId: commune.id, roles: ["administrator"], from: "2026-09-01" };
    const made = await demo.call(admin, "POST", `/api/v1/officers/${await idOf("tiepnhan.xa")}/appointments`, task);
    const again = await demo.call(admin, "POST", "/api/v1/officers", { login: "quan.tri.xa", name: "Quản Trị", task });
    expect([made.statusCode, again.statusCode]).toEqual([422, 201]);
    const { code } = (await post(`${await roomOf("quan.tri.xa")}/activation-codes`)).json<{ code: string }>();
    const opened = await activate("quan.tri.xa", code);
    const own = `motcua_session=${opened.cookies.find(({ name }) => name === "motcua_session")?.value ?? ""}`;
    expect((await demo.call(own, "GET", await roomOf("thuly.xa"))).statusCode).toBe(200);
    expect(await everything(own, await roomOf("thuly.xaydung"))).toEqual([404]);
    expect(await everything(own, `/api/v1/officers/${NOWHERE}/account`)).toEqual([404]);
    const codes = (await post("/api/v1/activation-codes", own)).json<{ items: { login: string }[] }>();
    expect(codes.items.map(({ login }) => login)).not.toContain("thuly.xaydung");
  });

  test("no other site", async () => {
    const room = await roomOf("thuly.xa");
    const answer = await demo.call(admin, "POST", `${room}/lock`, undefined, { origin: "https://evil.example" });
    expect([answer.statusCode, codeOf(answer)]).toEqual([403, "foreign-origin"]);
  });
});
