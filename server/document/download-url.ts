import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toEpoch } from "../../domain/shared/moment.ts";
import type { Deps } from "../platform/deps.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";

const MINUTES = 10;
const KEY_BYTES = 32;

interface Download {
  readonly documentId: string;
  readonly actorId: string;
}

/** An address of the document for this person alone, for ten minutes. */
export function downloadUrl(deps: Deps, download: Download): string {
  const until = Math.floor(toEpoch(deps.now()) / 1000) + MINUTES * 60;
  return `/tai-lieu/${download.documentId}?han=${until}&ky=${sign(deps, download, until)}`;
}

/** Throws 404 for an address made for somebody else, 410 `link-expired` for one whose time is over. */
export function checkDownload(deps: Deps, download: Download, { han, ky }: { han: number; ky: string }): void {
  const wanted = Buffer.from(sign(deps, download, han));
  const given = Buffer.from(ky);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw notFound();
  if (han * 1000 < toEpoch(deps.now())) throw new ApiError(410, "link-expired");
}

function sign({ config }: Deps, { documentId, actorId }: Download, until: number): string {
  return createHmac("sha256", keyOf(config)).update(`${documentId} ${actorId} ${until}`).digest("base64url");
}

/** The key that every web process of the province was given, or this installation's own. */
function keyOf({ secretKey, dataDir }: Deps["config"]): Buffer {
  return secretKey ? createHash("sha256").update(secretKey).digest() : secret(dataDir);
}

const secrets = new Map<string, Buffer>();

/**
 * The key of this installation, made at the first need and readable by its own user alone. It is linked in place whole,
 * so that two processes that start together agree on one and neither reads half of it.
 */
function secret(dataDir: string): Buffer {
  const known = secrets.get(dataDir);
  if (known) return known;
  const file = join(dataDir, "secret.key");
  if (!existsSync(file)) makeKey(file);
  const key = readFileSync(file);
  if (key.length !== KEY_BYTES) throw new Error(`${file} has ${key.length} bytes; expected ${KEY_BYTES}. Restore it.`);
  secrets.set(dataDir, key);
  return key;
}

function makeKey(file: string): void {
  const whole = `${file}.${newId()}`;
  writeFileSync(whole, randomBytes(KEY_BYTES), { mode: 0o600, flag: "wx" });
  try {
    linkSync(whole, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(whole);
  }
}
