type Pattern = readonly [RegExp, string];

// The first that fits: browsers made from another one name that one too.
const BROWSERS: readonly Pattern[] = [
  [/coc_coc_browser/i, "Cốc Cốc"],
  [/Edg(A|iOS)?\//, "Edge"],
  [/OPR\/|Opera/, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/Zalo/i, "Zalo"],
  [/FB(AN|AV)\//, "Facebook"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/CriOS\/|Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: readonly Pattern[] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "máy Mac"],
  [/Linux|X11/, "Linux"],
];

/** The browser and the machine by their names, of what a browser says of itself; else its own words. */
export function deviceText(userAgent: string): string {
  const find = (patterns: readonly Pattern[]): string | undefined =>
    patterns.find(([pattern]) => pattern.test(userAgent))?.[1];
  const [browser, system] = [find(BROWSERS), find(SYSTEMS)];
  if (browser && system) return `${browser} trên ${system}`;
  return browser ?? system ?? (userAgent.slice(0, 60) || "Không rõ thiết bị");
}
