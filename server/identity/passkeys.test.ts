import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import { DEMO_PASSWORD } from "../../demo/accounts.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { sessionsWaiting } from "../../testing/held-row.ts";
import { softAuthenticator, type Lies } from "../../testing/soft-authenticator.ts";
import { passkeySite } from "./passkey-site.ts";

const demo = useDemoApp({ host: "localhost" });
let address = "203.0.113.0";
let tests = 0;

beforeEach(async () => {
  tests += 1;
  address = `203.0.113.${tests}`;
  for (const table of ["session", "sign_in_tally", "pending_sign_in", "recovery_code", "second_factor", "passkey"])
    await sql`delete from ${sql.table(table)}`.execute(demo.ownerDb);
  demo.at("2026-09-07T12:00:00+07:00");
});

interface Jar {
  [name: string]: string;
}
const headerOf = (jar: Jar): string =>
  Object.entries(jar)
    .map((pair) => pair.join("="))
    .join("; ");
async function post(jar: Jar, url: string, payload: object = {}, more: Record<string, string> = {}) {
  const headers = { cookie: headerOf(jar), ...more };
  const answer = await demo.app.inject({ method: "POST", url, remoteAddress: address, headers, payload });
  for (const { name, value } of answer.cookies) jar[name] = value;
  return answer;
}
type Answer = Awaited<ReturnType<typeof post>>;
const codeOf = (answer: Answer): string =>
  `${answer.statusCode} ${answer.json<{ error?: { code: string } }>().error?.code ?? ""}`.trim();
const whoIs = async (jar: Jar): Promise<number> =>
  (await demo.app.inject({ url: "/api/v1/session", headers: { cookie: headerOf(jar) } })).statusCode;
const site = () => passkeySite(demo.deps.config.baseUrl) ?? { id: "", origin: "" };
const asked = async (jar: Jar) => (await post(jar, "/api/v1/session/passkey/options")).json().options;
const signIn = (jar: Jar, credential: object) => post(jar, "/api/v1/session/passkey", { credential });

interface Enrolled {
  readonly jar: Jar;
  readonly device: ReturnType<typeof softAuthenticator>;
  readonly added: Answer;
}

async function enrol(login: string, lies: Lies = {}): Promise<Enrolled> {
  const jar: Jar = {};
  await post(jar, "/api/v1/session", { login, password: DEMO_PASSWORD });
  const device = softAuthenticator(site());
  const { options } = (await post(jar, "/api/v1/account/passkeys/options")).json();
  const given = { credential: device.make(options, lies), name: "Máy ở quầy", password: DEMO_PASSWORD };
  return { jar, device, added: await post(jar, "/api/v1/account/passkeys", given) };
}

test.each([
  ["https://motcua.example.vn", "motcua.example.vn"],
  ["https://motcua.example.vn:8443", "motcua.example.vn"],
  ["http://localhost:3000", "localhost"],
  ["http://motcua.example.vn", undefined],
  ["https://10.20.0.5", undefined],
  ["https://[fd00::5]", undefined],
])("%s: the site of passkeys is %s", (baseUrl, id) => {
  expect(passkeySite(baseUrl)?.id).toBe(id);
});

