import type { PlainDate } from "../shared/plain-date.ts";
import { isAgencyCode, isLegacyCode } from "./agency-code.ts";
import { holdsOn, isWithin, overlaps, type Validity } from "./validity.ts";

/** From the widest to the narrowest; districts ended on 1/7/2025 and stay readable. */
export const AGENCY_LEVELS = ["province", "district", "commune"] as const;
export type AgencyLevel = (typeof AGENCY_LEVELS)[number];

/** A one-stop is a public service centre or a section of its agency (NĐ 118/2025/NĐ-CP art. 7); slips say which. */
export const COUNTER_KINDS = ["centre", "section"] as const;
export type CounterKind = (typeof COUNTER_KINDS)[number];

/** What is recorded of an agency. `counterKind` is null for one that runs no one-stop. */
export interface AgencyFacts extends Validity {
  readonly code: string;
  readonly legacyCode: string | null;
  readonly name: string;
  readonly level: AgencyLevel;
  readonly parentId: string | null;
  readonly counterKind: CounterKind | null;
  readonly address: string;
  readonly hotline: string;
}

/** What is wrong with one fact of a record, and what stood there. */
export interface FieldFault {
  /** Null when the record as a whole is at fault. */
  readonly field: string | null;
  readonly code: string;
  readonly seen: string;
}

interface CodedValidity extends Validity {
  readonly code: string;
}

/** The agencies that a record must agree with. */
export interface AgencySurroundings {
  /** The agency itself, null while it is new. */
  readonly id: string | null;
  readonly parent: (CodedValidity & { readonly id: string; readonly level: AgencyLevel }) | null;
  /** Ids from the parent up to the topmost. */
  readonly above: readonly string[];
  /** Other agencies that have, or had, the same code or the same old code. */
  readonly sameCode: readonly CodedValidity[];
  readonly sameLegacyCode: readonly CodedValidity[];
  /** Other agencies without a parent. */
  readonly roots: readonly CodedValidity[];
  /** Since when the parent is the parent; the agency's first day while it is new. */
  readonly parentSince: PlainDate;
}

/** Every fault of a record of an agency (QĐ 20/2020/QĐ-TTg for codes). */
export function checkAgency(facts: AgencyFacts, around: AgencySurroundings): readonly FieldFault[] {
  return [...checkAlone(facts), ...checkCodes(facts, around), ...checkParent(facts, around)];
}

function checkAlone({ code, legacyCode, name, from, to }: AgencyFacts): FieldFault[] {
  const faults: FieldFault[] = [];
  if (!isAgencyCode(code)) faults.push({ field: "code", code: "agency-code-form", seen: code });
  if (legacyCode !== null && !isLegacyCode(legacyCode))
    faults.push({ field: "legacyCode", code: "agency-legacy-form", seen: legacyCode });
  if (name.trim().length < 2) faults.push({ field: "name", code: "agency-name-missing", seen: name });
  if (to !== null && to <= from) faults.push({ field: "to", code: "validity-order", seen: to });
  return faults;
}

function checkCodes(facts: AgencyFacts, { sameCode, sameLegacyCode }: AgencySurroundings): FieldFault[] {
  const faults: FieldFault[] = [];
  if (sameCode.some((other) => overlaps(facts, other)))
    faults.push({ field: "code", code: "agency-code-taken", seen: facts.code });
  if (facts.legacyCode !== null && sameLegacyCode.some((other) => overlaps(facts, other)))
    faults.push({ field: "legacyCode", code: "agency-legacy-taken", seen: facts.legacyCode });
  return faults;
}

const parentFault = (code: string, seen: string): FieldFault[] => [{ field: "parentId", code, seen }];

function checkParent(facts: AgencyFacts, around: AgencySurroundings): FieldFault[] {
  const { id, parent, above, roots, parentSince } = around;
  if (!parent) {
    const other = roots.find((root) => overlaps(facts, root));
    if (other) return parentFault("agency-parent-missing", other.code);
    return facts.level === "province" ? [] : parentFault("agency-parent-missing", "");
  }
  if (id !== null && (parent.id === id || above.includes(id))) return parentFault("agency-cycle", parent.code);
  if (AGENCY_LEVELS.indexOf(parent.level) > AGENCY_LEVELS.indexOf(facts.level))
    return parentFault("agency-parent-level", parent.code);
  const since = { from: parentSince, to: facts.to };
  const fits = since.to !== null && since.to <= since.from ? holdsOn(parent, facts.from) : isWithin(since, parent);
  return fits ? [] : parentFault("agency-parent-validity", parent.code);
}

/** What would be left without an agency when one is closed. */
export interface Standing {
  readonly dossiers: number;
  /** Officers whose task there goes on after the day. */
  readonly officers: number;
  readonly children: number;
}

/**
 * Why an agency cannot be closed on the day. Whoever has nobody to carry on leaves no dossiers, officers or units
 * behind; with one successor they follow it, with several somebody must first say who goes where.
 */
export function checkClosing(
  { from, on, basis }: { readonly from: PlainDate; readonly on: PlainDate; readonly basis: string },
  successors: readonly (CodedValidity & { readonly level: AgencyLevel })[],
  standing: Standing,
): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  if (on <= from) faults.push({ field: "on", code: "validity-order", seen: on });
  if (basis.trim() === "") faults.push({ field: "basis", code: "basis-missing", seen: "" });
  for (const successor of successors)
    if (!holdsOn(successor, on)) faults.push({ field: "successors", code: "successor-not-open", seen: successor.code });
  const stays = (code: string, count: number): void => {
    if (count > 0) faults.push({ field: "successors", code, seen: String(count) });
  };
  if (successors.length === 0) stays("closing-dossiers", standing.dossiers);
  if (successors.length !== 1) {
    stays("closing-officers", standing.officers);
    stays("closing-children", standing.children);
  }
  return faults;
}
