import { describe, expect, test } from "vitest";
import { useDemoApp } from "../../testing/demo-app.ts";

const demo = useDemoApp();
const ROOM = "/can-bo/quan-tri/thu-tuc";
const HTML = { accept: "text/html" };

async function open(url: string, login = "quantri") {
  return demo.call(login && (await demo.officer(login)), "GET", url, undefined, HTML);
}

async function send(url: string, fields: Readonly<Record<string, string>>, login = "quantri") {
  const cookie = login && (await demo.officer(login));
  const headers = { ...HTML, cookie, "content-type": "application/x-www-form-urlencoded" };
  return demo.app.inject({ method: "POST", url, headers, payload: new URLSearchParams(fields).toString() });
}

function decode(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
}

/** The inputs of the page's form as a browser would send them. */
function fieldsOf(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [tag] of html.matchAll(/<input [^>]*>/g)) {
    const name = attribute(tag, "name");
    const isChoice = /type="(radio|checkbox)"/.test(tag);
    if (name && (!isChoice || tag.includes(" checked")))
      fields[name] = decode(attribute(tag, "value") ?? (isChoice ? "on" : ""));
  }
  for (const [, name = "", inner = ""] of html.matchAll(/<select [^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs)) {
    const [, option = "", text = ""] = /<option([^>]*) selected=""[^>]*>([^<]*)/.exec(inner) ?? [];
    fields[name] = decode(attribute(option, "value") ?? text);
  }
  for (const [, name = "", inner = ""] of html.matchAll(/<textarea [^>]*name="([^"]*)"[^>]*>(.*?)<\/textarea>/gs))
    fields[name] = decode(inner);
  return fields;
}

describe("the list", () => {
  test("finds without accents, narrows, and says how many", async () => {
    expect((await open(ROOM)).body).toContain("Thủ tục (12)");
    const found = (await open(`${ROOM}?tim=ket%20hon&cap=commune&nop=co`)).body;
    expect([found.includes("Đăng ký kết hôn"), found.includes("Thủ tục (1)")]).toEqual([true, true]);
    expect((await open(`${ROOM}?tim=zzzz`)).body).toContain("Không có thủ tục nào như vậy");
    expect((await open(`${ROOM}?sau=xyz`)).statusCode).toBe(400);
  });
});

describe("the settings", () => {
  const path = `${ROOM}/1.000894/thiet-lap`;

  test("the form as shown, sent back, changes nothing", async () => {
    const answer = await send(path, { ...fieldsOf((await open(path)).body), viec: "luu" });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `${ROOM}/1.000894?xong=khong-doi`]);
  });

  test("a change makes a version, and the record tells what differs", async () => {
    const fields = { ...fieldsOf((await open(path)).body), viec: "luu" };
    const answer = await send(path, {
      ...fields,
      "fee.0.name": "Lệ phí",
      "fee.0.amount": "25.000 đồng",
      sensitive: "on",
    });
    expect(answer.headers.location).toBe(`${ROOM}/1.000894?xong=luu`);
    const record = (await open(String(answer.headers.location))).body;
    for (const text of [
      "Các phiên bản (2)",
      "Thêm: Khoản thu “Lệ phí”: 25.000 đồng.",
      "Dữ liệu nhạy cảm: “không” → “có”.",
    ])
      expect(record).toContain(text);
    // Somebody who still has the old form open is told, and loses nothing of what was typed.
    const late = await send(path, { ...fields, "fee.0.name": "Phí khác", "fee.0.amount": "1" });
    expect([late.statusCode, late.body.includes("Phí khác")]).toEqual([422, true]);
  });

  test("what is wrong comes back filled, each error at its field", async () => {
    const fields = { ...fieldsOf((await open(path)).body), viec: "luu" };
    const answer = await send(path, {
      ...fields,
      competence: "agency",
      agencyCode: "h99.99",
      "fee.1.name": "Phí",
      "fee.1.amount": "nhiều",
      eform: '{\n"schema": 1',
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain("Mẫu khai không phải JSON: xem dòng 2.");
    expect(answer.body).toContain("nhiều");
    const next = await send(path, {
      ...fields,
      competence: "agency",
      agencyCode: "h99.99",
      "fee.1.name": "Phí",
      "fee.1.amount": "nhiều",
      eform: '{"schema": 1}',
    });
    for (const text of [
      "“H99.99” không phải mã",
      "Số tiền là số nguyên",
      "schema: “1” – cần một đối tượng",
      'href="#competence"',
    ])
      expect(next.body).toContain(text);
  });

  test("the e-form is looked at without being saved", async () => {
    const fields = { ...fieldsOf((await open(path)).body), viec: "xem" };
    const seen = await send(path, fields);
    expect([seen.statusCode, seen.body.includes("Xem trước mẫu khai</h2>")]).toEqual([200, true]);
    expect((await send(path, { ...fields, eform: "[]" })).statusCode).toBe(422);
  });
});

