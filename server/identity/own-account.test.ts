import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import { DEMO_PASSWORD } from "../../demo/accounts.ts";
import { sessionsWaiting } from "../../testing/held-row.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { moment } from "../../domain/shared/moment.ts";
import { recordUses } from "./session-uses.ts";
import { hashToken } from "./visitor.ts";

const demo = useDemoApp();
const NEW = "bốn con trâu lội qua sông";
const WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36";
const NOWHERE = "00000000-0000-7000-8000-000000000000";

beforeEach(async () => {
  await sql`delete from session`.execute(demo.ownerDb);
  await sql`delete from sign_in_tally`.execute(demo.ownerDb);
});

async function signIn(login: string, password = DEMO_PASSWORD): Promise<string> {
  const answer = await demo.app.inject({
    method: "POST",
    url: "/api/v1/session",
    remoteAddress: "10.20.3.15",
    headers: { "user-agent": WINDOWS },
    payload: { login, password },
  });
  return `motcua_session=${answer.cookies.find(({ name }) => name === "motcua_session")?.value ?? ""}`;
}
const whoIs = async (cookie: string): Promise<number> => (await demo.call(cookie, "GET", "/api/v1/session")).statusCode;
interface Listed {
  readonly id: string;
  readonly current: boolean;
  readonly address: string;
  readonly userAgent: string;
}
const sessionsOf = async (cookie: string): Promise<readonly Listed[]> =>
  (await demo.call(cookie, "GET", "/api/v1/account")).json<{ sessions: Listed[] }>().sessions;
const send = (cookie: string, url: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  demo.app.inject({
    method: "POST",
    url,
    headers: { cookie, accept: "text/html", "content-type": "application/x-www-form-urlencoded", ...headers },
    payload: new URLSearchParams(fields).toString(),
  });
const change = (cookie: string, current: string, password: string) =>
  demo.call(cookie, "POST", "/api/v1/account/password", { current, password });
const codeOf = (answer: { json(): unknown }): string =>
  (answer.json() as { error?: { code: string } }).error?.code ?? "";

describe("my sessions", () => {
  test("are listed with device, address and times, the one that asks is marked", async () => {
    const [here] = [await signIn("vanthu.xa"), await signIn("vanthu.xa")];
    const sessions = await sessionsOf(here);
    expect([sessions.length, sessions.filter(({ current }) => current).length]).toEqual([2, 1]);
    expect(sessions[0]).toMatchObject({ address: "10.20.3.15", userAgent: WINDOWS });
    expect(JSON.stringify(sessions)).not.toContain(hashToken(here.slice("motcua_session=".length)));
    const page = await demo.call(here, "GET", "/can-bo/tai-khoan");
    expect(page.body).toContain("Chrome trên Windows");
    expect(page.body).toContain("Máy này");
    expect(page.body).toContain("từ mạng 10.20.3.…");
    expect(page.body).toContain("Đăng xuất mọi nơi khác (1)");
  });

  test("that nobody used for too long are not listed, the one that asks is", async () => {
    const [here] = [await signIn("vanthu.xa"), await signIn("vanthu.xa")];
    await sql`update session set last_used_at = '2026-09-07T03:59:00+07:00'
      where token_hash <> ${hashToken(here.slice("motcua_session=".length))}`.execute(demo.ownerDb);
    expect(await sessionsOf(here)).toMatchObject([{ current: true }]);
  });

  test("one of them is ended, the others stay", async () => {
    const [here, there] = [await signIn("vanthu.xa"), await signIn("vanthu.xa")];
    const other = (await sessionsOf(here)).find(({ current }) => !current)?.id ?? "";
    const answer = await send(here, `/can-bo/tai-khoan/phien/${other}/ket-thuc`);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, "/can-bo/tai-khoan?xong=phien&so=1"]);
    expect([await whoIs(here), await whoIs(there)]).toEqual([200, 401]);
    expect((await demo.call(here, "GET", "/can-bo/tai-khoan?xong=phien&so=1")).body).toContain(
      "Đã đăng xuất 1 nơi khác.",
    );
  });

  test("all others are ended at once, over the API and by the page", async () => {
    const cookies = [await signIn("vanthu.xa"), await signIn("vanthu.xa"), await signIn("vanthu.xa")];
    const [here = ""] = cookies;
    const answer = await demo.call(here, "POST", "/api/v1/account/sessions/end-others");
    expect(answer.json()).toEqual({ ended: 2 });
    expect(await Promise.all(cookies.map(whoIs))).toEqual([200, 401, 401]);
    const page = await send(here, "/can-bo/tai-khoan/phien/ket-thuc-khac");
    expect(page.headers.location).toBe("/can-bo/tai-khoan?xong=phien&so=0");
  });

  test("somebody else's, an unknown one and nonsense look the same", async () => {
    const [mine, theirs] = [await signIn("vanthu.xa"), await signIn("thuly.xa")];
    const [other] = await sessionsOf(theirs);
    for (const id of [other?.id ?? "", NOWHERE]) {
      const url = `/api/v1/account/sessions/${id}`;
      expect((await demo.call(mine, "DELETE", url)).statusCode).toBe(404);
      expect((await send(mine, `/can-bo/tai-khoan/phien/${id}/ket-thuc`)).statusCode).toBe(404);
    }
    expect((await send(mine, "/can-bo/tai-khoan/phien/x/ket-thuc")).statusCode).toBe(404);
    expect(await whoIs(theirs)).toBe(200);
  });

  test("of a citizen are on the portal, without any password", async () => {
    const [here, there] = [await demo.citizen("cd-may"), await demo.citizen("cd-may")];
    const page = await demo.call(here, "GET", "/tai-khoan", undefined, { accept: "text/html" });
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toContain('type="password"');
    const account = (await demo.call(here, "GET", "/api/v1/account")).json();
    expect(account).toMatchObject({ kind: "citizen", login: "", actions: ["end-sessions"] });
    expect((await send(here, "/tai-khoan/phien/ket-thuc-khac")).headers.location).toBe("/tai-khoan?xong=phien&so=1");
    expect([await whoIs(here), await whoIs(there)]).toEqual([200, 401]);
  });

  test("say when they were last used, written by the minute and never back", async () => {
    const cookie = await signIn("vanthu.xa");
    const token = hashToken(cookie.slice("motcua_session=".length));
    const uses = recordUses(demo.worker.db);
    const lastUse = async (): Promise<string | undefined> =>
      (await demo.ownerDb.selectFrom("session").select("last_used_at").executeTakeFirst())?.last_used_at;
    uses.note(token, moment("2026-09-07T08:05:00+07:00"));
    expect(await lastUse()).toBe("2026-09-07T08:00:00+07:00");
    await uses.flush();
    expect(await lastUse()).toBe("2026-09-07T08:05:00+07:00");
    uses.note(token, moment("2026-09-07T08:04:00+07:00"));
    uses.note(hashToken("unknown"), moment("2026-09-07T08:04:00+07:00"));
    await uses.end();
    expect(await lastUse()).toBe("2026-09-07T08:05:00+07:00");
  });
});

