import type { TimeLimit } from "../../domain/calendar/time-limit.ts";

const UNITS: Readonly<Record<TimeLimit["unit"], string>> = {
  "working-hour": "giờ làm việc",
  "working-day": "ngày làm việc",
  day: "ngày",
  month: "tháng",
};

/** A time limit in words. */
export function limitText(limit: TimeLimit | null): string {
  return limit
    ? `${limit.amount.toLocaleString("vi-VN")} ${UNITS[limit.unit]}`
    : "Theo hướng dẫn của cơ quan giải quyết";
}
