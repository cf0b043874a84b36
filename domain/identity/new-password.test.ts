import { expect, test } from "vitest";
import { isLogin } from "./login.ts";
import { passwordFault } from "./new-password.ts";

test.each([
  ["ngắn quá", "password-short"],
  ["mười hai ký", "password-short"],
  ["a".repeat(201), "password-long"],
  ["aaaaaaaaaaaa", "password-common"],
  ["123456789012", "password-common"],
  ["Mật khẩu 123456", "password-common"],
  ["Password2026!!", "password-common"],
  ["motcua-demo-motcua", null],
  ["qwertyuiop123", "password-common"],
  ["Thuly.Xa-2026", "password-like-login"],
  ["thulyxathulyxa", "password-like-login"],
  ["Lò Thị Chăm Sóc 90", "password-like-name"],
  ["lothichamsoc1990", "password-like-name"],
  ["chị Chăm ra suối giặt áo", null],
  ["bốn con trâu lội qua sông", null],
  ["thuly.xa lội qua suối cạn", null],
])("%s: %s", (password, fault) =>
  expect(passwordFault(password, { login: "thuly.xa", name: "Lò Thị Chăm Sóc" })).toBe(fault),
);

test("composed or not, a letter is one", () => {
  expect(passwordFault("ế".repeat(3).normalize("NFD") + "abcd", { login: "x" })).toBe("password-short");
});

test.each([
  ["thuly.xa", true],
  ["a_b-1", true],
  ["ab", false],
  ["Thuly", false],
  [".thuly", false],
  ["thụ.lý", false],
  ["a b c", false],
])("login %s: %s", (text, good) => expect(isLogin(text)).toBe(good));
