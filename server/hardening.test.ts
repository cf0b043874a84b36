import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEMO_PASSWORD } from "../demo/accounts.ts";
import { useDemoApp } from "../testing/demo-app.ts";
import { routesOf } from "../testing/routes.ts";
import { buildApp } from "./app.ts";
import type { App } from "./platform/http/server.ts";

const demo = useDemoApp();
const HTML = { accept: "text/html" };
let secure: App;

beforeAll(async () => {
  secure = await buildApp({ ...demo.deps, config: { ...demo.deps.config, baseUrl: "https://dichvucong.example.vn" } });
});
afterAll(() => secure.close());

test("cookies of a sign-in are closed to scripts and other sites, and with https to plain http", async () => {
  const answer = await secure.inject({
    method: "POST",
    url: "/api/v1/session",
    payload: { login: "tiepnhan.xa", password: DEMO_PASSWORD },
  });
  expect(answer.cookies.length).toBe(2);
  for (const cookie of answer.cookies)
    expect(cookie, cookie.name).toMatchObject({ httpOnly: true, secure: true, sameSite: "Lax", path: "/" });
  expect(answer.body).not.toContain(answer.cookies[0]?.value ?? "none");
});

test.each(["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])(
  "%s is shown as it was typed",
  async (typed) => {
    const { body } = await demo.app.inject({ url: `/?tim=${encodeURIComponent(typed)}`, headers: HTML });
    expect(body).not.toContain(typed);
    expect(body).toContain("alert(1)");
  },
);

test.each(['{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{"admin":true}}}'])(
  "%s changes no other object",
  async (payload) => {
    const headers = { "content-type": "application/json" };
    const { statusCode } = await demo.app.inject({ method: "POST", url: "/api/v1/session", headers, payload });
    expect(statusCode).toBe(400);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  },
);

test("TRACE is served nowhere, and nothing but assets comes from a file", async () => {
  expect(routesOf(demo.app).filter(({ method }) => method === "TRACE")).toEqual([]);
  for (const url of [
    "/.git/config",
    "/package.json",
    "/assets/",
    "/assets/../package.json",
    "/assets/%2e%2e/package.json",
  ])
    expect((await demo.app.inject({ url, headers: HTML })).statusCode, url).toBe(404);
});

describe("passwords are typed into fields of their own, with help of the browser", () => {
  test.each(["/can-bo/dang-nhap", "/can-bo/kich-hoat"])("%s", async (url) => {
    const { body } = await demo.app.inject({ url, headers: HTML });
    expect(body).toMatch(/type="password"[^>]*/);
    expect(body).toMatch(/autocomplete="(current|new)-password"/i);
    expect(body).not.toMatch(/onpaste|autocomplete="off"/i);
  });
});

test("the way out stands on every page of whoever is signed in", async () => {
  const cookie = await demo.officer("quantri");
  for (const url of ["/can-bo", "/can-bo/tim", "/can-bo/tai-khoan", "/can-bo/quan-tri", "/can-bo/quan-tri/suc-khoe"])
    expect((await demo.app.inject({ url, headers: { ...HTML, cookie } })).body, url).toContain("Đăng xuất");
});