describe("adding", () => {
  test("asks for the password, gives recovery codes with the first, ends other sessions, and is listed", async () => {
    const there: Jar = {};
    await post(there, "/api/v1/session", { login: "vanthu.xa", password: DEMO_PASSWORD });
    const { jar, added } = await enrol("vanthu.xa");
    expect([added.statusCode, added.json().recoveryCodes.length, added.json().ended]).toEqual([201, 10, 1]);
    expect([await whoIs(jar), await whoIs(there)]).toEqual([200, 401]);
    const second = softAuthenticator(site());
    const { options } = (await post(jar, "/api/v1/account/passkeys/options")).json();
    expect(options).toMatchObject({
      rp: { id: "localhost" },
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
    expect(options.excludeCredentials).toHaveLength(1);
    const credential = second.make(options);
    const given = { credential, name: "Điện thoại", password: "sai" };
    expect(codeOf(await post(jar, "/api/v1/account/passkeys", given))).toBe("422 password-wrong");
    // What was asked is used up by a wrong password as well.
    expect(codeOf(await post(jar, "/api/v1/account/passkeys", { ...given, password: DEMO_PASSWORD }))).toBe(
      "422 passkey-refused",
    );
    const again = (await post(jar, "/api/v1/account/passkeys/options")).json().options;
    const right = { credential: second.make(again), name: "Điện thoại", password: DEMO_PASSWORD };
    expect((await post(jar, "/api/v1/account/passkeys", right)).json()).toEqual({ recoveryCodes: [], ended: 0 });
    const state = await demo.app.inject({ url: "/api/v1/account/second-factor", headers: { cookie: headerOf(jar) } });
    expect(state.json().passkeys.map(({ name }: { name: string }) => name)).toEqual(["Máy ở quầy", "Điện thoại"]);
  });

  test.each<[string, Lies]>([
    ["of another origin", { origin: "https://evil.example" }],
    ["of another site", { rpId: "evil.example" }],
    ["without finger, face or PIN", { verified: false }],
  ])("one %s is refused", async (_what, lies) => {
    expect(codeOf((await enrol("vanthu.xa", lies)).added)).toBe("422 passkey-refused");
  });

  test("what a sign-in was asked to sign, or another account, makes no passkey", async () => {
    const [mine, theirs]: Jar[] = [{}, {}];
    for (const [jar, login] of [
      [mine, "vanthu.xa"],
      [theirs, "thuly.xa"],
    ] as const)
      await post(jar ?? {}, "/api/v1/session", { login, password: DEMO_PASSWORD });
    const { options } = (await post(mine ?? {}, "/api/v1/account/passkeys/options")).json();
    const given = { credential: softAuthenticator(site()).make(options), name: "x", password: DEMO_PASSWORD };
    const stolen = { ...theirs, motcua_khoa: mine?.["motcua_khoa"] ?? "" };
    expect(codeOf(await post(stolen, "/api/v1/account/passkeys", given))).toBe("422 passkey-refused");
    const other = await asked(mine ?? {});
    const mixed = softAuthenticator(site()).make({ ...options, challenge: other.challenge });
    expect(codeOf(await post(mine ?? {}, "/api/v1/account/passkeys", { ...given, credential: mixed }))).toBe(
      "422 passkey-refused",
    );
  });
});

describe("signing in", () => {
  test("needs neither name nor password, and the password alone opens nothing any more", async () => {
    const { device, added } = await enrol("vanthu.xa");
    const jar: Jar = {};
    const options = await asked(jar);
    expect(options).toMatchObject({ rpId: "localhost", userVerification: "required" });
    const answer = await signIn(jar, device.use(options));
    expect([answer.statusCode, await whoIs(jar)]).toEqual([200, 200]);
    const byPassword: Jar = {};
    const first = await post(byPassword, "/api/v1/session", { login: "vanthu.xa", password: DEMO_PASSWORD });
    expect(first.statusCode).toBe(202);
    const [code] = added.json().recoveryCodes;
    expect(codeOf(await post(byPassword, "/api/v1/session/second-factor", { code }))).toBe("200");
  });

  test.each<[string, Lies]>([
    ["of another origin", { origin: "https://evil.example" }],
    ["of another origin that looks alike", { origin: "http://localhost" }],
    ["of another site", { rpId: "evil.example" }],
    ["without finger, face or PIN", { verified: false }],
    ["in another account's name", { userHandle: Buffer.from("somebody").toString("base64url") }],
  ])("a signature %s is refused", async (_what, lies) => {
    const { device } = await enrol("vanthu.xa");
    const jar: Jar = {};
    expect(codeOf(await signIn(jar, device.use(await asked(jar), lies)))).toBe("401 passkey-refused");
    expect(await whoIs(jar)).toBe(401);
    expect(codeOf(await signIn(jar, device.use(await asked(jar))))).toBe("200");
  });

  test("an origin that the request itself claims changes nothing", async () => {
    const { device } = await enrol("vanthu.xa");
    const jar: Jar = {};
    const credential = device.use(await asked(jar), { origin: "https://evil.example" });
    const headers = { host: "evil.example", "x-forwarded-host": "evil.example", origin: "https://evil.example" };
    expect(codeOf(await post(jar, "/api/v1/session/passkey", { credential }, headers))).toBe("401 passkey-refused");
  });

  test("a replay, another browser's challenge, one that is over and none at all are refused", async () => {
    const { device } = await enrol("vanthu.xa");
    const jar: Jar = {};
    const credential = device.use(await asked(jar));
    const { motcua_khoa: token = "" } = jar;
    expect(codeOf(await signIn({ motcua_khoa: token }, credential))).toBe("200");
    expect(codeOf(await signIn({ motcua_khoa: token }, credential))).toBe("401 passkey-refused");
    const [one, other]: Jar[] = [{}, {}];
    const theirs = device.use(await asked(one ?? {}));
    await asked(other ?? {});
    expect(codeOf(await signIn(other ?? {}, theirs))).toBe("401 passkey-refused");
    expect(codeOf(await signIn({}, theirs))).toBe("401 passkey-refused");
    const late: Jar = {};
    const options = await asked(late);
    demo.at("2026-09-07T12:05:00+07:00");
    expect(codeOf(await signIn(late, device.use(options)))).toBe("401 passkey-refused");
  });

  test("one answer sent twice at once lets in once", async () => {
    const { device } = await enrol("vanthu.xa");
    const jar: Jar = {};
    const credential = device.use(await asked(jar));
    const { answers } = await demo.ownerDb.transaction().execute(async (tx) => {
      await sql`select 1 from passkey_challenge for update`.execute(tx);
      const running = [{ ...jar }, { ...jar }].map((each) => signIn(each, credential));
      while ((await sessionsWaiting(demo.ownerDb)) < 2) await new Promise((resolve) => setTimeout(resolve, 20));
      return { answers: running };
    });
    expect((await Promise.all(answers)).map(codeOf).toSorted()).toEqual(["200", "401 passkey-refused"]);
  });

  test("a counter that went back is a copy and is refused", async () => {
    const { device } = await enrol("vanthu.xa");
    const jar: Jar = {};
    expect(codeOf(await signIn(jar, device.use(await asked(jar), { counter: 7 })))).toBe("200");
    for (const counter of [7, 3, 0])
      expect(codeOf(await signIn(jar, device.use(await asked(jar), { counter })))).toBe("401 passkey-refused");
    expect(codeOf(await signIn(jar, device.use(await asked(jar), { counter: 8 })))).toBe("200");
  });

  test("a passkey that nobody has, and that of a closed account", async () => {
    const { device } = await enrol("vanthu.xa");
    const jar: Jar = {};
    const stranger = softAuthenticator(site());
    expect(codeOf(await signIn(jar, stranger.use(await asked(jar))))).toBe("401 passkey-refused");
    await sql`update account set blocked_at = now() where login = 'vanthu.xa'`.execute(demo.ownerDb);
    expect(codeOf(await signIn(jar, device.use(await asked(jar))))).toBe("403 account-blocked");
    await sql`update account set blocked_at = null where login = 'vanthu.xa'`.execute(demo.ownerDb);
    const url = "/can-bo/dang-nhap/khoa-truy-cap";
    const nonsense = await post(jar, url, { credential: "{}" }, { accept: "text/html" });
    expect([nonsense.statusCode, nonsense.body.includes("Khoá truy cập không được chấp nhận")]).toEqual([401, true]);
  });
});

const listed = async (jar: Jar) => {
  const state = await demo.app.inject({ url: "/api/v1/account/second-factor", headers: { cookie: headerOf(jar) } });
  return state.json<{ passkeys: { id: string }[]; recoveryCodesLeft: number }>();
};

describe("removing", () => {
  test("takes the password; with the last the recovery codes go, and the password alone is enough again", async () => {
    const { jar, device } = await enrol("vanthu.xa");
    const { passkeys } = await listed(jar);
    const url = `/api/v1/account/passkeys/${passkeys[0]?.id}/remove`;
    expect(codeOf(await post(jar, url, { password: "sai" }))).toBe("422 password-wrong");
    const theirs = (await enrol("thuly.xa")).jar;
    expect(codeOf(await post(theirs, url, { password: DEMO_PASSWORD }))).toBe("404 not-found");
    expect((await post(jar, url, { password: DEMO_PASSWORD })).json()).toEqual({ ended: 0 });
    expect(await listed(jar)).toMatchObject({ passkeys: [], recoveryCodesLeft: 0 });
    expect(codeOf(await signIn({}, device.use({ challenge: "AA" })))).toBe("401 passkey-refused");
    const plain = await post({}, "/api/v1/session", { login: "vanthu.xa", password: DEMO_PASSWORD });
    expect(plain.statusCode).toBe(200);
    const log = await demo.ownerDb.selectFrom("organisation_change").select(["action", "after"]).execute();
    expect(log).toContainEqual({ action: "passkey-added", after: { passkey: "Máy ở quầy", sessions: 0 } });
    expect(log).toContainEqual({ action: "passkey-removed", after: { passkey: "Máy ở quầy", sessions: 0 } });
  });

  test("an administrator's reset takes passkeys as well, of somebody else alone and with a reason", async () => {
    const { jar, device } = await enrol("vanthu.xa");
    const administrator = await demo.officer("quantri");
    const { rows } = await sql<{ login: string; id: string }>`
      select login, officer_id as id from account where login in ('vanthu.xa', 'quantri')`.execute(demo.ownerDb);
    const urlOf = (login: string) =>
      `/api/v1/officers/${rows.find((row) => row.login === login)?.id}/account/second-factor/reset`;
    const reset = (login: string, reason: string) => demo.call(administrator, "POST", urlOf(login), { reason });
    expect(codeOf(await reset("vanthu.xa", " "))).toBe("422 reason-missing");
    expect(codeOf(await reset("quantri", "Quên"))).toBe("422 own-second-factor");
    expect(codeOf(await reset("vanthu.xa", "Mất máy, đã gặp"))).toBe("200");
    expect(await whoIs(jar)).toBe(401);
    const browser: Jar = {};
    expect(codeOf(await signIn(browser, device.use(await asked(browser))))).toBe("401 passkey-refused");
    expect(codeOf(await reset("vanthu.xa", "Lần nữa"))).toBe("409 second-factor-none");
  });
});
