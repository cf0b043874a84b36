import type { SupplementPolicy, TimeLimit } from "../calendar/time-limit.ts";
import type { Principal } from "../identity/actor.ts";
import type { Moment } from "../shared/moment.ts";
import type { Filing } from "./command.ts";
import type { LinkKind } from "./link-kind.ts";
import type { CodedReason, DossierPaper, FeeItem, StepStay } from "./dossier.ts";

/** A stay that an event opens. */
export type NewStay = Pick<StepStay, "stepKey" | "agencyId" | "officerId" | "dueAt">;

/** The new end of an open stay's budget after a pause or a change of the calendar. */
export interface StayDeadline {
  readonly id: number;
  readonly dueAt: Moment;
}

/** What happened, with everything that folding needs: a fold never looks at a calendar or a process again. */
export type DossierFact = Happened & {
  /** For whom the officer acted who did it; absent in his own name. */
  readonly onBehalfOf?: Principal;
};

type Happened =
  | ({ readonly type: "submitted"; readonly submittedBy: { kind: "citizen" | "officer"; id: string; name: string } } & {
      readonly filing: Filing;
    })
  | {
      readonly type: "received";
      readonly code: string;
      readonly limit: TimeLimit | null;
      readonly supplementPolicy: SupplementPolicy;
      readonly dueAt: Moment | null;
      readonly stay: NewStay;
      readonly keptOriginals: Readonly<Record<string, number>>;
    }
  | { readonly type: "reception-refused"; readonly reasons: readonly CodedReason[] }
  | {
      readonly type: "supplement-requested";
      readonly reasons: readonly CodedReason[];
      readonly late: boolean;
      readonly supplyBy: Moment | null;
    }
  | {
      readonly type: "supplied";
      readonly papers: readonly DossierPaper[];
      readonly answers: Readonly<Record<string, unknown>> | null;
      readonly note: string;
      readonly dueAt: Moment | null;
      readonly stays: readonly StayDeadline[];
    }
  | { readonly type: "payment-requested"; readonly items: readonly FeeItem[] }
  | {
      readonly type: "payment-confirmed";
      readonly receipt: string;
      /** The second appointment: what was left of the limit, counted from the confirmation. */
      readonly dueAt: Moment | null;
      readonly stays: readonly StayDeadline[];
    }
  | {
      readonly type: "assigned";
      readonly stayId: number;
      readonly officerId: string;
      readonly note: string;
      readonly opens: readonly NewStay[];
    }
  | { readonly type: "forwarded"; readonly stayId: number; readonly note: string; readonly opens: readonly NewStay[] }
  | {
      readonly type: "consulted";
      readonly agencyId: string;
      readonly askedByAgencyId: string;
      readonly question: string;
      readonly dueAt: Moment;
    }
  | {
      readonly type: "consultation-answered";
      readonly consultationId: number;
      readonly answer: string;
      readonly late: boolean;
    }
  | {
      readonly type: "returned-to-step";
      readonly stayId: number;
      readonly note: string;
      /** Parallel legs that end with it, because what they built on is done anew. */
      readonly ends: readonly number[];
      /** How much of the decision is undone: the draft as well, the approval, or the signature alone. */
      readonly undoes: "proposal" | "approval" | "signature";
      readonly opens: readonly NewStay[];
    }
  | {
      readonly type: "result-proposed";
      readonly stayId: number;
      readonly granted: boolean;
      readonly summary: string;
      readonly documentIds: readonly string[];
      readonly opens: readonly NewStay[];
    }
  | { readonly type: "approved"; readonly stayId: number; readonly note: string; readonly opens: readonly NewStay[] }
  | { readonly type: "signed"; readonly stayId: number; readonly opens: readonly NewStay[] }
  | {
      readonly type: "finished";
      readonly stayId: number;
      readonly number: string;
      readonly documentIds: readonly string[];
      readonly opens: readonly NewStay[];
    }
  | { readonly type: "apologised"; readonly reason: string; readonly newDueAt: Moment }
  | {
      readonly type: "due-date-recomputed";
      readonly basis: string;
      readonly dueAt: Moment;
      /** Absent in events of before the steps' own time was reckoned anew as well. */
      readonly stays?: readonly StayDeadline[];
    }
  /** A change of the calendar that moves the steps' own time alone, not the appointment. */
  | { readonly type: "steps-recomputed"; readonly basis: string; readonly stays: readonly StayDeadline[] }
  | { readonly type: "withdrawn"; readonly reason: string }
  | { readonly type: "stopped"; readonly reason: string; readonly cause: "request" | "unsupplied" }
  | {
      readonly type: "handed-out";
      readonly receiver: string;
      readonly receiverIdentity: string | null;
      readonly authorisationPaper: string;
      readonly method: string;
      /** Originals given back, by component. */
      readonly originals: Readonly<Record<string, number>>;
    }
  | { readonly type: "linked"; readonly kind: LinkKind; readonly dossierId: string }
  | { readonly type: "papers-taken"; readonly fromAgencyId: string; readonly byAgencyId: string }
  | { readonly type: "papers-returned"; readonly receiver: string }
  /** The event of that version is taken back: the dossier is as it was before it, and both stay in the history. */
  | { readonly type: "undone"; readonly version: number; readonly of: string }
  | { readonly type: "corrected"; readonly note: string; readonly documentIds: readonly string[] };

/** One link of the dossier's chain: what happened, who did it for which agency, when, and what it did to the date. */
export interface DossierEvent {
  readonly dossierId: string;
  readonly version: number;
  readonly at: Moment;
  readonly actor: { readonly kind: "officer" | "citizen" | "system"; readonly id: string; readonly name: string };
  readonly agencyId: string | null;
  readonly dueBefore: Moment | null;
  readonly dueAfter: Moment | null;
  readonly fact: DossierFact;
}
