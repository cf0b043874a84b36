import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { DEMO_PASSWORD } from "../demo/accounts.ts";
import { useBrowser } from "../testing/browser.ts";
import { catalogueRow } from "../testing/catalogue.ts";
import { useDemoApp } from "../testing/demo-app.ts";

const demo = useDemoApp();
const browser = useBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = process.env["MOTCUA_SHOTS"];
const LONG = 120_000;

const ROWS = [
  catalogueRow(),
  catalogueRow({ code: "1.900002", name: "Đóng bến đò" }),
  catalogueRow({ code: "1.001193", name: "Thủ tục đăng ký khai sinh", field: "Hộ tịch" }),
  catalogueRow({ code: "190", name: "Mã sai" }),
];

test(
  "an administrator looks at a file of the national catalogue, takes it in and reads what became of each row, without script",
  { timeout: LONG },
  async () => {
    const base = await demo.listen();
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, javaScriptEnabled: false });
    await page.goto(`${base}/can-bo/quan-tri/thu-tuc`);
    await page.getByLabel("Tên đăng nhập").fill("quantri");
    await page.getByLabel("Mật khẩu").fill(DEMO_PASSWORD);
    await page.getByRole("button", { name: "Đăng nhập" }).click();

    await page.getByText("Nhập danh mục quốc gia").click();
    const buffer = gzipSync(ROWS.map((row) => JSON.stringify(row)).join("\n"));
    await page
      .getByLabel("Tệp danh mục quốc gia")
      .setInputFiles({ name: "thang-9.jsonl.gz", mimeType: "application/gzip", buffer });
    await page.getByRole("button", { name: "Xem trước" }).click();
    await page.getByRole("heading", { name: "Xem trước danh mục quốc gia" }).waitFor();
    expect(await page.getByText("cần mã thủ tục dạng 1.001193").isVisible()).toBe(true);
    if (shots) await page.screenshot({ path: `${shots}/catalogue-preview.png`, fullPage: true });
    await page.setViewportSize({ width: 360, height: 800 });
    if (shots) await page.screenshot({ path: `${shots}/catalogue-preview-phone.png`, fullPage: true });
    await page.setViewportSize({ width: 1366, height: 768 });

    await page.getByRole("link", { name: "Sẽ đổi" }).click();
    expect(await page.getByText("“Đăng ký khai sinh” → “Thủ tục đăng ký khai sinh”").isVisible()).toBe(true);
    await page.getByLabel("Nhập các dòng đúng, bỏ các dòng sai").check();
    await page.getByRole("button", { name: "Nhập vào danh mục" }).click();
    await page.getByText("Đã nhập các dòng đúng").waitFor();
    await page.getByRole("link", { name: "Thêm mới" }).click();
    await page.getByRole("link", { name: "1.900002" }).click();
    await page.getByRole("heading", { name: "Đóng bến đò" }).waitFor();
    await page.goto(`${base}/can-bo/quan-tri/thu-tuc/danh-muc`);
    expect(await page.getByText("thang-9.jsonl.gz").isVisible()).toBe(true);
    if (shots) await page.screenshot({ path: `${shots}/catalogue-imports.png`, fullPage: true });

    const looked = await browser.newPage({ storageState: await page.context().storageState() });
    for (const path of ["", await page.getByRole("link", { name: /2026/ }).first().getAttribute("href")]) {
      await looked.goto(path ? `${base}${path}` : page.url());
      await looked.evaluate(axe);
      const faults = await looked.evaluate(async () => {
        const { violations } = await (
          globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }
        ).axe.run();
        return violations.map(({ id }) => id);
      });
      expect(faults).toEqual([]);
    }
  },
);
