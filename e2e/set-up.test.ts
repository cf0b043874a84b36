import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../server/platform/ids.ts";
import { openSetUp, makeBackup, restoreBackup, holdsData } from "../server/backup/index.ts";
import { buildSetup, type SetupServer } from "../server/backup/setup.pages.tsx";
import { useBrowser } from "../testing/browser.ts";
import { useDatabase } from "../testing/database.ts";
import { useDemoApp } from "../testing/demo-app.ts";
import { birthFiling } from "../testing/filings.ts";
import { LONG, OFFICE, PHONE, mainText, seriousFaults, shoot } from "../testing/journey.ts";

const source = useDemoApp();
const empty = useDatabase();
const browser = useBrowser();
const folder = mkdtempSync(join(tmpdir(), "motcua-set-up-"));
const archive = join(folder, "province.tar");
const PASSPHRASE = "mật khẩu sao lưu";
const codes: string[] = [];
let server: SetupServer;
let base = "";
let page: Page;

beforeAll(async () => {
  const cookie = await source.officer("tiepnhan.xa");
  await source.call(cookie, "POST", "/api/v1/dossiers", birthFiling, { "idempotency-key": newId() });
  const { files } = source.deps;
  const order = {
    url: source.databaseUrl,
    schema: "motcua",
    files,
    release: "0.1.0",
    keys: [],
    passphrase: PASSPHRASE,
  };
  await makeBackup(archive, order);
  const setUp = openSetUp(
    ({ file, passphrase }, onProgress) =>
      restoreBackup(file, { url: empty.url, schema: "motcua", files, passphrase, onProgress }),
    (code) => codes.push(code),
  );
  const config = { ...source.deps.config, dataDir: folder };
  server = await buildSetup({ ...source.deps, db: empty.db, config }, setUp);
  base = await server.app.listen({ host: "127.0.0.1", port: 0 });
  // The page and what it is compared with are the same host.
  page = await browser.newPage({ viewport: OFFICE, javaScriptEnabled: false });
}, LONG);

afterAll(async () => {
  await server.app.close();
  rmSync(folder, { recursive: true, force: true });
});

async function fill(fields: Record<string, string>, file?: string): Promise<void> {
  await page.goto(`${base}/thiet-lap`);
  for (const [id, value] of Object.entries(fields)) await page.locator(`#${id}`).fill(value);
  if (file) await page.locator("#file").setInputFiles(file);
  await page.getByRole("button", { name: "Khôi phục" }).click();
}

const code = (): string => codes.at(-1) ?? "";

/** The page until no restore is running any more. */
async function settled(): Promise<string> {
  for (;;) {
    await page.goto(`${base}/thiet-lap`);
    if ((await page.locator("h1").textContent()) !== "Đang khôi phục") return mainText(page);
  }
}

describe(
  "the first page of an instance without data",
  () => {
    test("is reached from everywhere and can be read by everybody", async () => {
      await page.goto(`${base}/can-bo`);
      expect(page.url()).toBe(`${base}/thiet-lap`);
      expect(await mainText(page)).toContain("chưa có dữ liệu");
      await shoot(page, "set-up-office");
      const phone = await browser.newPage({ viewport: PHONE, bypassCSP: true });
      await phone.goto(`${base}/thiet-lap`);
      await shoot(phone, "set-up-phone");
      expect(await seriousFaults(phone)).toEqual([]);
      expect(await phone.evaluate("document.documentElement.scrollWidth")).toBe(PHONE.width);
    });

    test("without the code of the console nothing is restored and no file is kept", async () => {
      await fill({ code: "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA", path: archive }, archive);
      expect(await page.locator(".summary").textContent()).toContain("Mã thiết lập không đúng");
      expect(await page.locator("#path").inputValue()).toBe(archive);
      await shoot(page, "set-up-refused");
      expect([readdirSync(folder), await holdsData(empty.url, "motcua")]).toEqual([["province.tar"], false]);
    });

    test("after ten wrong guesses the old code is void and a new one is on the console", async () => {
      const old = code();
      for (let guess = 0; codes.at(-1) === old; guess += 1) {
        expect(guess).toBeLessThan(10);
        await fill({ code: "SAI", path: archive });
      }
      await fill({ code: old, path: archive });
      expect(await page.locator(".summary").textContent()).toContain("Mã thiết lập không đúng");
    });

    test.each([
      ["", "Ghi đường dẫn trên máy chủ hoặc chọn tệp"],
      ["/không/có", "Máy chủ không có tệp này"],
      ["province.tar", "Ghi đường dẫn đầy đủ"],
      ["/", "Máy chủ không có tệp này"],
    ])("path %j is refused", async (path, sentence) => {
      await fill({ code: code(), path });
      expect(await page.locator(".summary").textContent()).toContain(sentence);
    });

    test("a sealed archive asks for its passphrase, a damaged one says what is wrong, and it stays empty", async () => {
      await fill({ code: code(), path: archive });
      expect(await settled()).toContain("được mã hóa");
      const damaged = join(folder, "damaged.tar");
      const bytes = readFileSync(archive);
      writeFileSync(damaged, bytes.subarray(0, bytes.length - 100));
      await fill({ code: code(), passphrase: PASSPHRASE }, damaged);
      expect(await settled()).toContain("Bản sao lưu hỏng");
      await shoot(page, "set-up-damaged");
      expect([await holdsData(empty.url, "motcua"), readdirSync(join(folder, "incoming-backup"))]).toEqual([false, []]);
    });

    test("an archive is uploaded, restored and told, and the set-up is over once that was seen", async () => {
      // Written as one types from a screen.
      await fill({ code: code().toLowerCase().replaceAll("-", " "), passphrase: PASSPHRASE }, archive);
      const text = await settled();
      expect(text).toContain("1 hồ sơ");
      expect(text).toContain("Mọi chuỗi sự kiện đều liền");
      await shoot(page, "set-up-restored");
      await server.seen;
      expect([await holdsData(empty.url, "motcua"), readdirSync(join(folder, "incoming-backup"))]).toEqual([true, []]);
    });
  },
  LONG,
);
