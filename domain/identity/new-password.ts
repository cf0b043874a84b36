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

export type PasswordFault =
  | "password-short"
  | "password-long"
  | "password-common"
  | "password-like-login"
  | "password-like-name";

/** Whose password it becomes; the name is left out where nobody has proved yet to be that person. */
interface Owner {
  readonly login: string;
  readonly name?: string;
}

/** Why the text may not become that person's password, or null. Length and known words, no rules of characters. */
export function passwordFault(password: string, { login, name = "" }: Owner): PasswordFault | null {
  const letters = Array.from(password.normalize("NFC")).length;
  if (letters < SHORTEST) return "password-short";
  if (letters > LONGEST) return "password-long";
  const plain = fold(password).replaceAll(/[^a-z0-9]/g, "");
  if (isMostly(plain, login)) return "password-like-login";
  if (isMostly(plain, name)) return "password-like-name";
  return isCommon(plain) ? "password-common" : null;
}

/** Whether hardly anything is left of it without the person's own words. */
function isMostly(plain: string, own: string): boolean {
  const words = fold(own).replaceAll(/[^a-z0-9]/g, "");
  return words !== "" && plain.replaceAll(words, "").length < 6;
}

function isCommon(plain: string): boolean {
  if (new Set(plain).size < 5) return true;
  if ("01234567890123456789".includes(plain) || "98765432109876543210".includes(plain)) return true;
  let rest = plain;
  for (const word of COMMON) rest = rest.replaceAll(word, "");
  return rest !== plain && /^\d*$/.test(rest);
}
