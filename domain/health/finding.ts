/** What is looked at, in the order in which it is told. */
export const CHECKS = [
  "node",
  "machine",
  "settings",
  "unknown-settings",
  "secret-files",
  "public-address",
  "proxies",
  "database",
  "server-version",
  "encoding",
  "time-zones",
  "database-clock",
  "extensions",
  "schema",
  "roles",
  "wall",
  "store",
  "staging",
  "free-space",
  "scanner",
  "inspection",
  "workers",
  "queue",
  "outbox",
  "partner",
  "sealed-root",
  "backup",
] as const;

export type CheckName = (typeof CHECKS)[number];

/** `unknown`: it could not be looked at from here, which is no fault. */
export type Verdict = "good" | "warning" | "bad" | "unknown";

/** Why it is not good, by a code that the texts know a remedy for. */
export type HealthFault =
  | "too-old"
  | "too-small"
  | "wrong-settings"
  | "unknown-settings"
  | "readable-by-all"
  | "not-https"
  | "unreachable"
  | "no-proxy"
  | "not-running"
  | "unsupported"
  | "wrong-encoding"
  | "no-time-zone"
  | "clocks-differ"
  | "extension-missing"
  | "schema-older"
  | "schema-newer"
  | "schema-missing"
  | "role-too-strong"
  | "role-missing"
  | "wall-down"
  | "store-unmarked"
  | "store-foreign"
  | "not-writable"
  | "little-space"
  | "no-space"
  | "not-configured"
  | "no-worker"
  | "queue-late"
  | "dead-letters"
  | "outbox-late"
  | "root-late"
  | "backup-old"
  | "backup-unknown"
  | "failed";

/** What one check saw; `seen` are values that the text of the check has places for. */
export interface Finding {
  readonly verdict: Verdict;
  readonly seen: readonly string[];
  readonly fault: HealthFault | null;
}

export interface CheckedFinding extends Finding {
  readonly name: CheckName;
}

/** Nothing to do. */
export function good(...seen: readonly string[]): Finding {
  return { verdict: "good", seen, fault: null };
}

/** Works, and should be looked at. */
export function warning(fault: HealthFault, ...seen: readonly string[]): Finding {
  return { verdict: "warning", seen, fault };
}

/** Does not work, or is not safe. */
export function bad(fault: HealthFault, ...seen: readonly string[]): Finding {
  return { verdict: "bad", seen, fault };
}

/** Could not be looked at from here. */
export function unknown(...seen: readonly string[]): Finding {
  return { verdict: "unknown", seen, fault: null };
}

/** The worst of several: `bad` before `warning` before `good`. */
export function worst(findings: readonly Finding[]): "good" | "warning" | "bad" {
  if (findings.some(({ verdict }) => verdict === "bad")) return "bad";
  return findings.some(({ verdict }) => verdict === "warning") ? "warning" : "good";
}
