import { fold } from "../shared/vietnamese-text.ts";
import type { Level, ProcedureContent } from "./procedure.ts";

/** An agency of the province that settles dossiers, such as a department. */
export interface Office {
  readonly code: string;
  readonly name: string;
}

/** Whom a row of the national catalogue names, in its own words. */
export interface NamedAgencies {
  readonly ministry: string;
  /** Thực hiện. */
  readonly executing: string;
  /** Được ủy quyền, phân cấp. */
  readonly delegated: string;
  /** Có thẩm quyền. */
  readonly competent: string;
}

// Their services in a commune are no part of its People's Committee.
const OWN_SERVICES = /^Bộ (Công an|Quốc phòng)$/;
const LOCAL = /\b(?:uy ban nhan dan|ubnd)\b(?: cap)? (?:xa|phuong|huyen)\b|\bcap (?:xa|phuong|huyen)\b/;
const NO_COMMITTEE =
  /\b(?:cong an|hai quan|thue|bao hiem xa hoi|kho bac|ngan hang|toa an|thi hanh an|quan su)\b(?: cap)? (?:xa|phuong|huyen)\b/g;

/**
 * Who settles a procedure by the levels and agencies that the national catalogue names: at the level of the commune the
 * local authority of the place of the matter, at the province's the one department that is named. Null where that
 * leaves several or none, which only the province can decide (NĐ 118/2025/NĐ-CP art. 14).
 */
export function catalogueCompetence(
  levels: readonly Level[],
  named: NamedAgencies,
  offices: readonly Office[],
): ProcedureContent["competence"] | null {
  if (levels.length === 0) return null;
  if (levels.every((level) => level !== "province")) return isLocalAuthority(named) ? "commune" : null;
  if (levels.some((level) => level !== "province")) return null;
  for (const text of [named.executing, named.delegated, named.competent]) {
    const [office, second] = officesIn(text, offices);
    if (second) return null;
    if (office) return { agencyCode: office.code };
  }
  return null;
}

function isLocalAuthority({ ministry, executing, delegated, competent }: NamedAgencies): boolean {
  const text = words([executing, delegated, competent].filter(Boolean).join("; "));
  if (text === "") return !OWN_SERVICES.test(ministry);
  return LOCAL.test(text.replaceAll(NO_COMMITTEE, ""));
}

function officesIn(text: string, offices: readonly Office[]): readonly Office[] {
  const said = ` ${words(text)} `;
  return offices.filter(({ name }) => said.includes(` ${typeName(name)} `));
}

/** A department without its province: the catalogue speaks of all of them. */
function typeName(name: string): string {
  return words(name).replace(/^(so .+?) (?:tinh|thanh pho) .+$/, "$1");
}

function words(text: string): string {
  return fold(text)
    .replaceAll(/[^a-z0-9]+/g, " ")
    .trim();
}
