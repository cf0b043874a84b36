import { expect, test } from "vitest";
import { deviceText } from "./device-text.ts";

const WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)";

test.each([
  [`${WINDOWS} Chrome/141.0.0.0 Safari/537.36`, "Chrome trên Windows"],
  [`${WINDOWS} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0`, "Edge trên Windows"],
  [`${WINDOWS} coc_coc_browser/141.0.0 Chrome/135.0.0.0 Safari/537.36`, "Cốc Cốc trên Windows"],
  ["Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox trên Windows"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1",
    "Safari trên iPhone",
  ],
  [
    "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36",
    "Chrome trên Android",
  ],
  [
    "Mozilla/5.0 (Linux; Android 13; SM-A045F) AppleWebKit/537.36 SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36",
    "Samsung Internet trên Android",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.4 Safari/605.1.15",
    "Safari trên máy Mac",
  ],
  ["curl/8.5.0", "curl/8.5.0"],
  ["", "Không rõ thiết bị"],
])("%s", (userAgent, text) => expect(deviceText(userAgent)).toBe(text));
