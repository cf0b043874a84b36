/** What can be found wrong; the sentences are beside the command that tells them. */
export type FaultCode =
  | "event-altered"
  | "event-missing"
  | "event-unlinked"
  | "event-extra"
  | "event-of-nobody"
  | "head-wrong"
  | "state-wrong"
  | "row-wrong"
  | "file-missing"
  | "file-altered"
  | "file-size-wrong"
  | "file-strange"
  | "rollup-wrong"
  | "sealed-otherwise"
  | "leaf-missing"
  | "chunk-wrong"
  | "root-wrong"
  | "root-unlinked"
  | "read-altered"
  | "read-missing"
  | "read-unlinked"
  | "link-wrong"
  | "link-missing";

/** One thing that is not as it was recorded. */
export interface Finding {
  readonly fault: FaultCode;
  /** Code of the dossier, digest of the file or name of the figure. */
  readonly where: string;
  /** Number of the event in its dossier; null when the fault is not one event's. */
  readonly event: number | null;
  readonly expected: string;
  readonly seen: string;
}

export type Report = (finding: Finding) => void;
