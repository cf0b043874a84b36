import { readFile, writeFile } from "node:fs/promises";
import type { Inspection } from "./inspect-file.ts";
import { inspectFile } from "./inspect-file.ts";
import { photosToPdf, recompress } from "./photos-to-pdf.ts";
import type { Answer, Task } from "./task.ts";

/** Runs in a process of its own, which is ended when a file asks for too much. */
async function run(task: Task): Promise<Inspection> {
  if (task.kind === "bind") {
    await writeFile(task.pdfPath, await photosToPdf(await Promise.all(task.paths.map((path) => readFile(path)))));
    return { ok: true, mediaType: "application/pdf", pages: task.paths.length };
  }
  const bytes = await readFile(task.path);
  if (task.kind === "shrink") {
    await writeFile(task.jpegPath, await recompress(bytes));
    return { ok: true, mediaType: "image/jpeg", pages: 1 };
  }
  const inspected = await inspectFile(bytes);
  if (!inspected.ok || inspected.mediaType === "application/pdf") return inspected;
  try {
    await writeFile(task.pdfPath, await photosToPdf([await recompress(bytes)]));
    return inspected;
  } catch {
    return { ok: false, reason: "file-damaged" };
  }
}

const answer = (message: Answer): void => void process.send?.(message);

process.on("disconnect", () => process.exit(0));
process.on("message", (task: Task) => {
  run(task).then(
    (inspection) => answer({ inspection }),
    (error: unknown) => answer({ fault: String(error) }),
  );
});
answer({ ready: true });
