import type { CalendarAmendment } from "../../domain/calendar/amendment.ts";
import type { OpenInterval, SpecialDay } from "../../domain/calendar/working-calendar.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import { momentText } from "../ui/moment-text.ts";

/** Names of the weekdays, Monday first. */
export const WEEKDAY_NAMES = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"] as const;

/** What a special day is called. */
export const DAY_KIND_TEXT = { off: "Nghỉ", makeup: "Làm bù", hours: "Giờ riêng" } as const;

/** An amendment in sentences, one for each thing that it changes. */
export function amendmentTexts({ days, hours, confirmYears }: CalendarAmendment): string[] {
  const texts = [
    ...days.map(({ date, day }) => dayText(date, day)),
    ...hours.map(({ weekday, intervals, from, to }) => {
      const until = to === null ? "" : ` đến trước ${dateText(to)}`;
      return `${WEEKDAY_NAMES[weekday - 1] ?? ""} từ ${dateText(from)}${until}: ${hoursText(intervals)}`;
    }),
    ...confirmYears.map((year) => `Xác nhận năm ${year} đã đủ ngày nghỉ, ngày làm bù`),
  ];
  return texts.length > 0 ? texts : ["Không sửa ngày nào; tính lại ngày hẹn theo lịch hiện hành"];
}

function dayText(date: PlainDate, day: SpecialDay | null): string {
  if (day === null) return `${dateText(date)}: bỏ ngày riêng, trở lại lịch thường`;
  const name = day.name === "" ? "" : ` (${day.name})`;
  const hours = day.kind === "hours" ? ` ${hoursText(day.intervals ?? [])}` : "";
  return `${dateText(date)}: ${DAY_KIND_TEXT[day.kind].toLowerCase()}${hours}${name}`;
}

/** Why a change of the calendar moved an appointment, for the person who waits for it. */
export function dueMovedText({
  basis,
  before,
  after,
}: {
  readonly basis: string;
  readonly before: Moment | null;
  readonly after: Moment | null;
}): string {
  const from = before === null ? "" : ` từ ${momentText(before)}`;
  return `Lịch làm việc thay đổi theo ${basis}, nên ngày hẹn trả chuyển${from} sang ${momentText(after)}.`;
}

/** Why a change of the calendar moved the time of the steps at work alone. */
export function stepsMovedText(basis: string): string {
  return `Lịch làm việc thay đổi theo ${basis}: hạn xử lý nội bộ của bước đang làm được tính lại, ngày hẹn trả giữ nguyên.`;
}

/** Opening hours as people write them: `7:30–11:30 và 13:30–17:30`; "nghỉ" when there are none. */
export function hoursText(intervals: readonly OpenInterval[]): string {
  if (intervals.length === 0) return "nghỉ";
  return intervals.map(({ from, to }) => `${clock(from)}–${clock(to)}`).join(" và ");
}

function clock(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
}

/** `02/09/2026`. */
export function dateText(date: PlainDate): string {
  return date.split("-").toReversed().join("/");
}

/** After a table was brought in: how many open dossiers have a date that is not yet by the new calendar. */
export function recomputeNote(dossiers: number): string {
  return `${dossiers} hồ sơ đang mở sẽ đổi ngày hẹn theo lịch mới. Xem và áp dụng ở Danh mục, Lịch làm việc, mục Tính lại ngày hẹn theo lịch hiện hành.`;
}

/** Years that have days and are not confirmed, so that no due date is reckoned in them. */
export function unconfirmedNote(years: readonly number[]): string {
  return `Năm ${years.join(", ")} chưa được xác nhận nên chưa tính được ngày hẹn; xác nhận ở Danh mục, Lịch làm việc.`;
}
