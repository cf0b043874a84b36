import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

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
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The only reader of the environment. A wrong value stops the start and names every variable at fault. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const faults: string[] = [];
  const get = (name: string): string | undefined => {
    const file = env[`${name}_FILE`];
    const value = file ? readFileSync(file, "utf8").trim() : env[name];
    return value === "" ? undefined : value;
  };
  const expect = (name: string, value: string, pattern: RegExp, wanted: string): string => {
    if (!pattern.test(value)) faults.push(`${name} is "${value}"; expected ${wanted}`);
    return value;
  };
  const databaseUrl = get("DATABASE_URL");
  if (databaseUrl)
    expect(
      "DATABASE_URL",
      databaseUrl.replace(/\/\/.*/, "//…"),
      /^postgres(ql)?:\/\//,
      "postgres://user@host/database",
    );
  const port = expect("PORT", get("PORT") ?? "3000", /^\d{1,5}$/, "a port number from 0 to 65535");
  const host = get("HOST") ?? "127.0.0.1";
  const schema = expect(
    "MOTCUA_SCHEMA",
    get("MOTCUA_SCHEMA") ?? "motcua",
    /^[a-z_][a-z0-9_]*$/,
    "a schema name of a–z, 0–9 and _",
  );
  const production = get("NODE_ENV") === "production";
  const demo =
    expect(
      "MOTCUA_DEMO",
      get("MOTCUA_DEMO") ?? (production || databaseUrl ? "no" : "yes"),
      /^(yes|no)$/,
      "yes or no",
    ) === "yes";
  if (demo && production) faults.push("MOTCUA_DEMO is yes while NODE_ENV is production; the demo has known passwords");
  const baseUrl = expect(
    "MOTCUA_BASE_URL",
    get("MOTCUA_BASE_URL") ?? `http://${host}:${port}`,
    /^https?:\/\/[^/]+(\/.*[^/])?$/,
    "an address such as https://dichvucong.example.vn",
  );
  if (faults.length > 0) throw new Error(`Configuration:\n  ${faults.join("\n  ")}`);
  const dataDir = resolve(get("MOTCUA_DATA_DIR") ?? join(ROOT, ".motcua"));
  return { databaseUrl, schema, dataDir, host, port: Number(port), baseUrl, production, demo };
}
