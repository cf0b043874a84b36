import { createHash } from "node:crypto";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { configReader, isWebUrl, type ConfigReader } from "./config-reader.ts";
import { readFileSettings, type FileSettings } from "./files/file-settings.ts";
import { DEFAULT_LIMITS, HIGHEST_LIMIT, type Limits } from "./limits.ts";
import { canReach } from "./postgres/run-as.ts";
import { readProxies } from "./trusted-proxies.ts";

export interface Config {
  /** A PostgreSQL server of the operator's own; undefined starts the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly schema: string;
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** Address under which people reach the system, without a slash at the end. */
  readonly baseUrl: string;
  readonly production: boolean;
  /** Load and offer the demonstration province; never in production. */
  readonly demo: boolean;
  /** What this process runs: pages and API, background jobs, or both. */
  readonly services: ReadonlySet<Service>;
  /** Where changes of a dossier's state are delivered; nobody is told when it is undefined. */
  readonly stateFeedUrl: string | undefined;
  /** Addresses and ranges of proxies that are believed when they name a client's address; always with this machine. */
  readonly trustedProxies: readonly string[];
  readonly files: FileSettings;
  /** Seals archives that are written and opens those that are read; undefined leaves them open. */
  readonly backupPassphrase: string | undefined;
  /** Signs links to files; shared by every web process. Undefined: a key of this data folder's own. */
  readonly secretKey: string | undefined;
  /** Whether the database is written out before its schema is changed. */
  readonly restorePoints: boolean;
  readonly limits: Limits;
  /** For how many seconds an officer may take an action back, and its messages wait; 0: not at all. */
  readonly undoSeconds: number;
}

export type Service = "web" | "worker";
const SERVICES: ReadonlySet<string> = new Set<Service>(["web", "worker"]);

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The only reader of the environment. A wrong value stops the start and names every variable at fault. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const { config, faults } = tryConfig(env);
  if (!config) throw new Error(`Configuration:\n  ${faults.join("\n  ")}`);
  return config;
}

export interface ConfigAttempt {
  readonly config: Config | undefined;
  /** One sentence a variable: what was seen and what was expected, never a secret. */
  readonly faults: readonly string[];
}

/** As `readConfig`, for whoever wants to hear of the faults and go on. */
export function tryConfig(env: NodeJS.ProcessEnv): ConfigAttempt {
  const read = configReader(env);
  const { faults, get, expect } = read;
  const databaseUrl = readDatabaseUrl(read);
  const port = get("PORT") ?? "3000";
  expect("PORT", {
    value: port,
    valid: /^\d{1,5}$/.test(port) && Number(port) <= 65_535,
    wanted: "a port number from 0 to 65535",
  });
  const host = get("HOST") ?? "127.0.0.1";
  const schema = get("MOTCUA_SCHEMA") ?? "motcua";
  expect("MOTCUA_SCHEMA", {
    value: schema,
    valid: /^[a-z_][a-z0-9_]{0,30}$/.test(schema) && !/^(pg_|public$|graphile_worker$)/.test(schema),
    wanted: "a schema name of its own of a–z, 0–9 and _, at most 31 letters",
  });
  const production = get("NODE_ENV") === "production";
  const demo = get("MOTCUA_DEMO") ?? (production || databaseUrl ? "no" : "yes");
  expect("MOTCUA_DEMO", { value: demo, valid: /^(yes|no)$/.test(demo), wanted: "yes or no" });
  if (demo === "yes" && production)
    faults.push("MOTCUA_DEMO is yes while NODE_ENV is production; the demo has known passwords");
  const baseUrl = get("MOTCUA_BASE_URL") ?? `http://${host}:${port}`;
  expect("MOTCUA_BASE_URL", {
    value: baseUrl,
    valid: isWebUrl(baseUrl) && !baseUrl.endsWith("/"),
    wanted: "an address such as https://dichvucong.example.vn, without a slash at the end",
  });
  const services = (get("MOTCUA_SERVICES") ?? "web,worker").split(",").map((name) => name.trim());
  expect("MOTCUA_SERVICES", {
    value: services.join(","),
    valid: services.every((name) => SERVICES.has(name)),
    wanted: "web, worker, or both with a comma between",
  });
  const stateFeedUrl = get("MOTCUA_STATE_FEED_URL");
  if (stateFeedUrl) {
    expect("MOTCUA_STATE_FEED_URL", {
      value: stateFeedUrl,
      valid: isWebUrl(stateFeedUrl),
      wanted: "the http or https address of the partner",
    });
  }
  const trustedProxies = readTrustedProxies(read);
  const files = readFileSettings(read);
  const backupPassphrase = readSecret(read, "MOTCUA_BACKUP_PASSPHRASE", SHORTEST_PASSPHRASE);
  const secretKey = readSecret(read, "MOTCUA_SECRET_KEY", SHORTEST_KEY);
  const restorePoints = get("MOTCUA_RESTORE_POINTS") ?? "yes";
  expect("MOTCUA_RESTORE_POINTS", {
    value: restorePoints,
    valid: /^(yes|no)$/.test(restorePoints),
    wanted: "yes or no",
  });
  const limits = readLimits(read);
  const undoSeconds = get("MOTCUA_UNDO_SECONDS") ?? "10";
  expect("MOTCUA_UNDO_SECONDS", {
    value: undoSeconds,
    valid: /^\d{1,2}$/.test(undoSeconds) && Number(undoSeconds) <= 60,
    wanted: "seconds from 0 to 60",
  });
  const dataDir = resolve(get("MOTCUA_DATA_DIR") ?? defaultDataDir(ROOT));
  if (faults.length > 0) return { config: undefined, faults };
  const config = {
    databaseUrl,
    schema,
    dataDir,
    host,
    port: Number(port),
    baseUrl,
    production,
    demo: demo === "yes",
    services: new Set(services as Service[]),
    stateFeedUrl,
    trustedProxies,
    files,
    backupPassphrase,
    secretKey,
    restorePoints: restorePoints === "yes",
    limits,
    undoSeconds: Number(undoSeconds),
  };
  return { config, faults };
}

