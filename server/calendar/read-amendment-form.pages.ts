import { checkAmendment, type AmendmentFault } from "../../domain/calendar/check-amendment.ts";
import { parseIntervals } from "../../domain/calendar/office-hours-text.ts";
import { fromDayNumber, isPlainDate, plainDate, toDayNumber } from "../../domain/shared/plain-date.ts";
import type { AmendmentBody } from "./calendar.schemas.ts";
import { readAmendment } from "./read-amendment.ts";

export type FormFields = Readonly<Record<string, string | readonly string[] | undefined>>;

interface FieldFault {
  readonly id: string;
  readonly code: string;
}

export type ReadForm =
  | { readonly ok: true; readonly body: AmendmentBody }
  | {
      readonly ok: false;
      readonly values: Readonly<Record<string, string>>;
      readonly faults: readonly FieldFault[];
    };

const MOST_DAYS = 62;

/** The amendment that an administrator's form means, or every fault with the id of its field. */
export function readAmendmentForm(fields: FormFields): ReadForm {
  const values = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value ?? "").trim()]));
  const text = (name: string): string => values[name] ?? "";
  const task = text("task");
  const body: AmendmentBody = {
    agencyId: text("agencyId") || null,
    basis: text(`${task}.basis`),
    days: [],
    hours: [],
    confirmYears: task === "year" ? [Number(text("year.year"))] : [],
  };
  const faults: FieldFault[] = [];
  if (task === "day") body.days = readDays(text, faults);
  if (task === "week") body.hours = readWeek(text, faults);
  if (faults.length === 0) faults.push(...checkAmendment(readAmendment(body)).map((fault) => fieldOf(fault, task)));
  else if (body.basis === "") faults.push({ id: `${task}.basis`, code: "basis-missing" });
  return faults.length === 0 ? { ok: true, body } : { ok: false, values, faults };
}

type Text = (name: string) => string;

function readDays(text: Text, faults: FieldFault[]): AmendmentBody["days"] {
  const kind = (["off", "makeup", "hours", "none"] as const).find((one) => one === text("day.kind")) ?? "off";
  const [from, to, swap] = [readDate(text("day.from")), readDate(text("day.to")), readDate(text("day.swap"))];
  const fault = (id: string, code: string): number => faults.push({ id, code });
  if (!from) fault("day.from", "bad-date");
  if (text("day.to") !== "" && !to) fault("day.to", "bad-date");
  if (text("day.swap") !== "" && (!swap || kind !== "off")) fault("day.swap", "swap-needs-day-off");
  const hours = kind === "hours" ? text("day.hours").split(/[,;]/) : [];
  if (kind === "hours" && !parseIntervals(hours)) fault("day.hours", "bad-hours");
  if (!from) return [];
  const [first, last] = [toDayNumber(plainDate(from)), toDayNumber(plainDate(to ?? from))];
  if (last < first || last - first >= MOST_DAYS) {
    fault("day.to", "range-unsound");
    return [];
  }
  const name = text("day.name");
  const days = Array.from({ length: last - first + 1 }, (_day, index) => ({
    date: String(fromDayNumber(first + index)),
    kind,
    name,
    hours,
  }));
  return swap ? [...days, { date: swap, kind: "makeup", name: `Làm bù: ${name}`, hours: [] }] : days;
}

function readWeek(text: Text, faults: FieldFault[]): AmendmentBody["hours"] {
  const weekdays = text("week.weekday").split(",").filter(Boolean).map(Number);
  const hours = text("week.hours") === "" ? [] : text("week.hours").split(/[,;]/);
  const [from, to] = [readDate(text("week.from")), readDate(text("week.to"))];
  if (weekdays.length === 0) faults.push({ id: "week.weekday", code: "weekday-missing" });
  if (hours.length > 0 && !parseIntervals(hours)) faults.push({ id: "week.hours", code: "bad-hours" });
  if (!from) faults.push({ id: "week.from", code: "bad-date" });
  if (text("week.to") !== "" && !to) faults.push({ id: "week.to", code: "bad-date" });
  return from ? [{ weekdays, hours, from, to: to ?? null }] : [];
}

/** Browsers send 2026-09-02; people without a date field type 2/9/2026. */
function readDate(text: string): string | undefined {
  const [, day = "", month = "", year = ""] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const iso = year === "" ? text : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isPlainDate(iso) ? iso : undefined;
}

const FIELDS: Readonly<Record<AmendmentFault["field"], string>> = {
  basis: "basis",
  days: "from",
  hours: "to",
  confirmYears: "year",
};

function fieldOf({ field, code }: AmendmentFault, task: string): FieldFault {
  return { id: `${task}.${FIELDS[field]}`, code };
}
