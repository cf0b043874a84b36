import { statSync } from "node:fs";
import { join } from "node:path";
import { bad, good, unknown, warning } from "../../../domain/health/finding.ts";
import { SETTINGS, unknownSettings } from "../../platform/settings.ts";
import type { Check } from "../check.ts";

const ALL_MAY = 0o007;
const WAIT_MS = 5000;
const LOOPBACK = /^(127\.|::1|localhost$)/;

/** What the operator has set. */
export const settingsChecks: readonly Check[] = [
  {
    name: "settings",
    needs: "nothing",
    look: async ({ faults }) => (faults.length > 0 ? bad("wrong-settings", ...faults) : good()),
  },
  {
    name: "unknown-settings",
    needs: "nothing",
    async look({ env }) {
      if (!env) return null;
      const names = unknownSettings(env);
      return names.length > 0 ? warning("unknown-settings", names.join(", ")) : good();
    },
  },
  {
    name: "secret-files",
    needs: "settings",
    async look({ env = {}, config: { dataDir } }) {
      const named = SETTINGS.filter(({ secret }) => secret).map(({ name }) => env[`${name}_FILE`] ?? "");
      const files = [...named, join(dataDir, "secret.key"), join(dataDir, "postgres", "password")];
      const readable = files.filter((file) => file !== "" && isForAll(file));
      return readable.length > 0 ? warning("readable-by-all", readable.join(", ")) : good();
    },
  },
  {
    name: "public-address",
    needs: "settings",
    async look({ config: { baseUrl, services } }) {
      const { protocol, hostname } = new URL(baseUrl);
      if (protocol !== "https:" && !LOOPBACK.test(hostname)) return bad("not-https", baseUrl);
      if (!services.has("web")) return unknown(baseUrl);
      return (await answers(`${baseUrl}/livez`)) ? good(baseUrl) : warning("unreachable", baseUrl);
    },
  },
  {
    name: "proxies",
    needs: "settings",
    async look({ config: { baseUrl, host, trustedProxies } }) {
      const named = trustedProxies.filter((proxy) => !LOOPBACK.test(proxy));
      const seen = trustedProxies.join(", ");
      // A public address on a machine that listens to others: somebody stands in between, and is not believed.
      const behind = baseUrl.startsWith("https:") && !LOOPBACK.test(host);
      return behind && named.length === 0 ? warning("no-proxy", seen) : good(seen);
    },
  },
];

function isForAll(file: string): boolean {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0;
  return process.platform !== "win32" && (mode & ALL_MAY) !== 0;
}

async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(WAIT_MS), redirect: "manual" });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}
