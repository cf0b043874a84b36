import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DEMO_PASSWORD } from "../../demo/accounts.ts";
import { sessionsWaiting } from "../../testing/held-row.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { cleanUpSignIns } from "./clean-up-sign-ins.job.ts";
import { forgiveAttempt, reserveAttempt } from "./limit-attempts.ts";
import { newToken } from "./visitor.ts";

const demo = useDemoApp();
/** Another one for every test: of one address only so many requests a minute are looked at. */
let office = "203.0.113.0";
let tests = 0;
const ELSEWHERE = "198.51.100.9";

beforeEach(() => {
  tests += 1;
  office = `203.0.113.${tests}`;
});
afterEach(async () => {
  await sql`delete from sign_in_tally`.execute(demo.ownerDb);
  await sql`delete from known_browser`.execute(demo.ownerDb);
  demo.at("2026-09-07T08:00:00+07:00");
});

interface From {
  readonly login: string;
  readonly password?: string;
  readonly address?: string;
  readonly browser?: string;
}

const signIn = ({ login, password = "sai", address = office, browser }: From) =>
  demo.app.inject({
    method: "POST",
    url: "/api/v1/session",
    remoteAddress: address,
    cookies: browser ? { motcua_may: browser } : {},
    payload: { login, password },
  });
type Answer = Awaited<ReturnType<typeof signIn>>;
const told = (answer: Answer): string => {
  const { error } = answer.json<{ error?: { code: string; details: object } }>();
  return `${answer.statusCode} ${error ? `${error.code} ${JSON.stringify(error.details)}` : ""}`;
};
const times = async (n: number, from: From): Promise<string[]> => {
  const answers: string[] = [];
  for (let done = 0; done < n; done += 1) answers.push(told(await signIn(from)));
  return answers;
};
const knownBrowser = async (login: string): Promise<string> => {
  const answer = await signIn({ login, password: DEMO_PASSWORD });
  return answer.cookies.find(({ name }) => name === "motcua_may")?.value ?? "";
};
const visitor = (address: string, browser?: string) => ({ address, userAgent: "", browser });
const context = () => ({ db: demo.worker.db, now: demo.deps.now() });

const WRONG = "401 sign-in-failed {}";
const WAIT = '429 too-many-attempts {"until":"2026-09-07T08:01:00+07:00"}';

describe("after five failures the same person waits", () => {
  test.each([
    ["a name that somebody has", "vanthu.xa"],
    ["a name that nobody has", "khong.co.ai"],
    ["what is no login name at all", "Mật khẩu lỡ gõ ở đây"],
  ])("%s", async (_what, login) => {
    expect(await times(7, { login })).toEqual([WRONG, WRONG, WRONG, WRONG, WRONG, WAIT, WAIT]);
    demo.at("2026-09-07T08:01:00+07:00");
    expect(await times(2, { login })).toEqual([WRONG, WAIT.replace("08:01", "08:03")]);
  });

  test.each([
    ["the right password while it waits", "vanthu.xa", "the same", WAIT],
    ["the name in capitals and blanks", "  VanThu.XA ", "the same", WAIT],
    ["the same name from another address", "vanthu.xa", ELSEWHERE, "200 "],
    ["another name from the same address", "thuly.xa", "the same", "200 "],
  ])("%s", async (_what, login, place, wanted) => {
    await times(5, { login: "vanthu.xa" });
    const address = place === "the same" ? office : place;
    expect(told(await signIn({ login, address, password: DEMO_PASSWORD }))).toBe(wanted);
  });

  test("and a success forgets the failures before it", async () => {
    await times(4, { login: "vanthu.xa" });
    expect(told(await signIn({ login: "vanthu.xa", password: DEMO_PASSWORD }))).toBe("200 ");
    expect(await times(5, { login: "vanthu.xa" })).toEqual(Array(5).fill(WRONG));
  });

  test("the page says from when on, with the name still in it", async () => {
    await times(5, { login: "vanthu.xa" });
    const answer = await demo.app.inject({
      method: "POST",
      url: "/can-bo/dang-nhap",
      remoteAddress: office,
      headers: { accept: "text/html", "content-type": "application/x-www-form-urlencoded" },
      payload: new URLSearchParams({ login: "vanthu.xa", password: DEMO_PASSWORD }).toString(),
    });
    expect(answer.statusCode).toBe(429);
    expect(answer.body).toContain("Thử lại sau 08:01 ngày 07/09.");
    expect(answer.body).toContain('value="vanthu.xa"');
  });
});

test("attempts at the same time do not exceed the limit either", async () => {
  const attempts = await demo.ownerDb.transaction().execute(async (tx) => {
    // The last to take part in the limit is held, so that all of them are on their way before the first is counted.
    await sql`lock table sign_in_tally in access exclusive mode`.execute(tx);
    const running = Array.from({ length: 8 }, () => signIn({ login: "vanthu.xa" }));
    while ((await sessionsWaiting(demo.ownerDb)) < 8) await new Promise((resolve) => setTimeout(resolve, 20));
    return { running };
  });
  const answers = (await Promise.all(attempts.running)).map(told);
  expect(answers.toSorted()).toEqual([...Array<string>(5).fill(WRONG), WAIT, WAIT, WAIT]);
});

