import { spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pdfOf } from "../bench/hostile/files.ts";
import { freePort, ROOT } from "../bench/harness/system.ts";
import { useBrowser } from "../testing/browser.ts";
import { useDatabase } from "../testing/database.ts";
import { shoot } from "../testing/journey.ts";

const MIB = 1024 * 1024;
const pg = useDatabase();
const browser = useBrowser();
const dataDir = mkdtempSync(join(tmpdir(), "motcua-resume-"));
let server: ChildProcess;
let base = "";

/** The whole system in a process of its own, which can be killed. */
async function start(): Promise<void> {
  const { port } = new URL(base);
  const env = { DATABASE_URL: pg.url, MOTCUA_DEMO: "yes", MOTCUA_DATA_DIR: dataDir, PORT: port, NODE_ENV: "" };
  server = spawn(process.execPath, ["bin/motcua", "start"], {
    cwd: ROOT,
    stdio: "ignore",
    env: { ...process.env, ...env },
  });
  while (
    !(await fetch(base).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (server.exitCode !== null) throw new Error(`The system ended with ${server.exitCode}`);
    await sleep(100);
  }
}

async function kill(): Promise<void> {
  const ended = once(server, "exit");
  server.kill("SIGKILL");
  await ended;
}

beforeAll(async () => {
  base = `http://127.0.0.1:${await freePort()}`;
  await start();
}, 120_000);
afterAll(async () => {
  await kill();
  rmSync(dataDir, { recursive: true, force: true });
});

/** A PDF of 8 MB on the disk, as browsers know the same file by when it was changed; each time another one. */
function paper(mark: string): { readonly path: string; readonly buffer: Buffer } {
  const head = `<</Mark(${mark})/Length ${8 * MIB}>>\nstream\n`;
  const buffer = pdfOf([Buffer.concat([Buffer.from(head), Buffer.alloc(8 * MIB, mark), Buffer.from("\nendstream")])]);
  const path = join(dataDir, `${mark}.pdf`);
  writeFileSync(path, buffer);
  return { path, buffer };
}

/** Once about 37 % have arrived the server process is killed, before the next part is let through. */
async function killAt37(page: Page): Promise<void> {
  await page.route("**/api/v1/uploads/*", async (route) => {
    const offset = Number(route.request().headers()["upload-offset"] ?? 0);
    if (route.request().method() === "PATCH" && offset >= 0.37 * 8 * MIB && server.exitCode === null) {
      await page.unroute("**/api/v1/uploads/*");
      await kill();
    }
    await route.continue().catch(() => undefined);
  });
}

async function openForm(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
  await page.goto(`${base}/thu-tuc/1.001193/nop?dang-nhap=sau&caseIndex=0`);
  return page;
}

const field = (page: Page) => page.getByLabel("Giấy chứng sinh", { exact: true });
const status = (page: Page) => page.locator(".upload [role=status]");

const cancelled = () => pg.ownerDb.selectFrom("upload as u").select("u.id").where("u.name", "=", "d.pdf").execute();

async function arrived({ buffer }: { readonly buffer: Buffer }): Promise<number> {
  const sha256 = createHash("sha256").update(buffer).digest("hex");
  const rows = await pg.ownerDb
    .selectFrom("document as d")
    .innerJoin("stored_file as f", "f.sha256", "d.sha256")
    .select("f.size")
    .where("d.sha256", "=", sha256)
    .execute();
  for (const { size } of rows) expect(size).toBe(buffer.length);
  return rows.length;
}

test(
  "an upload goes on by itself after the server was killed at 37 % and came back",
  { timeout: 120_000 },
  async () => {
    const page = await openForm();
    const file = paper("a");
    await killAt37(page);
    await field(page).setInputFiles(file.path);
    await expect.poll(() => status(page).textContent(), { timeout: 60_000 }).toContain("Mất kết nối, đang thử lại");
    await shoot(page, "upload-lost");
    await start();
    await expect.poll(() => status(page).textContent(), { timeout: 60_000 }).toContain("Đã tải: a.pdf (8 MB)");
    await shoot(page, "upload-done");
    expect(await arrived(file)).toBe(1);
    // What arrived goes with the form, and is still there for the person who signs in.
    const named = await page.locator("input[type=hidden][name^='giu.tep.']").inputValue();
    expect(named).toMatch(/^[0-9a-f-]{36}$/);
    await page.getByRole("button", { name: "Lưu và đăng nhập" }).click();
    await page.waitForURL(/dev-dang-nhap/);
    const drafts = await pg.ownerDb.selectFrom("draft as d").select("d.papers").execute();
    expect(JSON.stringify(drafts.at(-1)?.papers)).toMatch(/"documentIds": ?\["[0-9a-f-]{36}"\]/);
  },
);

test(
  "an upload goes on after the page was loaded anew, when the same file is chosen",
  { timeout: 120_000 },
  async () => {
    const page = await openForm();
    const file = paper("b");
    await killAt37(page);
    await field(page).setInputFiles(file.path);
    await expect.poll(() => status(page).textContent(), { timeout: 60_000 }).toContain("Mất kết nối");
    await start();
    await page.reload();
    expect(await status(page).textContent()).toMatch(/b\.pdf mới tải được 3\d %. Chọn lại tệp này/);
    await shoot(page, "upload-unfinished");
    const sent: number[] = [];
    page.on("request", (request) => {
      if (request.method() === "PATCH") sent.push(Number(request.headers()["upload-offset"]));
    });
    await field(page).setInputFiles(file.path);
    await expect.poll(() => status(page).textContent(), { timeout: 60_000 }).toContain("Đã tải: b.pdf");
    expect(Math.min(...sent)).toBeGreaterThanOrEqual(3 * MIB);
    expect(await arrived(file)).toBe(1);
    await page.reload();
    expect(await status(page).textContent()).toContain("Đã tải: b.pdf");
    await page.getByRole("button", { name: "Bỏ tệp b.pdf" }).click();
    await page.reload();
    expect(await status(page).count()).toBe(0);
  },
);

test(
  "a form that is sent while a file is on its way waits for it; a refused file is told where it was chosen",
  { timeout: 120_000 },
  async () => {
    const page = await openForm();
    const bad = { name: "mã.pdf", mimeType: "application/pdf", buffer: pdfOf(["<</S/JavaScript/JS(1)>>"]) };
    await field(page).setInputFiles(bad);
    await expect.poll(() => status(page).textContent(), { timeout: 20_000 }).toContain("Tệp PDF có mã lệnh");
    await shoot(page, "upload-refused");
    await page.getByRole("button", { name: "Huỷ tải mã.pdf" }).click();
    const file = paper("c");
    await field(page).setInputFiles(file.path);
    await page.getByRole("button", { name: "Lưu và đăng nhập" }).click();
    await page.waitForURL(/dev-dang-nhap/, { timeout: 30_000 });
    expect(await arrived(file)).toBe(2);
  },
);

test("cancelling removes what has arrived", { timeout: 120_000 }, async () => {
  const page = await openForm();
  await page.route("**/api/v1/uploads/*", async (route) => {
    if (Number(route.request().headers()["upload-offset"] ?? 0) >= 3 * MIB) await sleep(3000);
    await route.continue().catch(() => undefined);
  });
  await field(page).setInputFiles(paper("d").path);
  await expect.poll(() => status(page).textContent(), { timeout: 20_000 }).toMatch(/3\d %/);
  await page.getByRole("button", { name: "Huỷ tải d.pdf" }).click();
  await expect.poll(cancelled, { timeout: 10_000 }).toEqual([]);
  expect(await status(page).count()).toBe(0);
});
