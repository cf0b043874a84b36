import Type from "typebox";
import { MAX_FILE_BYTES } from "../../domain/document/document-type.ts";
import type { Deps } from "../platform/deps.ts";
import { scanFile } from "../platform/files/scan-file.ts";
import { defineJob } from "../platform/jobs/job.ts";
import { listUnscanned, saveScan } from "./held-file.queries.ts";

const AT_ONCE = 100;

/** Scans what was taken in while no scanner answered; the first one without an answer ends the run until the next. */
export const scanHeld = defineJob({
  name: "document.scan-held",
  payload: Type.Object({}),
  cron: "*/5 * * * *",
  atStart: true,
  run: scanWaiting,
});

async function scanWaiting({ db, files, config }: Deps): Promise<void> {
  const { clamav } = config.files;
  if (!clamav) return;
  for (const { id, sha256 } of await listUnscanned(db, AT_ONCE)) {
    const staged = await files.stage(files.open(sha256), { maxBytes: MAX_FILE_BYTES });
    try {
      const result = await scanFile(clamav, staged.path);
      if (result.kind === "unavailable") return;
      if (result.kind === "clean") await saveScan(db, { id, state: "clean", finding: "" });
      else await saveScan(db, { id, state: "held", finding: result.finding });
    } finally {
      await staged.drop();
    }
  }
}
