import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { useBrowser } from "../testing/browser.ts";
import { useDemoApp } from "../testing/demo-app.ts";
import { useDossierApi } from "../testing/dossier-api.ts";
import { birthFiling } from "../testing/filings.ts";
import {
  act as press,
  action,
  LONG,
  mainText,
  OFFICE,
  open,
  pdf,
  PHONE,
  photo,
  shoot,
  signInCitizen,
  walkThrough,
} from "../testing/journey.ts";

const demo = useDemoApp();
const { file, act } = useDossierApi(demo);
const walk = walkThrough(demo, useBrowser());

beforeAll(() => demo.listen());

test(
  "a supplement brought to the counter is scanned page by page into one PDF, and the clock runs on",
  async () => {
    demo.at("2026-09-07T08:00:00+07:00");
    const { id, submissionCode } = await file("tiepnhan.xa", birthFiling);
    const reasons = [{ code: "paper-unreadable", componentCode: "1", note: "Bản gốc mờ dấu" }];
    await act("tiepnhan.xa", id, { action: "request-supplement", reasons });
    const counter = await walk.officer("tiepnhan.xa");
    await open(counter, submissionCode);
    // Said to be scanned, without a scan: told beside the paper, and what was typed stays.
    const form = await action(counter, "Nộp bổ sung");
    await form.getByLabel("Quét ngay").first().check();
    await form.getByLabel("Nội dung giải trình").fill("Đã xin cấp lại");
    await form.getByRole("button", { name: "Nộp bổ sung" }).click();
    expect(await counter.locator(".summary li").allTextContents()).toEqual([
      "Chọn tệp quét, hoặc đổi cách nhận giấy này.",
    ]);
    expect(await counter.getByLabel("Nội dung giải trình").inputValue()).toBe("Đã xin cấp lại");
    await shoot(counter, "office-supply");
    const pages = [
      { ...(await photo(231)), name: "chứng sinh.jpg" },
      { ...(await photo(232)), name: "mặt sau.jpg" },
    ];
    await press(counter, "Nộp bổ sung", (again) => again.getByLabel("Bản quét").first().setInputFiles(pages));
    const shown = await mainText(counter);
    expect(shown).toContain("Đã xin cấp lại");
    expect(shown).toMatch(/Giấy chứng sinh\.pdf \(2 trang/);
    expect(await counter.getByText("mặt sau.jpg").isVisible()).toBe(false);
    await counter.locator("#giay-to").getByRole("link", { name: "Giấy chứng sinh.pdf" }).click();
    await shoot(counter, "office-viewer");
    await viewedOn(counter, PHONE);
    await counter.setViewportSize(OFFICE);
    await counter.getByText("Ảnh gốc (2)").click();
    await counter.locator("#giay-to").getByRole("link", { name: "mặt sau.jpg" }).click();
    expect(await drawn(counter)).toEqual([1200]);
    await shoot(counter, "office-viewer-original");
    await press(counter, "Tiếp nhận");
    expect(await mainText(counter)).toContain("H99.20-260907-0001");
  },
  LONG,
);

test(
  "a result with a mistake is corrected by its leader with a new file, which the applicant takes home",
  async () => {
    demo.at("2026-09-08T08:00:00+07:00");
    const id = await finished();
    const url = `${walk.base()}/can-bo/ho-so/${id}`;
    const leader = await walk.officer("lanhdao.xa");
    await leader.goto(url);
    const form = await action(leader, "Đính chính kết quả");
    await form.getByRole("button", { name: "Đính chính kết quả" }).click();
    expect(await leader.locator(".summary li a").getAttribute("href")).toBe("#correct.note");
    await leader.getByLabel("Nội dung đính chính").fill("Sửa ngày sinh");
    await (await action(leader, "Đính chính kết quả")).getByRole("button", { name: "Đính chính kết quả" }).click();
    expect(await leader.locator(".summary li a").getAttribute("href")).toBe("#correct.tep");
    await press(leader, "Đính chính kết quả", async (again) => {
      await again.getByLabel("Nội dung đính chính").fill("Sửa ngày sinh thành 21/8/2026");
      await again.getByLabel("Tệp kết quả sau đính chính").setInputFiles(await pdf("khai sinh đã sửa.pdf", 2));
    });
    expect(await mainText(leader)).toContain("Sửa ngày sinh thành 21/8/2026");
    expect(await leader.locator("#giay-to").getByRole("link", { name: "khai sinh đã sửa.pdf" }).count()).toBe(1);
    await shoot(leader, "office-corrected");
    const clerk = await walk.officer("thuly.xa");
    await clerk.goto(url);
    expect(await clerk.getByRole("button", { name: "Đính chính kết quả", includeHidden: true }).count()).toBe(0);

    const { page: phone } = await walk.phone();
    await phone.goto(`${walk.base()}/ho-so/${id}`);
    await signInCitizen(phone, "Lò Thị Mây");
    await phone.goto(`${walk.base()}/ho-so/${id}`);
    const result = phone.getByRole("link", { name: "Tải xuống: khai sinh đã sửa.pdf" });
    const got = await phone.request.get(`${walk.base()}${(await result.getAttribute("href")) ?? ""}`);
    expect([got.status(), got.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  },
  LONG,
);

test(
  "a refused dossier is filed again from a phone, prefilled, and stands beside the new one",
  async () => {
    demo.at("2026-09-09T08:00:00+07:00");
    const { id, submissionCode } = await file("tiepnhan.xa", birthFiling);
    const reasons = [{ code: "not-eligible", componentCode: null, note: "Thiếu giấy chứng sinh gốc" }];
    await act("tiepnhan.xa", id, { action: "refuse-reception", reasons });
    const { page: phone } = await walk.phone();
    await phone.goto(`${walk.base()}/ho-so/${id}`);
    await signInCitizen(phone, "Lò Thị Mây");
    await phone.goto(`${walk.base()}/ho-so/${id}`);
    await shoot(phone, "portal-refused");
    await phone.getByRole("button", { name: "Nộp lại" }).click();
    expect(await phone.getByLabel("Họ, chữ đệm, tên của trẻ").inputValue()).toBe("Lò Văn Nam");
    await phone
      .getByLabel("Giấy chứng sinh", { exact: true })
      .setInputFiles([{ ...(await photo(201)), name: "mặt trước.jpg" }, await photo(202)]);
    await phone.getByLabel("Giấy tờ tùy thân").setInputFiles(await pdf("căn cước.pdf"));
    await phone.getByRole("button", { name: "Lưu và kiểm tra lại" }).click();
    expect(await mainText(phone)).toContain("Giấy chứng sinh.pdf");
    await shoot(phone, "portal-again-check");
    await phone.getByRole("button", { name: "Gửi hồ sơ" }).click();
    await phone.getByRole("link", { name: "Theo dõi hồ sơ" }).click();
    expect(await mainText(phone)).toContain(`Thay cho hồ sơ: ${submissionCode}`);
    await shoot(phone, "portal-linked");
    const counter = await walk.officer("tiepnhan.xa");
    await counter.goto(`${walk.base()}/can-bo/ho-so/${id}`);
    expect(await mainText(counter)).toContain("Được thay bằng hồ sơ");
    await shoot(counter, "office-linked");
    // At the counter the same matter once more is shown before it is received.
    await counter.goto(`${walk.base()}/can-bo/tiep-nhan/1.001193?caseIndex=0`);
    await counter.getByLabel("Họ và tên, hoặc tên tổ chức").fill("Lò Thị Mây");
    await counter.getByLabel("Số định danh, hoặc mã số thuế").fill("099199000001");
    await counter.getByRole("button", { name: "Tiếp nhận và in giấy hẹn" }).click();
    expect(await counter.getByLabel("Đã kiểm tra, vẫn tiếp nhận").isChecked()).toBe(false);
    await shoot(counter, "office-alike");
    await counter.setViewportSize(PHONE);
    await shoot(counter, "office-alike-phone", false);
    await counter.setViewportSize(OFFICE);
  },
  LONG,
);

test(
  "a click too many is taken back, and both stay in the history, from where the dossier of then is opened",
  async () => {
    demo.at("2026-09-10T08:00:00+07:00");
    const { id } = await file("tiepnhan.xa", birthFiling);
    demo.at("2026-09-10T09:00:00+07:00");
    await act("tiepnhan.xa", id, { action: "receive" });
    demo.at("2026-09-10T10:00:00+07:00");
    const counter = await walk.officer("tiepnhan.xa");
    await counter.goto(`${walk.base()}/can-bo/ho-so/${id}`);
    await press(counter, "Chuyển bước sau");
    expect(await counter.getByRole("status").textContent()).toContain("Còn 10 giây để hoàn tác, đến 10:00:10");
    await shoot(counter, "office-undo", false);
    await counter.setViewportSize(PHONE);
    await shoot(counter, "office-undo-phone", false);
    await counter.setViewportSize(OFFICE);
    await counter.getByRole("button", { name: "Hoàn tác" }).click();
    expect(await counter.locator(".timeline li strong").allTextContents()).toEqual([
      "Nộp hồ sơ",
      "Tiếp nhận",
      "Chuyển bước",
      "Hoàn tác",
    ]);
    await shoot(counter, "office-undone");
    expect(await counter.getByRole("button", { name: "Hoàn tác" }).count()).toBe(0);
    await counter.getByRole("link", { name: "Hồ sơ lúc này: Tiếp nhận" }).click();
    expect(await counter.getByRole("heading", { level: 1 }).textContent()).toBe("Hồ sơ như lúc 09:00 ngày 10/09/2026");
    await shoot(counter, "office-past");
    await counter.setViewportSize(PHONE);
    await shoot(counter, "office-past-phone", false);
    await counter.setViewportSize(OFFICE);
    await counter.getByRole("link", { name: "Việc trước" }).click();
    expect(await counter.getByRole("heading", { level: 1 }).textContent()).toContain("08:00 ngày 10/09/2026");
    await counter.getByLabel("Xem hồ sơ như lúc").fill("2026-09-10T07:59:59");
    await counter.getByRole("button", { name: "Xem", exact: true }).click();
    expect(await mainText(counter)).toContain("Lúc 07:59:59 ngày 10/09/2026 chưa có hồ sơ này");
    await shoot(counter, "office-not-yet", false);
    await counter.getByRole("link", { name: "Về hồ sơ hiện nay" }).click();
    expect(await counter.getByText("Việc làm được lúc này").count()).toBe(1);
  },
  LONG,
);

/**
 * A bound paper where the browser draws no PDF inside a page, as on phones: the photos stand in its place, and the file
 * itself is one press away.
 */
async function viewedOn(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  expect(await page.evaluate("navigator.pdfViewerEnabled")).toBe(false);
  expect(await drawn(page)).toEqual([1200, 1200]);
  const opening = page.getByRole("link", { name: "Mở trong thẻ mới" });
  expect((await opening.boundingBox())?.height).toBeGreaterThanOrEqual(36);
  const got = await page.request.get(new URL((await opening.getAttribute("href")) ?? "", page.url()).href);
  expect([got.status(), got.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  await shoot(page, "office-viewer-phone", false);
}

/** Widths of the photos in the viewer once the browser has really drawn them. */
async function drawn(page: Page): Promise<readonly number[]> {
  const photos = page.locator("img.viewer-image");
  for (const one of await photos.all()) await one.scrollIntoViewIfNeeded();
  const widths = "[...document.querySelectorAll('img.viewer-image')].map((image) => image.naturalWidth)";
  await expect.poll(() => page.evaluate(widths)).not.toContain(0);
  return page.evaluate(widths);
}

/** A birth registration that has been settled, with its result handed out. */
async function finished(): Promise<string> {
  const { id } = await file("tiepnhan.xa", birthFiling);
  await act("tiepnhan.xa", id, { action: "receive" });
  await act("tiepnhan.xa", id, { action: "forward", next: null, note: "" });
  const leader = await demo.officer("lanhdao.xa");
  const page = (await demo.call(leader, "GET", `/can-bo/ho-so/${id}`, undefined, { accept: "text/html" })).body;
  const officerId = /<option value="([^"]+)">La Văn Kỳ/.exec(page)?.[1] ?? "";
  await act("lanhdao.xa", id, { action: "assign", officerId, note: "" });
  await act("thuly.xa", id, {
    action: "propose-result",
    granted: true,
    summary: "Cấp giấy khai sinh",
    documentIds: [],
  });
  await act("lanhdao.xa", id, { action: "approve", note: "" });
  await act("lanhdao.xa", id, { action: "sign" });
  await act("vanthu.xa", id, { action: "finish", number: "15/KS", documentIds: [] });
  await act("tiepnhan.xa", id, { action: "hand-out", receiver: "Lò Thị Mây", method: "direct" });
  return id;
}