describe("the process", () => {
  const path = `${ROOM}/1.013236/quy-trinh`;

  test("is read as a table in which legs say what runs beside them and what waits", async () => {
    const { body } = await open(path);
    for (const text of [
      "song song với “Ý kiến về phòng cháy, chữa cháy”",
      "chờ xong “Thẩm định hồ sơ”, “Ý kiến về phòng cháy, chữa cháy”",
      "Phòng Cảnh sát phòng cháy, chữa cháy",
      "– ✓ vừa",
    ])
      expect(body).toContain(text);
  });

  test("is drafted in rows, checked, and published by a decision", async () => {
    const fields = fieldsOf((await open(`${path}/soan`)).body);
    const more = await send(`${path}/soan`, { ...fields, viec: "them" });
    expect(Object.keys(fieldsOf(more.body)).filter((name) => name.endsWith(".step"))).toHaveLength(11);
    const wrong = await send(`${path}/soan`, { ...fields, "s.2.hours": "lâu", viec: "kiem-tra" });
    expect([wrong.statusCode, wrong.body.includes("“lâu” không phải số giờ")]).toEqual([422, true]);
    const loop = await send(`${path}/soan`, { ...fields, "s.4.next": "phan-cong", viec: "cong-bo" });
    expect([loop.statusCode, loop.body.includes("đi vòng tròn")]).toEqual([422, true]);
    const slow = await send(`${path}/soan`, { ...fields, "s.2.hours": "30 ngày", viec: "kiem-tra" });
    expect([slow.statusCode, slow.body.includes("các bước quá thời hạn")]).toEqual([200, true]);
    const undated = await send(`${path}/soan`, {
      ...fields,
      "s.2.hours": "48",
      decision: "9/QĐ-UBND",
      viec: "cong-bo",
    });
    expect([undated.statusCode, undated.body.includes("Ghi ngày quyết định")]).toEqual([422, true]);
    const signed = { ...fields, "s.2.hours": "48", decision: "9/QĐ-UBND", decisionDate: "1/9/2026", viec: "cong-bo" };
    expect((await send(`${path}/soan`, signed)).headers.location).toBe(`${path}?xong=cong-bo`);
    expect((await send(`${path}/soan`, signed)).headers.location).toBe(`${path}?xong=khong-doi`);
    expect((await open(path)).body).toContain("Đang dùng: Quyết định 9/QĐ-UBND ngày 01/09/2026");
  });

  test("a row is left out when marked, and an agency that is closed is refused", async () => {
    const fields = fieldsOf((await open(`${path}/soan`)).body);
    const without = await send(`${path}/soan`, {
      ...fields,
      "s.3.remove": "on",
      "s.1.next": "tham-dinh",
      viec: "kiem-tra",
    });
    expect([without.statusCode, without.body.includes("phoi-hop")]).toEqual([200, false]);
    const closed = await send(`${path}/soan`, {
      ...fields,
      "s.3.unit": "H99.30",
      decision: "1",
      decisionDate: "1/9/2026",
      viec: "cong-bo",
    });
    expect([closed.statusCode, closed.body.includes("“H99.30”")]).toEqual([422, true]);
  });
});

test.each(["", "/1.000894", "/1.000894/thiet-lap", "/1.000894/quy-trinh", "/1.000894/quy-trinh/soan"])(
  "%s is for the province's administrators alone",
  async (rest) => {
    for (const login of ["tiepnhan.xa", "kiemsoat"]) expect((await open(`${ROOM}${rest}`, login)).statusCode).toBe(403);
    expect((await open(`${ROOM}${rest}`, "")).statusCode).toBe(303);
  },
);

test.each(["", "/thiet-lap", "/quy-trinh", "/quy-trinh/soan"])(
  "%s of a procedure that is not there is 404",
  async (rest) => {
    expect((await open(`${ROOM}/9.999999${rest}`)).statusCode).toBe(404);
  },
);

test.each(["/thiet-lap", "/quy-trinh/soan"])("%s is changed by nobody else", async (rest) => {
  expect((await send(`${ROOM}/1.000894${rest}`, {}, "kiemsoat")).statusCode).toBe(403);
});
