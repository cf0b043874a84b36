const LOGIN = /^[a-z0-9][a-z0-9._-]{2,63}$/;

/** Whether the text can be a login name: 3–64 of a–z, 0–9, `.`, `_`, `-`, and a letter or digit first. */
export function isLogin(text: string): boolean {
  return LOGIN.test(text);
}
