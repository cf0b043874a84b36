import type { Reader } from "../../domain/identity/actor.ts";
import type { EForm } from "../../domain/eform/eform.ts";
import type { DossierAction } from "../../domain/dossier/command.ts";
import type { Applicant, Authorisation } from "../../domain/dossier/dossier.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { LinkedDossier } from "../dossier/LinkedDossiers.tsx";
import type { TimelineEntry } from "../dossier/Timeline.tsx";
import type { TrackedDossier } from "../dossier/tracked-dossier.ts";
import type { OpenableFile } from "../document/openable-file.ts";
import type { Alike } from "./AlikeList.tsx";
import type { ActionChoices, PostedAction } from "./action-form.ts";
import type { ConsultationRow, LegRow } from "./DossierHistory.tsx";
import type { EmergencyBannerProps } from "./EmergencyBanner.tsx";
import type { PaperView } from "./PapersPanel.tsx";
import type { UndoOffer } from "./UndoNotice.tsx";

/** All that an officer's page of a dossier shows. */
export interface OfficeDossierProps {
  readonly reader: Reader;
  readonly id: string;
  readonly version: number;
  readonly dossier: TrackedDossier;
  /** With officers' names and notes, which people outside do not see. */
  readonly timeline: readonly TimelineEntry[];
  readonly applicant: Applicant;
  readonly submitter: string;
  readonly authorisation: Authorisation | null;
  readonly caseName: string | null;
  readonly channel: string;
  readonly custody: string | null;
  readonly form: EForm | null;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly papers: readonly PaperView[];
  readonly results: readonly OpenableFile[];
  readonly legs: readonly LegRow[];
  readonly consultations: readonly ConsultationRow[];
  readonly slips: readonly { readonly href: string; readonly label: string }[];
  readonly alike: Alike;
  readonly links: readonly LinkedDossier[];
  readonly mayTakeEvidence: boolean;
  /** Under which grant it is read beyond the reader's scope; null within it. */
  readonly emergency: EmergencyBannerProps | null;
  /** Persons' numbers are masked until the reader says what for. */
  readonly masked: boolean;
  readonly revealFault: boolean;
  readonly actions: readonly DossierAction[];
  readonly choices: ActionChoices;
  /** The officer's own latest action, while it may be taken back. */
  readonly undoable: UndoOffer | null;
  /** Why the last try to take an action back did nothing. */
  readonly undoRefused: string | null;
  /** Until when a filing is to be answered, while it waits for reception. */
  readonly answerBy: Moment | null;
  readonly posted: PostedAction | null;
  readonly viewing: OpenableFile | null;
  /** What was asked for in the form that leads to a moment of the past, and why that cannot be shown. */
  readonly askedMoment: { readonly value: string; readonly error: string | null };
  readonly now: Moment;
}
