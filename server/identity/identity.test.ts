import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { useDemoApp } from "../../testing/demo-app.ts";
import { buildApp } from "../app.ts";
import { newId } from "../platform/ids.ts";
import { beginSignIn, tryFinish } from "./citizen-sign-in.ts";
import { saveCitizen } from "./identity.queries.ts";

const demo = useDemoApp();
const signIn = (login: string, password: string) => demo.call("", "POST", "/api/v1/session", { login, password });
const whoIs = async (cookie: string): Promise<number> => (await demo.call(cookie, "GET", "/api/v1/session")).statusCode;

const from = (ip: string) =>
  demo.app.inject({
    method: "POST",
    url: "/api/v1/session",
    remoteAddress: ip,
    payload: { login: "", password: "" },
  });
const comeBack = (cookie: string, query: string) =>
  demo.app.inject({
    url: `/dang-nhap/xong?${query}`,
    headers: { accept: "text/html", ...(cookie && { cookie: `motcua_dang_nhap=${cookie}` }) },
  });
const kept = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("a session", () => {
  test("ends in the database when the person signs out, so a kept cookie opens nothing", async () => {
    const cookie = await demo.officer("thuly.xa");
    expect(await whoIs(cookie)).toBe(200);
    expect((await demo.call(cookie, "DELETE", "/api/v1/session")).statusCode).toBe(204);
    expect(await whoIs(cookie)).toBe(401);
    expect(await demo.worker.db.selectFrom("session").select("id").execute()).toEqual([]);
  });

  test("ends when an officer did not use it for 4 hours, a citizen's does not", async () => {
    const [officer, citizen] = [await demo.officer("lanhdao.xa"), await demo.citizen("cd-may")];
    demo.at("2026-09-07T11:59:59+07:00");
    expect([await whoIs(officer), await whoIs(citizen)]).toEqual([200, 200]);
    demo.at("2026-09-07T12:00:00+07:00");
    expect([await whoIs(officer), await whoIs(citizen)]).toEqual([401, 200]);
    demo.at("2026-09-07T08:00:00+07:00");
  });

  test("ends by itself, an officer's after 8 hours and a citizen's after 12", async () => {
    const [officer, citizen] = [await demo.officer("lanhdao.xa"), await demo.citizen("cd-may")];
    await sql`update session set last_used_at = '2026-09-07T15:30:00+07:00'`.execute(demo.ownerDb);
    demo.at("2026-09-07T15:59:59+07:00");
    expect([await whoIs(officer), await whoIs(citizen)]).toEqual([200, 200]);
    demo.at("2026-09-07T16:00:00+07:00");
    expect([await whoIs(officer), await whoIs(citizen)]).toEqual([401, 200]);
    demo.at("2026-09-07T20:00:00+07:00");
    expect(await whoIs(citizen)).toBe(401);
    demo.at("2026-09-07T08:00:00+07:00");
  });

  test("is nobody's when the token is not one", async () => {
    for (const cookie of ["", "motcua_session=", "motcua_session=abc"]) expect(await whoIs(cookie)).toBe(401);
  });
});

describe("signing in", () => {
  test("fails alike for unknown names and wrong passwords", async () => {
    const [unknown, wrong] = [await signIn("khong.co.ai", "sai"), await signIn("vanthu.xa", "sai")];
    expect(unknown.json().error).toMatchObject({ code: "sign-in-failed", details: {} });
    expect([unknown.statusCode, wrong.statusCode, wrong.json().error.code]).toEqual([401, 401, "sign-in-failed"]);
  });

  test("is refused for a while to a machine that tries too often", async () => {
    let last = await from("192.0.2.7");
    for (let n = 0; n < 100; n += 1) last = await from("192.0.2.7");
    expect([last.statusCode, last.json().error.code]).toEqual([429, "too-many-attempts"]);
    expect((await from("192.0.2.8")).statusCode).toBe(400);
  });
});

describe("a citizen", () => {
  const claims = {
    subject: "cd-thu",
    name: "Lý Thị Thu",
    identityNumber: "099190000009",
    birthDate: null,
    phone: "",
    address: "",
  };

  test("keeps one account and one identity number", async () => {
    const { deps, ownerDb: db } = demo;
    const id = await saveCitizen(deps, newId(), claims);
    expect(await saveCitizen(deps, newId(), { ...claims, name: "Lý Thị Thu Hà", phone: "0912" })).toBe(id);
    const renumbered = saveCitizen(deps, newId(), { ...claims, identityNumber: "099190000010" });
    await expect(renumbered).rejects.toMatchObject({ status: 409, code: "identity-number-changed" });
    const another = saveCitizen(deps, newId(), { ...claims, subject: "cd-khac" });
    await expect(another).rejects.toMatchObject({ status: 409, code: "identity-number-taken" });
    const stored = await db.selectFrom("account").select(["name", "identity_number"]).where("id", "=", id).execute();
    expect(stored).toEqual([{ name: "Lý Thị Thu Hà", identity_number: claims.identityNumber }]);
    await expect(
      db.updateTable("account").set({ identity_number: "099190000011" }).where("id", "=", id).execute(),
    ).rejects.toThrow(/never changes/);
  });
});

describe("coming back from the identity service", () => {
  const pending = { state: "s", nonce: "n", verifier: "v".repeat(43), back: "/ho-so" };

  test.each([
    ["another person's state", kept(pending), "code=c&state=other"],
    ["a sign-in that was cancelled", kept(pending), "error=access_denied&state=s"],
    ["a code that was used or never given", kept(pending), "code=c&state=s"],
    ["a cookie that somebody wrote", "not-json", "code=c&state=s"],
    ["a cookie of another shape", kept([]), "code=c&state=s"],
  ])("with %s: a plain page with a way back, and nobody signed in", async (_what, cookie, query) => {
    await demo.listen().catch(() => undefined);
    const answer = await comeBack(cookie, query);
    expect(answer.statusCode, answer.body).toBe(400);
    expect(answer.body).toContain('href="/dang-nhap"');
    expect(answer.cookies.filter(({ name, value }) => name === "motcua_session" && value)).toEqual([]);
  });

  test("a service that does not answer is told as such, going and coming back", async () => {
    const relying = { issuer: "http://127.0.0.1:9/none", clientId: "c", clientSecret: "s", redirectUri: "http://x/y" };
    const silent = { status: 503, code: "identity-service-silent" };
    await expect(beginSignIn(relying, "/ho-so")).rejects.toMatchObject(silent);
    await expect(tryFinish(relying, "/dang-nhap/xong?code=c&state=s", pending)).rejects.toMatchObject(silent);
  });

  test("without having begun: begins", async () => {
    const answer = await comeBack("", "code=c&state=s");
    expect([answer.statusCode, answer.headers.location]).toEqual([303, "/dang-nhap"]);
  });
});

test("outside the demo there is no stand-in for the identity service", async () => {
  const app = await buildApp({ ...demo.deps, config: { ...demo.deps.config, production: true, demo: false } });
  for (const path of [
    "/dev-oidc/auth",
    "/dev-oidc/.well-known/openid-configuration",
    "/dev-dang-nhap/x",
    "/dang-nhap/xong",
  ])
    expect((await app.inject({ url: path })).statusCode, path).toBe(404);
  expect((await app.inject({ url: "/dang-nhap" })).body).toContain("chưa được cấu hình");
  await app.close();
  const people = { people: [], password: "x" };
  await expect(buildApp({ ...demo.deps, config: { ...demo.deps.config, production: true } }, people)).rejects.toThrow(
    /must not run in production/,
  );
});
