import type { Inspection } from "./inspect-file.ts";

/** What the inspecting process is asked: to look at a file and make a photo's PDF, or to bind several photos. */
export type Task =
  | { readonly kind: "inspect"; readonly path: string; readonly pdfPath: string }
  | { readonly kind: "shrink"; readonly path: string; readonly jpegPath: string }
  | { readonly kind: "bind"; readonly paths: readonly string[]; readonly pdfPath: string };

export type Answer =
  | { readonly ready: true }
  | { readonly inspection: Inspection }
  /** A fault of ours, not of the file. */
  | { readonly fault: string };
