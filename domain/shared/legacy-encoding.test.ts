import { expect, test } from "vitest";
import { detectLegacyEncoding } from "./legacy-encoding.ts";

test.each<[text: string, encoding: "TCVN3" | "VNI" | null, what: string]>([
  ["Nguyễn Văn Ổn", null, "Unicode"],
  ["Nguyen Van On", null, "no accents"],
  ["Café Zürich 20°C", null, "a foreign letter or two"],
  ["§¨ng ký khai sinh", "TCVN3", "Đăng ký khai sinh in .VnTime"],
  ["Céng hßa x· héi chñ nghÜa ViÖt Nam", "TCVN3", "the national name in .VnTime"],
  ["Ñaêng kyù keát hoân", "VNI", "Đăng ký kết hôn in VNI-Times"],
  ["Coäng hoøa xaõ hoäi", "VNI", "the national name in VNI-Times"],
  ["", null, "nothing"],
])("%s is %s: %s", (text, encoding) => {
  expect(detectLegacyEncoding(text)).toBe(encoding);
});
