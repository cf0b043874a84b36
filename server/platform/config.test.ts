import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readConfig } from "./config.ts";

const folder = mkdtempSync(join(tmpdir(), "motcua-config-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("needs nothing: the embedded database and the demo on this machine alone", () => {
  expect(readConfig({})).toMatchObject({
    databaseUrl: undefined,
    schema: "motcua",
    host: "127.0.0.1",
    port: 3000,
    baseUrl: "http://127.0.0.1:3000",
    production: false,
    demo: true,
    services: new Set(["web", "worker"]),
    stateFeedUrl: undefined,
    trustedProxies: ["127.0.0.0/8", "::1"],
    backupPassphrase: undefined,
    restorePoints: true,
    limits: { signIns: 100, lookUps: 10, anonymousFilings: 20 },
    undoSeconds: 10,
  });
});

test.each([
  [{ DATABASE_URL: "postgres://u@h/d" }, { demo: false, databaseUrl: "postgres://u@h/d" }],
  [{ DATABASE_URL: "postgres://u@h/d", MOTCUA_DEMO: "yes" }, { demo: true }],
  [{ NODE_ENV: "production" }, { production: true, demo: false }],
  [{ PORT: "0" }, { port: 0 }],
  [{ PORT: "" }, { port: 3000 }],
  [{ MOTCUA_BASE_URL: "https://dvc.example.vn/mot-cua" }, { baseUrl: "https://dvc.example.vn/mot-cua" }],
  [{ MOTCUA_SERVICES: "worker" }, { services: new Set(["worker"]) }],
  [{ MOTCUA_STATE_FEED_URL: "https://dvcqg.example.vn/states" }, { stateFeedUrl: "https://dvcqg.example.vn/states" }],
  [
    { MOTCUA_TRUSTED_PROXIES: " 10.20.0.5, 10.20.1.0/24,fd00::/8," },
    { trustedProxies: ["127.0.0.0/8", "::1", "10.20.0.5", "10.20.1.0/24", "fd00::/8"] },
  ],
  [{ MOTCUA_BACKUP_PASSPHRASE: "mười hai chữ trở lên" }, { backupPassphrase: "mười hai chữ trở lên" }],
  [{ MOTCUA_RESTORE_POINTS: "no" }, { restorePoints: false }],
  [{ MOTCUA_UNDO_SECONDS: "0" }, { undoSeconds: 0 }],
  [{ MOTCUA_DATA_DIR: "/srv/motcua" }, { dataDir: "/srv/motcua" }],
  [{}, { files: { s3: undefined, clamav: undefined, clamavUnavailable: "refuse" } }],
  [{ MOTCUA_CLAMAV: "/run/clamd.ctl" }, { files: { clamav: { path: "/run/clamd.ctl" } } }],
  [{ MOTCUA_CLAMAV: "clamav:3310" }, { files: { clamav: { host: "clamav", port: 3310 } } }],
  [{ MOTCUA_CLAMAV: "[::1]:3310" }, { files: { clamav: { host: "::1", port: 3310 } } }],
  [
    {
      MOTCUA_FILES: "s3",
      MOTCUA_SCHEMA: "tinh_a",
      MOTCUA_S3_ENDPOINT: "https://s3.example.vn",
      MOTCUA_S3_BUCKET: "mot-cua",
      MOTCUA_S3_ACCESS_KEY: "a",
      MOTCUA_S3_SECRET_KEY: "b",
    },
    { files: { s3: { endpoint: "https://s3.example.vn", bucket: "mot-cua", prefix: "tinh_a/", region: "us-east-1" } } },
  ],
  [{ MOTCUA_LIMIT_LOOK_UPS: "30" }, { limits: { signIns: 100, lookUps: 30, anonymousFilings: 20 } }],
])("%o is read", (env, wanted) => {
  expect(readConfig(env)).toMatchObject(wanted);
});

