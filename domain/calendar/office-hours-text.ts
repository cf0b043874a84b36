import type { OpenInterval } from "./working-calendar.ts";

const INTERVAL = /^\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*$/;

/**
 * Reads opening intervals such as `07:30-11:30`, `13:30-17:30`. Undefined when one is not written so, ends before
 * it begins, or overlaps another; intervals that touch are joined, since nobody closes for no time.
 */
export function parseIntervals(texts: readonly string[]): readonly OpenInterval[] | undefined {
  const intervals = texts.map(parseInterval);
  if (intervals.length === 0 || !intervals.every((interval) => interval !== undefined)) return undefined;
  const joined: OpenInterval[] = [];
  for (const interval of intervals.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && interval.from < last.to) return undefined;
    if (last?.to === interval.from) joined.pop();
    joined.push(last?.to === interval.from ? { from: last.from, to: interval.to } : interval);
  }
  return joined;
}

function parseInterval(text: string): OpenInterval | undefined {
  const [, fromHour, fromMinute, toHour, toMinute] = (INTERVAL.exec(text) ?? []).map(Number);
  const from = minuteOfDay(fromHour, fromMinute);
  const to = minuteOfDay(toHour, toMinute);
  return from !== undefined && to !== undefined && from < to ? { from, to } : undefined;
}

function minuteOfDay(hour: number | undefined, minute: number | undefined): number | undefined {
  if (hour === undefined || minute === undefined || minute > 59) return undefined;
  return hour * 60 + minute <= 1440 ? hour * 60 + minute : undefined;
}

/** Opening intervals as they are written and read again: `07:30-11:30`. */
export function intervalTexts(intervals: readonly OpenInterval[]): string[] {
  return intervals.map(({ from, to }) => `${clockText(from)}-${clockText(to)}`);
}

function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
