// npm run proof:web: the portal's first view on a cheap phone: its size, when it is there, and whom it asks.
import { createServer } from "node:http";
import { join } from "node:path";
import { launchBrowser } from "../../testing/browser.ts";
import { prove, report } from "../harness/proof.ts";
import { ROOT, freePort, startSystem, temporaryFolder } from "../harness/system.ts";
import { CHEAP_PHONE, viewFirst, type FirstView } from "./first-view.ts";

const KILOBYTES = 60;
const LCP_SECONDS = 2.5;

const system = await startSystem({
  command: process.execPath,
  args: ["bin/motcua", "start"],
  cwd: ROOT,
  env: { MOTCUA_DATA_DIR: join(temporaryFolder("web"), "data"), DATABASE_URL: "", NODE_ENV: "" },
});
const browser = await launchBrowser();
const spoilt = await serveSpoilt();
try {
  await report(async () => [await size(), await speed(), await outside()], { ...CHEAP_PHONE });
} finally {
  await browser.close();
  spoilt.close();
  await system.stop();
}

function view(url = system.baseUrl): Promise<FirstView> {
  return viewFirst(browser, url, CHEAP_PHONE);
}

function size() {
  return prove({
    name: "KB that the first view fetches, gzip",
    threshold: 1,
    better: "less",
    limit: async () => KILOBYTES,
    ours: async () => (await view()).kilobytes,
    spoilt: async () => (await view(spoilt.url)).kilobytes,
  });
}

function speed() {
  return prove({
    name: "seconds to the largest contentful paint",
    threshold: 1,
    better: "less",
    limit: async () => LCP_SECONDS,
    ours: async () => (await view()).lcpSeconds,
    spoilt: async () => (await view(spoilt.url)).lcpSeconds,
  });
}

function outside() {
  return prove({
    name: "requests to other hosts, plus one",
    threshold: 1,
    better: "less",
    rounds: 1,
    limit: async () => 1,
    ours: async () => (await view()).foreign.length + 1,
    spoilt: async () => (await view(spoilt.url)).foreign.length + 1,
  });
}

/** Our page as it must not be: late, with 64 KB that do not compress, and with a picture from another host. */
async function serveSpoilt(): Promise<{ url: string; close(): void }> {
  const port = await freePort();
  const noise = Array.from({ length: 64 * 1024 }, () => Math.floor(Math.random() * 64 + 48));
  const server = createServer((_request, response) => {
    void fetch(system.baseUrl)
      .then((page) => page.text())
      .then((html) => {
        const ballast = `<!--${String.fromCharCode(...noise).repeat(2)}--><img src="http://localhost:${port}/x" alt="">`;
        setTimeout(() => response.setHeader("content-type", "text/html").end(html + ballast), LCP_SECONDS * 1000);
      });
  });
  server.listen(port, "127.0.0.1");
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close().closeAllConnections() };
}
