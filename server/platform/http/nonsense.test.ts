import { describe, expect, test } from "vitest";
import { useDemoApp } from "../../../testing/demo-app.ts";

const demo = useDemoApp();
const FORM = "application/x-www-form-urlencoded";

async function send(url: string, payload: string | undefined, type = FORM): Promise<number> {
  const cookie = await demo.officer("quantri");
  const headers = { cookie, accept: "text/html", ...(payload === undefined ? {} : { "content-type": type }) };
  return (await demo.app.inject({ method: "POST", url, headers, ...(payload === undefined ? {} : { payload }) }))
    .statusCode;
}
const open = async (url: string): Promise<number> =>
  (await demo.call(await demo.officer("quantri"), "GET", url, undefined, { accept: "text/html" })).statusCode;

const NOBODY = "-".repeat(36);

describe("nonsense is no fault of ours", () => {
  test.each([
    "/?tim=a&tim=b",
    "/can-bo/tim?tim=a&tim=b",
    "/can-bo/so-theo-doi?tu=1&tu=2",
    "/can-bo/tiep-nhan?tim=a&tim=b",
  ])("an address with a repeated name: %s", async (url) => expect(await open(url)).toBeLessThan(500));

  test.each(["/?tim=%00", "/thu-tuc/%00", "/can-bo/quan-tri/thu-tuc/a%00b", "/api/v1/procedures/%00"])(
    "an address with a zero character: %s",
    async (url) => expect(await open(url)).toBe(400),
  );

  test.each([
    `/can-bo/ho-so/${NOBODY}`,
    `/can-bo/quan-tri/co-quan/${NOBODY}`,
    `/can-bo/quan-tri/nhap/${NOBODY}`,
    `/phieu/${NOBODY}.pdf`,
  ])("an id that only looks like one: %s", async (url) => expect([403, 404]).toContain(await open(url)));

  test.each([
    ["nothing at all", undefined, undefined],
    ["null", "null", "application/json"],
    ["numbers", `{"ma":5,"so":5}`, "application/json"],
    ["repeated fields", "ma=1&ma=2&so=1&so=2", FORM],
    ["a multipart form that breaks off", "--x\r\nbroken", "multipart/form-data; boundary=x"],
  ])("a form of %s", async (_what, payload, type) => expect(await send("/tra-cuu", payload, type)).toBe(200));

  test.each(["multipart/form-data; boundary=x", "multipart/form-data"])("a broken upload: %s", async (type) => {
    expect(await send("/can-bo/quan-tri/nhap/agencies", "--x\r\nbroken", type)).toBe(400);
  });

  test("an address longer than the router takes is answered in our own words", async () => {
    const url = `/thu-tuc/${"a".repeat(3000)}`;
    const page = await demo.call("", "GET", url, undefined, { accept: "text/html" });
    expect([page.statusCode, page.body.includes('href="/"')]).toEqual([414, true]);
    expect((await demo.call("", "GET", url)).json().error.code).toBe("invalid-request");
  });

  test("a number that becomes endless when it is read passes no limit", async () => {
    const cookie = await demo.officer("quantri");
    for (const url of ["/api/v1/calendar/amendments/1e999", "/api/v1/dossiers?limit=1e999"])
      expect((await demo.call(cookie, "GET", url)).statusCode).toBe(400);
  });

  test("a day in the year 0, which no database knows, is no date", async () => {
    expect(await open("/can-bo/quan-tri/co-quan?ngay=31/12/0000")).toBeLessThan(500);
  });

  test("brackets without end", async () => {
    const headers = { "content-type": "application/json" };
    const payload = "[".repeat(50_000) + "]".repeat(50_000);
    expect((await demo.app.inject({ method: "POST", url: "/api/v1/track", headers, payload })).statusCode).toBe(400);
  });

  test("half a surrogate pair in JSON is refused before it reaches the database", async () => {
    const body = { procedureCode: "1.000656", draft: { answers: { name: "\uD800" } } };
    const answer = await demo.call(await demo.citizen("cd-may"), "POST", "/api/v1/drafts", body);
    expect([answer.statusCode, answer.json<{ error: { code: string } }>().error.code]).toEqual([
      400,
      "invalid-request",
    ]);
  });
});

test("what a form and an address say is brought into NFC", async () => {
  const typed = "Lo\u0300 Thi\u0323 Ma\u0302y";
  const found = await demo.call(
    await demo.officer("tiepnhan.xa"),
    "GET",
    `/can-bo/tim?tim=${encodeURIComponent(typed)}`,
  );
  const asked = await demo.app.inject({
    method: "POST",
    url: "/tra-cuu",
    headers: { "content-type": FORM },
    payload: new URLSearchParams({ ma: typed, so: "0000" }).toString(),
  });
  expect(found.body).toContain(typed.normalize("NFC"));
  expect(asked.body).toContain(typed.normalize("NFC").toUpperCase());
});

const guess = async (n: number): Promise<number> => {
  const headers = { "x-forwarded-for": `198.51.100.${n}, 203.0.113.7`, "content-type": FORM };
  return (await demo.app.inject({ method: "POST", url: "/tra-cuu", headers, payload: "ma=H99&so=0000" })).statusCode;
};

test("an invented forwarded address gives nobody more guesses", async () => {
  const answers: number[] = [];
  for (let n = 0; n < 11; n += 1) answers.push(await guess(n));
  expect(answers.at(-1)).toBe(429);
});
