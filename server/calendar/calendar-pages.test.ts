import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { readSheet } from "../platform/sheet/read-sheet.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { calendarSheet } from "./calendar-sheet.ts";

const demo = useDemoApp();
const ROOM = "/can-bo/quan-tri/lich";

const page = async (login: string, url: string) =>
  demo.call(login && (await demo.officer(login)), "GET", url, undefined, { accept: "text/html" });

async function send(login: string, url: string, fields: Readonly<Record<string, string | readonly string[]>>) {
  const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const));
  return demo.app.inject({
    method: "POST",
    url,
    headers: {
      cookie: login && (await demo.officer(login)),
      accept: "text/html",
      "content-type": "application/x-www-form-urlencoded",
    },
    payload: new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString(),
  });
}

const hidden = (body: string, name: string): string => {
  const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? "";
  return value.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
};

const agencyId = async (code: string): Promise<string> =>
  (await sql<{ id: string }>`select a.id from agency a where a.code = ${code}`.execute(demo.worker.db)).rows[0]?.id ??
  "";

const storm = {
  task: "day",
  agencyId: "",
  shownYear: "2026",
  "day.kind": "off",
  "day.from": "2026-09-10",
  "day.to": "11/9/2026",
  "day.swap": "2026-09-19",
  "day.name": "Nghỉ tránh bão",
  "day.basis": "Công văn 5/UBND",
};

describe("the year", () => {
  test("is shown with its hours, months, holidays and basis; forms only to an administrator", async () => {
    const { body } = await page("quantri", `${ROOM}?nam=2026`);
    for (const shown of ["Tháng 12", "Quốc khánh", "Làm bù cho 31/8", "7:30–11:30 và 13:30–17:30", "Thông báo lịch"]) {
      expect(body).toContain(shown);
    }
    expect(body).toContain("Xem trước ảnh hưởng");
    expect((await page("tiepnhan.xa", `${ROOM}?nam=2026`)).body).not.toContain("Xem trước ảnh hưởng");
    expect((await page("quantri", `${ROOM}?nam=2031`)).body).toContain("Năm 2031 chưa được xác nhận");
  });

  test("an agency is found by name without accents, and inherits", async () => {
    const id = await agencyId("H99.20");
    expect((await page("quantri", `${ROOM}?nam=2026&tim=h99.20`)).body).toContain(`co-quan=${id}`);
    expect((await page("quantri", `${ROOM}?nam=2026&co-quan=${id}`)).body).toContain("Kế thừa từ lịch toàn tỉnh");
    expect((await page("quantri", `${ROOM}?nam=2026&tim=khongco`)).body).toContain("Không có cơ quan nào");
  });

  test.each([
    ["", "", 303],
    ["quantri", "?co-quan=00000000-0000-4000-8000-000000000000", 404],
    ["quantri", "?co-quan=x", 404],
    ["quantri", "/thay-doi/99999", 404],
    ["quantri", "/thay-doi/x", 404],
    ["tiepnhan.xa", "/thay-doi/1", 404],
  ])("%s %s answers %d", async (login, rest, status) => {
    expect((await page(login, `${ROOM}${rest}`)).statusCode).toBe(status);
  });
});

