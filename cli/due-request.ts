import type { Timing } from "../domain/calendar/due-date.ts";
import { longestDay } from "../domain/calendar/merge-calendar.ts";
import { parseIntervals } from "../domain/calendar/office-hours-text.ts";
import { TIME_UNITS, type Pause, type SupplementPolicy, type TimeUnit } from "../domain/calendar/time-limit.ts";
import type { OpenInterval, WorkingCalendar } from "../domain/calendar/working-calendar.ts";
import { moment, type Moment } from "../domain/shared/moment.ts";
import { isPlainDate } from "../domain/shared/plain-date.ts";

export type DueRequestFault =
  | "invalid-json"
  | "invalid-received"
  | "invalid-amount"
  | "invalid-unit"
  | "invalid-policy"
  | "invalid-pauses"
  | "invalid-hours";

export type Week = Pick<WorkingCalendar, "week" | "makeupHours">;

export type DueRequest =
  | { readonly ok: true; readonly timing: Timing; readonly week: Week }
  | { readonly ok: false; readonly reason: DueRequestFault; readonly seen: unknown };

const WEEKDAY_KEYS = [
  ["1", "mon", "monday"],
  ["2", "tue", "tuesday"],
  ["3", "wed", "wednesday"],
  ["4", "thu", "thursday"],
  ["5", "fri", "friday"],
  ["6", "sat", "saturday"],
  ["7", "sun", "sunday"],
];
const USUAL_HOURS = ["07:30-11:30", "13:30-17:30"];

/** Reads one line of `motcua due`, refusing by code and with what was seen; nothing in it is guessed. */
export function readDueRequest(line: string): DueRequest {
  const input = parseObject(line);
  if (!input) return bad("invalid-json", line);
  const received = readMoment(input["received"]);
  if (!received) return bad("invalid-received", input["received"]);
  const amount = input["amount"];
  if (typeof amount !== "number") return bad("invalid-amount", amount);
  const unit = input["unit"];
  if (!isUnit(unit)) return bad("invalid-unit", unit);
  // The law's own rule is that the limit starts anew (NĐ 61/2018 art. 19.4).
  const policy = input["policy"] ?? "restart";
  if (!isPolicy(policy)) return bad("invalid-policy", policy);
  const pauses = readPauses(input["pauses"] ?? []);
  if (!pauses) return bad("invalid-pauses", input["pauses"]);
  const week = readWeek(input["hours"] ?? USUAL_HOURS);
  if (!week) return bad("invalid-hours", input["hours"]);
  return { ok: true, timing: { received, limit: { amount, unit }, policy, pauses }, week };
}

function bad(reason: DueRequestFault, seen: unknown): DueRequest {
  return { ok: false, reason, seen };
}

function parseObject(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isUnit(value: unknown): value is TimeUnit {
  return TIME_UNITS.some((unit) => unit === value);
}

function isPolicy(value: unknown): value is SupplementPolicy {
  return value === "pause" || value === "restart";
}

// Date.parse would quietly read 30 February as 1 March, so the date is looked at on its own.
function readMoment(value: unknown): Moment | undefined {
  if (typeof value !== "string" || !isPlainDate(value.slice(0, 10))) return undefined;
  try {
    return moment(value);
  } catch {
    return undefined;
  }
}

function readPauses(value: unknown): Pause[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const pauses = value.map(readPause);
  return pauses.every((pause) => pause !== undefined) ? pauses : undefined;
}

function readPause(value: unknown): Pause | undefined {
  if (!isObject(value)) return undefined;
  const from = readMoment(value["from"]);
  const open = value["to"] === null || value["to"] === undefined;
  const to = open ? null : readMoment(value["to"]);
  const kind = value["kind"] ?? "supplement";
  if (!from || to === undefined || (kind !== "supplement" && kind !== "financial-obligation")) return undefined;
  return { from, to, kind };
}

function readWeek(hours: unknown): Week | undefined {
  if (isObject(hours)) return readWeekMap(hours);
  const intervals = readIntervals(hours);
  if (!intervals || intervals.length === 0) return undefined;
  return { week: new Map([1, 2, 3, 4, 5].map((day) => [day, intervals])), makeupHours: intervals };
}

function readWeekMap(hours: Record<string, unknown>): Week | undefined {
  const week = new Map<number, readonly OpenInterval[]>();
  const rows = Object.entries(hours).map(([key, value]) => ({ days: readWeekdays(key), open: readIntervals(value) }));
  // A day named alone holds against the range that it lies in.
  for (const { days, open } of rows.toSorted((a, b) => b.days.length - a.days.length)) {
    if (days.length === 0 || !open) return undefined;
    for (const weekday of days) week.set(weekday, open);
  }
  const makeupHours = longestDay(week);
  return makeupHours.length > 0 ? { week, makeupHours } : undefined;
}

/** One weekday (`6`, `sat`, `saturday`) or several on end (`1-5`, `mon-fri`); empty when it is neither. */
function readWeekdays(key: string): readonly number[] {
  const [first = 0, last = first, ...more] = key.toLowerCase().split(/[-–]/).map(readWeekday);
  if (first === 0 || last < first || more.length > 0) return [];
  return Array.from({ length: last - first + 1 }, (_day, index) => first + index);
}

function readWeekday(text: string): number {
  return WEEKDAY_KEYS.findIndex((keys) => keys.includes(text.trim())) + 1;
}

/** Intervals as texts, pairs of times or `{from, to}`; an empty list is a day that is not worked. */
function readIntervals(value: unknown): readonly OpenInterval[] | undefined {
  if (typeof value === "string") return parseIntervals(value.split(/[,;]/));
  if (!Array.isArray(value)) return undefined;
  if (value.length === 0) return [];
  const texts = value.map((item: unknown) => {
    if (Array.isArray(item)) return item.join("-");
    return isObject(item) ? `${String(item["from"])}-${String(item["to"])}` : item;
  });
  return texts.every((text) => typeof text === "string") ? parseIntervals(texts) : undefined;
}
