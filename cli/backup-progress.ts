import type { Progress } from "../server/backup/index.ts";

const EVERY_MS = 200;

export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  readonly end: () => void;
}

/** One line that tells how far a long work is, on a terminal alone. */
export function progressLine(): ProgressLine {
  if (!process.stderr.isTTY) return { show: () => undefined, end: () => undefined };
  let last = 0;
  return {
    show({ what, bytes }) {
      if (performance.now() - last < EVERY_MS) return;
      last = performance.now();
      process.stderr.write(`\r\u001b[K${what}  ${(bytes / 1024 / 1024).toFixed(1)} MB`);
    },
    end: () => void process.stderr.write("\r\u001b[K"),
  };
}
