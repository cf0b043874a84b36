import { describe, expect, test } from "vitest";
import { birthRegistration } from "../../demo/procedures/civil-status.ts";
import { demoProcedures } from "../../demo/procedures/load.ts";
import { useDemoApp } from "../../testing/demo-app.ts";

const demo = useDemoApp();
const get = async (url: string, login = "") => demo.call(login && (await demo.officer(login)), "GET", url);
const post = async (url: string, body: object, login = "quantri") =>
  demo.call(login && (await demo.officer(login)), "POST", url, body);

interface Page {
  readonly items: readonly { readonly code: string; readonly name: string }[];
  readonly count: number;
  readonly next: string | null;
}

describe("searching procedures", () => {
  test("pages follow one another without gap or repetition, in the Vietnamese alphabet, with the count of all", async () => {
    const codes: string[] = [];
    let next: string | null = "";
    while (next !== null) {
      const page: Page = (await get(`/api/v1/procedures?limit=5${next && `&after=${next}`}`)).json();
      expect(page.count).toBe(demoProcedures.length);
      codes.push(...page.items.map(({ code }) => code));
      next = page.next;
    }
    const { compare } = new Intl.Collator("vi");
    const byName = demoProcedures.toSorted((a, b) => compare(a.name, b.name)).map(({ code }) => code);
    expect(codes).toEqual(byName);
  });

  test.each([
    ["q=KHAI%20SINH", ["1.001193"]],
    ["q=1.00119", ["1.001193"]],
    ["q=dang%20ky%20khai%20shin", expect.arrayContaining(["1.001193"])],
    ["q=zzzz", []],
    ["field=Đất%20đai", ["1.012753"]],
    ["level=province&q=cay%20xanh", ["1.002693"]],
    ["level=district", []],
    ["fileable=false", []],
  ])("%s", async (query, codes) => {
    const page: Page = (await get(`/api/v1/procedures?${query}`)).json();
    expect(page.items.map(({ code }) => code)).toEqual(codes);
    expect(page.count).toBe(page.items.length);
  });

  test.each(["after=xyz", "level=village", "limit=0"])("%s is refused", async (query) => {
    expect((await get(`/api/v1/procedures?${query}`)).statusCode).toBe(400);
  });
});

describe("one procedure", () => {
  test("says what it asks and promises to anybody, and 404 for one that is not there", async () => {
    const { code, name, content, eform } = birthRegistration;
    expect((await get(`/api/v1/procedures/${code}`)).json()).toMatchObject({
      code,
      name,
      number: 1,
      content,
      eform,
      fileable: true,
    });
    for (const rest of ["", "/versions"])
      expect((await get(`/api/v1/procedures/9.999999${rest}`)).statusCode).toBe(404);
    expect((await get("/api/v1/procedures/9.999999/processes", "thuly.xa")).statusCode).toBe(404);
  });
});

const { serviceLevel, content, eform } = demoProcedures.find(({ code }) => code === "1.000656") ?? birthRegistration;
const { supplementPolicy, sensitive } = content;
const settings = { serviceLevel, competence: "receiving", supplementPolicy, sensitive, fees: [], eform };
const path = "/api/v1/procedures/1.000656";

