import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";
import { chromium as playwright, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";

// Not the package's own flags: with its --single-process the browser dies with the first closed context.
const FLAGS = [
  "--no-zygote",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface TestBrowser {
  newPage(options?: BrowserContextOptions): Promise<Page>;
}

/** A headless Chromium: CHROME_PATH, or the one that npm brought (Linux x64). */
export async function launchBrowser(): Promise<Browser> {
  const given = process.env["CHROME_PATH"];
  const executablePath = given && existsSync(given) ? given : await chromium.executablePath();
  return playwright.launch({ executablePath, headless: true, args: FLAGS });
}

/** A browser of the test file's own. */
export function useBrowser(): TestBrowser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => browser?.close());
  return {
    async newPage(options = {}) {
      if (!browser) throw new Error("The browser is opened in beforeAll");
      return (await browser.newContext({ locale: "vi-VN", ...options })).newPage();
    },
  };
}
