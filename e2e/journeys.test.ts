import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { DEMO_PASSWORD } from "../demo/accounts.ts";
import { useBrowser } from "../testing/browser.ts";
import { useDemoApp } from "../testing/demo-app.ts";

const demo = useDemoApp();
const browser = useBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = process.env["MOTCUA_SHOTS"];
let base = "";
let photo: Buffer;
// A journey is dozens of pages on a shared machine.
const LONG = 120_000;

beforeAll(async () => {
  base = await demo.listen();
  photo = await sharp({ create: { width: 1200, height: 1600, channels: 3, background: "#dddddd" } })
    .jpeg()
    .toBuffer();
});

async function shoot(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}

async function officer(login: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await page.goto(`${base}/can-bo`);
  await page.getByLabel("Tên đăng nhập").fill(login);
  await page.getByLabel("Mật khẩu").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.getByRole("button", { name: "Đăng xuất" }).waitFor();
  page.setDefaultTimeout(8_000);
  return page;
}

async function open(page: Page, code: string): Promise<void> {
  await page.goto(`${base}/can-bo`);
  await page.getByRole("link", { name: code }).first().click();
}

async function doIt(
  page: Page,
  button: string,
  fill: (form: ReturnType<Page["locator"]>) => Promise<unknown> = async () => undefined,
): Promise<void> {
  const details = page.locator("details.action", {
    has: page.getByRole("button", { name: button, exact: true, includeHidden: true }),
  });
  if ((await details.getAttribute("open")) === null) await details.locator("summary").click();
  await fill(details);
  await details.getByRole("button", { name: button, exact: true }).click();
  expect(await page.locator(".summary").allTextContents()).toEqual([]);
}

