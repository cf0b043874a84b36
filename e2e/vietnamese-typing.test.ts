import { beforeAll, expect, test } from "vitest";
import { useBrowser } from "../testing/browser.ts";
import { useDemoApp } from "../testing/demo-app.ts";

const demo = useDemoApp();
const browser = useBrowser();
let base = "";

beforeAll(async () => {
  base = await demo.listen();
});

/** What a Vietnamese typing tool really sends for `taoj`: the letters, then Backspaces over them, then the word. */
const KEYS = ["t", "a", "o", "Backspace", "Backspace", "Backspace", "t", "ạ", "o"];

test.each([
  ["/", "#tim"],
  ["/tra-cuu", "#ma"],
  ["/thu-tuc/1.000656/nop?dang-nhap=sau", "[name='f.place']"],
])("%s keeps a word that a typing tool writes with Backspaces", async (path, field) => {
  const page = await browser.newPage();
  await page.goto(base + path);
  const input = page.locator(field);
  await input.focus();
  for (const key of KEYS) {
    if (key === "Backspace") await page.keyboard.press(key, { delay: 1 });
    else await page.keyboard.insertText(key);
  }
  await page.keyboard.insertText(" giấy");
  expect(await input.inputValue()).toBe("tạo giấy");
});

test.each([
  ["lam giay khai shin", "Đăng ký khai sinh"],
  ["xin giay ket hom", "Đăng ký kết hôn"],
  ["sổ đỏ", "quyền sử dụng đất"],
])("searching for “%s” finds %s", async (typed, found) => {
  const answer = await demo.app.inject({ method: "GET", url: `/?tim=${encodeURIComponent(typed)}` });
  expect(answer.body).toMatch(new RegExp(`<a href="/thu-tuc/[\\d.]+">[^<]*${found}`));
});
