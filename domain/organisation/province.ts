/** What a province is called on its papers and pages. */
export interface Province {
  /** The topmost agency in full: `Ủy ban nhân dân tỉnh Thanh Bình`. */
  readonly agencyName: string;
  /** `tỉnh Thanh Bình`, `thành phố Huế`. */
  readonly name: string;
  /** The place in front of a date: `Thanh Bình`. */
  readonly placeName: string;
  readonly hotline: string;
  /** For how many hours a dossier beyond one's scope is opened in an emergency. */
  readonly emergencyHours: number;
}

/** Between which numbers of hours a province may choose, and what holds while it has not. */
export const EMERGENCY_HOURS = { least: 1, most: 24, usual: 4 } as const;

/** The province's own name out of its topmost agency's: `tỉnh Thanh Bình`. */
export function provinceName(agencyName: string): string {
  return agencyName.replace(/^(Ủy|Uỷ) ban nhân dân\s+/i, "").trim();
}

/** The place name out of the province's name: `Thanh Bình`. */
export function placeOf(name: string): string {
  return name.replace(/^(tỉnh|thành phố|tp\.?)\s+/i, "").trim();
}
