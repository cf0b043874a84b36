import { PDFDocument } from "@cantoo/pdf-lib";
import { describe, expect, test } from "vitest";
import { useDemoApp } from "../../../testing/demo-app.ts";
import { useDossierApi } from "../../../testing/dossier-api.ts";
import { birthFiling, permitFiling } from "../../../testing/filings.ts";

const demo = useDemoApp();
const { file, act, refuse } = useDossierApi(demo);
const codeOf = (answer: { statusCode: number; json: () => { error?: { code: string } } }) => [
  answer.statusCode,
  answer.json().error?.code,
];

async function get(cookie: string, url: string) {
  const response = await demo.call(cookie, "GET", url);
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

describe("the list", () => {
  test("pages through the scope and nothing else, each dossier once", async () => {
    demo.at("2026-09-07T09:00:00+07:00");
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1)
      ids.unshift((await file("tiepnhan.khesim", { ...birthFiling, receivingAgencyCode: "H99.22" })).id);
    await file("tiepnhan.xa", birthFiling);
    const cookie = await demo.officer("thuly.khesim");
    const seen: string[] = [];
    for (let next: string | null = ""; next !== null;) {
      const page: { items: { id: string }[]; next: string | null } = await get(
        cookie,
        `/api/v1/dossiers?limit=2&cursor=${next}`,
      );
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ id }) => id));
      next = page.next;
    }
    expect(seen).toEqual(ids);
  });

  test("filters by status, procedure, agency, date and text", async () => {
    demo.at("2026-09-08T09:00:00+07:00");
    const permit = await file("tiepnhan.tinh", permitFiling);
    const received = await act("tiepnhan.tinh", permit.id, { action: "receive" });
    await file("tiepnhan.tinh", { ...birthFiling, receivingAgencyCode: "H99.01", competentAgencyCode: "H99.20" });
    const cookie = await demo.officer("tiepnhan.tinh");
    const find = async (query: string) =>
      (await get(cookie, `/api/v1/dossiers?${query}`)).items.map(({ id }: { id: string }) => id);
    expect(await find("status=received")).toEqual([permit.id]);
    expect(await find("procedure=1.013236")).toEqual([permit.id]);
    expect(await find("agency=H99.02")).toEqual([permit.id]);
    expect(await find(`dueBefore=${encodeURIComponent("2026-12-31T00:00:00+07:00")}`)).toEqual([permit.id]);
    expect(await find(`text=${received.code ?? ""}`)).toEqual([permit.id]);
    expect((await find("text=lo thi may")).length).toBe(2);
    expect(await find("text=100%25")).toEqual([]);
    expect(await find("mine=true")).toEqual([]);
  });

  test("a citizen sees his own, nobody signed in sees none, bad queries are refused", async () => {
    await file("tiepnhan.xa", birthFiling);
    const own = await get(await demo.citizen("cd-may"), "/api/v1/dossiers");
    expect(new Set(own.items.map(({ applicantName }: { applicantName: string }) => applicantName))).toEqual(
      new Set(["Lò Thị Mây"]),
    );
    const stranger = await get(await demo.citizen("cd-son"), "/api/v1/dossiers");
    expect(stranger.items).toEqual([]);
    expect(codeOf(await demo.call("", "GET", "/api/v1/dossiers"))).toEqual([401, "sign-in-required"]);
    const cookie = await demo.officer("tiepnhan.xa");
    expect(codeOf(await demo.call(cookie, "GET", "/api/v1/dossiers?limit=101"))).toEqual([400, "invalid-request"]);
    expect(codeOf(await demo.call(cookie, "GET", "/api/v1/dossiers?cursor=xyz"))).toEqual([400, "cursor-invalid"]);
    expect(codeOf(await demo.call(await demo.citizen("cd-may"), "GET", "/api/v1/work"))).toEqual([
      403,
      "not-your-role",
    ]);
  });
});

