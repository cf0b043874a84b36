import { createHmac, timingSafeEqual } from "node:crypto";
import { toEpoch } from "../../domain/shared/moment.ts";
import type { Deps } from "../platform/deps.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import { instanceKey } from "../platform/instance-key.ts";

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
  return createHmac("sha256", instanceKey(config)).update(`${documentId} ${actorId} ${until}`).digest("base64url");
}
