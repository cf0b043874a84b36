import type { DayRange, DueStep } from "../../domain/calendar/due-step.ts";
import type { Pause, TimeUnit } from "../../domain/calendar/time-limit.ts";
import { dateOf, weekday, type PlainDate } from "../../domain/shared/plain-date.ts";
import type { Moment } from "../../domain/shared/moment.ts";

const WEEKDAYS = ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"] as const;
const UNITS: Record<TimeUnit, string> = {
  "working-hour": "giờ làm việc",
  "working-day": "ngày làm việc",
  day: "ngày",
  month: "tháng",
};
const PAUSES: Record<Pause["kind"], string> = {
  supplement: "chờ bổ sung hồ sơ",
  "financial-obligation": "chờ nghĩa vụ tài chính",
};

/** The reckoning of a due date in Vietnamese, one phrase a step; years are named where they are not the first one. */
export function explainDue(steps: readonly DueStep[]): string[] {
  const first = steps.find((step) => step.kind === "received");
  const year = first ? first.at.slice(0, 4) : "";
  const last = steps.findLastIndex((step) => step.kind === "due" || step.kind === "paused");
  return steps.map((step, index) => {
    // A date that a pause moved later is where one stood then, not when to come.
    return step.kind === "due" && index < last ? `hẹn ${time(step.at, year)}` : phrase(step, year);
  });
}

function phrase(step: DueStep, year: string): string {
  switch (step.kind) {
    case "received":
      return step.at === step.countedFrom
        ? `nhận ${time(step.at, year)}`
        : `nhận ${time(step.at, year)} ngoài giờ, tính từ ${time(step.countedFrom, year)}`;
    case "limit":
      return `+${String(step.limit.amount).replace(".", ",")} ${UNITS[step.limit.unit]}`;
    case "off":
      return `nghỉ ${step.days.map((range) => rangeText(range, year)).join(", ")}`;
    case "makeup":
      return `làm bù ${step.days.map((date) => day(date, year)).join(", ")}`;
    case "own-hours":
      return `giờ làm riêng ${step.days.map((date) => day(date, year)).join(", ")}`;
    case "moved":
      return `${day(step.from, year)} không làm việc, chuyển sang ${day(step.to, year)}`;
    case "adjusted":
      return `${clock(step.from)} ngoài giờ làm của ${day(dateOf(step.to), year)}, lấy ${clock(step.to)}`;
    case "due":
      return `trả ${time(step.at, year)}`;
    case "paused":
    case "late-pause":
    case "resumed":
    case "restarted":
      return pausePhrase(step, year);
    default:
      return step satisfies never;
  }
}

type PauseStep = Extract<DueStep, { kind: "paused" | "late-pause" | "resumed" | "restarted" }>;

function pausePhrase(step: PauseStep, year: string): string {
  switch (step.kind) {
    case "paused": {
      const stop = `tạm dừng ${time(step.pause.from, year)} (${PAUSES[step.pause.kind]})`;
      return step.left === null ? stop : `${stop}, còn ${workingSpan(step.left)}`;
    }
    case "late-pause":
      return `tạm dừng ${time(step.pause.from, year)} (${PAUSES[step.pause.kind]}) khi đã quá hạn, hạn giữ nguyên`;
    case "resumed":
      return `chạy tiếp từ ${time(step.at, year)}`;
    case "restarted":
      return step.at === step.countedFrom
        ? `tính lại từ đầu từ ${time(step.at, year)}`
        : `đủ hồ sơ ${time(step.at, year)} ngoài giờ, tính lại từ đầu từ ${time(step.countedFrom, year)}`;
    default:
      return step satisfies never;
  }
}

/** A span of working time in words, 8 hours being one day: "2 ngày 5 giờ 30 phút làm việc". */
export function workingSpan(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const parts = [
    [Math.floor(minutes / 480), "ngày"],
    [Math.floor((minutes % 480) / 60), "giờ"],
    [minutes % 60, "phút"],
  ] as const;
  const words = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return `${words.join(" ") || "0 giờ"} làm việc`;
}

function time(at: Moment, year: string): string {
  return `${clock(at)} ${day(dateOf(at), year)}`;
}

function clock(at: Moment): string {
  return at.endsWith(":00+07:00") ? at.slice(11, 16) : at.slice(11, 19);
}

function day(date: PlainDate, year: string): string {
  return `${WEEKDAYS[weekday(date) - 1] ?? ""} ${dayAndMonth(date, year)}`;
}

function dayAndMonth(date: PlainDate, year: string): string {
  const [y, month, dayOfMonth] = date.split("-").map(Number);
  return date.startsWith(year) ? `${dayOfMonth}/${month}` : `${dayOfMonth}/${month}/${y}`;
}

function rangeText({ from, to }: DayRange, year: string): string {
  if (from === to) return dayAndMonth(from, year);
  const start = from.slice(0, 7) === to.slice(0, 7) ? String(Number(from.slice(8))) : dayAndMonth(from, year);
  return `${start}–${dayAndMonth(to, year)}`;
}