describe("changing it by form", () => {
  test.each(["xem-truoc", "ap-dung", "danh-sach.csv"])("%s is refused to others", async (step) => {
    const amendment = JSON.stringify({ agencyId: null, basis: "x", days: [], hours: [], confirmYears: [] });
    expect((await send("kiemsoat", `${ROOM}/${step}`, { ...storm, amendment, version: "1" })).statusCode).toBe(403);
    expect((await send("quantri", `${ROOM}/ap-dung`, { amendment: "{}", version: "1" })).statusCode).toBe(400);
  });

  test("days off with a make-up day: preview, apply, and the year shows them", async () => {
    const preview = await send("quantri", `${ROOM}/xem-truoc`, storm);
    expect([preview.statusCode, preview.body]).toEqual([200, expect.stringContaining("10/09/2026: nghỉ (Nghỉ tránh")]);
    expect(preview.body).toContain("19/09/2026: làm bù (Làm bù: Nghỉ tránh bão)");
    const fields = { amendment: hidden(preview.body, "amendment"), version: hidden(preview.body, "version") };
    const csv = await send("quantri", `${ROOM}/danh-sach.csv`, fields);
    expect(csv.body).toMatch(/^\uFEFFMã hồ sơ,Đang hẹn/);
    const applied = await send("quantri", `${ROOM}/ap-dung`, fields);
    expect(applied.statusCode).toBe(303);
    expect((await page("quantri", String(applied.headers.location))).body).toContain("Công văn 5/UBND");
    expect((await page("quantri", `${ROOM}?nam=2026`)).body).toContain("Nghỉ tránh bão");

    const stale = await send("quantri", `${ROOM}/ap-dung`, fields);
    expect(stale.statusCode).toBe(409);
    expect(stale.body).toContain("Thân Văn Lập, căn cứ Công văn 5/UBND");
    const again = { amendment: hidden(stale.body, "amendment"), version: hidden(stale.body, "version") };
    expect((await send("quantri", `${ROOM}/ap-dung`, again)).statusCode).toBe(303);
  });

  test("weekly hours of one agency, a half day, a year, and a day taken out again", async () => {
    const id = await agencyId("H99.21");
    const tasks = [
      {
        task: "week",
        agencyId: id,
        "week.weekday": ["6"],
        "week.hours": "07:30-11:30",
        "week.from": "2026-10-01",
        "week.basis": "QĐ 1",
      },
      {
        task: "day",
        agencyId: id,
        "day.kind": "hours",
        "day.from": "2026-12-31",
        "day.hours": "07:30-11:30",
        "day.basis": "QĐ 2",
      },
      { task: "day", agencyId: id, "day.kind": "none", "day.from": "2026-12-31", "day.basis": "QĐ 3" },
      { task: "year", agencyId: "", "year.year": "2030", "year.basis": "TB 4" },
      { task: "recompute", agencyId: "", "recompute.basis": "TB 5" },
    ];
    for (const fields of tasks) {
      const preview = await send("quantri", `${ROOM}/xem-truoc`, fields);
      expect(preview.statusCode, preview.body).toBe(200);
      const next = { amendment: hidden(preview.body, "amendment"), version: hidden(preview.body, "version") };
      expect((await send("quantri", `${ROOM}/ap-dung`, next)).statusCode).toBe(303);
    }
    const { body } = await page("quantri", `${ROOM}?nam=2026&co-quan=${id}`);
    expect(body).toContain("7:30–11:30</td><td>Từ 01/10/2026");
    expect(body).not.toContain("31/12/2026");
    expect((await page("quantri", `${ROOM}?nam=2030`)).body).toContain("Năm 2030 đã xác nhận");
  });

  test.each([
    ["day.from", { "day.from": "30/2/2026" }],
    ["day.to", { "day.to": "2026-09-01" }],
    ["day.to", { "day.to": "2027-09-01" }],
    ["day.swap", { "day.kind": "makeup" }],
    ["day.hours", { "day.kind": "hours", "day.swap": "", "day.hours": "sáng" }],
    ["day.basis", { "day.basis": " " }],
    ["year.year", { task: "year", "year.year": "199", "year.basis": "x" }],
    ["week.weekday", { task: "week", "week.from": "2026-10-01", "week.basis": "x" }],
    [
      "week.to",
      { task: "week", "week.weekday": "6", "week.from": "2026-10-01", "week.to": "2026-09-01", "week.basis": "x" },
    ],
  ])("a fault comes back beside %s, with what was filled in", async (id, more) => {
    const { statusCode, body } = await send("quantri", `${ROOM}/xem-truoc`, { ...storm, ...more });
    expect(statusCode).toBe(422);
    expect(body).toContain(`<a href="#${id}">`);
    expect(body).toContain(`id="${id}-error"`);
    expect(body).toContain('value="Nghỉ tránh bão"');
  });
});

const step = (agency: string) =>
  send("thuly.xa", `${ROOM}/xem-truoc`, { ...storm, agencyId: agency, "day.basis": "QĐ 7" });

