/** Writes dates, moments and numbers as Vietnamese readers expect them; ICU's `vi` leaves out the leading zeros. */

/** `2026-02-04` as `04/02/2026`. */
export function formatDate(date: string): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

/** A moment `2024-09-06T16:20:00+07:00` as `16:20 06/09/2024`. */
export function formatMoment(at: string): string {
  return `${formatTime(at)} ${formatDate(at)}`;
}

/** The time of day of a moment: `16:20`. */
export function formatTime(at: string): string {
  return at.slice(11, 16);
}

const WEEKDAYS = ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"];

/** A moment with its weekday: `16:20 thứ Sáu 06/09/2024`. */
export function formatMomentLong(at: string): string {
  const weekday = new Date(`${at.slice(0, 10)}T00:00:00Z`).getUTCDay();
  return `${formatTime(at)} ${WEEKDAYS[weekday] ?? ""} ${formatDate(at)}`;
}

/** `1234567.5` as `1.234.567,5`. */
export function formatNumber(value: number): string {
  const [whole = "0", fraction] = String(Math.abs(value)).split(".");
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ".");
  return `${value < 0 ? "-" : ""}${grouped}${fraction ? `,${fraction}` : ""}`;
}

/** An amount in đồng; nothing to pay reads "Không thu phí". */
export function formatMoney(dong: number): string {
  return dong === 0 ? "Không thu phí" : `${formatNumber(dong)}\u00a0đồng`;
}

/** `1536000` bytes as `1,5 MB`. */
export function formatFileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${formatNumber(Math.round(bytes / 1000))} KB`;
  return `${formatNumber(Math.round(bytes / 100_000) / 10)} MB`;
}
