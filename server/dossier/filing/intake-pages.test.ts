import { expect, test } from "vitest";
import { useDemoApp } from "../../../testing/demo-app.ts";
import { pdf } from "../../../testing/journey.ts";
import { birthDeclared } from "../../../testing/portal-filing.ts";
import { birthFiling } from "../../../testing/filings.ts";
import { sendForm } from "../../../testing/send-form.ts";
import { readPdf } from "../../slip/read-pdf.testdata.ts";

const demo = useDemoApp();
const HTML = { accept: "text/html" };
const BIRTH = "/can-bo/tiep-nhan/1.001193";
const SEEN = /name="alikeChecked" value="([^"]+)"/;

const page = async (login: string, url: string) => demo.call(await demo.officer(login), "GET", url, undefined, HTML);

const send = async (login: string, url: string, fields: Record<string, string>) =>
  demo.app.inject({
    method: "POST",
    url,
    headers: { cookie: await demo.officer(login), ...HTML, "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams(fields).toString(),
  });

const birth = (identityNumber: string, rest: Record<string, string> = {}) => ({
  name: "Lò Thị Mây",
  identityNumber,
  counter: "H99.20",
  channel: "direct",
  ...birthDeclared,
  "paper.1": "kept",
  ...rest,
});

/** The commune chosen on the form, as the page shows it. */
function chosenPlace(body: string): string | undefined {
  const [select = ""] = /<select id="competent".*?<\/select>/s.exec(body) ?? [];
  return /<option value="([^"]*)" selected/.exec(select)?.[1];
}

