import type { Level, ProcedureContent } from "../procedure/procedure.ts";
import type { PlainDate } from "../shared/plain-date.ts";

/** What competence asks of an agency: level, validity and who carries on its work. */
export interface CandidateAgency {
  readonly id: string;
  readonly code: string;
  readonly level: Level;
  readonly validFrom: PlainDate;
  /** First day on which it is no more, or null. */
  readonly validTo: PlainDate | null;
  readonly successorIds: readonly string[];
}

export interface CompetenceQuestion {
  readonly content: Pick<ProcedureContent, "competence" | "levels">;
  readonly receiving: CandidateAgency;
  /** Code of the agency that the filing names as the place of the matter. */
  readonly namedCode: string | null;
  readonly today: PlainDate;
}

export type CompetenceFault = "competent-agency-missing" | "competent-agency-unfit" | "agency-unknown";

export type Competence<A extends CandidateAgency> =
  | { readonly ok: true; readonly agency: A }
  | { readonly ok: false; readonly reason: CompetenceFault; readonly seen: string | null };

/**
 * The agency that settles the dossier, whichever counter takes it in (NĐ 118/2025/NĐ-CP art. 14). `known` holds the
 * agencies of the code in question with all their successors; one that was closed is followed while a single agency
 * carries on its work.
 */
export function competentAgency<A extends CandidateAgency>(
  { content, receiving, namedCode, today }: CompetenceQuestion & { readonly receiving: A },
  known: readonly A[],
): Competence<A> {
  const { competence } = content;
  if (competence === "receiving") return onlyNamed(receiving, namedCode);
  if (competence !== "commune") {
    const agency = openByCode(competence.agencyCode, today, known);
    if (!agency) return { ok: false, reason: "agency-unknown", seen: competence.agencyCode };
    return onlyNamed(agency, namedCode);
  }
  if (namedCode === null) {
    return isLocal(receiving, content)
      ? { ok: true, agency: receiving }
      : { ok: false, reason: "competent-agency-missing", seen: null };
  }
  const named = openByCode(namedCode, today, known);
  return named && isLocal(named, content)
    ? { ok: true, agency: named }
    : { ok: false, reason: "competent-agency-unfit", seen: namedCode };
}

/** Codes of the agencies that a question may turn on, so that the caller can read them beforehand. */
export function codesInQuestion(
  { competence }: Pick<ProcedureContent, "competence">,
  namedCode: string | null,
): readonly string[] {
  const fixed = typeof competence === "object" ? [competence.agencyCode] : [];
  return namedCode === null ? fixed : [...fixed, namedCode];
}

/** Where the procedure itself settles who is competent, a filing that names another agency is told so. */
function onlyNamed<A extends CandidateAgency>(agency: A, namedCode: string | null): Competence<A> {
  return namedCode === null || namedCode === agency.code
    ? { ok: true, agency }
    : { ok: false, reason: "competent-agency-unfit", seen: namedCode };
}

/** A local authority of a level at which the procedure is settled; agencies of the province are named by code. */
function isLocal({ level }: CandidateAgency, { levels }: Pick<ProcedureContent, "levels">): boolean {
  return level !== "province" && levels.includes(level);
}

/** The agency that has the code on the day, or the only one that carries on the work of the one that had it last. */
export function openByCode<A extends CandidateAgency>(
  code: string,
  today: PlainDate,
  known: readonly A[],
): A | undefined {
  const begun = known.filter((agency) => agency.code === code && agency.validFrom <= today);
  // A code can have been used before: the agency that has it now, or had it last.
  const last = begun.find((agency) => isOpen(agency, today)) ?? begun.toSorted(byEnd).at(-1);
  return last && successorOf(last, today, known);
}

function successorOf<A extends CandidateAgency>(agency: A, today: PlainDate, known: readonly A[]): A | undefined {
  const seen = new Set<string>();
  for (let at: A | undefined = agency; at && !seen.has(at.id);) {
    if (isOpen(at, today)) return at;
    seen.add(at.id);
    const [next, second]: readonly string[] = at.successorIds;
    // Split among several: only the person can say which of them the place belongs to now.
    if (second !== undefined) return undefined;
    at = known.find(({ id }) => id === next);
  }
  return undefined;
}

/** Whether the agency exists on the day. */
export function isOpen({ validFrom, validTo }: CandidateAgency, today: PlainDate): boolean {
  return validFrom <= today && (validTo === null || today < validTo);
}

function byEnd(a: CandidateAgency, b: CandidateAgency): number {
  const [left, right] = [a.validTo ?? "", b.validTo ?? ""];
  return left < right ? -1 : Number(left > right);
}
