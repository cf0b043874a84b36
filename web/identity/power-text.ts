import { isOpenPower, type PowerState } from "../../domain/identity/power.ts";
import { lastDayOf } from "../../domain/organisation/validity.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { dateOf, type PlainDate } from "../../domain/shared/plain-date.ts";

const dayText = (day: PlainDate): string => day.split("-").toReversed().join("/");

/** The last day of something that has an end, as people write it. */
export function lastDayText(to: PlainDate): string {
  return dayText(lastDayOf(to));
}

/** How a power of attorney given here stands on the slip, where else kind, number and date of a paper stand. */
export function powerPaperText(madeAt: Moment): string {
  return `Ủy quyền điện tử trên hệ thống, lập ngày ${dayText(dateOf(madeAt))}`;
}

/** `Từ 07/09/2026 đến hết 06/09/2027`. */
export function powerSpanText({ from, to }: { readonly from: PlainDate; readonly to: PlainDate }): string {
  return `Từ ${dayText(from)} đến hết ${lastDayText(to)}`;
}

/** How powers of attorney stand, to their owner and to the one who is empowered. */
export const POWER_STATE_TEXT: Readonly<Record<PowerState, string>> = {
  offered: "Chờ chấp nhận",
  declined: "Đã từ chối",
  coming: "Chưa đến ngày",
  current: "Đang hiệu lực",
  ended: "Hết hạn",
  revoked: "Đã chấm dứt",
};

/** The colour that goes with the words. */
export function powerChip(state: PowerState): string {
  if (state === "current") return "chip done";
  return isOpenPower(state) ? "chip soon" : "chip";
}

const DONE: Readonly<Record<string, string>> = {
  giao: "Đã gửi ủy quyền. Khi người kia đăng nhập và chấp nhận thì ủy quyền mới có hiệu lực.",
  "chap-nhan": "Ông/bà đã chấp nhận ủy quyền. Khi nộp hồ sơ, chọn tên người ủy quyền ở mục “Hồ sơ đứng tên ai?”.",
  "tu-choi": "Ông/bà đã từ chối ủy quyền.",
  "cham-dut": "Ủy quyền đã chấm dứt ngay.",
};

/** Said once after something was done. */
export function powerDoneText(done: string | undefined): string | null {
  return DONE[done ?? ""] ?? null;
}
