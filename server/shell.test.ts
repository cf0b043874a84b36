import { expect, test } from "vitest";
import { useDemoApp } from "../testing/demo-app.ts";

const demo = useDemoApp();
const HTML = { accept: "text/html" };
const get = async (login: string, url: string) =>
  (await demo.call(login && (await demo.officer(login)), "GET", url, undefined, HTML)).body;

const send = async (login: string, url: string, fields: Record<string, string>) =>
  demo.app.inject({
    method: "POST",
    url,
    headers: {
      cookie: login && (await demo.officer(login)),
      ...HTML,
      "content-type": "application/x-www-form-urlencoded",
    },
    payload: new URLSearchParams(fields).toString(),
  });

function menuOf(body: string): readonly string[] {
  const [nav = ""] = /<nav aria-label="Chính">.*?<\/nav>/.exec(body) ?? [];
  return [...nav.matchAll(/<a[^>]*>([^<]+)<\/a>/g)].map(([, label]) => label ?? "");
}

test.each([
  "/can-bo",
  "/can-bo/tim",
  "/can-bo/so-theo-doi",
  "/can-bo/quan-tri",
  "/can-bo/quan-tri/co-quan",
  "/can-bo/quan-tri/co-quan/moi",
  "/can-bo/quan-tri/thu-tuc",
  "/can-bo/quan-tri/thu-tuc/1.001193",
  "/can-bo/quan-tri/can-bo",
  "/can-bo/quan-tri/can-bo/moi",
  "/can-bo/quan-tri/tinh",
  "/can-bo/quan-tri/cach-goi",
  "/can-bo/quan-tri/lich",
])("the menu of %s is that of the administrator's roles", async (url) => {
  expect(menuOf(await get("quantri", url))).toEqual([
    "Việc của tôi",
    "Tìm hồ sơ",
    "Sổ theo dõi",
    "Thay thế",
    "Đọc khẩn cấp",
    "Danh mục",
  ]);
});

test("the province's name and its hotline stand on every page, a new number at once, after a form that failed too", async () => {
  const home = await get("", "/");
  expect(home).toContain("Dịch vụ công tỉnh Thanh Bình");
  const set = await send("quantri", "/can-bo/quan-tri/tinh", { placeName: "Thanh Bình", hotline: "19001234" });
  expect(set.statusCode, set.body).toBe(303);
  expect(await get("", "/?tim=khongcothutucnay")).toContain("gọi tổng đài 19001234");
  expect(await get("", "/can-bo/dang-nhap")).toContain("gọi tổng đài 19001234");
  const nothing = await send("", "/tra-cuu", { ma: "H99.20-260907-9999", so: "0001" });
  expect(nothing.body.match(/gọi tổng đài 19001234/g)?.length).toBe(2);
});

test("the officers' sign-in page leads to the activation of an account", async () => {
  expect(await get("", "/can-bo/dang-nhap")).toContain('href="/can-bo/kich-hoat"');
});

test("the catalogues at a glance are for those who look over agencies, and each number is that of the list it opens", async () => {
  const home = await get("quantri", "/can-bo/quan-tri");
  for (const [address, heading] of [
    ["/can-bo/quan-tri/co-quan", "Cơ quan"],
    ["/can-bo/quan-tri/can-bo", "Cán bộ có nhiệm vụ hôm nay"],
    ["/can-bo/quan-tri/thu-tuc?nop=co", "Thủ tục"],
  ] as const) {
    const [, count = ""] = new RegExp(`<h1>${heading} \\((\\d+)\\)`).exec(await get("quantri", address)) ?? [];
    expect(home, heading).toMatch(new RegExp(`href="${address.replace("?", "\\?")}".{1,80}>${count} `));
  }
  for (const [login, status] of [
    ["kiemtoan", 200],
    ["tiepnhan.xa", 403],
  ] as const) {
    const answer = await demo.call(await demo.officer(login), "GET", "/can-bo/quan-tri", undefined, HTML);
    expect(answer.statusCode, login).toBe(status);
  }
});

test("nothing on a page may come from another host", async () => {
  const { headers } = await demo.call("", "GET", "/", undefined, HTML);
  expect(headers["content-security-policy"]).toContain("font-src 'self';");
  expect(headers["content-security-policy"]).not.toMatch(/https?:|\*/);
});
