import type { StoredFile } from "../ui/FileField.tsx";

/** A stored file that its reader can open. */
export interface OpenableFile extends StoredFile {
  /** Address that opens it, for a few minutes and for this reader alone. */
  readonly href: string;
  readonly isPhoto: boolean;
  /** The photos it was bound from. */
  readonly originals: readonly OpenableFile[];
}