test(
  "birth registration online, on a phone without script: draft with errors, supplement, result",
  async () => {
    demo.at("2026-09-07T08:00:00+07:00");
    const outside: string[] = [];
    const phone = await browser.newPage({ viewport: { width: 360, height: 800 }, javaScriptEnabled: false });
    phone.on(
      "request",
      (request) => request.url().startsWith(base) || request.url().startsWith("data:") || outside.push(request.url()),
    );
    await phone.goto(base);
    await phone.getByLabel("Gõ tên việc cần làm").fill("lam giay khai sinh");
    await phone.getByRole("button", { name: "Tìm thủ tục" }).click();
    await shoot(phone, "portal-find");
    await phone.getByRole("link", { name: "Đăng ký khai sinh" }).click();
    await shoot(phone, "portal-procedure");
    await phone.getByRole("link", { name: "Nộp trực tuyến" }).click();
    await phone.getByLabel("Lò Thị Mây").check();
    await phone.getByLabel("Mật khẩu").fill(DEMO_PASSWORD);
    await shoot(phone, "portal-signin");
    await phone.getByRole("button", { name: "Đăng nhập" }).click();
    await phone.getByLabel("Nộp tại").selectOption({ label: "Ủy ban nhân dân phường Bến Đò" });
    expect(await phone.getByLabel("Họ và tên", { exact: true }).inputValue()).toBe("Lò Thị Mây");
    await phone.getByLabel("Họ, chữ đệm, tên của trẻ").fill("Lò Văn Nam");
    await phone.getByRole("button", { name: "Lưu và kiểm tra lại" }).click();
    // Everything that is wrong at once, and what was typed is still there.
    expect(await phone.locator(".summary li").count()).toBeGreaterThan(5);
    expect(await phone.getByLabel("Họ, chữ đệm, tên của trẻ").inputValue()).toBe("Lò Văn Nam");
    await shoot(phone, "portal-errors");
    await phone.getByLabel("Mẹ", { exact: true }).check();
    const born = phone.getByRole("group", { name: "Ngày sinh của trẻ" });
    await born.getByLabel("Ngày").fill("20");
    await born.getByLabel("Tháng").fill("8");
    await born.getByLabel("Năm").fill("2026");
    await phone.getByLabel("Nam", { exact: true }).check();
    await phone.getByLabel("Nơi sinh").fill("Trạm y tế phường Bến Đò");
    await phone.getByLabel("Họ và tên mẹ").fill("Lò Thị Mây");
    await phone.getByLabel("Số định danh của mẹ").fill("099199000001");
    await phone.getByLabel("Tôi cam đoan").check();
    await phone
      .getByLabel("Giấy chứng sinh")
      .setInputFiles({ name: "giấy chứng sinh.jpg", mimeType: "image/jpeg", buffer: photo });
    await phone
      .getByLabel("Giấy tờ tùy thân")
      .setInputFiles({ name: "căn cước.jpg", mimeType: "image/jpeg", buffer: photo });
    await phone.getByRole("button", { name: "Lưu và kiểm tra lại" }).click();
    await shoot(phone, "portal-check");
    await phone.getByRole("button", { name: "Gửi hồ sơ" }).click();
    expect(await phone.locator(".notice").textContent()).toContain("N.H99.20-260907-0001");
    const own = phone.url().split("?")[0] ?? "";

    demo.at("2026-09-07T09:00:00+07:00");
    const receiver = await officer("tiepnhan.xa");
    await shoot(receiver, "office-work");
    await open(receiver, "N.H99.20-260907-0001");
    await shoot(receiver, "office-dossier");
    await doIt(receiver, "Yêu cầu bổ sung", async (form) => {
      await form.getByLabel("Lý do 1").selectOption({ label: "Giấy tờ mờ, không đọc được" });
      await form.getByLabel("Giấy tờ", { exact: true }).first().selectOption({ label: "Giấy chứng sinh" });
      await form.getByLabel("Nội dung cụ thể").first().fill("Chụp lại cho rõ dấu đỏ");
    });

    demo.at("2026-09-08T08:00:00+07:00");
    await phone.goto(own);
    expect(await phone.locator("main").textContent()).toContain("Chụp lại cho rõ dấu đỏ");
    await shoot(phone, "portal-supplement");
    await phone.getByLabel("Tệp thay thế").setInputFiles({ name: "rõ.jpg", mimeType: "image/jpeg", buffer: photo });
    await phone.getByRole("button", { name: "Nộp bổ sung" }).click();
    expect(await phone.locator(".summary").allTextContents()).toEqual([]);

    const nextDay = await officer("tiepnhan.xa");
    await open(nextDay, "N.H99.20-260907-0001");
    await doIt(nextDay, "Tiếp nhận");
    expect(await nextDay.locator("main").textContent()).toContain("H99.20-260908-0001");
    await doIt(nextDay, "Chuyển bước sau");
    const leader = await officer("lanhdao.xa");
    await open(leader, "H99.20-260908-0001");
    await doIt(leader, "Phân công");
    const handler = await officer("thuly.xa");
    await open(handler, "H99.20-260908-0001");
    await doIt(handler, "Trình kết quả", (form) => form.getByLabel("Nội dung kết quả").fill("Cấp giấy khai sinh"));
    await open(leader, "H99.20-260908-0001");
    await doIt(leader, "Duyệt");
    await doIt(leader, "Ký");
    const clerk = await officer("vanthu.xa");
    await open(clerk, "H99.20-260908-0001");
    await doIt(clerk, "Vào số, phát hành", (form) => form.getByLabel("Số văn bản kết quả").fill("15/KS"));
    await open(nextDay, "H99.20-260908-0001");
    await doIt(nextDay, "Trả kết quả", (form) => form.getByLabel("Người nhận").fill("Lò Thị Mây"));
    await phone.goto(own);
    expect(await phone.locator("main").textContent()).toContain("Đã trả kết quả");
    expect(await phone.locator("main").textContent()).toContain("số 15/KS");
    await shoot(phone, "portal-result");
    const slip = await phone.request.get(
      `${base}${await phone.getByRole("link", { name: "giấy tiếp nhận hồ sơ và hẹn trả kết quả" }).getAttribute("href")}`,
    );
    expect([slip.status(), slip.headers()["content-type"], (await slip.body()).subarray(0, 5).toString()]).toEqual([
      200,
      "application/pdf",
      "%PDF-",
    ]);
    expect(outside).toEqual([]);

    await phone.goto(`${base}/tra-cuu`);
    await phone.getByLabel("Mã hồ sơ").fill("H99.20-260908-0001");
    await phone.getByLabel("4 số cuối").fill("0001");
    await phone.getByRole("button", { name: "Tra cứu" }).click();
    expect(await phone.locator("main").textContent()).toContain("Đã trả kết quả");
  },
  LONG,
);

