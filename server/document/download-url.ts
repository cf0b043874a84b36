import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toEpoch } from "../../domain/shared/moment.ts";
import type { Deps } from "../platform/deps.ts";
import { ApiError, notFound } from "../platform/errors.ts";

const MINUTES = 10;

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
  return createHmac("sha256", secret(config.dataDir)).update(`${documentId} ${actorId} ${until}`).digest("base64url");
}

const secrets = new Map<string, Buffer>();

/** The key of this installation, made at the first need and readable by its own user alone. */
function secret(dataDir: string): Buffer {
  const known = secrets.get(dataDir);
  if (known) return known;
  const file = join(dataDir, "secret.key");
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600, flag: "wx" });
  const key = readFileSync(file);
  secrets.set(dataDir, key);
  return key;
}
