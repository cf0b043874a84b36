import type { Due } from "../ui/DueChip.tsx";
import type { Moment } from "../../domain/shared/moment.ts";
import type { TimelineEntry } from "./Timeline.tsx";

/** Where a dossier stands, as its applicant may know it: units, never officers' names. */
export interface TrackedDossier extends Due {
  readonly code: string;
  readonly submissionCode: string;
  readonly procedureName: string;
  readonly holder: string;
  readonly submittedAt: Moment;
  readonly originalDueAt: Moment | null;
  readonly timeline: readonly TimelineEntry[];
  readonly result: { readonly number: string; readonly summary: string; readonly granted: boolean } | null;
  readonly closingReason: string | null;
  readonly apology: { readonly reason: string; readonly newDueAt: Moment } | null;
}
