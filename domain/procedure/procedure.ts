import type { SupplementPolicy, TimeLimit } from "../calendar/time-limit.ts";

export type Level = "province" | "district" | "commune";
/** Toàn trình, một phần, cung cấp thông tin. */
export type ServiceLevel = "full" | "partial" | "information";
export type ProcedureChannel = "direct" | "online" | "postal";

/** One paper of a dossier. Without originals and copies it is a hint of the catalogue, not a paper. */
export interface Component {
  readonly code: string;
  readonly caseName: string | null;
  readonly name: string;
  readonly form: string | null;
  readonly originals: number;
  readonly copies: number;
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
}

/** What a procedure version asks and promises: stored as one document, because it is always read as one. */
export interface ProcedureContent {
  readonly levels: readonly Level[];
  readonly targets: readonly string[];
  readonly cases: readonly string[];
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
  /** Code of the agency that settles it, or the level whose own agency does: `commune` is the counter's own. */
  readonly competence: { readonly agencyCode: string } | "receiving";
}

/** Headings under which the national catalogue lists papers; they read like cases and apply to everybody. */
const HEADING = /^[^\p{L}]*(giấy tờ (phải|cần)|lưu ý|thành phần hồ sơ|(phải )?xuất trình|hồ sơ (gồm|bao gồm))/iu;

/** The cases among which a person finds his own; headings of the catalogue are none. */
export function casesToChoose({ cases }: Pick<ProcedureContent, "cases">): readonly string[] {
  return cases.filter((name) => !HEADING.test(name));
}

/** Whether the paper is asked for in the case; null and an empty case ask for what everybody hands in. */
export function isForCase({ caseName: own }: Pick<Component, "caseName">, caseName: string | null): boolean {
  return own === null || own === caseName || HEADING.test(own);
}

/** Papers that must really be handed in for a case; hints are left out. */
export function requiredComponents(content: ProcedureContent, caseName: string | null): readonly Component[] {
  return content.components.filter(
    (component) => component.originals + component.copies > 0 && isForCase(component, caseName),
  );
}

/** The limit that holds for the channel; postal falls back to direct. */
export function limitFor(content: ProcedureContent, channel: ProcedureChannel): TimeLimit | null {
  const terms =
    content.channels.find((one) => one.channel === channel) ?? content.channels.find((one) => one.channel === "direct");
  return terms?.limit ?? null;
}
