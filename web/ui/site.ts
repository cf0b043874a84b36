/** What every page says about the place that it belongs to. */
export interface Site {
  /** "Tỉnh Lam Sơn". */
  readonly province: string;
  /** "Trung tâm Phục vụ hành chính công tỉnh Lam Sơn". */
  readonly oneStop: string;
  /** "1022". */
  readonly hotline: string;
  /** "Thứ Hai đến thứ Sáu, 07:30–17:00". */
  readonly hotlineHours: string;
}

/** Who is signed in, as the header shows it. */
export interface Person {
  readonly name: string;
  /** Post and agency of an officer. */
  readonly about?: string | undefined;
}
