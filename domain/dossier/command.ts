import type { Moment } from "../shared/moment.ts";
import type { Applicant, Authorisation, Channel, CodedReason, DossierPaper, FeeItem } from "./dossier.ts";
import type { DossierLink, LinkKind } from "./link-kind.ts";

/** What a person asks the system to do with a dossier that exists. `stayId` names the leg when several are open. */
export type DossierCommand =
  | { readonly action: "receive"; readonly keptOriginals?: Readonly<Record<string, number>> }
  | { readonly action: "refuse-reception"; readonly reasons: readonly CodedReason[] }
  | { readonly action: "request-supplement"; readonly reasons: readonly CodedReason[] }
  | {
      readonly action: "supply";
      readonly papers: readonly DossierPaper[];
      readonly answers: Readonly<Record<string, unknown>> | null;
      readonly note: string;
    }
  | { readonly action: "request-payment"; readonly items: readonly FeeItem[] }
  | { readonly action: "confirm-payment"; readonly receipt: string }
  | { readonly action: "assign"; readonly officerId: string; readonly note: string; readonly stayId?: number }
  | { readonly action: "forward"; readonly next: string | null; readonly note: string; readonly stayId?: number }
  | { readonly action: "consult"; readonly agencyId: string; readonly question: string; readonly hours: number }
  | { readonly action: "answer"; readonly consultationId: number; readonly answer: string }
  | { readonly action: "return-to-step"; readonly stepKey: string; readonly note: string; readonly stayId?: number }
  | {
      readonly action: "propose-result";
      readonly granted: boolean;
      readonly summary: string;
      readonly documentIds: readonly string[];
      readonly stayId?: number;
    }
  | { readonly action: "approve"; readonly note: string; readonly stayId?: number }
  | { readonly action: "sign"; readonly stayId?: number }
  | {
      readonly action: "finish";
      readonly number: string;
      readonly documentIds: readonly string[];
      readonly stayId?: number;
    }
  | { readonly action: "apologise"; readonly reason: string; readonly newDueAt: Moment }
  | { readonly action: "withdraw"; readonly reason: string }
  | { readonly action: "stop"; readonly reason: string }
  | {
      readonly action: "hand-out";
      readonly receiver: string;
      /** Personal number of whoever comes; may be left out when it is the applicant or the authorised person. */
      readonly receiverIdentity?: string | null | undefined;
      /** What shows that somebody else may receive, such as a power of attorney. */
      readonly authorisationPaper?: string | undefined;
      readonly method: string;
    }
  | { readonly action: "take-papers" }
  | { readonly action: "return-papers"; readonly receiver: string }
  | { readonly action: "link"; readonly kind: LinkKind; readonly code: string }
  | { readonly action: "correct"; readonly note: string; readonly documentIds: readonly string[] };

export type DossierAction = DossierCommand["action"];

/** What a filing brings; it makes a dossier, so it is no command on one. */
export interface Filing {
  readonly id: string;
  readonly submissionCode: string;
  readonly procedureVersionId: string;
  readonly processVersionId: string;
  readonly channel: Channel;
  readonly applicant: Applicant;
  readonly authorisation: Authorisation | null;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly caseName: string | null;
  readonly papers: readonly DossierPaper[];
  readonly receivingAgencyId: string;
  readonly resolvingAgencyId: string;
  readonly resultPlace: string;
  readonly links: readonly DossierLink[];
}