test.each([
  ["DATABASE_URL", "mysql://root:secret@h/d"],
  ["DATABASE_URL", "postgres://[/d"],
  ["PORT", "99999"],
  ["PORT", "80a"],
  ["MOTCUA_SCHEMA", "Tinh-1"],
  ["MOTCUA_SCHEMA", "public"],
  ["MOTCUA_SCHEMA", "pg_tinh"],
  ["MOTCUA_DEMO", "true"],
  ["MOTCUA_SERVICES", "web,mail"],
  ["MOTCUA_STATE_FEED_URL", "dvcqg.example.vn"],
  ["MOTCUA_UNDO_SECONDS", "61"],
  ["MOTCUA_TRUSTED_PROXIES", "nginx"],
  ["MOTCUA_TRUSTED_PROXIES", "10.20.0.300"],
  ["MOTCUA_TRUSTED_PROXIES", "10.20.0.0/33"],
  ["MOTCUA_TRUSTED_PROXIES", "10.20.0.0/24/8"],
  ["MOTCUA_TRUSTED_PROXIES", "0.0.0.0/0"],
  ["MOTCUA_TRUSTED_PROXIES", "::/0"],
  ["MOTCUA_TRUSTED_PROXIES", "fe80::1%eth0"],
  ["MOTCUA_BACKUP_PASSPHRASE", "ngắn"],
  ["MOTCUA_RESTORE_POINTS", "often"],
  ["MOTCUA_BASE_URL", "dvc.example.vn"],
  ["MOTCUA_FILES", "minio"],
  ["MOTCUA_CLAMAV", "clamav"],
  ["MOTCUA_CLAMAV", "clamav:0"],
  ["MOTCUA_CLAMAV_UNAVAILABLE", "accept"],
  ["MOTCUA_BASE_URL", "https://dvc.example.vn/"],
])("%s=%s is refused by name, with what was expected", (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^Configuration:\n  ${name} is ".*expected`));
});

test("every fault is named at once, and no password is repeated", () => {
  const env = { DATABASE_URL: "mysql://root:secret@h/d", PORT: "x", MOTCUA_SCHEMA: "A", MOTCUA_DEMO: "1" };
  const words = messageOf(() => readConfig({ ...env, MOTCUA_BASE_URL: "x" }));
  const named = words.split("\n").flatMap((line) => /^ {2}([A-Z_]+) /.exec(line)?.[1] ?? []);
  expect(named).toEqual(["DATABASE_URL", "PORT", "MOTCUA_SCHEMA", "MOTCUA_DEMO", "MOTCUA_BASE_URL"]);
  expect(words).not.toContain("secret");
});

test("of several proxies each that is none is named", () => {
  const words = messageOf(() => readConfig({ MOTCUA_TRUSTED_PROXIES: "nginx, 10.20.0.5, 10.0.0.0/99" }));
  expect(words).toContain('MOTCUA_TRUSTED_PROXIES is "nginx, 10.0.0.0/99"; expected addresses or ranges');
});

test("of a bucket everything that is missing is named at once, and no secret is repeated", () => {
  const env = { MOTCUA_FILES: "s3", MOTCUA_S3_ENDPOINT: "s3.example.vn", MOTCUA_S3_BUCKET: "B", MOTCUA_S3_PREFIX: "/" };
  const words = messageOf(() => readConfig({ ...env, MOTCUA_S3_SECRET_KEY: "geheim" }));
  const named = words.split("\n").flatMap((line) => /^ {2}([A-Z_0-9]+) /.exec(line)?.[1] ?? []);
  const wrong = ["ENDPOINT", "BUCKET", "PREFIX", "ACCESS_KEY"].map((name) => `MOTCUA_S3_${name}`);
  expect(named).toEqual(wrong);
  expect(words).not.toContain("geheim");
});

test("the demo's known passwords are refused in production", () => {
  expect(() => readConfig({ NODE_ENV: "production", MOTCUA_DEMO: "yes" })).toThrow(/MOTCUA_DEMO is yes while NODE_ENV/);
});

test("a value may come from a file; one that cannot be read is named", () => {
  const file = join(folder, "url");
  writeFileSync(file, "postgres://u:p@h/d\n");
  expect(readConfig({ DATABASE_URL_FILE: file }).databaseUrl).toBe("postgres://u:p@h/d");
  const words = messageOf(() => readConfig({ DATABASE_URL_FILE: join(folder, "absent"), PORT: "x" }));
  expect(words).toMatch(/DATABASE_URL_FILE is ".*absent", which cannot be read \(ENOENT\)\n {2}PORT is "x"/);
});

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}
