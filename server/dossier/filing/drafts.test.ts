import { describe, expect, test } from "vitest";
import { sql } from "kysely";
import { readPdf } from "../../slip/read-pdf.testdata.ts";
import { useDemoApp } from "../../../testing/demo-app.ts";
import { useDossierApi } from "../../../testing/dossier-api.ts";
import { birthFiling } from "../../../testing/filings.ts";

const demo = useDemoApp();
const { file, act } = useDossierApi(demo);

type Answer = Awaited<ReturnType<typeof demo.call>>;
const codeOf = (answer: Answer) => [answer.statusCode, answer.json().error?.code];
const faultsOf = (answer: Answer): readonly string[] =>
  answer.json().error.details.faults.map(({ field, code }: { field: string; code: string }) => `${field}: ${code}`);

describe("drafts over the API", () => {
  test("begun, kept, replaced, sent once; nobody else's ever", async () => {
    demo.at("2026-09-07T08:00:00+07:00");
    const may = await demo.citizen("cd-may");
    const son = await demo.citizen("cd-son");
    const begun = await demo.call(may, "POST", "/api/v1/drafts", {
      procedureCode: "1.004873",
      draft: { answers: { purpose: "Kết hôn" } },
    });
    expect(begun.statusCode, begun.body).toBe(201);
    const url = `/api/v1/drafts/${begun.json().id}`;
    expect((await demo.call(may, "GET", url)).json()).toMatchObject({
      procedure: { code: "1.004873" },
      draft: { answers: { purpose: "Kết hôn" }, papers: [], receivingAgencyCode: "" },
    });
    expect(codeOf(await demo.call(may, "POST", `${url}/submit`))).toEqual([422, "draft-place-missing"]);
    const answers = {
      requester: "Lò Thị Mây",
      purpose: "Kết hôn",
      residence: "Phường Bến Đò",
      status: "never",
      truth: true,
    };
    const whole = { answers, receivingAgencyCode: "H99.20", papers: [], resultPlace: "Tại nhà" };
    const begunAnswers = { ...whole, answers: { purpose: "Kết hôn" } };
    expect((await demo.call(may, "PUT", url, begunAnswers)).json().draft).toMatchObject(begunAnswers);
    // Answers are still missing: the draft stays as it is.
    expect(codeOf(await demo.call(may, "POST", `${url}/submit`))).toEqual([422, "filing-incomplete"]);
    expect((await demo.call(may, "PUT", url, whole)).json().draft).toMatchObject(whole);
    expect((await demo.call(may, "GET", "/api/v1/drafts")).json().items).toHaveLength(1);

    for (const [method, path] of [
      ["GET", url],
      ["PUT", url],
      ["DELETE", url],
      ["POST", `${url}/submit`],
    ] as const) {
      const body = method === "PUT" ? whole : undefined;
      expect(codeOf(await demo.call(son, method, path, body)), `${method} of another`).toEqual([404, "not-found"]);
      expect(codeOf(await demo.call("", method, path, body)), `${method} of nobody`).toEqual([401, "sign-in-required"]);
    }
    expect(codeOf(await demo.call(await demo.officer("tiepnhan.xa"), "GET", url))).toEqual([403, "not-your-role"]);

    const [first, second] = [
      await demo.call(may, "POST", `${url}/submit`),
      await demo.call(may, "POST", `${url}/submit`),
    ];
    expect([first.statusCode, second.statusCode], first.body).toEqual([201, 201]);
    expect(second.json().id).toBe(first.json().id);
    expect(first.json()).toMatchObject({
      applicant: { name: "Lò Thị Mây" },
      resultPlace: "Tại nhà",
      status: "submitted",
    });
    expect(codeOf(await demo.call(may, "GET", url))).toEqual([404, "not-found"]);
  });

  test("thrown away", async () => {
    const may = await demo.citizen("cd-may");
    const { id } = (await demo.call(may, "POST", "/api/v1/drafts", { procedureCode: "1.001193", draft: {} })).json();
    expect((await demo.call(may, "DELETE", `/api/v1/drafts/${id}`)).statusCode).toBe(204);
    expect(codeOf(await demo.call(may, "GET", `/api/v1/drafts/${id}`))).toEqual([404, "not-found"]);
    const unknown = { procedureCode: "9.999999", draft: {} };
    expect(codeOf(await demo.call(may, "POST", "/api/v1/drafts", unknown))).toEqual([404, "procedure-unknown"]);
  });
});

