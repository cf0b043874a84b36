import { gzipSync } from "node:zlib";
import type { Browser, CDPSession } from "playwright-core";

export interface FirstView {
  /** Of everything that the browser fetched, text as gzip, fonts and pictures as they are. */
  readonly kilobytes: number;
  readonly lcpSeconds: number;
  /** Requests to any host but the system's own. */
  readonly foreign: readonly string[];
}

export interface Phone {
  readonly cpuSlowdown: number;
  readonly downBitsPerSecond: number;
  readonly latencyMs: number;
}

/** A four-year-old phone on a mobile network: 4× slower CPU, 1.6 Mbit/s, 300 ms there and back. */
export const CHEAP_PHONE: Phone = { cpuSlowdown: 4, downBitsPerSecond: 1_600_000, latencyMs: 300 };

const TEXT = /html|css|javascript|json|svg/;

/** Opens the page in a browser that knows nothing of it, as on that phone, and waits until nothing moves any more. */
export async function viewFirst(browser: Browser, url: string, phone: Phone): Promise<FirstView> {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, locale: "vi-VN" });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await throttle(cdp, phone);
  const sizes: Promise<number>[] = [];
  const foreign: string[] = [];
  page.on("request", (request) => {
    const target = new URL(request.url());
    if (/^https?:/.test(target.protocol) && target.origin !== new URL(url).origin) foreign.push(target.origin);
  });
  page.on("response", (response) => {
    const type = response.headers()["content-type"] ?? "";
    sizes.push(response.body().then((body) => (TEXT.test(type) ? gzipSync(body).length : body.length)));
  });
  await page.goto(url, { waitUntil: "networkidle" });
  const lcp = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe({
          type: "largest-contentful-paint",
          buffered: true,
        });
      }),
  );
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await context.close();
  return { kilobytes: bytes / 1024, lcpSeconds: lcp / 1000, foreign };
}

async function throttle(cdp: CDPSession, { cpuSlowdown, downBitsPerSecond, latencyMs }: Phone): Promise<void> {
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: cpuSlowdown });
  await cdp.send("Network.enable");
  await cdp.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: latencyMs,
    downloadThroughput: downBitsPerSecond / 8,
    uploadThroughput: 750_000 / 8,
  });
}
