import type { CDPSession, Page } from "playwright-core";
import { sql } from "kysely";
import { Secret, TOTP } from "otpauth";
import { beforeAll, expect, test } from "vitest";
import { DEMO_PASSWORD } from "../demo/accounts.ts";
import { toEpoch } from "../domain/shared/moment.ts";
import { useBrowser } from "../testing/browser.ts";
import { useDemoApp } from "../testing/demo-app.ts";
import { LONG, mainText, OFFICE, PHONE, shoot, signInOfficer, walkThrough } from "../testing/journey.ts";

const demo = useDemoApp({ host: "localhost" });
const browser = useBrowser();
const walk = walkThrough(demo, browser);
const base = () => demo.deps.config.baseUrl;

beforeAll(() => demo.listen());

/** A finger that is always the right one. */
async function withAuthenticator(page: Page): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return cdp;
}

test(
  "an officer adds a passkey, signs in with it alone, and its answer sent again opens nothing",
  async () => {
    const page = await browser.newPage({ viewport: PHONE });
    const outside: string[] = [];
    page.on("request", (request) => void (request.url().startsWith(base()) || outside.push(request.url())));
    await withAuthenticator(page);
    await page.goto(`${base()}/can-bo`);
    await shoot(page, "sign-in-360");
    await signInOfficer(page, "vanthu.xa");
    await page.goto(`${base()}/can-bo/tai-khoan`);
    await shoot(page, "own-account-360");
    await page.getByRole("link", { name: "Thiết lập xác thực hai bước" }).click();
    await shoot(page, "second-factor-360");
    await page.getByLabel("Tên để nhận ra").fill("Điện thoại của tôi");
    await page.locator("#key-password").fill(DEMO_PASSWORD);
    await page.getByRole("button", { name: "Tạo khoá truy cập" }).click();
    await page.getByRole("heading", { name: "Mã khôi phục" }).waitFor();
    await shoot(page, "recovery-codes-360");
    await page.goto(`${base()}/can-bo/tai-khoan/xac-thuc`);
    expect(await mainText(page)).toContain("Điện thoại của tôi");
    await shoot(page, "second-factor-passkey-360");
    await page.getByRole("button", { name: "Đăng xuất", exact: true }).click();
    await page.goto(`${base()}/can-bo/tim`);
    const sent = page.waitForRequest((request) => request.url().endsWith("/can-bo/dang-nhap/khoa-truy-cap"));
    await page.getByRole("button", { name: "Đăng nhập bằng khoá truy cập" }).click();
    const body = (await sent).postData() ?? "";
    await page.waitForURL(`${base()}/can-bo/tim`);
    const cookies = await page.context().cookies();
    const kept = cookies.find(({ name }) => name === "motcua_khoa")?.value ?? "";
    expect(kept).not.toBe("");
    const replayed = await demo.app.inject({
      method: "POST",
      url: "/api/v1/session/passkey",
      headers: { cookie: `motcua_khoa=${kept}` },
      payload: { credential: JSON.parse(new URLSearchParams(body).get("credential") ?? "") },
    });
    expect([replayed.statusCode, replayed.json().error.code]).toEqual([401, "passkey-refused"]);
    expect(outside).toEqual([]);
  },
  LONG,
);

