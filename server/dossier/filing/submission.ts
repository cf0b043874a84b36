import type { Applicant, Authorisation, Channel, DossierPaper } from "../../../domain/dossier/dossier.ts";
import type { LinkKind } from "../../../domain/dossier/link-kind.ts";

/** What a filing asks for, in codes that people and partners know. */
export interface Submission {
  readonly procedureCode: string;
  readonly receivingAgencyCode: string;
  /** The local agency of the place that the matter belongs to; null for the receiving one. */
  readonly competentAgencyCode: string | null;
  readonly channel: Channel;
  readonly applicant: Applicant;
  /** Who files for the applicant, on the channels `authorised-…` alone. */
  readonly authorisation: Authorisation | null;
  readonly caseName: string | null;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly papers: readonly DossierPaper[];
  readonly resultPlace: string;
  /** Other dossiers that this one follows, replaces or belongs to, by their codes. */
  readonly links: readonly { readonly kind: LinkKind; readonly code: string }[];
}