describe("a browser in which the officer has signed in before", () => {
  test("is not kept out by what strangers try, at the same address or from everywhere", async () => {
    const browser = await knownBrowser("vanthu.xa");
    await times(6, { login: "vanthu.xa" });
    for (let n = 0; n < 40; n += 1)
      await reserveAttempt(context(), "vanthu.xa", visitor(`192.0.2.${n}`)).catch(() => undefined);
    expect(told(await signIn({ login: "vanthu.xa", password: DEMO_PASSWORD }))).toBe(WAIT);
    expect(told(await signIn({ login: "vanthu.xa", password: DEMO_PASSWORD, browser }))).toBe("200 ");
  });

  test("has five failures of its own", async () => {
    const browser = await knownBrowser("vanthu.xa");
    expect(await times(6, { login: "vanthu.xa", browser })).toEqual([...Array<string>(5).fill(WRONG), WAIT]);
    expect(told(await signIn({ login: "vanthu.xa", password: DEMO_PASSWORD }))).toBe("200 ");
  });

  test("is known for that name alone, and an invented one for none", async () => {
    await times(5, { login: "thuly.xa" });
    for (const browser of [await knownBrowser("vanthu.xa"), newToken(), "x"])
      expect(told(await signIn({ login: "thuly.xa", password: DEMO_PASSWORD, browser }))).toBe(WAIT);
  });
});

test("all names from one address: fifty failures, then everybody there waits but who is known", async () => {
  const browser = await knownBrowser("vanthu.xa");
  for (let n = 0; n < 50; n += 1) await reserveAttempt(context(), `ai.do.${n}`, visitor(office));
  expect(told(await signIn({ login: "thuly.xa", password: DEMO_PASSWORD }))).toBe(WAIT);
  expect(told(await signIn({ login: "thuly.xa", password: DEMO_PASSWORD, address: ELSEWHERE }))).toBe("200 ");
  expect(told(await signIn({ login: "vanthu.xa", password: DEMO_PASSWORD, browser }))).toBe("200 ");
});

test.each(["vanthu.xa", "khong.co.ai"])("%s tried from everywhere: turns, then come back", async (login) => {
  const delays: number[] = [];
  for (let n = 0; n < 24; n += 1) {
    const { delaySeconds } = await reserveAttempt(context(), login, visitor(`192.0.2.${n}`));
    delays.push(delaySeconds);
  }
  expect(delays).toEqual([...Array<number>(21).fill(0), 2, 4, 6]);
  const stranger = { login, password: DEMO_PASSWORD, address: ELSEWHERE };
  expect(told(await signIn(stranger))).toBe(WAIT.replace("08:01:00", "08:00:08"));
});

test("a success takes back from the shared limits what it was counted as, and no more", async () => {
  const attempts = [];
  for (let n = 0; n < 3; n += 1) attempts.push(await reserveAttempt(context(), "vanthu.xa", visitor(office)));
  const [first] = attempts;
  if (first) await forgiveAttempt(demo.worker.db, first);
  const { rows } = await sql<{ failed: number }>`select failed from sign_in_tally`.execute(demo.ownerDb);
  expect(rows.map(({ failed }) => failed)).toEqual([2, 2]);
});

test("names are not kept as they were typed", async () => {
  await signIn({ login: "Mật khẩu lỡ gõ ở đây" });
  const { rows } = await sql<{ key: string }>`select key from sign_in_tally`.execute(demo.ownerDb);
  expect(rows).toHaveLength(3);
  for (const { key } of rows) expect(key).toMatch(/^[0-9a-f]{64}$/);
});

test("what is outlived is deleted: tallies after two days, unused browsers after 180, ended sessions at once", async () => {
  await knownBrowser("vanthu.xa");
  await signIn({ login: "vanthu.xa" });
  const left = async (): Promise<unknown> =>
    (
      await sql`select (select count(*) from sign_in_tally) as tallies, (select count(*) from known_browser) as browsers,
        (select count(*) from session) as sessions`.execute(demo.ownerDb)
    ).rows[0];
  await cleanUpSignIns.run(demo.worker, {});
  expect(await left()).toMatchObject({ tallies: 3, browsers: 1 });
  demo.at("2026-09-10T08:00:00+07:00");
  await cleanUpSignIns.run(demo.worker, {});
  expect(await left()).toEqual({ tallies: 0, browsers: 1, sessions: 0 });
  demo.at("2027-03-10T08:00:00+07:00");
  await cleanUpSignIns.run(demo.worker, {});
  expect(await left()).toMatchObject({ browsers: 0 });
});
