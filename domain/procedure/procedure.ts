import type { SupplementPolicy, TimeLimit } from "../calendar/time-limit.ts";

export type Level = "province" | "district" | "commune";
/** Toàn trình, một phần, cung cấp thông tin. */
export const SERVICE_LEVELS = ["full", "partial", "information"] as const;
export type ServiceLevel = (typeof SERVICE_LEVELS)[number];
export const PROCEDURE_CHANNELS = ["direct", "online", "postal"] as const;
export type ProcedureChannel = (typeof PROCEDURE_CHANNELS)[number];

/** By which rule, other than a named agency, the agency that settles a dossier is found. */
export const COMPETENCE_RULES = ["receiving", "commune"] as const;
type CompetenceRule = (typeof COMPETENCE_RULES)[number];

/** One paper of a dossier. Without originals and copies it is a hint of the catalogue, not a paper. */
export interface Component {
  readonly code: string;
  readonly caseName: string | null;
  readonly name: string;
  readonly form: string | null;
  readonly originals: number;
  readonly copies: number;
  /** May be handed in as a file; otherwise the paper itself is shown at the counter, also after filing online. */
  readonly electronic: boolean;
  /** Asked for only in circumstances that its name tells: its absence alone makes no filing incomplete. */
  readonly optional: boolean;
}

export interface ChannelTerms {
  readonly channel: ProcedureChannel;
  /** Null: the law sets no limit, or the catalogue names no unit. */
  readonly limit: TimeLimit | null;
  readonly feeText: string;
  readonly note: string;
}

export interface Fee {
  readonly name: string;
  /** Vietnamese đồng. */
  readonly amount: number;
  /** Null: the same on every channel. */
  readonly channel: ProcedureChannel | null;
}

/** What a procedure version asks and promises: stored as one document, because it is always read as one. */
export interface ProcedureContent {
  readonly levels: readonly Level[];
  readonly targets: readonly string[];
  readonly cases: readonly string[];
  /** One of the cases is always the person's; absent: he may be in none of them. */
  readonly casesComplete?: boolean;
  readonly components: readonly Component[];
  readonly channels: readonly ChannelTerms[];
  readonly fees: readonly Fee[];
  readonly results: readonly { readonly code: string; readonly name: string }[];
  readonly legalBases: readonly string[];
  readonly conditions: string;
  readonly steps: string;
  readonly supplementPolicy: SupplementPolicy;
  /** Health, children, criminal record: masked outside need. */
  readonly sensitive: boolean;
  /**
   * Who settles it: the agency of a code, the agency whose counter takes it in, or the local authority that the filing
   * names as the place of the matter (NĐ 118/2025 art. 14: any counter takes it in).
   */
  readonly competence: { readonly agencyCode: string } | CompetenceRule;
}

/** Whether the paper is asked for in the case; null and an empty case ask for what everybody hands in. */
export function isForCase({ caseName: own }: Pick<Component, "caseName">, caseName: string | null): boolean {
  return own === null || own === caseName;
}

/** What can be chosen as the case: its name, or empty for none of them; nothing where the procedure has no cases. */
export function caseNames({
  cases,
  casesComplete = false,
}: Pick<ProcedureContent, "cases" | "casesComplete">): readonly string[] {
  return cases.length === 0 || casesComplete ? cases : [...cases, ""];
}

/** Papers that belong to a case, also those that not everybody has; hints are left out. */
export function papersFor(content: ProcedureContent, caseName: string | null): readonly Component[] {
  return content.components.filter((component) => !isHint(component) && isForCase(component, caseName));
}

/** Papers that must really be handed in for a case; online those that have to be shown are left out. */
export function requiredComponents(
  content: ProcedureContent,
  caseName: string | null,
  channel: ProcedureChannel | null = null,
): readonly Component[] {
  return papersFor(content, caseName).filter(
    ({ optional, electronic }) => !optional && (channel !== "online" || electronic),
  );
}

/** What the national catalogue says of the level: online filing at least in part, or information alone. */
export function catalogueServiceLevel(channels: readonly ChannelTerms[]): ServiceLevel {
  return channels.some(({ channel }) => channel === "online") ? "partial" : "information";
}

/** The catalogue writes advice as papers of which nobody brings any. */
export function isHint({ originals, copies }: Component): boolean {
  return originals + copies === 0;
}

/** What is charged when filing on the channel. */
export function feesFor(content: ProcedureContent, channel: ProcedureChannel): readonly Fee[] {
  return content.fees.filter((fee) => fee.channel === null || fee.channel === channel);
}

/** The limit that holds for the channel; postal falls back to direct. */
export function limitFor(content: ProcedureContent, channel: ProcedureChannel): TimeLimit | null {
  const terms =
    content.channels.find((one) => one.channel === channel) ?? content.channels.find((one) => one.channel === "direct");
  return terms?.limit ?? null;
}
