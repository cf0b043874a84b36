import { fold } from "../shared/vietnamese-text.ts";

const SHORTEST = 12;
const LONGEST = 200;

/** Beginnings that guessers try first; with digits or repetition behind them they are no password. */
const COMMON = [
  "password",
  "matkhau",
  "motcua",
  "qwertyuiop",
  "qwerty",
  "asdfghjkl",
  "abcdefgh",
  "abcdef",
  "iloveyou",
  "anhyeuem",
  "emyeuanh",
  "welcome",
  "admin",
  "administrator",
  "quantri",
  "vietnam",
  "dichvucong",
  "hanhchinhcong",
];

export type PasswordFault = "password-short" | "password-long" | "password-common" | "password-like-login";

/** Why the text may not become the password of that login, or null. Length and known words, no rules of characters. */
export function passwordFault(password: string, login: string): PasswordFault | null {
  const letters = Array.from(password.normalize("NFC")).length;
  if (letters < SHORTEST) return "password-short";
  if (letters > LONGEST) return "password-long";
  const plain = fold(password).replaceAll(/[^a-z0-9]/g, "");
  const own = fold(login).replaceAll(/[^a-z0-9]/g, "");
  if (own !== "" && plain.replaceAll(own, "").length < 6) return "password-like-login";
  return isCommon(plain) ? "password-common" : null;
}

function isCommon(plain: string): boolean {
  if (new Set(plain).size < 5) return true;
  if ("01234567890123456789".includes(plain) || "98765432109876543210".includes(plain)) return true;
  let rest = plain;
  for (const word of COMMON) rest = rest.replaceAll(word, "");
  return rest !== plain && /^\d*$/.test(rest);
}
