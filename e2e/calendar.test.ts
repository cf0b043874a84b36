import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { DEMO_PASSWORD } from "../demo/accounts.ts";
import { useBrowser } from "../testing/browser.ts";
import { permitFiling } from "../testing/filings.ts";
import { useDemoApp } from "../testing/demo-app.ts";
import { recomputeDatesAnew } from "../server/calendar/recompute-dates.job.ts";

const demo = useDemoApp();
const browser = useBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = process.env["MOTCUA_SHOTS"];
const ROOM = "/can-bo/quan-tri/lich";
const LONG = 120_000;
let base = "";

const permit = { ...permitFiling, papers: [] };

let dossier = { id: "", code: "" };

beforeAll(async () => {
  base = await demo.listen();
  const counter = await demo.officer("tiepnhan.tinh");
  const { id } = (await demo.call(counter, "POST", "/api/v1/dossiers", permit)).json();
  const command = { action: "receive" };
  dossier = (await demo.call(counter, "POST", `/api/v1/dossiers/${id}/actions`, { command })).json();
});

async function signIn(width: number, javaScriptEnabled: boolean): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: width < 600 ? 800 : 768 }, javaScriptEnabled });
  await page.goto(`${base}/can-bo`);
  await page.getByLabel("Tên đăng nhập").fill("quantri");
  await page.getByLabel("Mật khẩu").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.getByRole("button", { name: "Đăng xuất" }).waitFor();
  return page;
}

async function shoot(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}

test(
  "an administrator without script closes a day for a storm, sees whom it moves, and applies it",
  async () => {
    const page = await signIn(1366, false);
    await page.goto(`${base}${ROOM}?nam=2026`);
    await shoot(page, "calendar-1366");
    await page.getByText("Thêm, sửa hoặc bỏ ngày nghỉ").click();
    const form = page.locator("details", { hasText: "Thêm, sửa hoặc bỏ ngày nghỉ" });
    await form.getByRole("button", { name: "Xem trước ảnh hưởng" }).click();
    expect(await page.locator(".summary li").count()).toBe(2);
    await shoot(page, "calendar-faults-1366");
    await page.getByLabel("Từ ngày").first().fill("2026-09-09");
    await page.getByLabel("Tên", { exact: true }).fill("Nghỉ tránh bão");
    await page.getByLabel("Căn cứ").first().fill("Công văn 31/UBND-NC ngày 7/9/2026");
    await page.getByRole("button", { name: "Xem trước ảnh hưởng" }).first().click();
    expect(await page.getByRole("row", { name: dossier.code }).innerText()).toContain("08:00, 06/10/2026");
    await shoot(page, "calendar-preview-1366");
    await page.getByRole("button", { name: "Áp dụng" }).click();
    await page.waitForURL(/\/thay-doi\//);
    await recomputeDatesAnew.run(demo.worker, {});
    await expect
      .poll(async () => (await page.reload()) && page.locator(".notice").first().innerText(), { timeout: 20_000 })
      .toContain("1 hồ sơ đổi ngày hẹn");
    await shoot(page, "calendar-applied-1366");
    await page.goto(`${base}/can-bo/ho-so/${dossier.id}`);
    expect(await page.locator("ol.timeline").innerText()).toContain("Công văn 31/UBND-NC ngày 7/9/2026");
  },
  LONG,
);

test(
  "the year reads on a phone, prints, and has no fault that axe finds",
  async () => {
    const page = await signIn(360, true);
    await page.goto(`${base}${ROOM}?nam=2026`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await shoot(page, "calendar-360");
    await page.evaluate(axe);
    const faults = await page.evaluate(async () => {
      const { violations } = await (
        globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        }
      ).axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
    expect(faults).toEqual([]);
    await page.emulateMedia({ media: "print" });
    expect(await page.getByText("Xem trước ảnh hưởng").first().isVisible()).toBe(false);
    if (shots) await page.pdf({ path: `${shots}/calendar.pdf`, format: "A4" });
  },
  LONG,
);
