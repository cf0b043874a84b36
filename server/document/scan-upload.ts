import { ApiError } from "../platform/errors.ts";
import type { FileSettings } from "../platform/files/file-settings.ts";
import type { StagedFile } from "../platform/files/file-store.ts";
import { scanFile } from "../platform/files/scan-file.ts";
import { newId } from "../platform/ids.ts";
import { findHold, insertHeld } from "./held-file.queries.ts";
import type { Receiving } from "./receiving.ts";

interface Scanned {
  readonly staged: StagedFile;
  readonly name: string;
  readonly actorId: string;
  readonly settings: Pick<FileSettings, "clamav" | "clamavUnavailable">;
}

/**
 * Has the scanner look at a file that is about to be kept. Something found: the bytes go into quarantine and 422
 * `file-infected` is thrown. No answer: 503 `scanner-unavailable`, or the file is taken and nobody is served it yet.
 */
export async function scanUpload(receiving: Receiving, { staged, name, actorId, settings }: Scanned): Promise<void> {
  if (!settings.clamav) return;
  const { db, files, now } = receiving;
  const { sha256, size } = staged;
  const hold = await findHold(db, sha256);
  if (hold === "released") return;
  if (hold === "deleted") throw new ApiError(422, "file-infected", { file: name });
  const result = await scanFile(settings.clamav, staged.path);
  if (result.kind === "clean") return;
  const row = { id: newId(), sha256, size, name, uploadedBy: actorId, now };
  if (result.kind === "found") {
    await files.quarantine.keep(staged);
    await insertHeld(db, { ...row, state: "held", finding: result.finding });
    throw new ApiError(422, "file-infected", { file: name });
  }
  if (settings.clamavUnavailable === "refuse")
    throw new ApiError(503, "scanner-unavailable", {}, { cause: new Error(result.why) });
  await insertHeld(db, { ...row, state: "unscanned", finding: result.why });
}