test(
  "building permit at the counter: two agencies, apology in time, late leg named",
  async () => {
    demo.at("2026-09-07T09:00:00+07:00");
    const receiver = await officer("tiepnhan.tinh");
    await receiver.goto(`${base}/can-bo/tiep-nhan/1.013236`);
    await receiver.getByLabel("Họ và tên").fill("Bạch Văn Sơn");
    await receiver.getByLabel("Số định danh").fill("099085000002");
    await receiver.getByLabel("Tên chủ đầu tư").fill("Bạch Văn Sơn");
    await receiver.locator("[name='f.phone']").fill("0912000002");
    await receiver.getByLabel("Địa điểm xây dựng").fill("Xã Đồng Mận");
    await receiver.getByLabel("Số tầng").fill("5");
    await receiver.getByLabel("Diện tích xây dựng").fill("120,5");
    await receiver.getByLabel("Nhà ở").check();
    await receiver.getByLabel("Tôi cam đoan").check();
    await shoot(receiver, "office-intake");
    await receiver.getByRole("button", { name: "Tiếp nhận và in giấy hẹn" }).click();
    const code = "H99.01-260907-0001";
    expect(await receiver.locator("main").textContent()).toContain(code);
    await doIt(receiver, "Chuyển bước sau");
    const leader = await officer("lanhdao.xaydung");
    await open(leader, code);
    await doIt(leader, "Phân công");
    const handler = await officer("thuly.xaydung");
    await open(handler, code);
    await doIt(handler, "Chuyển bước sau");
    demo.at("2026-10-01T09:00:00+07:00");
    const head = await officer("lanhdao.xaydung");
    await head.goto(`${base}/can-bo/tim?tim=bach van son`);
    await head.getByRole("link", { name: code }).click();
    await doIt(head, "Xin lỗi và hẹn lại", async (form) => {
      await form.getByLabel("Lý do chậm").fill("Chờ ý kiến phòng cháy");
      await form.getByLabel("Hẹn lại ngày").fill("09/10/2026");
    });
    demo.at("2026-10-08T09:00:00+07:00");
    const fireman = await officer("thamdinh.pccc");
    await open(fireman, code);
    await doIt(fireman, "Chuyển bước sau", (form) => form.getByLabel("Ý kiến").fill("Đạt"));
    const again = await officer("thuly.xaydung");
    await open(again, code);
    expect(await again.getByRole("table", { name: "Thời gian từng cơ quan" }).getByText("Chậm 144 giờ").count()).toBe(
      1,
    );
    await shoot(again, "office-legs");
  },
  LONG,
);

test.each([
  ["/", null],
  ["/thu-tuc/1.001193", null],
  ["/tra-cuu", null],
  ["/can-bo/dang-nhap", null],
  ["/can-bo", "kiemsoat"],
  ["/can-bo/tiep-nhan/1.001612", "tiepnhan.xa"],
  ["/can-bo/quan-tri", "quantri"],
])("%s has no serious accessibility fault in light and dark", async (path, login) => {
  for (const colorScheme of ["light", "dark"] as const) {
    // The script of the checker is injected, which the pages' own policy forbids to everybody else.
    const page = await browser.newPage({ colorScheme, bypassCSP: true, viewport: { width: 360, height: 800 } });
    if (login)
      await page
        .context()
        .addCookies([{ name: "motcua_session", value: (await demo.officer(login)).split("=")[1] ?? "", url: base }]);
    await page.goto(base + path);
    await page.addScriptTag({ content: axe });
    const found = await page.evaluate(
      "axe.run().then(({violations}) => violations.filter(v => v.impact === 'serious' || v.impact === 'critical').map(v => v.id + ': ' + v.nodes.map(n => n.target).join(' ')))",
    );
    expect(found, `${path} ${colorScheme}`).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth <= 360"), `${path} scrolls sideways`).toBe(true);
    await page.context().close();
  }
});