describe("a new password", () => {
  test.each([
    ["the current one is wrong", "sai", NEW, "current-password-wrong"],
    ["it is short", DEMO_PASSWORD, "ngắn quá", "password-short"],
    ["it is long", DEMO_PASSWORD, "dài ".repeat(60), "password-long"],
    ["everybody has it", DEMO_PASSWORD, "Mật khẩu 123456", "password-common"],
    ["it is the login name", DEMO_PASSWORD, "vanthu.xa.2026", "password-like-login"],
    ["it is the officer's own name", DEMO_PASSWORD, "Tòng Thị Hạnh 1990", "password-like-name"],
  ])("is refused when %s", async (_what, current, password, code) => {
    await sql`update officer set name = 'Tòng Thị Hạnh' where id = (select officer_id from account where login = 'vanthu.xa')`.execute(
      demo.ownerDb,
    );
    const [here, there] = [await signIn("vanthu.xa"), await signIn("vanthu.xa")];
    const answer = await change(here, current, password);
    expect([answer.statusCode, codeOf(answer)]).toEqual([422, code]);
    const page = await send(here, "/can-bo/tai-khoan/mat-khau", { current, password, again: password });
    expect(page.statusCode).toBe(422);
    expect(page.body).toContain(code === "current-password-wrong" ? 'href="#current"' : 'href="#password"');
    expect(page.body).not.toContain(`value="${password}"`);
    expect(await whoIs(there)).toBe(200);
  });

  test("typed twice differently is refused beside the second", async () => {
    const form = { current: DEMO_PASSWORD, password: NEW, again: `${NEW}.` };
    const page = await send(await signIn("vanthu.xa"), "/can-bo/tai-khoan/mat-khau", form);
    expect([page.statusCode, page.body.includes('href="#again"')]).toEqual([422, true]);
  });

  test("ends every other session, is written down without itself, and opens from then on, composed or not", async () => {
    const [here, there] = [await signIn("thuly.xa"), await signIn("thuly.xa")];
    const form = { current: DEMO_PASSWORD, password: NEW.normalize("NFD"), again: NEW };
    const answer = await send(here, "/can-bo/tai-khoan/mat-khau", form);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, "/can-bo/tai-khoan?xong=mat-khau&so=1"]);
    expect([await whoIs(here), await whoIs(there)]).toEqual([200, 401]);
    const done = await demo.call(here, "GET", "/can-bo/tai-khoan?xong=mat-khau&so=1");
    expect(done.body).toContain("Đã đổi mật khẩu. Đã đăng xuất 1 nơi khác");
    expect(await whoIs(await signIn("thuly.xa"))).toBe(401);
    expect(await whoIs(await signIn("thuly.xa", NEW.normalize("NFD")))).toBe(200);
    expect(codeOf(await change(here, NEW.normalize("NFD"), NEW))).toBe("password-same");
    const logged = await demo.ownerDb.selectFrom("organisation_change").selectAll().execute();
    expect(logged.at(-1)).toMatchObject({ action: "password-changed", after: { sessions: 1 } });
    expect(JSON.stringify(logged)).not.toContain(NEW);
  });

  test("the current one wrong five times: even the right one waits, and sign-in does not", async () => {
    const here = await signIn("lanhdao.xa");
    for (let n = 0; n < 5; n += 1) expect(codeOf(await change(here, "sai", NEW))).toBe("current-password-wrong");
    expect(codeOf(await change(here, DEMO_PASSWORD, NEW))).toBe("too-many-attempts");
    const page = await send(here, "/can-bo/tai-khoan/mat-khau", { current: "sai", password: NEW, again: NEW });
    expect([page.statusCode, page.body.includes("Thử lại sau 08:01")]).toEqual([429, true]);
    expect(await whoIs(await signIn("lanhdao.xa"))).toBe(200);
  });

  test("two at once: one of them becomes the password, the other is told that the current one is wrong", async () => {
    const [here, there] = [await signIn("lanhdao.xa"), await signIn("lanhdao.xa")];
    const { changes } = await demo.ownerDb.transaction().execute(async (tx) => {
      await sql`select 1 from account where login = 'lanhdao.xa' for update`.execute(tx);
      const running = [change(here, DEMO_PASSWORD, NEW), change(there, DEMO_PASSWORD, `${NEW} xanh`)];
      while ((await sessionsWaiting(demo.ownerDb)) < 2) await new Promise((resolve) => setTimeout(resolve, 20));
      return { changes: running };
    });
    expect((await Promise.all(changes)).map(({ statusCode }) => String(statusCode)).toSorted()).toEqual(["200", "422"]);
  });
});