describe("dossiers that look alike", () => {
  test("before filing: the person's in scope are shown, those elsewhere only counted, ended ones forgotten", async () => {
    demo.at("2026-09-09T09:00:00+07:00");
    const applicant = { ...birthFiling.applicant, identityNumber: "099188000077" };
    const here = await file("tiepnhan.dongman", { ...birthFiling, applicant, receivingAgencyCode: "H99.21" });
    await file("tiepnhan.xa", { ...birthFiling, applicant });
    const refused = await file("tiepnhan.dongman", { ...birthFiling, applicant, receivingAgencyCode: "H99.21" });
    const reasons = [{ code: "duplicate", componentCode: null, note: "Trùng" }];
    await act("tiepnhan.dongman", refused.id, { action: "refuse-reception", reasons });
    const ask = async (now: string) => {
      demo.at(now);
      const body = { procedureCode: "1.001193", identityNumber: "099188000077", documentIds: [] };
      return (await demo.call(await demo.officer("tiepnhan.dongman"), "POST", "/api/v1/dossiers/alike", body)).json();
    };
    expect(await ask("2026-09-10T09:00:00+07:00")).toMatchObject({
      items: [{ id: here.id, samePerson: true, sameFile: false }],
      hidden: 1,
    });
    expect(await ask("2027-03-15T09:00:00+07:00")).toEqual({ items: [], hidden: 0 });
  });

  test("a filed dossier with the very file of another one", async () => {
    demo.at("2026-09-10T09:00:00+07:00");
    const cookie = await demo.officer("tiepnhan.khesim");
    const upload = async () => {
      const boundary = "x";
      const pdf = await samplePdf();
      const head = `--${boundary}\r\ncontent-disposition: form-data; name="f"; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n`;
      const payload = Buffer.concat([Buffer.from(head), pdf, Buffer.from(`\r\n--${boundary}--\r\n`)]);
      const headers = { cookie, "content-type": `multipart/form-data; boundary=${boundary}` };
      const answer = await demo.app.inject({ method: "POST", url: "/api/v1/documents", headers, payload });
      expect(answer.statusCode, answer.body).toBe(201);
      return answer.json().id as string;
    };
    const with1 = async (identityNumber: string) => ({
      ...birthFiling,
      receivingAgencyCode: "H99.22",
      applicant: { ...birthFiling.applicant, identityNumber },
      papers: [{ componentCode: "1", name: "Giấy chứng sinh", documentIds: [await upload()], keptOriginals: 0 }],
    });
    const one = await file("tiepnhan.khesim", await with1("099188000078"));
    const two = await file("tiepnhan.khesim", await with1("099188000079"));
    const body = { dossierId: two.id };
    const found = (await demo.call(cookie, "POST", "/api/v1/dossiers/alike", body)).json();
    expect(found).toMatchObject({ items: [{ id: one.id, samePerson: false, sameFile: true }], hidden: 0 });
    const elsewhere = await demo.officer("tiepnhan.xa");
    expect(codeOf(await demo.call(elsewhere, "POST", "/api/v1/dossiers/alike", body))).toEqual([404, "not-found"]);
    const handler = await demo.officer("thuly.khesim");
    expect(codeOf(await demo.call(handler, "POST", "/api/v1/dossiers/alike", body))).toEqual([403, "not-your-role"]);
    expect(codeOf(await demo.call("", "POST", "/api/v1/dossiers/alike", body))).toEqual([401, "sign-in-required"]);
  });
});

describe("links", () => {
  test("both sides show a link, each to those who may see the other", async () => {
    demo.at("2026-09-11T09:00:00+07:00");
    const first = await file("tiepnhan.xa", birthFiling);
    const second = await file("tiepnhan.xa", {
      ...birthFiling,
      links: [{ kind: "replaces", code: first.submissionCode }],
    });
    expect(second.links).toMatchObject([{ id: first.id, kind: "replaces", namedByOther: false }]);
    const cookie = await demo.officer("tiepnhan.xa");
    expect((await get(cookie, `/api/v1/dossiers/${first.id}`)).links).toMatchObject([
      { id: second.id, namedByOther: true },
    ]);

    const central = await file("tiepnhan.tinh", {
      ...birthFiling,
      receivingAgencyCode: "H99.01",
      competentAgencyCode: "H99.20",
    });
    const link = { action: "link", kind: "related", code: first.submissionCode };
    expect(await refuse("tiepnhan.tinh", central.id, link)).toEqual([422, "linked-dossier-unknown"]);
    const handled = await act("lanhdao.xa", central.id, link);
    expect(handled.links).toMatchObject([{ id: first.id, kind: "related" }]);
    // The centre may see its own dossier, but not the one it is tied to.
    expect((await get(await demo.officer("tiepnhan.tinh"), `/api/v1/dossiers/${central.id}`)).links).toEqual([]);
    expect(await refuse("lanhdao.xa", central.id, link)).toEqual([409, "already-linked"]);
  });
});

async function samplePdf(): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage();
  document.setCreationDate(new Date(0));
  document.setModificationDate(new Date(0));
  return Buffer.from(await document.save());
}
