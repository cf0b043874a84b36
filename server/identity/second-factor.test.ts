import { sql } from "kysely";
import { Secret, TOTP } from "otpauth";
import { beforeEach, describe, expect, test } from "vitest";
import { DEMO_PASSWORD } from "../../demo/accounts.ts";
import { toEpoch } from "../../domain/shared/moment.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { sessionsWaiting } from "../../testing/held-row.ts";
import { cleanUpSignIns } from "./clean-up-sign-ins.job.ts";

const demo = useDemoApp();
const NOON = "2026-09-07T12:00:00+07:00";
/** Another one for every test: of one address only so many requests a minute are looked at. */
let address = "203.0.113.0";
let tests = 0;

beforeEach(async () => {
  tests += 1;
  address = `203.0.113.${tests}`;
  for (const table of [
    "session",
    "sign_in_tally",
    "known_browser",
    "pending_sign_in",
    "recovery_code",
    "second_factor",
  ])
    await sql`delete from ${sql.table(table)}`.execute(demo.ownerDb);
  await sql`delete from sign_in_policy`.execute(demo.ownerDb);
  demo.at(NOON);
});

type Answer = Awaited<ReturnType<typeof demo.call>>;
interface Jar {
  [name: string]: string;
}
const headerOf = (jar: Jar): string =>
  Object.entries(jar)
    .map((pair) => pair.join("="))
    .join("; ");
const keep = (jar: Jar, answer: Answer): Answer => {
  for (const { name, value } of answer.cookies)
    if (value === "") delete jar[name];
    else jar[name] = value;
  return answer;
};
const post = async (jar: Jar, url: string, payload: object = {}, from = address): Promise<Answer> =>
  keep(
    jar,
    await demo.app.inject({ method: "POST", url, remoteAddress: from, headers: { cookie: headerOf(jar) }, payload }),
  );
const form = async (jar: Jar, url: string, fields: Record<string, string>): Promise<Answer> => {
  const headers = { cookie: headerOf(jar), accept: "text/html", "content-type": "application/x-www-form-urlencoded" };
  const payload = new URLSearchParams(fields).toString();
  return keep(jar, await demo.app.inject({ method: "POST", url, remoteAddress: address, headers, payload }));
};
const get = (jar: Jar, url: string) =>
  demo.app.inject({ url, remoteAddress: address, headers: { cookie: headerOf(jar), accept: "text/html" } });
const codeOf = (answer: Answer): string => {
  const { error } = answer.json<{ error?: { code: string } }>();
  return `${answer.statusCode} ${error?.code ?? ""}`.trim();
};
const withPassword = (jar: Jar, login: string, from?: string) =>
  post(jar, "/api/v1/session", { login, password: DEMO_PASSWORD }, from);
const secondStep = (jar: Jar, code: string, from?: string) =>
  post(jar, "/api/v1/session/second-factor", { code }, from);
const whoIs = async (jar: Jar): Promise<number> =>
  (await demo.app.inject({ url: "/api/v1/session", headers: { cookie: headerOf(jar) } })).statusCode;
const logged = async (): Promise<readonly { action: string; after: unknown; basis: string }[]> =>
  demo.ownerDb.selectFrom("organisation_change").select(["action", "after", "basis"]).orderBy("id").execute();

/** What the telephone shows so many seconds from now. */
const shown = (secret: string, seconds = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: toEpoch(demo.deps.now()) + seconds * 1000 });

interface Enrolled {
  readonly jar: Jar;
  readonly secret: string;
  readonly codes: readonly string[];
}

/** An officer with a second factor, a minute after it was set up, so that the code of now was not taken yet. */
async function enrol(login: string): Promise<Enrolled> {
  const jar: Jar = {};
  expect((await withPassword(jar, login)).statusCode).toBe(200);
  const { secret, setUp } = (await post(jar, "/api/v1/account/second-factor/set-up")).json();
  const proof = { setUp, code: shown(secret), password: DEMO_PASSWORD };
  const on = await post(jar, "/api/v1/account/second-factor", proof);
  expect(on.statusCode, on.body).toBe(201);
  demo.at("2026-09-07T12:01:00+07:00");
  return { jar, secret, codes: on.json().recoveryCodes };
}

