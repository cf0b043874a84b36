import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { useBrowser } from "../testing/browser.ts";
import { birthFiling } from "../testing/filings.ts";
import { useDemoApp } from "../testing/demo-app.ts";
import { LONG, OFFICE, PHONE, seriousFaults, shoot } from "../testing/journey.ts";

const demo = useDemoApp();
const browser = useBrowser();
let base = "";
/** Pages of one dossier, known once it is there. */
const made: Record<string, string> = {};

const GIVEN = ["An", "Bình", "Cường", "Dũng", "Giang", "Hải", "Khánh", "Long", "Minh", "Ổn"];

async function takeIn(name: string): Promise<string> {
  const cookie = await demo.officer("tiepnhan.xa");
  const filed = await demo.call(cookie, "POST", "/api/v1/dossiers", {
    procedureCode: "1.000656",
    receivingAgencyCode: "H99.20",
    channel: "direct",
    applicant: { ...birthFiling.applicant, name },
    caseName: null,
    answers: {
      deceased: name,
      diedOn: "2026-08-20",
      place: "Nhà riêng",
      requester: name,
      phone: "0912000001",
      truth: true,
    },
    papers: [{ componentCode: "1", name: "Giấy báo tử", documentIds: [], keptOriginals: 1 }],
    resultPlace: "Tại bộ phận một cửa",
  });
  expect(filed.statusCode, filed.body).toBe(201);
  const { id } = filed.json<{ id: string }>();
  const act = async (command: object): Promise<void> => {
    const done = await demo.call(cookie, "POST", `/api/v1/dossiers/${id}/actions`, { command });
    expect(done.statusCode, done.body).toBe(200);
  };
  await act({ action: "receive" });
  return id;
}

beforeAll(async () => {
  base = await demo.listen();
  demo.at("2026-09-04T08:00:00+07:00");
  const id = await takeIn("Lò Thị Mây");
  made["dossier"] = `/can-bo/ho-so/${id}`;
  made["past"] = `/can-bo/ho-so/${id}?luc=2026-09-04T08:00`;
  made["own"] = `/ho-so/${id}`;
  made["receipt"] = `/ho-so/${id}/bien-nhan`;
}, LONG);

test.each([
  ["/", null],
  ["/?tim=lam giay khai shin", null],
  ["/thu-tuc/1.001193", null],
  ["/thu-tuc/1.001193/nop?dang-nhap=sau&caseIndex=0", null],
  ["/tra-cuu", null],
  ["/khong-co", null],
  ["/thu-tuc/1.001193/nop", "cd-may"],
  ["/thu-tuc/1.001193/nop?caseIndex=1", "cd-may"],
  ["/ho-so", "cd-may"],
  ["own", "cd-may"],
  ["receipt", "cd-may"],
  ["/tai-khoan", "cd-may"],
  ["/can-bo/dang-nhap", null],
  ["/can-bo", "tiepnhan.xa"],
  ["/can-bo/tim?tim=lo thi", "tiepnhan.xa"],
  ["/can-bo/tiep-nhan", "tiepnhan.xa"],
  ["/can-bo/tiep-nhan/1.001612", "tiepnhan.xa"],
  ["dossier", "tiepnhan.xa"],
  ["past", "tiepnhan.xa"],
  ["/can-bo/so-theo-doi", "tiepnhan.xa"],
  ["/can-bo/kich-hoat", null],
])(
  "%s has no serious accessibility fault in light and dark, and does not scroll sideways at 320 px",
  async (named, login) => {
    demo.at("2026-09-07T08:00:00+07:00");
    const path = made[named] ?? named;
    const citizen = login?.startsWith("cd-");
    const cookie = login && (citizen ? await demo.citizen(login) : await demo.officer(login));
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await browser.newPage({ colorScheme, bypassCSP: true, viewport: { width: 320, height: 720 } });
      if (cookie)
        await page.context().addCookies([{ name: "motcua_session", value: cookie.split("=")[1] ?? "", url: base }]);
      await page.goto(base + path);
      expect(await seriousFaults(page), `${path} ${colorScheme}`).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth <= 320"), `${path} scrolls sideways`).toBe(true);
      await page.context().close();
    }
  },
  LONG,
);

test("the first view of the portal is at most 60 KB with its fonts, and all of it comes from this host", async () => {
  const page = await browser.newPage({ viewport: PHONE });
  const sizes: { url: string; bytes: number }[] = [];
  const outside: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith("data:")) outside.push(request.url());
  });
  page.on("response", async (response) => {
    const body = await response.body();
    const isFont = response.url().endsWith(".woff2");
    sizes.push({ url: response.url().slice(base.length), bytes: isFont ? body.length : gzipSync(body).length });
  });
  await page.goto(base, { waitUntil: "networkidle" });
  await page.evaluate("document.fonts.ready.then(() => true)");
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(outside).toEqual([]);
  expect(sizes.some(({ url }) => url.endsWith(".woff2"))).toBe(true);
  expect(total, JSON.stringify(sizes)).toBeLessThanOrEqual(60 * 1024);
});

test(
  "two hundred dossiers: counts that add up, urgent ones first, the head in sight, links in the order of the rows",
  async () => {
    for (let batch = 0; batch < 10; batch += 1) {
      const day = String(1 + (batch % 5) + (batch % 5 > 0 ? 2 : 0)).padStart(2, "0");
      const names = Array.from({ length: 20 }, (_none, index) => `Lò Văn ${GIVEN[batch]} ${GIVEN[index % 10]}`);
      demo.at(`2026-09-${day}T0${8 + (batch % 2)}:00:00+07:00`);
      // Signed in once a batch: a machine that signs in two hundred times a minute is slowed down.
      await demo.officer("tiepnhan.xa");
      await Promise.all(names.map(takeIn));
    }
    demo.at("2026-09-08T10:00:00+07:00");
    const cookie = await demo.officer("tiepnhan.xa");
    const page = await browser.newPage({ viewport: OFFICE });
    await page.context().addCookies([{ name: "motcua_session", value: cookie.split("=")[1] ?? "", url: base }]);
    await page.goto(`${base}/can-bo`);
    await shoot(page, "office-work-200", false);
    const counts = await page.locator(".tabs .count").allTextContents();
    const [all = 0, ...parts] = counts.map(Number);
    expect(all).toBe(201);
    expect(parts.reduce((sum, count) => sum + count, 0)).toBe(all);
    const groups = await page.locator("tbody th").allTextContents();
    expect(groups[0]).toMatch(/^Quá hạn/);
    await page.getByRole("link", { name: /^Quá hạn/ }).click();
    expect(await page.locator("tbody tr").count()).toBe(parts[0]);
    await page.evaluate("window.scrollTo(0, 900)");
    expect(await page.locator("thead th").first().boundingBox()).toMatchObject({ y: 0 });
    await page.locator("details.due summary").first().click();
    expect(await page.locator("details.due[open] li").first().textContent()).toMatch(/^nhận 0[89]:00/);
    await page.locator("tbody a").first().focus();
    for (const row of [1, 2]) {
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      const focused = await page.evaluate("document.activeElement.textContent");
      expect(focused).toBe(await page.locator("tbody a").nth(row).textContent());
    }
    expect(await page.evaluate("document.documentElement.scrollWidth <= 1366")).toBe(true);
  },
  LONG,
);
