/** What a province is called on its papers and pages. */
export interface Province {
  /** The topmost agency in full: `Ủy ban nhân dân tỉnh Thanh Bình`. */
  readonly agencyName: string;
  /** `tỉnh Thanh Bình`, `thành phố Huế`. */
  readonly name: string;
  /** The place in front of a date: `Thanh Bình`. */
  readonly placeName: string;
  readonly hotline: string;
}

/** The province's own name out of its topmost agency's: `tỉnh Thanh Bình`. */
export function provinceName(agencyName: string): string {
  return agencyName.replace(/^(Ủy|Uỷ) ban nhân dân\s+/i, "").trim();
}

/** The place name out of the province's name: `Thanh Bình`. */
export function placeOf(name: string): string {
  return name.replace(/^(tỉnh|thành phố|tp\.?)\s+/i, "").trim();
}