describe("setting up", () => {
  test("asks for the password and the first code, gives ten recovery codes and ends the other sessions", async () => {
    const [here, there]: Jar[] = [{}, {}];
    await withPassword(here ?? {}, "vanthu.xa");
    await withPassword(there ?? {}, "vanthu.xa");
    const jar = here ?? {};
    const offer = (await post(jar, "/api/v1/account/second-factor/set-up")).json();
    expect(offer.uri).toMatch(/^otpauth:\/\/totp\/.*vanthu\.xa\?.*secret=[A-Z2-7]{32}/);
    const { secret, setUp } = offer;
    const confirm = (given: object) =>
      post(jar, "/api/v1/account/second-factor", { setUp, code: shown(secret), password: DEMO_PASSWORD, ...given });
    expect(codeOf(await confirm({ password: "sai" }))).toBe("422 password-wrong");
    expect(codeOf(await confirm({ code: "000000" }))).toBe("422 code-wrong");
    expect(codeOf(await confirm({ setUp: `${setUp.slice(0, -4)}AAAA` }))).toBe("422 set-up-over");
    const on = await confirm({});
    expect([on.statusCode, on.headers["cache-control"]]).toEqual([201, "no-store"]);
    expect(new Set(on.json().recoveryCodes).size).toBe(10);
    expect([on.json().ended, await whoIs(jar), await whoIs(there ?? {})]).toEqual([1, 200, 401]);
    expect(codeOf(await confirm({ code: shown(secret, 30) }))).toBe("409 second-factor-exists");
  });

  test("is open for a quarter of an hour and for nobody else's account", async () => {
    const [mine, theirs]: Jar[] = [{}, {}];
    await withPassword(mine ?? {}, "vanthu.xa");
    await withPassword(theirs ?? {}, "thuly.xa");
    const { secret, setUp } = (await post(mine ?? {}, "/api/v1/account/second-factor/set-up")).json();
    const given = () => ({ setUp, code: shown(secret), password: DEMO_PASSWORD });
    expect(codeOf(await post(theirs ?? {}, "/api/v1/account/second-factor", given()))).toBe("422 set-up-over");
    demo.at("2026-09-07T12:15:00+07:00");
    expect(codeOf(await post(mine ?? {}, "/api/v1/account/second-factor", given()))).toBe("422 set-up-over");
  });

  test("works as a page without script, and shows the same picture again after a fault", async () => {
    const jar: Jar = {};
    await withPassword(jar, "vanthu.xa");
    const page = await get(jar, "/can-bo/tai-khoan/xac-thuc");
    expect([page.statusCode, page.headers["cache-control"]]).toEqual([200, "no-store"]);
    const setUp = /name="setUp" value="([^"]+)"/.exec(page.body)?.[1] ?? "";
    const secret = (/secret-text">([A-Z2-7 ]+)</.exec(page.body)?.[1] ?? "").replaceAll(" ", "");
    const wrong = await form(jar, "/can-bo/tai-khoan/xac-thuc", { setUp, code: "000000", password: DEMO_PASSWORD });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('href="#code"');
    expect(wrong.body).toContain(setUp);
    const fields = { setUp, code: shown(secret), password: DEMO_PASSWORD };
    const done = await form(jar, "/can-bo/tai-khoan/xac-thuc", fields);
    expect(done.statusCode).toBe(200);
    expect(done.body.match(/<li>[A-Z2-9]{5}(-[A-Z2-9]{5}){4}<\/li>/g)).toHaveLength(10);
    expect((await get(jar, "/can-bo/tai-khoan/xac-thuc")).body).toContain("Đang bật từ 12:00, 07/09/2026");
  });

  test("keeps neither the secret nor a recovery code readable", async () => {
    const { secret, codes } = await enrol("vanthu.xa");
    const kept = await sql<{ all: string }>`
      select (select json_agg(f) from second_factor f)::text || (select json_agg(r) from recovery_code r)::text ||
        (select json_agg(c) from organisation_change c)::text as all`.execute(demo.ownerDb);
    for (const hidden of [secret, ...codes, codes[0]?.replaceAll("-", "") ?? ""])
      expect(kept.rows[0]?.all).not.toContain(hidden);
  });
});