describe("who may", () => {
  test.each([
    ["GET", "/api/v1/account", 401],
    ["DELETE", `/api/v1/account/sessions/${NOWHERE}`, 401],
    ["POST", "/api/v1/account/sessions/end-others", 401],
  ] as const)("nobody without a session: %s %s", async (method, url, status) =>
    expect((await demo.call("", method, url)).statusCode).toBe(status),
  );

  test("pages lead to the sign-in, forms too, and keep no password on the way", async () => {
    const html = { accept: "text/html" };
    for (const [url, to] of [
      ["/can-bo/tai-khoan", "/can-bo/dang-nhap"],
      ["/tai-khoan", "/dang-nhap"],
    ])
      expect((await demo.call("", "GET", url ?? "", undefined, html)).headers.location).toContain(to);
    const form = await send("", "/can-bo/tai-khoan/mat-khau", { current: "a", password: NEW, again: NEW });
    expect([form.statusCode, form.body.includes(NEW)]).toEqual([303, false]);
  });

  test("each on the own page: citizens have no password here", async () => {
    const [officer, citizen] = [await signIn("vanthu.xa"), await demo.citizen("cd-may")];
    expect((await demo.call(citizen, "GET", "/can-bo/tai-khoan")).statusCode).toBe(403);
    expect((await demo.call(officer, "GET", "/tai-khoan")).statusCode).toBe(403);
    expect((await change(citizen, "x", NEW)).statusCode).toBe(403);
    expect((await send(citizen, "/can-bo/tai-khoan/mat-khau", {})).statusCode).toBe(403);
    expect((await send(citizen, "/can-bo/tai-khoan/phien/ket-thuc-khac")).statusCode).toBe(403);
  });

  test("no other site", async () => {
    const here = await signIn("vanthu.xa");
    const foreign = { origin: "https://evil.example" };
    for (const path of ["mat-khau", "phien/ket-thuc-khac", `phien/${NOWHERE}/ket-thuc`])
      expect((await send(here, `/can-bo/tai-khoan/${path}`, {}, foreign)).statusCode, path).toBe(403);
    const api = await demo.call(here, "POST", "/api/v1/account/sessions/end-others", undefined, foreign);
    expect(codeOf(api)).toBe("foreign-origin");
  });
});
