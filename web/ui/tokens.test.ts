import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("styles/tokens.css", import.meta.url), "utf8");
const THEMES = ["light", "dark", "more contrast", "more contrast, dark"] as const;

/** The tokens of each theme, those that it does not name as the themes before it have them. */
function themes(): readonly ReadonlyMap<string, string>[] {
  const blocks = css.split(":root").slice(1);
  const own = blocks.map(
    (block) => new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map((m) => [m[1] ?? "", m[2] ?? ""])),
  );
  const [light, dark, more, moreDark] = own;
  return [over(light), over(light, dark), over(light, more), over(light, dark, more, moreDark)];
}

function over(...maps: readonly (Map<string, string> | undefined)[]): ReadonlyMap<string, string> {
  return new Map(maps.flatMap((map) => [...(map ?? [])]));
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const PAIRS = [
  ["ink", "paper"],
  ["ink", "ground"],
  ["ink-soft", "paper"],
  ["ink-soft", "ground"],
  ["action", "paper"],
  ["action", "ground"],
  ["action-ink", "action"],
  ["action-ink", "action-strong"],
  ["official", "paper"],
  ["error", "paper"],
  ["error", "error-soft"],
  ["soon", "soon-soft"],
  ["done", "done-soft"],
  ["ink", "quiet-soft"],
  ["ink", "soon-soft"],
  ["ink", "done-soft"],
] as const;

test.each(THEMES.flatMap((theme, index) => PAIRS.map(([text, under]) => [theme, text, under, index] as const)))(
  "%s: %s on %s can be read (4.5:1)",
  (_theme, text, under, index) => {
    const tokens = themes()[index];
    expect(contrast(tokens?.get(text) ?? "", tokens?.get(under) ?? "")).toBeGreaterThanOrEqual(4.5);
  },
);