describe("signing in", () => {
  test("the right password alone opens nothing", async () => {
    await enrol("vanthu.xa");
    const jar: Jar = {};
    const answer = await withPassword(jar, "vanthu.xa");
    expect([answer.statusCode, answer.json()]).toEqual([202, { secondStep: ["one-time-code", "recovery-code"] }]);
    expect(Object.keys(jar)).toEqual(["motcua_buoc_hai"]);
    expect(await whoIs(jar)).toBe(401);
    expect(await whoIs({ motcua_session: jar["motcua_buoc_hai"] ?? "" })).toBe(401);
    expect((await get(jar, "/can-bo")).headers.location).toContain("/can-bo/dang-nhap");
  });

  test.each([
    ["a code of now", 0, "200"],
    ["the one before", -30, "200"],
    ["the one after", 30, "200"],
    ["one older than that", -60, "401 code-wrong"],
    ["one that is to come", 60, "401 code-wrong"],
  ])("%s", async (_what, seconds, wanted) => {
    const { secret } = await enrol("vanthu.xa");
    // Ten minutes later, so that no code around now was taken yet.
    demo.at("2026-09-07T12:10:00+07:00");
    const jar: Jar = {};
    await withPassword(jar, "vanthu.xa");
    expect(codeOf(await secondStep(jar, shown(secret, seconds)))).toBe(wanted);
  });

  test("a code is taken once, and none before it any more", async () => {
    const { secret } = await enrol("vanthu.xa");
    const [first, second]: Jar[] = [{}, {}];
    await withPassword(first ?? {}, "vanthu.xa");
    await withPassword(second ?? {}, "vanthu.xa");
    const code = shown(secret);
    expect(codeOf(await secondStep(first ?? {}, `${code.slice(0, 3)} ${code.slice(3)}`))).toBe("200");
    expect(await whoIs(first ?? {})).toBe(200);
    expect(codeOf(await secondStep(second ?? {}, code))).toBe("401 code-wrong");
    expect(codeOf(await secondStep(second ?? {}, shown(secret, -30)))).toBe("401 code-wrong");
    expect(codeOf(await secondStep(second ?? {}, shown(secret, 30)))).toBe("200");
    expect(codeOf(await secondStep(first ?? {}, shown(secret, 30)))).toBe("401 second-step-over");
  });

  test.each(["one-time", "recovery"])("a %s code that two browsers send at once lets one of them in", async (kind) => {
    const { secret, codes } = await enrol("vanthu.xa");
    const jars: Jar[] = [{}, {}];
    for (const jar of jars) await withPassword(jar, "vanthu.xa");
    const code = kind === "one-time" ? shown(secret) : (codes[0] ?? "");
    const { answers } = await demo.ownerDb.transaction().execute(async (tx) => {
      await sql`select 1 from account where login = 'vanthu.xa' for update`.execute(tx);
      const running = jars.map((jar) => secondStep(jar, code));
      while ((await sessionsWaiting(demo.ownerDb)) < 2) await new Promise((resolve) => setTimeout(resolve, 20));
      return { answers: running };
    });
    expect((await Promise.all(answers)).map(codeOf).toSorted()).toEqual(["200", "401 code-wrong"]);
  });

  test("the second step is open for five minutes, until a new password, and while the account is", async () => {
    const { secret, jar: owner } = await enrol("vanthu.xa");
    const jar: Jar = {};
    await withPassword(jar, "vanthu.xa");
    demo.at("2026-09-07T12:06:00+07:00");
    expect(codeOf(await secondStep(jar, shown(secret)))).toBe("401 second-step-over");
    await withPassword(jar, "vanthu.xa");
    await sql`update account set blocked_at = now() where login = 'vanthu.xa'`.execute(demo.ownerDb);
    expect(codeOf(await secondStep(jar, shown(secret)))).toBe("403 account-blocked");
    await sql`update account set blocked_at = null where login = 'vanthu.xa'`.execute(demo.ownerDb);
    const { rows } = await sql<{ hash: string }>`
      select password_hash as hash from account where login = 'vanthu.xa'`.execute(demo.ownerDb);
    const change = { current: DEMO_PASSWORD, password: "bốn con trâu lội qua sông" };
    expect(codeOf(await post(owner, "/api/v1/account/password", change))).toBe("200");
    expect(codeOf(await secondStep(jar, shown(secret)))).toBe("401 second-step-over");
    expect(codeOf(await secondStep({ motcua_buoc_hai: "x".repeat(43) }, shown(secret)))).toBe("401 second-step-over");
    expect(codeOf(await secondStep({}, shown(secret)))).toBe("401 second-step-over");
    await sql`update account set password_hash = ${rows[0]?.hash ?? ""} where login = 'vanthu.xa'`.execute(
      demo.ownerDb,
    );
  });

  test("five wrong codes and every stranger waits wherever he is; the officer's own browser does not", async () => {
    const { secret, jar: owner } = await enrol("vanthu.xa");
    const stranger: Jar = {};
    await withPassword(stranger, "vanthu.xa");
    for (let n = 0; n < 5; n += 1) expect(codeOf(await secondStep(stranger, "000000"))).toBe("401 code-wrong");
    expect(codeOf(await secondStep(stranger, shown(secret)))).toBe("429 too-many-attempts");
    // The right password forgets nothing of it, nor does another address.
    await withPassword(stranger, "vanthu.xa", "198.51.100.9");
    expect(codeOf(await secondStep(stranger, shown(secret), "198.51.100.9"))).toBe("429 too-many-attempts");
    const own: Jar = { motcua_may: owner["motcua_may"] ?? "" };
    await withPassword(own, "vanthu.xa");
    expect(codeOf(await secondStep(own, shown(secret)))).toBe("200");
    const failed = (await logged()).filter(({ action }) => action === "second-factor-failed");
    expect(failed.slice(-5)).toEqual(Array.from({ length: 5 }, () => expect.objectContaining({ after: { address } })));
  });

  test("an activation code sets the password and still asks for the second step", async () => {
    await enrol("vanthu.xa");
    const administrator = await demo.officer("quantri");
    const { rows } = await sql<{ id: string; hash: string }>`
      select officer_id as id, password_hash as hash from account where login = 'vanthu.xa'`.execute(demo.ownerDb);
    const issued = await demo.call(administrator, "POST", `/api/v1/officers/${rows[0]?.id}/account/activation-codes`);
    const password = "năm con vịt bơi trong ao";
    const jar: Jar = {};
    const fields = { login: "vanthu.xa", code: issued.json().code, password, again: password };
    const answer = await form(jar, "/can-bo/kich-hoat", fields);
    expect(answer.headers.location).toContain("/can-bo/dang-nhap/buoc-hai");
    expect([Object.keys(jar), await whoIs(jar)]).toEqual([["motcua_buoc_hai"], 401]);
    await sql`update account set password_hash = ${rows[0]?.hash ?? ""} where login = 'vanthu.xa'`.execute(
      demo.ownerDb,
    );
  });

  test("by pages: password, code, and on to where the officer was going; a form on the way is kept", async () => {
    const { secret } = await enrol("vanthu.xa");
    const jar: Jar = {};
    const fields = { login: "vanthu.xa", password: DEMO_PASSWORD, ve: "/can-bo/tim" };
    const first = await form(jar, "/can-bo/dang-nhap", fields);
    expect(first.headers.location).toBe("/can-bo/dang-nhap/buoc-hai?ve=%2Fcan-bo%2Ftim");
    expect((await get(jar, first.headers.location ?? "")).body).toContain("Mã 6 số");
    const wrong = await form(jar, "/can-bo/dang-nhap/buoc-hai", { code: "000000", ve: "/can-bo/tim" });
    expect([wrong.statusCode, wrong.body.includes('value="/can-bo/tim"')]).toEqual([401, true]);
    const done = await form(jar, "/can-bo/dang-nhap/buoc-hai", { code: shown(secret), ve: "/can-bo/tim" });
    expect([done.headers.location, jar["motcua_buoc_hai"]]).toEqual(["/can-bo/tim", undefined]);
    const giu = JSON.stringify({ path: "/can-bo/tiep-nhan/1.001193", fields: { "applicant.name": "Lò Thị Thử" } });
    const carried = await form({}, "/can-bo/dang-nhap", { ...fields, giu });
    expect([carried.statusCode, carried.body.includes("Lò Thị Thử")]).toEqual([200, true]);
    expect((await get({}, "/can-bo/dang-nhap/buoc-hai")).headers.location).toContain("/can-bo/dang-nhap?");
    const away = await form({}, "/can-bo/dang-nhap/buoc-hai", { code: "123456", ve: "//evil.example" });
    expect([away.statusCode, away.body.includes("evil.example")]).toEqual([401, false]);
  });
});

