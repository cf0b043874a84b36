import { beforeAll, expect, test } from "vitest";
import { DEMO_PASSWORD } from "../demo/accounts.ts";
import { bringSheet } from "../testing/bring-sheet.ts";
import { useBrowser } from "../testing/browser.ts";
import { catalogueRow } from "../testing/catalogue.ts";
import { useDemoApp } from "../testing/demo-app.ts";
import { sendForm } from "../testing/send-form.ts";
import { LONG, OFFICE, PHONE, seriousFaults, shoot } from "../testing/journey.ts";

const demo = useDemoApp();
const browser = useBrowser();
const ROOM = "/can-bo/quan-tri";
/** Where a page is about one thing: the address of one that is there. */
const made = new Map<string, string>();
let cookie = "";
let base = "";

beforeAll(async () => {
  base = await demo.listen();
  cookie = await demo.officer("quantri");
  // Signed in from a second machine, so that the own account has something to end.
  const agent = "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36";
  const credentials = { login: "quantri", password: DEMO_PASSWORD };
  await demo.call("", "POST", "/api/v1/session", credentials, { "user-agent": agent });
  const csv = [
    "Mã định danh,Tên cơ quan,Cấp,Thuộc cơ quan",
    "H99.20,Ủy ban nhân dân phường Bến Đò,Xã,H99",
    "H99.23,,Xã,H99",
  ].join("\n");
  const imported = await bringSheet(demo, { login: "quantri", kind: "agencies", bytes: csv });
  const { version } = (await demo.call(cookie, "GET", "/api/v1/calendar?year=2026")).json<{ version: string }>();
  const day = { date: "2026-09-09", kind: "off", name: "Nghỉ tránh bão", hours: [] };
  const amendment = { agencyId: null, basis: "Công văn 12/UBND-NC ngày 8/9/2026", days: [day] };
  const amended = await demo.call(cookie, "POST", "/api/v1/calendar/amendments", {
    amendment: { ...amendment, hours: [], confirmYears: [] },
    seenVersion: version,
  });
  const idOf = async (path: string): Promise<string> =>
    (await demo.call(cookie, "GET", path)).json<{ items: { id: string }[] }>().items[0]?.id ?? "";
  made.set(`${ROOM}/co-quan/:id`, await idOf("/api/v1/agencies"));
  made.set(`${ROOM}/can-bo/:id`, await idOf("/api/v1/officers?q=tiepnhan.xa"));
  made.set(`${ROOM}/nhap/:id`, imported.json<{ id: string }>().id);
  // A preview with each of its parts: a new procedure and a line that is none.
  const lines = [JSON.stringify(catalogueRow()), "{"].join("\n");
  const file = [{ name: "danh-mục.jsonl", mimeType: "application/json", buffer: Buffer.from(lines) }];
  const preview = await sendForm(demo, { cookie, url: `${ROOM}/thu-tuc/danh-muc` }, { files: { file } });
  made.set(`${ROOM}/thu-tuc/danh-muc/:id`, String(preview.headers.location).split("/").at(-1) ?? "");
  made.set(`${ROOM}/lich/thay-doi/:id`, String(amended.json<{ id: number }>().id));
}, LONG);

/** Every page below the administration that the application serves, from its own list of routes. */
function adminPages(): readonly string[] {
  const above: string[] = [];
  const found: string[] = [];
  for (const line of demo.app.printRoutes({ commonPrefix: false }).split("\n")) {
    const [, lead = "", part = "", methods = ""] = /^([│ ├└─]*)(\S+)(?: \((.*)\))?$/.exec(line) ?? [];
    const depth = lead.length / 4 - 1;
    above.splice(depth, above.length, part.replace(/^\//, ""));
    const path = `/${above.slice(1).join("/")}`.replace(":kind|", "");
    if (methods.includes("GET") && path.startsWith(ROOM)) found.push(path);
  }
  return found.filter((path) => !/\.xlsx$|:file$/.test(path));
}

test("nothing is left out: lists, single things, forms, settings, processes, imports, the calendar", () => {
  const pages = adminPages();
  expect(pages.length).toBeGreaterThanOrEqual(17);
  for (const page of [...made.keys(), ROOM, `${ROOM}/thu-tuc/:code/quy-trinh/soan`, `${ROOM}/tinh`])
    expect(pages).toContain(page);
});

const filled = (path: string): string => path.replace(/:id/, () => made.get(path) ?? "?").replace(":code", "1.013236");

test(
  "every page of the administration, and the own account, works for everybody and on every width",
  async () => {
    const faults: string[] = [];
    for (const options of [
      { viewport: PHONE, colorScheme: "light" },
      { viewport: { width: 320, height: 720 }, colorScheme: "dark" },
      { viewport: OFFICE, colorScheme: "light" },
    ] as const) {
      const page = await browser.newPage({ ...options, bypassCSP: true });
      await page.context().addCookies([{ name: "motcua_session", value: cookie.split("=")[1] ?? "", url: base }]);
      const { width } = options.viewport;
      for (const path of [...adminPages(), "/can-bo/tai-khoan"]) {
        const answer = await page.goto(base + filled(path));
        if (answer?.status() !== 200) faults.push(`${path}: ${answer?.status()}`);
        for (const fault of await seriousFaults(page)) faults.push(`${path} at ${width}: ${fault}`);
        const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
        if (wide > width) faults.push(`${path} scrolls sideways at ${width}: ${wide}`);
        await shoot(page, `admin${path.slice(7).replaceAll(/[/:]+/g, "-")}-${width}`);
      }
      await page.context().close();
    }
    expect(faults).toEqual([]);
  },
  2 * LONG,
);