describe("who files for whom", () => {
  const authorisation = {
    name: "Vàng A Tủa",
    identityNumber: "099099000009",
    phone: "0912000009",
    email: "",
    address: "Phường Bến Đò",
    paper: "Giấy ủy quyền số 5 ngày 01/9/2026",
  };

  test("an authorised person at the counter is kept, shown and printed on form 01", async () => {
    demo.at("2026-09-07T08:30:00+07:00");
    const { id } = await file("tiepnhan.xa", { ...birthFiling, channel: "authorised-direct", authorisation });
    expect(await act("tiepnhan.xa", id, { action: "receive" })).toMatchObject({
      authorisation,
      channel: "authorised-direct",
    });
    const cookie = await demo.officer("tiepnhan.xa");
    const { items } = (await demo.call(cookie, "GET", `/api/v1/dossiers/${id}/slips`)).json();
    expect(items.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual(["control-sheet", "receipt"]);
    const receipt = items.find(({ kind }: { kind: string }) => kind === "receipt");
    const pdf = await demo.call(cookie, "GET", receipt.href);
    expect((await readPdf(pdf.rawPayload)).text).toContain("Vàng A Tủa");
    // The control sheet is the offices' own.
    const own = (await demo.call(await demo.citizen("cd-may"), "GET", `/api/v1/dossiers/${id}/slips`)).json();
    expect(own.items.map(({ kind }: { kind: string }) => kind)).toEqual(["receipt"]);
    const sheet = items.find(({ kind }: { kind: string }) => kind === "control-sheet");
    expect(codeOf(await demo.call(await demo.citizen("cd-may"), "GET", sheet.href))).toEqual([404, "not-found"]);
    expect((await demo.call(cookie, "GET", sheet.href)).statusCode).toBe(200);
    const stranger = await demo.citizen("cd-son");
    expect(codeOf(await demo.call(stranger, "GET", `/api/v1/dossiers/${id}/slips`))).toEqual([404, "not-found"]);
  });

  test("a company files with its tax code, whose check digit must be right", async () => {
    const company = {
      ...birthFiling.applicant,
      kind: "organisation",
      name: "Công ty Sông Lam",
      identityNumber: "0100109106",
    };
    expect(await file("tiepnhan.xa", { ...birthFiling, applicant: company })).toMatchObject({ applicant: company });
    const wrong = { ...birthFiling, applicant: { ...company, identityNumber: "0100109107" } };
    const answer = await demo.call(await demo.officer("tiepnhan.xa"), "POST", "/api/v1/dossiers", wrong);
    expect([answer.statusCode, ...faultsOf(answer)]).toEqual([422, "applicant.identityNumber: tax-code-invalid"]);
  });
});

test("by code and four digits anybody learns how far it is, and nothing about the person", async () => {
  demo.at("2026-09-07T09:00:00+07:00");
  const { id, submissionCode } = await file("tiepnhan.xa", birthFiling);
  const { code } = await act("tiepnhan.xa", id, { action: "receive" });
  const ask = (asked: string | null, lastFour: string) =>
    demo.call("", "POST", "/api/v1/track", { code: asked, lastFour });
  const answer = await ask(code?.toLowerCase() ?? "", "0001");
  expect(answer.json()).toEqual({
    code,
    status: "received",
    nationalState: 2,
    procedureName: "Đăng ký khai sinh",
    submittedAt: "2026-09-07T09:00:00+07:00",
    dueAt: "2026-09-10T09:00:00+07:00",
  });
  expect((await ask(submissionCode, "0001")).statusCode).toBe(200);
  expect(codeOf(await ask(code, "9999"))).toEqual([404, "not-found"]);
  expect(codeOf(await ask(code, "12"))).toEqual([400, "invalid-request"]);
  const tries = await Promise.all(Array.from({ length: 12 }, async () => ask(code, "9999")));
  expect(codeOf(tries.at(-1) ?? answer)).toEqual([429, "too-many-requests"]);
});

test("a changed event breaks the chain from there on, a changed state is found too", async () => {
  const { id } = await file("tiepnhan.xa", birthFiling);
  await act("tiepnhan.xa", id, { action: "receive" });
  await act("tiepnhan.xa", id, { action: "forward", next: null, note: "Đủ" });
  const auditor = await demo.officer("kiemtoan");
  const chain = async () => (await demo.call(auditor, "GET", `/api/v1/dossiers/${id}/events`)).json().chain;
  expect(await chain()).toEqual({ ok: true, brokenAt: null });
  await sql`update dossier set state = jsonb_set(state, '{resultPlace}', '"Nơi khác"') where id = ${id}::uuid`.execute(
    demo.ownerDb,
  );
  expect(await chain()).toEqual({ ok: false, brokenAt: 3 });
  await sql`update dossier_event set actor_name = 'Người khác' where dossier_id = ${id}::uuid and version = 2`.execute(
    demo.ownerDb,
  );
  expect(await chain()).toEqual({ ok: false, brokenAt: 2 });
});