describe("recovery codes", () => {
  test("each lets in once, in any writing, and says how many are left", async () => {
    const { codes } = await enrol("vanthu.xa");
    const jar: Jar = {};
    const typed = codes[3]?.toLowerCase().replaceAll("-", " ") ?? "";
    await withPassword(jar, "vanthu.xa");
    const answer = await form(jar, "/can-bo/dang-nhap/buoc-hai", { code: typed });
    expect(answer.headers.location).toBe("/can-bo/tai-khoan/xac-thuc?xong=ma-khoi-phuc&so=9");
    expect((await get(jar, answer.headers.location ?? "")).body).toContain("vừa vào bằng một mã khôi phục; còn 9 mã");
    const again: Jar = {};
    await withPassword(again, "vanthu.xa");
    expect(codeOf(await secondStep(again, typed))).toBe("401 code-wrong");
    expect((await logged()).findLast(({ action }) => action === "recovery-code-used")).toMatchObject({
      after: { codesLeft: 9, address },
    });
  });

  test("work when the key of the instance is another one, and the telephone's do not", async () => {
    const { secret, codes } = await enrol("vanthu.xa");
    await sql`update second_factor set sealed_secret = reverse(sealed_secret)`.execute(demo.ownerDb);
    const jar: Jar = {};
    await withPassword(jar, "vanthu.xa");
    expect(codeOf(await secondStep(jar, shown(secret)))).toBe("409 second-factor-unreadable");
    expect(codeOf(await secondStep(jar, codes[0] ?? ""))).toBe("200");
  });

  test("are renewed and turned off with password and code alone", async () => {
    const { jar, secret, codes } = await enrol("vanthu.xa");
    const there: Jar = {};
    await withPassword(there, "vanthu.xa");
    await secondStep(there, codes[0] ?? "");
    const url = "/api/v1/account/second-factor";
    const wrong = { password: DEMO_PASSWORD, code: "000000" };
    expect(codeOf(await post(jar, `${url}/recovery-codes`, wrong))).toBe("422 code-wrong");
    expect(codeOf(await post(jar, `${url}/off`, { password: "sai", code: shown(secret) }))).toBe("422 password-wrong");
    const page = await form(jar, "/can-bo/tai-khoan/xac-thuc/tat", { "off-password": "sai", "off-code": "123456" });
    expect([page.statusCode, page.body.includes('href="#off-password"')]).toEqual([422, true]);
    const renewed = await post(jar, `${url}/recovery-codes`, { password: DEMO_PASSWORD, code: shown(secret) });
    expect([renewed.statusCode, renewed.json().recoveryCodes.length]).toEqual([201, 10]);
    expect(codeOf(await post(jar, `${url}/off`, { password: DEMO_PASSWORD, code: codes[1] ?? "" }))).toBe(
      "422 code-wrong",
    );
    expect(await whoIs(there)).toBe(200);
    const off = await post(jar, `${url}/off`, { password: DEMO_PASSWORD, code: shown(secret, 30) });
    expect([off.json(), await whoIs(jar), await whoIs(there)]).toEqual([{ ended: 1 }, 200, 401]);
    expect((await withPassword({}, "vanthu.xa")).statusCode).toBe(200);
    expect((await logged()).map(({ action }) => action)).toEqual(
      expect.arrayContaining(["second-factor-on", "recovery-codes-renewed", "second-factor-off"]),
    );
  });
});

