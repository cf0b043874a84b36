import type { Pause, SupplementPolicy, TimeLimit } from "../calendar/time-limit.ts";
import type { Moment } from "../shared/moment.ts";
import type { DossierLink } from "./link-kind.ts";
import type { Custody } from "./paper-bundle.ts";
import type { DossierStatus } from "./status.ts";

/**
 * How the dossier came in, told truthfully and never edited afterwards: filed by the person, helped at the counter,
 * filed by an authorised person, on paper at the counter, there by an authorised person, by post.
 */
export const CHANNELS = [
  "self-online",
  "assisted-online",
  "authorised-online",
  "direct",
  "authorised-direct",
  "postal",
] as const;
export type Channel = (typeof CHANNELS)[number];

export interface Applicant {
  readonly kind: "person" | "organisation";
  readonly name: string;
  /** 12-digit personal number, or the tax code of an organisation. */
  readonly identityNumber: string;
  readonly address: string;
  readonly phone: string;
  readonly email: string;
}

/** Who files for the applicant, and by which power of attorney. */
export interface Authorisation {
  readonly name: string;
  readonly identityNumber: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  /** Kind, number and date of the power of attorney, as form 01 prints them. */
  readonly paper: string;
  /** The power of attorney that was given here, by which it was filed; absent where a paper shows it. */
  readonly powerId?: string;
}

/** One paper of the dossier: which component it answers, and the stored documents behind it. */
export interface DossierPaper {
  readonly componentCode: string;
  readonly name: string;
  readonly documentIds: readonly string[];
  /** Originals that the counter keeps and must give back. */
  readonly keptOriginals: number;
}

/** One stay of the dossier at one step: a token of the process graph, kept after it ends. */
export interface StepStay {
  readonly id: number;
  readonly stepKey: string;
  readonly agencyId: string;
  readonly officerId: string | null;
  readonly startedAt: Moment;
  /** End of the step's own time budget; null when its time is not counted. */
  readonly dueAt: Moment | null;
  readonly endedAt: Moment | null;
  readonly endedBy: string | null;
}

export interface Consultation {
  readonly id: number;
  readonly agencyId: string;
  readonly askedByAgencyId: string;
  readonly question: string;
  readonly askedAt: Moment;
  readonly dueAt: Moment;
  readonly answer: string | null;
  readonly answeredAt: Moment | null;
  /** It was answered after its deadline, of which the head of the one-stop is told (NĐ 61/2018 art. 19.5). */
  readonly late: boolean;
}

/** One coded reason of a supplement request or a refusal, with the officer's own words. */
export interface CodedReason {
  readonly code: string;
  readonly componentCode: string | null;
  readonly note: string;
}

export interface FeeItem {
  readonly name: string;
  /** Vietnamese đồng. */
  readonly amount: number;
}

export interface ResultProposal {
  readonly granted: boolean;
  readonly summary: string;
  readonly documentIds: readonly string[];
  readonly proposedBy: string;
  readonly proposedAt: Moment;
}

/** The state of a dossier, folded from its events and from nothing else. */
export interface Dossier {
  readonly id: string;
  /** Number of events folded so far; two officers who saw the same version cannot both act. */
  readonly version: number;
  readonly status: DossierStatus;
  /** National code (mã hồ sơ), given at reception; before that `submissionCode` names it. */
  readonly code: string | null;
  readonly submissionCode: string;
  readonly procedureVersionId: string;
  readonly processVersionId: string;
  readonly channel: Channel;
  readonly applicant: Applicant;
  /** Present exactly when somebody else filed for the applicant. */
  readonly authorisation: Authorisation | null;
  readonly submittedBy: { readonly kind: "citizen" | "officer"; readonly id: string; readonly name: string };
  readonly answers: Readonly<Record<string, unknown>>;
  readonly caseName: string | null;
  readonly papers: readonly DossierPaper[];
  readonly receivingAgencyId: string;
  readonly resolvingAgencyId: string;
  readonly resultPlace: string;
  readonly submittedAt: Moment;
  readonly receivedAt: Moment | null;
  readonly finishedAt: Moment | null;
  readonly returnedAt: Moment | null;
  /** Null: the procedure has no appointment date. */
  readonly limit: TimeLimit | null;
  readonly supplementPolicy: SupplementPolicy;
  readonly pauses: readonly Pause[];
  /** The first appointment, which statistics are measured against and which never changes. */
  readonly originalDueAt: Moment | null;
  readonly dueAt: Moment | null;
  readonly apology: { readonly at: Moment; readonly reason: string; readonly newDueAt: Moment } | null;
  readonly supplement: {
    readonly reasons: readonly CodedReason[];
    readonly requestedAt: Moment;
    readonly suppliedAt: Moment | null;
    /** It came later than three working days after reception. */
    readonly late: boolean;
    /** When the system stops the dossier if nothing comes; null when the calendar does not reach that far yet. */
    readonly supplyBy: Moment | null;
    /** Where the dossier goes back to once supplied. */
    readonly resume: DossierStatus;
  } | null;
  readonly payment: {
    readonly items: readonly FeeItem[];
    readonly requestedAt: Moment;
    readonly confirmedAt: Moment | null;
    readonly receipt: string | null;
    /** The second appointment, counted from the confirmation. */
    readonly secondDueAt: Moment | null;
    readonly resume: DossierStatus;
  } | null;
  readonly stays: readonly StepStay[];
  readonly consultations: readonly Consultation[];
  /** Where the bundle of paper is; null when there is none, or it has been given back. */
  readonly custody: Custody | null;
  readonly proposal: ResultProposal | null;
  readonly approvedBy: string | null;
  readonly signedBy: string | null;
  readonly result: {
    readonly granted: boolean;
    readonly number: string;
    readonly summary: string;
    readonly documentIds: readonly string[];
    readonly corrections: number;
  } | null;
  readonly closingReason: string | null;
  readonly handedOut: {
    readonly receiver: string;
    readonly receiverIdentity: string | null;
    readonly method: string;
  } | null;
  readonly links: readonly DossierLink[];
}

/** The stays that are going on now; several when legs run in parallel. */
export function openStays(dossier: Dossier): readonly StepStay[] {
  return dossier.stays.filter((stay) => stay.endedAt === null);
}

/** Every agency that has, or had, to do with the dossier. */
export function involvedAgencies(dossier: Dossier): readonly string[] {
  const ids = [
    dossier.receivingAgencyId,
    dossier.resolvingAgencyId,
    ...dossier.stays.map(({ agencyId }) => agencyId),
    ...dossier.consultations.map(({ agencyId }) => agencyId),
  ];
  return [...new Set(ids)];
}