describe("a commune's own administrator", () => {
  test("keeps its calendar, and neither the province's nor the neighbour's", async () => {
    const [own, neighbour] = [await agencyId("H99.20"), await agencyId("H99.21")];
    expect((await step(own)).statusCode).toBe(403);
    await sql`
      update appointment set roles = array['handler', 'administrator']
      where officer_id = (select a.officer_id from account a where a.login = 'thuly.xa')`.execute(demo.worker.db);
    demo.at("2026-09-07T08:00:00+07:00");
    const preview = await step(own);
    expect(preview.statusCode).toBe(200);
    expect((await step(neighbour)).statusCode).toBe(404);
    expect((await step("")).statusCode).toBe(403);
    const shown = async (agency: string) => (await page("thuly.xa", `${ROOM}?co-quan=${agency}`)).body;
    expect(await shown(own)).toContain("Xem trước ảnh hưởng");
    expect(await shown(neighbour)).not.toContain("Xem trước ảnh hưởng");

    const fields = { amendment: hidden(preview.body, "amendment"), version: hidden(preview.body, "version") };
    const others = fields.amendment.replace(own, neighbour);
    for (const next of ["ap-dung", "danh-sach.csv"]) {
      expect((await send("thuly.xa", `${ROOM}/${next}`, { ...fields, amendment: others })).statusCode).toBe(404);
    }
    expect((await send("thuly.xa", `${ROOM}/ap-dung`, fields)).statusCode).toBe(303);

    const table = await bring(
      "thuly.xa",
      "Ngày,Loại,Cơ quan\n2026-12-28,nghỉ,H99.20\n2026-12-28,nghỉ,H99.21\n2026-12-28,nghỉ,\n",
    );
    expect(table.json().rows.map(({ outcome, faults }: Row) => faults[0]?.code ?? outcome)).toEqual([
      "created",
      "not-found",
      "not-your-role",
    ]);
  });
});

interface Row {
  readonly outcome: string;
  readonly faults: readonly { readonly code: string }[];
}

async function bring(login: string, csv: string) {
  const form = new FormData();
  form.set("file", new File([csv], "lich.csv"));
  const encoded = new Response(form);
  return demo.app.inject({
    method: "POST",
    url: "/api/v1/imports/calendar",
    headers: { cookie: await demo.officer(login), "content-type": encoded.headers.get("content-type") ?? "" },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
}
const outcomes = (answer: { json(): { rows: { outcome: string }[] } }) => answer.json().rows.map((row) => row.outcome);

describe("as a table", () => {
  test("takes the columns of the public file, is idempotent, and says what is left to do", async () => {
    const csv = "date,kind,name\n2031-01-01,off,Tết Dương lịch\n2031-01-04,makeup,Làm bù\n";
    const first = await bring("quantri", csv);
    expect(outcomes(first)).toEqual(["created", "created"]);
    expect(first.json().rows[0].notes.join()).toContain("Năm 2031 chưa được xác nhận");
    expect(outcomes(await bring("quantri", csv))).toEqual(["unchanged", "unchanged"]);
    expect((await page("quantri", ROOM)).body).toContain("ngày hẹn của hồ sơ đang mở chưa tính lại");
  });

  test("takes Vietnamese columns, an agency's own day and own hours, and gives them out again", async () => {
    const csv =
      "Ngày;Loại;Tên;Giờ;Cơ quan;Căn cứ\n" +
      "24/12/2026;Giờ riêng;Nửa ngày;07:30-11:30;H99.22;QĐ 9\n" +
      "25/12/2026;nghỉ;Nghỉ;;H99.99;\n31/2/2026;nghỉ;;;;\n26/12/2026;lễ;;;;\n27/12/2026;giờ riêng;;sáng;;\n";
    const answer = await bring("quantri", csv);
    expect(outcomes(answer)).toEqual(["created", "error", "error", "error", "error"]);
    expect(answer.json().rows.map(({ faults }: { faults: { code: string }[] }) => faults[0]?.code)).toEqual([
      undefined,
      "not-found",
      "bad-date",
      "bad-kind",
      "bad-hours",
    ]);
    const sheet = await demo.call(await demo.officer("quantri"), "GET", "/api/v1/exports/calendar");
    const rows = readSheet(sheet.rawPayload, calendarSheet.columns).map(({ cells }) => cells);
    expect(rows).toContainEqual({
      date: "2026-12-24",
      kind: "giờ riêng",
      name: "Nửa ngày",
      hours: "07:30-11:30",
      agency: "H99.22",
      basis: "QĐ 9",
    });
    expect((await bring("kiemsoat", csv)).statusCode).toBe(403);
  });
});

test("from October an administrator's home warns while next year is not confirmed", async () => {
  const warning = "Lịch làm việc năm 2028 chưa được xác nhận";
  demo.at("2027-09-30T08:00:00+07:00");
  expect((await page("quantri", "/can-bo/quan-tri")).body).not.toContain(warning);
  demo.at("2027-10-01T08:00:00+07:00");
  expect((await page("quantri", "/can-bo/quan-tri")).body).toContain(warning);
  demo.at("2028-01-03T08:00:00+07:00");
  expect((await page("quantri", "/can-bo/quan-tri")).body).toContain(warning);
});
