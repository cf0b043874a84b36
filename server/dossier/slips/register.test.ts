import { beforeAll, describe, expect, test } from "vitest";
import { useDemoApp } from "../../../testing/demo-app.ts";
import { readSheet } from "../../platform/sheet/read-sheet.ts";
import { readPdf } from "../../slip/read-pdf.testdata.ts";
import { REGISTER_COLUMNS } from "./register-sheet.ts";

const demo = useDemoApp();

async function receive(day: string, name: string): Promise<void> {
  demo.at(`2026-09-${day}:00+07:00`);
  const cookie = await demo.officer("tiepnhan.xa");
  const filed = await demo.call(cookie, "POST", "/api/v1/dossiers", {
    procedureCode: "1.001193",
    receivingAgencyCode: "H99.20",
    channel: "direct",
    applicant: {
      kind: "person",
      name,
      identityNumber: "099199000001",
      address: "Phường Bến Đò",
      phone: "0912000001",
      email: "",
    },
    caseName: null,
    answers: {
      requester: name,
      relation: "mother",
      phone: "0912000001",
      childName: "Lò Văn Nam",
      childBorn: "2026-08-20",
      childSex: "male",
      birthPlace: "Trạm y tế",
      motherName: name,
      motherNumber: "099199000001",
      truth: true,
    },
    papers: [],
    resultPlace: "Tại bộ phận một cửa",
  });
  const { id } = filed.json<{ id: string }>();
  await demo.call(cookie, "POST", `/api/v1/dossiers/${id}/actions`, { command: { action: "receive" } });
}

beforeAll(async () => {
  await receive("07T09:00", "Lò Thị Mây");
  await receive("07T23:30", "Vàng Thị Nhài");
  await receive("08T08:00", "Bạch Văn Sơn");
  demo.at("2026-09-08T10:00:00+07:00");
});

const book = async (login: string, query: string) =>
  demo.call(login && (await demo.officer(login)), "GET", `/api/v1/register?${query}`);

describe("the tracking book", () => {
  test.each([
    ["from=2026-09-07&to=2026-09-07", ["Lò Thị Mây", "Vàng Thị Nhài"]],
    ["from=2026-09-08&to=2026-09-08", ["Bạch Văn Sơn"]],
    ["from=2026-09-01&to=2026-09-06", []],
  ])("%s, in Vietnam's days", async (span, names) => {
    const { rows } = (await book("tiepnhan.xa", `agency=H99.20&${span}`)).json<{
      rows: { applicantName: string; sequence: string; contact: string }[];
    }>();
    expect(rows.map(({ applicantName }) => applicantName)).toEqual(names);
  });

  test("numbers run as the receipts do", async () => {
    const answer = await book("tiepnhan.xa", "agency=H99.20&from=2026-09-01&to=2026-09-30");
    expect(answer.json()).toMatchObject({
      agency: "H99.20",
      more: false,
      rows: [
        { sequence: "01", contact: "Phường Bến Đò; 0912000001", returnedAt: null },
        { sequence: "02" },
        { sequence: "03", dossierCode: "H99.20-260908-0001" },
      ],
    });
  });

  test("reads the same on screen, on paper and as a spreadsheet", async () => {
    const cookie = await demo.officer("tiepnhan.xa");
    const query = "quay=H99.20&tu=07/09/2026&den=08/09/2026";
    const page = await demo.call(cookie, "GET", `/can-bo/so-theo-doi?${query}`);
    expect(page.body).toContain("3 hồ sơ");
    const pdf = await demo.call(cookie, "GET", `/can-bo/so-theo-doi.pdf?${query}`);
    const { text } = await readPdf(pdf.rawPayload);
    const sheet = await demo.call(cookie, "GET", `/can-bo/so-theo-doi.xlsx?${query}`);
    const cells = readSheet(sheet.rawPayload, REGISTER_COLUMNS).map((row) => row.cells["applicantName"]);
    expect(cells).toEqual(["Lò Thị Mây", "Vàng Thị Nhài", "Bạch Văn Sơn"]);
    for (const name of cells) expect(text).toContain(name);
  });

  test.each([
    ["", "agency=H99.20&from=2026-09-07&to=2026-09-07", 401],
    ["thuly.khesim", "agency=H99.20&from=2026-09-07&to=2026-09-07", 404],
    ["thuly.xaydung", "agency=H99.20&from=2026-09-07&to=2026-09-07", 403],
    ["tiepnhan.xa", "agency=H99.20&from=2026-09-08&to=2026-09-07", 422],
    ["tiepnhan.xa", "agency=H99.20&from=2024-01-01&to=2026-09-07", 422],
    ["kiemsoat", "agency=H99.20&from=2026-09-07&to=2026-09-07", 200],
  ])("%s asking for %s gets %i", async (login, query, status) => {
    expect((await book(login, query)).statusCode).toBe(status);
  });

  test("a wrong span is told on the page, with what was typed", async () => {
    const page = await demo.call(await demo.officer("tiepnhan.xa"), "GET", "/can-bo/so-theo-doi?tu=hôm qua&den=nay");
    expect([page.statusCode, page.body]).toEqual([422, expect.stringContaining("hôm qua")]);
  });
});
