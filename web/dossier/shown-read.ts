import type { ReadKind } from "../../domain/evidence/read-log.ts";
import type { Moment } from "../../domain/shared/moment.ts";

/** One read of a dossier, as its owner sees it. */
export interface ShownRead {
  readonly id: number;
  readonly at: Moment;
  readonly kind: ReadKind;
  readonly actorKind: string;
  readonly name: string;
  readonly agency: string | null;
  /** Beyond the reader's scope, under a grant. */
  readonly emergency: boolean;
}
