import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { useDemoApp } from "../testing/demo-app.ts";
import { routesOf, type Route } from "../testing/routes.ts";
import { buildApp } from "./app.ts";
import type { App } from "./platform/http/server.ts";

const demo = useDemoApp();
const HTML = { accept: "text/html" };
const NOWHERE = "00000000-0000-4000-8000-000000000000";
let secure: App;

beforeAll(async () => {
  const config = { ...demo.deps.config, baseUrl: "https://dichvucong.example.vn" };
  secure = await buildApp({ ...demo.deps, config });
});
afterAll(() => secure.close());

const addressOf = ({ path }: Route): string => path.replaceAll(/:\w+(\|:\w+)?/g, NOWHERE);

/** What each header must say, whatever the route, its answer and who asks. */
const WANTED: Readonly<Record<string, RegExp>> = {
  "content-security-policy": /default-src '(self|none)'/,
  "x-content-type-options": /^nosniff$/,
  "referrer-policy": /^same-origin$/,
  "permissions-policy": /camera=\(\).*geolocation=\(\)/,
  "cross-origin-opener-policy": /^same-origin$/,
  "cross-origin-resource-policy": /^same-origin$/,
  "strict-transport-security": /^max-age=31536000; includeSubDomains$/,
  "x-request-id": /^[0-9a-f-]{36}$/,
  "cache-control": /no-store|no-cache/,
};

async function faultsAt(route: Route, cookie: string): Promise<readonly string[]> {
  const { method } = route;
  const headers = { ...HTML, ...(cookie ? { cookie } : {}) };
  const answer = await secure.inject({ method: method as "GET", url: addressOf(route), headers });
  const found = Object.entries(WANTED).filter(([name, form]) => !form.test(String(answer.headers[name] ?? "")));
  const faults = found.map(([name]) => `${method} ${route.path} ${name}: ${String(answer.headers[name])}`);
  const policy = String(answer.headers["content-security-policy"]);
  if (/script-src[^;]*'unsafe-/.test(policy) || !/frame-ancestors '(none|self)'/.test(policy))
    faults.push(`${method} ${route.path}: ${policy}`);
  if (cookie && !String(answer.headers["cache-control"]).includes("no-store"))
    faults.push(`${method} ${route.path} is kept: ${String(answer.headers["cache-control"])}`);
  if (/<script(?![^>]*\bsrc=)|\son[a-z]+="|href="javascript:/.test(answer.body) && answer.body.startsWith("<"))
    faults.push(`${method} ${route.path}: script inside the page`);
  return faults;
}

describe("every answer of every route is guarded", () => {
  test.each(["", "quantri", "tiepnhan.xa"])("as %o", async (login) => {
    const cookie = login ? await demo.officer(login) : "";
    const routes = routesOf(secure).filter(({ path }) => !path.startsWith("/dev-"));
    expect(routes.length).toBeGreaterThan(100);
    const faults: string[] = [];
    for (const route of routes) {
      // Whoever signs out asks nothing more.
      const who = route.path.includes("session") || route.path.includes("dang-xuat") ? "" : cookie;
      faults.push(...(await faultsAt(route, who)));
    }
    expect(faults).toEqual([]);
  });

  test("a page that is not there, and an address that the router refuses", async () => {
    for (const url of ["/khong-co", "/%E0%A4%A"]) {
      const { headers } = await secure.inject({ url, headers: HTML });
      expect(headers["content-security-policy"], url).toContain("script-src 'self'");
      expect(headers["x-content-type-options"], url).toBe("nosniff");
    }
  });

  test("without https nobody is told to come back by https alone", async () => {
    const { headers } = await demo.app.inject({ url: "/", headers: HTML });
    expect(headers["strict-transport-security"]).toBeUndefined();
    expect(headers["cache-control"]).toMatch(/no-/);
  });
});
