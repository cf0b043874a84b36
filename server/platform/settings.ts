import type { Config } from "./config.ts";

/** Something the operator sets in the environment: by `NAME`, or by `NAME_FILE` that names a file with the value. */
export interface Setting {
  readonly name: string;
  /** Never shown: a password, or an address that may hold one. */
  readonly secret: boolean;
  /** What is in force, default included; undefined when there is none. */
  inForce(config: Config): string | undefined;
}

const open = (name: string, inForce: Setting["inForce"]): Setting => ({ name, secret: false, inForce });
const secret = (name: string, inForce: Setting["inForce"]): Setting => ({ name, secret: true, inForce });
const yesNo = (value: boolean): string => (value ? "yes" : "no");

/** Every setting there is; what the environment names beyond these is a mistake. */
export const SETTINGS: readonly Setting[] = [
  open("NODE_ENV", ({ production }) => (production ? "production" : undefined)),
  secret("DATABASE_URL", ({ databaseUrl }) => databaseUrl),
  open("MOTCUA_DATA_DIR", ({ dataDir }) => dataDir),
  open("MOTCUA_SCHEMA", ({ schema }) => schema),
  open("HOST", ({ host }) => host),
  open("PORT", ({ port }) => String(port)),
  open("MOTCUA_BASE_URL", ({ baseUrl }) => baseUrl),
  open("MOTCUA_DEMO", ({ demo }) => yesNo(demo)),
  open("MOTCUA_SERVICES", ({ services }) => [...services].join(",")),
  open("MOTCUA_STATE_FEED_URL", ({ stateFeedUrl }) => stateFeedUrl),
  open("MOTCUA_TRUSTED_PROXIES", ({ trustedProxies }) => trustedProxies.join(",")),
  open("MOTCUA_FILES", ({ files }) => (files.s3 ? "s3" : "local")),
  open("MOTCUA_S3_ENDPOINT", ({ files }) => files.s3?.endpoint),
  open("MOTCUA_S3_BUCKET", ({ files }) => files.s3?.bucket),
  open("MOTCUA_S3_PREFIX", ({ files }) => files.s3?.prefix),
  open("MOTCUA_S3_REGION", ({ files }) => files.s3?.region),
  secret("MOTCUA_S3_ACCESS_KEY", ({ files }) => files.s3?.accessKeyId),
  secret("MOTCUA_S3_SECRET_KEY", ({ files }) => files.s3?.secretAccessKey),
  open("MOTCUA_CLAMAV", ({ files: { clamav } }) =>
    clamav && "path" in clamav ? clamav.path : clamav && `${clamav.host}:${clamav.port}`,
  ),
  open("MOTCUA_CLAMAV_UNAVAILABLE", ({ files }) => files.clamavUnavailable),
  secret("MOTCUA_BACKUP_PASSPHRASE", ({ backupPassphrase }) => backupPassphrase),
  secret("MOTCUA_SECRET_KEY", ({ secretKey }) => secretKey),
  open("MOTCUA_RESTORE_POINTS", ({ restorePoints }) => yesNo(restorePoints)),
  open("MOTCUA_LIMIT_SIGN_INS", ({ limits }) => String(limits.signIns)),
  open("MOTCUA_LIMIT_LOOK_UPS", ({ limits }) => String(limits.lookUps)),
  open("MOTCUA_UNDO_SECONDS", ({ undoSeconds }) => String(undoSeconds)),
  open("MOTCUA_LIMIT_ANONYMOUS_FILINGS", ({ limits }) => String(limits.anonymousFilings)),
];

export interface EffectiveSetting {
  readonly name: string;
  /** Masked when secret; null when there is none. */
  readonly value: string | null;
  readonly source: "environment" | "file" | "default";
  /** The file that holds the value. */
  readonly file: string | null;
}

/** What is in force and where each came from, secrets masked. */
export function effectiveSettings(config: Config, env: NodeJS.ProcessEnv): readonly EffectiveSetting[] {
  return SETTINGS.map((setting) => {
    const { name } = setting;
    const file = env[`${name}_FILE`] || null;
    const value = setting.inForce(config) ?? null;
    const source = file ? "file" : env[name] ? "environment" : "default";
    return { name, value: value !== null && setting.secret ? "••••••" : value, source, file };
  });
}

/** Names in the environment that look like ours and are none: most likely misspelt. */
export function unknownSettings(env: NodeJS.ProcessEnv): readonly string[] {
  const known = new Set(SETTINGS.flatMap(({ name }) => [name, `${name}_FILE`]));
  return Object.keys(env)
    .filter((name) => name.startsWith("MOTCUA_") && !known.has(name))
    .toSorted();
}
