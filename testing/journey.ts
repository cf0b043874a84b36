import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PDFDocument } from "@cantoo/pdf-lib";
import type { Locator, Page } from "playwright-core";
import sharp from "sharp";
import { expect } from "vitest";
import { DEMO_PASSWORD } from "../demo/accounts.ts";
import { readPdf } from "../server/slip/read-pdf.testdata.ts";
import type { TestBrowser } from "./browser.ts";
import type { DemoApp } from "./demo-app.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = process.env["MOTCUA_SHOTS"];

/** A journey is dozens of pages on a shared machine. */
export const LONG = 180_000;
export const PHONE = { width: 360, height: 800 };
export const OFFICE = { width: 1366, height: 768 };

/** A photo as a phone takes it, whose bytes differ by its shade. */
export async function photo(shade = 221): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const background = { r: shade, g: shade, b: shade };
  const buffer = await sharp({ create: { width: 1200, height: 1600, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return { name: "ảnh.jpg", mimeType: "image/jpeg", buffer };
}

/** A PDF of so many empty pages. */
export async function pdf(name: string, pages = 1): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) document.addPage();
  return { name, mimeType: "application/pdf", buffer: Buffer.from(await document.save()) };
}

export interface Walk {
  /** The address of the application. */
  base(): string;
  /** A phone 360 px wide without script, that notes every request to another host. */
  phone(): Promise<{ page: Page; outside: readonly string[] }>;
  /** An officer's screen, signed in. */
  officer(login: string): Promise<Page>;
}

/** People walking through the application in a real browser. */
export function walkThrough(demo: DemoApp, browser: TestBrowser): Walk {
  const base = (): string => demo.deps.config.baseUrl;
  return {
    base,
    async phone() {
      const outside: string[] = [];
      const page = await browser.newPage({ viewport: PHONE, javaScriptEnabled: false });
      page.on("request", (request) => {
        if (!request.url().startsWith(base()) && !request.url().startsWith("data:")) outside.push(request.url());
      });
      return { page, outside };
    },
    async officer(login) {
      const page = await browser.newPage({ viewport: OFFICE, javaScriptEnabled: false });
      page.setDefaultTimeout(15_000);
      await page.goto(`${base()}/can-bo`);
      await signInOfficer(page, login);
      return page;
    },
  };
}

/** Fills in the officers' sign-in page that is open. */
export async function signInOfficer(page: Page, login: string): Promise<void> {
  await page.getByLabel("Tên đăng nhập").fill(login);
  await page.getByLabel("Mật khẩu").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
  await page.getByRole("button", { name: "Đăng xuất" }).waitFor();
}

/** Fills in the stand-in of the national identity service that is open. */
export async function signInCitizen(page: Page, name: string): Promise<void> {
  await page.getByLabel(name).check();
  await page.getByLabel("Mật khẩu").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
}

/** Opens a dossier from the officer's own work. */
export async function open(page: Page, code: string): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/can-bo`);
  await page.getByRole("link", { name: code }).first().click();
}

/** The form of an action on a dossier's page, opened. */
export async function action(page: Page, button: string): Promise<Locator> {
  const details = page.locator("details.action", {
    has: page.getByRole("button", { name: button, exact: true, includeHidden: true }),
  });
  if ((await details.getAttribute("open")) === null) await details.locator("summary").first().click();
  return details;
}

/** Takes an action that must succeed. */
export async function act(page: Page, button: string, fill?: (form: Locator) => Promise<unknown>): Promise<void> {
  const form = await action(page, button);
  await fill?.(form);
  await form.getByRole("button", { name: button, exact: true }).click();
  expect(await page.locator(".summary").allTextContents()).toEqual([]);
}

/** The text of a PDF that a link on the page opens. */
export async function readLinkedPdf(page: Page, link: string): Promise<string> {
  const href = await page.getByRole("link", { name: link }).first().getAttribute("href");
  const response = await page.request.get(new URL(href ?? "", page.url()).href);
  expect([response.status(), response.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  return (await readPdf(await response.body())).text;
}

export async function mainText(page: Page): Promise<string> {
  return (await page.locator("main").textContent()) ?? "";
}

/** Serious faults that axe finds on the page; its script needs a page with script and without our policy. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  await page.addScriptTag({ content: axe });
  return page.evaluate(
    "axe.run().then(({violations}) => violations.filter(v => v.impact === 'serious' || v.impact === 'critical').map(v => v.id + ': ' + v.nodes.map(n => n.target).join(' ')))",
  );
}

/** Saves the page as a picture where MOTCUA_SHOTS names a folder. */
export async function shoot(page: Page, name: string, fullPage = true): Promise<void> {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage });
}
