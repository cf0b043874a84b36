import type { PlainDate } from "../shared/plain-date.ts";

/** The agency that receives, with both of its codes (QĐ 20/2020/QĐ-TTg; the older QCVN 102 form reads right to left). */
export interface CodedAgency {
  readonly code: string;
  readonly legacyCode: string | null;
}

/** First day on which the code is written with the new agency code (TT 03/2025/TT-VPCP art. 13). */
export const NEW_CODE_FROM = "2025-09-15";

/**
 * The national dossier code: agency, date of reception as yymmdd, order of the day with at least four digits.
 * Until 2025-09-14 `000.15.26.H26-230821-0007` (TT 01/2018 art. 19), since then `H26.15.26-250921-0007`.
 * After 9999 the order simply grows a digit.
 */
export function dossierCode(agency: CodedAgency, day: PlainDate, order: number): string {
  const agencyCode = day < NEW_CODE_FROM && agency.legacyCode ? agency.legacyCode : agency.code;
  return `${agencyCode}-${day.slice(2).replaceAll("-", "")}-${String(order).padStart(4, "0")}`;
}