function readDatabaseUrl({ get, expect }: ConfigReader): string | undefined {
  const url = get("DATABASE_URL");
  if (!url) return undefined;
  // The address may hold a password, so only its beginning is ever repeated.
  const seen = url.replace(/\/\/.*/s, "//…").slice(0, 20);
  expect("DATABASE_URL", { value: seen, valid: isPostgresUrl(url), wanted: "postgres://user@host/database" });
  return url;
}

const SHORTEST_PASSPHRASE = 12;

const SHORTEST_KEY = 32;

function readSecret({ get, expect }: ConfigReader, name: string, shortest: number): string | undefined {
  const secret = get(name);
  // Never repeated, not even a wrong one.
  if (secret) expect(name, { value: "…", valid: secret.length >= shortest, wanted: `at least ${shortest} letters` });
  return secret;
}

function readTrustedProxies({ get, expect }: ConfigReader): readonly string[] {
  const { proxies, wrong } = readProxies(get("MOTCUA_TRUSTED_PROXIES") ?? "");
  expect("MOTCUA_TRUSTED_PROXIES", {
    value: wrong.join(", "),
    valid: wrong.length === 0,
    wanted: "addresses or ranges such as 10.20.0.5, 10.20.0.0/24, fd00::/8, not of /0, with commas between",
  });
  return proxies;
}

function readLimits({ get, expect }: ConfigReader): Limits {
  const limit = (name: string, byDefault: number): number => {
    const value = get(name) ?? String(byDefault);
    const valid = /^[1-9]\d{0,5}$/.test(value) && Number(value) <= HIGHEST_LIMIT;
    expect(name, { value, valid, wanted: `a whole number from 1 to ${HIGHEST_LIMIT} a minute` });
    return Number(value);
  };
  return {
    signIns: limit("MOTCUA_LIMIT_SIGN_INS", DEFAULT_LIMITS.signIns),
    lookUps: limit("MOTCUA_LIMIT_LOOK_UPS", DEFAULT_LIMITS.lookUps),
    anonymousFilings: limit("MOTCUA_LIMIT_ANONYMOUS_FILINGS", DEFAULT_LIMITS.anonymousFilings),
  };
}

function isPostgresUrl(value: string): boolean {
  return /^postgres(ql)?:\/\//.test(value) && URL.canParse(value);
}

/**
 * `.motcua` in the checkout. As root PostgreSQL runs as another user, who cannot enter a checkout under a closed
 * folder such as /root; then a folder under /var/lib that is this checkout's own.
 */
function defaultDataDir(root: string): string {
  if (process.getuid?.() !== 0 || canReach(root)) return join(root, ".motcua");
  const mark = createHash("sha256").update(root).digest("hex").slice(0, 8);
  return join("/var/lib/motcua", `${basename(root)}-${mark}`);
}
