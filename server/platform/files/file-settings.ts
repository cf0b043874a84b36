import { isWebUrl, type ConfigReader } from "../config-reader.ts";
import type { S3Settings } from "./s3-store.ts";

/** Where clamd listens: a Unix socket, or a host and port. */
export type ScannerAddress = { readonly path: string } | { readonly host: string; readonly port: number };

export interface FileSettings {
  /** Undefined keeps files in the data folder. */
  readonly s3: S3Settings | undefined;
  /** Undefined scans nothing. */
  readonly clamav: ScannerAddress | undefined;
  /** What becomes of a file while clamd does not answer. */
  readonly clamavUnavailable: "refuse" | "accept-and-quarantine";
}

/** MOTCUA_FILES, MOTCUA_S3_* and MOTCUA_CLAMAV*; each fault is added to the reader's. */
export function readFileSettings(read: ConfigReader): FileSettings {
  const { get, expect } = read;
  const kind = get("MOTCUA_FILES") ?? "local";
  expect("MOTCUA_FILES", { value: kind, valid: /^(local|s3)$/.test(kind), wanted: "local or s3" });
  const unavailable = get("MOTCUA_CLAMAV_UNAVAILABLE") ?? "refuse";
  expect("MOTCUA_CLAMAV_UNAVAILABLE", {
    value: unavailable,
    valid: /^(refuse|accept-and-quarantine)$/.test(unavailable),
    wanted: "refuse or accept-and-quarantine",
  });
  return {
    s3: kind === "s3" ? readS3(read) : undefined,
    clamav: readScanner(read),
    clamavUnavailable: unavailable as FileSettings["clamavUnavailable"],
  };
}

function readS3({ get, expect }: ConfigReader): S3Settings {
  const endpoint = get("MOTCUA_S3_ENDPOINT") ?? "";
  expect("MOTCUA_S3_ENDPOINT", {
    value: endpoint,
    valid: isWebUrl(endpoint) && !endpoint.endsWith("/"),
    wanted: "an address such as https://s3.example.vn, without a slash at the end",
  });
  const bucket = get("MOTCUA_S3_BUCKET") ?? "";
  expect("MOTCUA_S3_BUCKET", {
    value: bucket,
    valid: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket),
    wanted: "a bucket's name of 3 to 63 of a–z, 0–9, . and -",
  });
  const prefix = get("MOTCUA_S3_PREFIX") ?? `${get("MOTCUA_SCHEMA") ?? "motcua"}/`;
  expect("MOTCUA_S3_PREFIX", {
    value: prefix,
    valid: /^([A-Za-z0-9_-]+\/)+$/.test(prefix),
    wanted: "names of A–Z, a–z, 0–9, _ and -, each with a slash behind it",
  });
  const accessKeyId = get("MOTCUA_S3_ACCESS_KEY") ?? "";
  const secretAccessKey = get("MOTCUA_S3_SECRET_KEY") ?? "";
  // A secret is never repeated, not even a wrong one.
  for (const [name, value] of [
    ["MOTCUA_S3_ACCESS_KEY", accessKeyId],
    ["MOTCUA_S3_SECRET_KEY", secretAccessKey],
  ] as const)
    expect(name, { value: "", valid: value !== "", wanted: `the key, or ${name}_FILE with a file that holds it` });
  return { endpoint, bucket, prefix, accessKeyId, secretAccessKey, region: get("MOTCUA_S3_REGION") ?? "us-east-1" };
}

function readScanner({ get, expect }: ConfigReader): ScannerAddress | undefined {
  const value = get("MOTCUA_CLAMAV");
  if (value === undefined) return undefined;
  if (value.startsWith("/")) return { path: value };
  const [, host = "", port = ""] = /^(?:\[([0-9a-fA-F:]+)\]|([\w.-]+)):(\d{1,5})$/.exec(value)?.filter(Boolean) ?? [];
  expect("MOTCUA_CLAMAV", {
    value,
    valid: host !== "" && Number(port) > 0 && Number(port) <= 65_535,
    wanted: "host:port such as 127.0.0.1:3310, or the path of a socket such as /run/clamav/clamd.ctl",
  });
  return { host, port: Number(port) };
}