test(
  "as the second step in place of the code; a browser without the key is told so in words",
  async () => {
    const page = await browser.newPage({ viewport: OFFICE });
    page.setDefaultTimeout(15_000);
    const cdp = await withAuthenticator(page);
    await page.goto(`${base()}/can-bo`);
    await signInOfficer(page, "lanhdao.xa");
    await page.goto(`${base()}/can-bo/tai-khoan/xac-thuc`);
    await shoot(page, "second-factor-1366");
    const secret = ((await page.locator(".secret-text").textContent()) ?? "").replaceAll(" ", "");
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: toEpoch(demo.deps.now()) });
    await page.locator("#code").fill(code);
    await page.locator("#password").fill(DEMO_PASSWORD);
    await page.getByRole("button", { name: "Bật xác thực hai bước" }).click();
    await shoot(page, "recovery-codes-1366");
    const [recovery = ""] = await page.locator(".secret-codes li").allTextContents();
    await page.goto(`${base()}/can-bo/tai-khoan/xac-thuc`);
    await page.getByLabel("Tên để nhận ra").fill("Máy ở phòng");
    await page.locator("#key-password").fill(DEMO_PASSWORD);
    await page.locator("#key-code").fill(recovery);
    await page.getByRole("button", { name: "Tạo khoá truy cập" }).click();
    await page.getByText("Đã thêm khoá truy cập").waitFor();
    await shoot(page, "second-factor-on-1366");
    await page.goto(`${base()}/can-bo/tai-khoan`);
    await shoot(page, "own-account-1366");
    await page.getByRole("button", { name: "Đăng xuất", exact: true }).click();
    await page.goto(`${base()}/can-bo`);
    await shoot(page, "sign-in-1366");
    await page.getByLabel("Tên đăng nhập").fill("lanhdao.xa");
    await page.getByLabel("Mật khẩu").fill(DEMO_PASSWORD);
    await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
    await page.getByRole("heading", { name: "Bước hai: mã xác nhận" }).waitFor();
    await shoot(page, "second-step-1366");
    await page.setViewportSize(PHONE);
    await shoot(page, "second-step-360");
    await page.getByRole("button", { name: "Đăng nhập bằng khoá truy cập" }).click();
    await page.waitForURL(`${base()}/can-bo`);

    await page.getByRole("button", { name: "Đăng xuất", exact: true }).click();
    await cdp.send("WebAuthn.disable");
    await cdp.send("WebAuthn.enable");
    await page.goto(`${base()}/can-bo/dang-nhap`);
    await page.evaluate(() => {
      navigator.credentials.get = async () => {
        throw new DOMException("", "NotAllowedError");
      };
    });
    await page.getByRole("button", { name: "Đăng nhập bằng khoá truy cập" }).click();
    const told = page.getByRole("alert").filter({ hasText: "Máy đã huỷ hoặc chờ quá lâu" });
    await told.waitFor();
    expect(await page.getByRole("button", { name: "Đăng nhập bằng khoá truy cập" }).isEnabled()).toBe(true);
  },
  LONG,
);

test(
  "an administrator sets who must have a second factor and sees who tried; pages work without script",
  async () => {
    const page = await walk.officer("quantri");
    await page.goto(`${base()}/can-bo/quan-tri/dang-nhap`);
    await shoot(page, "policy-1366");
    await page.getByLabel("Phiên đăng nhập dài nhất (giờ)").fill("99");
    await page.getByLabel("Bắt buộc từ ngày").fill("01/10/2026");
    await page.getByLabel("Quản trị và lãnh đạo").check();
    await page.getByRole("button", { name: "Lưu" }).click();
    expect(await mainText(page)).toContain("Phiên dài nhất từ 1 đến 24 giờ");
    await page.getByLabel("Phiên đăng nhập dài nhất (giờ)").fill("6");
    await page.getByRole("button", { name: "Lưu" }).click();
    expect(await mainText(page)).toContain("Đã lưu");
    await page.setViewportSize(PHONE);
    await shoot(page, "policy-360");
    await page.setViewportSize(OFFICE);
    const { rows } = await sql<{ id: string }>`
      select officer_id as id from account where login = 'lanhdao.xa'`.execute(demo.ownerDb);
    await page.goto(`${base()}/can-bo/quan-tri/can-bo/${rows[0]?.id}`);
    await page.getByText("Đặt lại xác thực hai bước").first().click();
    await shoot(page, "officer-1366");
    await page.getByLabel("Lý do, và đã xác minh thế nào").fill("Mất điện thoại, đã gặp");
    await page.getByRole("button", { name: "Đặt lại" }).click();
    expect(await mainText(page)).toContain("Xác thực hai bước: chưa bật");
    expect(await mainText(page)).toContain("Mất điện thoại, đã gặp");

    demo.at("2026-10-01T08:00:00+07:00");
    const obliged = await browser.newPage({ viewport: PHONE, javaScriptEnabled: false });
    await obliged.goto(`${base()}/can-bo/tim`);
    await signInOfficer(obliged, "lanhdao.xa");
    expect(await mainText(obliged)).toContain("Tỉnh yêu cầu ông/bà có xác thực hai bước");
    await shoot(obliged, "obliged-360");
  },
  LONG,
);