test("the commune's own counter proposes itself, the centre of the province has to choose, and only communes are offered", async () => {
  const own = (await page("tiepnhan.xa", `${BIRTH}?caseIndex=0`)).body;
  expect(chosenPlace(own)).toBe("H99.20");
  expect(own).not.toContain("Chọn xã, phường");
  const centre = (await page("tiepnhan.tinh", `${BIRTH}?caseIndex=0`)).body;
  expect(centre).toContain("Chọn xã, phường");
  const [select = ""] = /<select id="competent".*?<\/select>/s.exec(centre) ?? [];
  expect([...select.matchAll(/value="([^"]*)"/g)].map(([, code]) => code)).toEqual(["", "H99.20", "H99.21", "H99.22"]);
  // A procedure of one agency leaves nothing to choose.
  expect((await page("tiepnhan.tinh", "/can-bo/tiep-nhan/1.013236")).body).not.toContain('id="competent"');
});

test.each([
  ["", "Chọn xã, phường, nơi có thẩm quyền"],
  ["H99.05", "Lỗi: "],
  ["H99.30", "Lỗi: "],
])("at the centre the place %j comes back beside its field with what was typed", async (competent, told) => {
  const sent = await send("tiepnhan.tinh", BIRTH, birth("099199000003", { counter: "H99.01", competent }));
  expect(sent.statusCode).toBe(422);
  expect(sent.body).toContain('href="#competent"');
  expect(sent.body).toMatch(new RegExp(`id="competent-error"[^>]*>[^<]*${told}`));
  expect(sent.body).toContain('value="Lò Văn Nam"');
});

test("an authorised person's faults stand beside his fields; his name and power of attorney are printed on form 01", async () => {
  const wrong = await send("tiepnhan.xa", BIRTH, birth("099199000004", { channel: "authorised-direct" }));
  expect(wrong.statusCode).toBe(422);
  for (const field of ["name", "identityNumber", "paper"])
    expect(wrong.body).toContain(`id="authorised.${field}-error"`);
  expect(wrong.body).toContain("Người được ủy quyền: Nhập số định danh gồm 12 chữ số.");
  const authorised = {
    "authorised.name": "Bạch Văn Sơn",
    "authorised.identityNumber": "099085000002",
    "authorised.phone": "0912000002",
    "authorised.address": "Xã Đồng Mận",
    "authorised.paper": "Giấy ủy quyền số 5 ngày 05/9/2026",
  };
  const filed = birth("099199000004", { channel: "authorised-direct", ...authorised });
  const badPhone = await send("tiepnhan.xa", BIRTH, { ...filed, "authorised.phone": "12" });
  expect(badPhone.body).toContain('id="authorised.phone-error"');
  const online = await send("tiepnhan.xa", BIRTH, { ...filed, channel: "authorised-online" });
  expect([online.statusCode, online.body.includes('id="channel-error"')]).toEqual([422, true]);
  expect(online.body).toContain("chọn “Trực tiếp, nộp thay có ủy quyền”");
  const scan = { "tep.uy-quyen": [await pdf("giấy ủy quyền.pdf")] };
  const cookie = await demo.officer("tiepnhan.xa");
  const made = await sendForm(demo, { cookie, url: BIRTH }, { fields: filed, files: scan });
  expect(made.statusCode, made.body).toBe(303);
  const shown = (await page("tiepnhan.xa", made.headers["location"] ?? "")).body;
  expect(shown).toContain("giấy ủy quyền.pdf");
  expect(shown).toContain("Trực tiếp, nộp thay có ủy quyền");
  expect(shown).toContain("Bạch Văn Sơn");
  expect(shown).toContain("Giấy ủy quyền số 5 ngày 05/9/2026");
  const slip = /href="(\/phieu\/[0-9a-f-]+\.pdf)"/.exec(shown)?.[1] ?? "";
  const printed = await page("tiepnhan.xa", slip);
  const { text } = await readPdf(printed.rawPayload);
  expect(text).toContain("Bạch Văn Sơn");
  expect(text).toContain("Giấy ủy quyền số 5 ngày 05/9/2026");
});

test("a look-alike stops the intake until the officer says that he has looked, and another one stops it again", async () => {
  const first = await send("tiepnhan.xa", BIRTH, birth("099199000005"));
  expect(first.statusCode, first.body).toBe(303);
  const elsewhere = { counter: "H99.22", competent: "H99.22" };
  const warned = await send("tiepnhan.khesim", BIRTH, birth("099199000005", elsewhere));
  expect(warned.statusCode).toBe(409);
  // Another agency's: counted, not named.
  expect(warned.body).toContain("1 hồ sơ ở cơ quan khác");
  expect(warned.body).not.toContain("H99.20-260907");
  expect(warned.body).toContain('value="Lò Văn Nam"');
  const seen = SEEN.exec(warned.body)?.[1] ?? "";
  const second = await send("tiepnhan.khesim", BIRTH, birth("099199000005", { ...elsewhere, alikeChecked: seen }));
  expect(second.statusCode, second.body).toBe(303);
  const again = await send("tiepnhan.xa", BIRTH, birth("099199000005", { alikeChecked: seen }));
  expect(again.statusCode).toBe(409);
  expect(again.body).toContain(`href="${first.headers["location"] ?? ""}"`);
  expect(again.body).toContain("1 hồ sơ ở cơ quan khác");
  const tampered = await send("tiepnhan.xa", BIRTH, birth("099199000005", { alikeChecked: "yes" }));
  expect(tampered.statusCode).toBe(409);
});

test("the page of a dossier that waits also tells how many look-alikes other agencies hold", async () => {
  await send("tiepnhan.khesim", BIRTH, birth("099199000001", { counter: "H99.22", competent: "H99.22" }));
  const cookie = await demo.officer("tiepnhan.xa");
  const filed = await demo.call(cookie, "POST", "/api/v1/dossiers", birthFiling);
  expect(filed.statusCode, filed.body).toBe(201);
  const shown = (await page("tiepnhan.xa", `/can-bo/ho-so/${filed.json<{ id: string }>().id}`)).body;
  expect(shown).toContain("1 hồ sơ ở cơ quan khác");
});