describe("settings of the province", () => {
  test("make a version, whose differences are told; the same again makes none", async () => {
    const fees = [{ name: "Lệ phí", amount: 8000, channel: "direct" }];
    const first = await post(`${path}/settings`, { ...settings, basedOn: 1, supplementPolicy: "pause", fees });
    expect(first.json().differences.map(({ sentence }: { sentence: string }) => sentence)).toEqual(
      expect.arrayContaining([
        "Thêm: Khoản thu “Lệ phí” (trực tiếp): 8.000 đồng.",
        "Thời hạn sau khi bổ sung: “tính lại toàn bộ thời hạn từ khi bổ sung xong” → “tạm dừng, rồi tính tiếp phần thời hạn còn lại”.",
      ]),
    );
    const again = await post(`${path}/settings`, { ...settings, basedOn: 2, supplementPolicy: "pause", fees });
    expect(again.json()).toEqual({ differences: [] });
    const { items } = (await get(`${path}/versions`)).json();
    expect(items.map(({ number, validTo }: { number: number; validTo: string | null }) => [number, validTo])).toEqual([
      [2, null],
      [1, "2026-09-07"],
    ]);
    expect(items[0].differences).toEqual(first.json().differences);
  });

  test("made on an older version are refused: somebody else was faster", async () => {
    const answer = await post(`${path}/settings`, { ...settings, basedOn: 1 });
    expect([answer.statusCode, answer.json().error.code]).toEqual([409, "changed-meanwhile"]);
  });

  test("all that is wrong is told at once", async () => {
    const answer = await post(`${path}/settings`, {
      ...settings,
      basedOn: 2,
      competence: { agencyCode: "H99.30" },
      fees: [
        { name: "Phí", amount: 1, channel: null },
        { name: "phí", amount: 2, channel: null },
        { name: " ", amount: 2, channel: null },
      ],
      eform: { schema: {}, layout: 1 },
    });
    expect(answer.statusCode).toBe(422);
    expect(
      answer.json().error.details.faults.map(({ field, code }: { field: string; code: string }) => [field, code]),
    ).toEqual([
      ["fees", "fee-twice"],
      ["fees", "fee-unnamed"],
      ["competence", "agency-unknown"],
      ["eform", "eform-unsound"],
    ]);
  });
});

describe("processes", () => {
  const { steps } = birthRegistration.process;
  const body = { decisionNumber: "15/QĐ-UBND", decisionDate: "2026-09-01", steps };

  test("are published by a decision, with a warning when slower than the limit", async () => {
    const slow = steps.map((step) => (step.kind === "appraisal" ? { ...step, hours: 80 } : step));
    const answer = await post(`${path}/processes`, { ...body, steps: slow });
    expect(answer.json()).toMatchObject({ outcome: "changed" });
    expect(answer.json().warnings[0]).toContain("quá thời hạn 24 giờ");
    expect((await post(`${path}/processes`, { ...body, steps: slow })).json().outcome).toBe("unchanged");
    const { items } = (await get(`${path}/processes`, "kiemsoat")).json();
    expect(items.map(({ decisionNumber }: { decisionNumber: string }) => decisionNumber)).toEqual([
      "15/QĐ-UBND",
      "12/QĐ-UBND",
    ]);
  });

  test.each([
    ["a step nobody reaches", { ...body, steps: steps.slice(1) }, 422, "process-unsound"],
    ["a decision of tomorrow", { ...body, decisionDate: "2026-09-08" }, 422, "decision-in-future"],
    ["a day that does not exist", { ...body, decisionDate: "2026-02-30" }, 400, "invalid-request"],
    [
      "an agency that is none",
      { ...body, steps: steps.map((step) => ({ ...step, unit: { agencyCode: "H99.99" } })) },
      422,
      "agency-unknown",
    ],
    ["nothing", {}, 400, "invalid-request"],
  ])("%s is refused", async (_what, sent, status, code) => {
    const answer = await post(`${path}/processes`, sent);
    expect([answer.statusCode, answer.json().error.code]).toEqual([status, code]);
  });
});

test.each([
  ["", 401],
  ["tiepnhan.xa", 403],
  ["kiemsoat", 403],
])("%s may change nothing", async (login, status) => {
  const { steps } = birthRegistration.process;
  const process = { decisionNumber: "1", decisionDate: "2026-09-01", steps };
  expect((await post(`${path}/settings`, { ...settings, basedOn: 2 }, login)).statusCode).toBe(status);
  expect((await post(`${path}/processes`, process, login)).statusCode).toBe(status);
});

test("processes are for officers", async () => {
  expect((await get(`${path}/processes`)).statusCode).toBe(401);
  expect((await demo.call(await demo.citizen("cd-may"), "GET", `${path}/processes`)).statusCode).toBe(403);
});

test("the API's description names every route with summary, example and error codes", async () => {
  const { paths } = (await get("/api/openapi.json")).json();
  const routes = Object.entries<Record<string, { summary?: string; responses: object }>>(paths).filter(([url]) =>
    url.startsWith("/api/v1/procedures"),
  );
  expect(routes.map(([url]) => url)).toHaveLength(5);
  for (const [, methods] of routes)
    for (const { summary, responses } of Object.values(methods)) {
      expect(summary).toBeTruthy();
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(["200", "400"]));
    }
  expect(JSON.stringify(Object.fromEntries(routes))).toContain("process-unsound");
});
