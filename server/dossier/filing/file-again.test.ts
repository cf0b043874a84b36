import { expect, test } from "vitest";
import { useDemoApp } from "../../../testing/demo-app.ts";
import { useDossierApi } from "../../../testing/dossier-api.ts";
import { birthFiling } from "../../../testing/filings.ts";
import { sendForm } from "../../../testing/send-form.ts";
import { pdf } from "../../../testing/journey.ts";

const demo = useDemoApp();
const { file, act } = useDossierApi(demo);
const page = (cookie: string, url: string) => demo.call(cookie, "GET", url, undefined, { accept: "text/html" });

/** Filed by the person herself and refused by the counter. */
async function refused(): Promise<{ id: string; code: string }> {
  const cookie = await demo.citizen("cd-may");
  const fields = {
    "f.deceased": "Lò Văn Khoa",
    "f.diedOn.day": "1",
    "f.diedOn.month": "9",
    "f.diedOn.year": "2026",
    "f.place": "Nhà riêng",
    "f.requester": "Lò Thị Mây",
    "f.phone": "0912000001",
    "f.truth": "on",
    place: "H99.22",
    for: "self",
  };
  const files = { "tep.1": [await pdf("giấy báo tử.pdf")] };
  const saved = await sendForm(demo, { cookie, url: "/thu-tuc/1.000656/nop" }, { fields, files });
  expect(saved.statusCode, saved.body).toBe(303);
  const url = (saved.headers["location"] ?? "").replace("kiem-tra", "gui");
  const sent = await sendForm(demo, { cookie, url }, {});
  const id = sent.headers["location"]?.split("/")[2] ?? "";
  const reasons = [{ code: "not-eligible", componentCode: null, note: "Sai nơi nộp" }];
  const { submissionCode } = await act("tiepnhan.khesim", id, { action: "refuse-reception", reasons });
  return { id, code: submissionCode };
}

test("a refused dossier is filed again with its answers and files, and both dossiers name each other", async () => {
  const cookie = await demo.citizen("cd-may");
  const old = await refused();
  const own = (await page(cookie, `/ho-so/${old.id}`)).body;
  expect(own).toContain("Nộp lại");
  const nhap = /name="nhap" value="([^"]+)"/.exec(own)?.[1] ?? "";
  // Pressed twice it is one draft.
  const [first, second] = [await plain(cookie, old.id, nhap), await plain(cookie, old.id, nhap)];
  expect([first.headers["location"], second.headers["location"]]).toEqual([`/nop/${nhap}`, `/nop/${nhap}`]);
  const form = (await page(cookie, `/nop/${nhap}`)).body;
  expect(form).toContain('value="Lò Văn Khoa"');
  expect(form).toContain("giấy báo tử.pdf");
  expect(form).toMatch(/<option value="H99.22" selected/);
  // A procedure without cases asks for none.
  expect((await page(cookie, `/nop/${nhap}/kiem-tra`)).body).not.toContain("Trường hợp");
  const sent = await sendForm(demo, { cookie, url: `/nop/${nhap}/gui` }, {});
  expect(sent.statusCode, sent.body).toBe(303);
  const newer = sent.headers["location"]?.split("/")[2] ?? "";
  const shown = (await page(cookie, `/ho-so/${newer}`)).body;
  expect(shown).toMatch(new RegExp(`Thay cho hồ sơ.{0,80}${old.code}`, "s"));
  expect(shown).toContain("Không được tiếp nhận");
  const back = (await page(await demo.officer("tiepnhan.khesim"), `/can-bo/ho-so/${old.id}`)).body;
  expect(back).toMatch(new RegExp(`Được thay bằng hồ sơ.{0,60}/can-bo/ho-so/${newer}`, "s"));
  expect(back).toContain("Đã gửi, chờ tiếp nhận");
});

const plain = (cookie: string, id: string, nhap: string) =>
  demo.app.inject({
    method: "POST",
    url: `/ho-so/${id}/nop-lai`,
    headers: { cookie, accept: "text/html", "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams({ nhap }).toString(),
  });

test("a running dossier is not filed again, nor somebody else's, nor by nobody", async () => {
  const { id } = await file("tiepnhan.xa", birthFiling);
  const draft = "01a20efd-5d79-7787-8109-7fb211e97a6c";
  const cookie = await demo.citizen("cd-may");
  expect((await page(cookie, `/ho-so/${id}`)).body).not.toContain("Nộp lại");
  const running = await plain(cookie, id, draft);
  expect(running.statusCode).toBe(409);
  expect(running.body).toContain("không nộp lại được");
  expect((await plain(await demo.citizen("cd-son"), id, draft)).statusCode).toBe(404);
  expect((await plain(await demo.officer("tiepnhan.xa"), id, draft)).statusCode).toBe(403);
  const nobody = await plain("", id, draft);
  expect([nobody.statusCode, nobody.headers["location"]]).toEqual([303, `/dang-nhap?ve=/ho-so/${id}`]);
});

test("what a counter filed and refused is filed again without the counter's scans", async () => {
  const { id } = await file("tiepnhan.xa", birthFiling);
  const reasons = [{ code: "not-eligible", componentCode: null, note: "Thiếu điều kiện" }];
  await act("tiepnhan.xa", id, { action: "refuse-reception", reasons });
  const cookie = await demo.citizen("cd-may");
  const made = await plain(cookie, id, "");
  expect(made.statusCode, made.body).toBe(303);
  const form = (await page(cookie, made.headers["location"] ?? "")).body;
  expect(form).toContain('value="Lò Văn Nam"');
  expect(form).not.toContain("Đã có");
});
