import { runInspection } from "./inspection/inspector.ts";

/** Whether the process that looks at files from outside can be started and answers for a file known to be good. */
export async function probeInspection(path: string, pdfPath: string): Promise<boolean> {
  return (await runInspection({ kind: "inspect", path, pdfPath })).ok;
}