/** The administrator is obliged as well and so sets one up first. */
const demand = async (given: object): Promise<void> => {
  const policy = { secondFactorFor: "leaders", secondFactorFrom: "2026-09-07", sessionHours: 8, idleMinutes: 240 };
  const { jar } = await enrol("quantri");
  const answer = await demo.app.inject({
    method: "PUT",
    url: "/api/v1/sign-in-policy",
    headers: { cookie: headerOf(jar) },
    payload: { ...policy, ...given },
  });
  expect(answer.statusCode, answer.body).toBe(200);
};

describe("a province that demands a second factor", () => {
  test("lets whoever must and has none do nothing but set it up, and everything afterwards", async () => {
    const before: Jar = {};
    await withPassword(before, "lanhdao.xa");
    await demand({});
    expect(codeOf(await post(before, "/api/v1/account/sessions/end-others"))).toBe("403 second-factor-owed");
    const jar: Jar = {};
    const fields = { login: "lanhdao.xa", password: DEMO_PASSWORD, ve: "/can-bo/tim" };
    const answer = await form(jar, "/can-bo/dang-nhap", fields);
    expect(answer.headers.location).toBe("/can-bo/tai-khoan/xac-thuc?ve=%2Fcan-bo%2Ftim");
    for (const url of ["/can-bo", "/can-bo/tim", "/can-bo/tai-khoan", "/", "/can-bo/so-theo-doi.pdf"])
      expect([url, (await get(jar, url)).headers.location]).toEqual([url, "/can-bo/tai-khoan/xac-thuc"]);
    expect((await get(jar, "/can-bo/tai-khoan/xac-thuc")).body).toContain("Tỉnh yêu cầu");
    const { secret, setUp } = (await post(jar, "/api/v1/account/second-factor/set-up")).json();
    await post(jar, "/api/v1/account/second-factor", { setUp, code: shown(secret), password: DEMO_PASSWORD });
    expect((await get(jar, "/can-bo")).statusCode).toBe(200);
  });

  test("reminds before its day, and asks nothing of other roles", async () => {
    await demand({ secondFactorFrom: "2026-10-01" });
    const jar: Jar = {};
    const leader = await form(jar, "/can-bo/dang-nhap", { login: "lanhdao.xa", password: DEMO_PASSWORD });
    expect(leader.headers.location).toBe("/can-bo/tai-khoan/xac-thuc?ve=%2Fcan-bo");
    expect((await get(jar, leader.headers.location ?? "")).body).toContain("Từ ngày 01/10/2026");
    expect((await get(jar, "/can-bo")).statusCode).toBe(200);
    demo.at("2026-10-01T08:00:00+07:00");
    const clerk = await form({}, "/can-bo/dang-nhap", { login: "tiepnhan.xa", password: DEMO_PASSWORD });
    expect(clerk.headers.location).toBe("/can-bo");
  });

  test("says how long sessions last, unused and at all, those that are open too", async () => {
    const jar: Jar = {};
    await withPassword(jar, "tiepnhan.xa");
    await demand({ sessionHours: 2, idleMinutes: 30 });
    demo.at("2026-09-07T12:29:00+07:00");
    expect(await whoIs(jar)).toBe(200);
    demo.at("2026-09-07T12:30:00+07:00");
    expect(await whoIs(jar)).toBe(401);
    await sql`update session set last_used_at = '2026-09-07T13:59:00+07:00'`.execute(demo.ownerDb);
    demo.at("2026-09-07T13:59:30+07:00");
    expect(await whoIs(jar)).toBe(200);
    demo.at("2026-09-07T14:00:00+07:00");
    expect(await whoIs(jar)).toBe(401);
  });
});

test("the second steps that nobody finished are cleaned up", async () => {
  await enrol("vanthu.xa");
  await withPassword({}, "vanthu.xa");
  demo.at("2026-09-07T12:10:00+07:00");
  await cleanUpSignIns.run(demo.worker, {});
  expect(await demo.ownerDb.selectFrom("pending_sign_in").selectAll().execute()).toEqual([]);
});
