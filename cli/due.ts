import { once } from "node:events";
import { readFile } from "node:fs/promises";
import process from "node:process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { parseArgs } from "node:util";
import { computeDue } from "../domain/calendar/due-date.ts";
import type { WorkingCalendar } from "../domain/calendar/working-calendar.ts";
import { parseCalendarCsv, type CalendarFile } from "../server/calendar/calendar-file.ts";
import { explainDue } from "../web/calendar/due-explanation.ts";
import { readDueRequest, type Week } from "./due-request.ts";
import { DUE_HELP, fileFaultText, lineFaultText, yearMissingText } from "./due-text.ts";

export interface CommandIo {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** `motcua due`: due dates, JSON lines in and out. Exit code 0, 1 when a line was bad, 2 for the command itself. */
export async function dueCommand(argv: string[], io: CommandIo = process): Promise<number> {
  const options = readOptions(argv);
  if (options.help) {
    io.stdout.write(DUE_HELP);
    return 0;
  }
  const fail = (code: string, message: string): number => {
    io.stderr.write(options.json ? `${JSON.stringify({ error: { code, message } })}\n` : `motcua due: ${message}\n`);
    return 2;
  };
  if (options.fault !== undefined) return fail("usage", `${options.fault}\nXem: motcua due --help`);
  if (options.calendar === undefined) return fail("usage", "thiếu --calendar FILE.csv\nXem: motcua due --help");
  const text = await readFile(options.calendar, "utf8").catch((error: Error) => error);
  if (text instanceof Error) return fail("calendar-unreadable", `không đọc được ${options.calendar}: ${text.message}`);
  const file = parseCalendarCsv(text);
  if (file.faults.length > 0) {
    return fail("calendar-invalid", `${options.calendar}\n${file.faults.map(fileFaultText).join("\n")}`);
  }
  return answerLines(file, io);
}

interface Options {
  readonly calendar?: string | undefined;
  readonly json?: boolean | undefined;
  readonly help?: boolean | undefined;
  readonly fault?: string;
}

function readOptions(argv: string[]): Options {
  try {
    return parseArgs({
      args: argv,
      options: { calendar: { type: "string" }, json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    }).values;
  } catch (error) {
    return { json: argv.includes("--json"), fault: error instanceof Error ? error.message : String(error) };
  }
}

const WRITE_AT = 65_536;

async function answerLines(file: CalendarFile, { stdin, stdout }: CommandIo): Promise<number> {
  const calendarOf = calendarsOf(file);
  let [number, exitCode, buffer] = [0, 0, ""];
  for await (const line of createInterface({ input: stdin, crlfDelay: Infinity })) {
    number += 1;
    const text = line.replace(/^\uFEFF/, "").normalize("NFC");
    if (text.trim() === "") continue;
    const answer = answerLine(text, calendarOf);
    if ("error" in answer) exitCode = 1;
    buffer += `${JSON.stringify("error" in answer ? { error: { ...answer.error, line: number } } : answer)}\n`;
    if (buffer.length < WRITE_AT) continue;
    if (!stdout.write(buffer)) await once(stdout, "drain");
    buffer = "";
  }
  if (buffer !== "" && !stdout.write(buffer)) await once(stdout, "drain");
  return exitCode;
}

type Answer =
  | { readonly due: string | null; readonly explanation: readonly string[] }
  | { readonly error: { readonly code: string; readonly message: string } };

function answerLine(line: string, calendarOf: (week: Week) => WorkingCalendar): Answer {
  const request = readDueRequest(line);
  if (!request.ok) return { error: { code: request.reason, message: lineFaultText(request.reason, request.seen) } };
  const answer = computeDue(request.timing, calendarOf(request.week));
  if (answer.ok) return { due: answer.due, explanation: explainDue(answer.explanation) };
  if (answer.reason === "calendar-year-missing") {
    return { error: { code: answer.reason, message: yearMissingText(answer.year) } };
  }
  return { error: { code: answer.reason, message: lineFaultText(answer.reason) } };
}

// The engine remembers the days of a calendar, so lines with the same hours share one.
function calendarsOf({ days }: CalendarFile): (week: Week) => WorkingCalendar {
  const years = new Set(Array.from(days.keys(), (date) => Number(date.slice(0, 4))));
  const known = new Map<string, WorkingCalendar>();
  return (week) => {
    const key = JSON.stringify([[...week.week], week.makeupHours]);
    const calendar = known.get(key) ?? { years, days, ...week };
    known.set(key, calendar);
    return calendar;
  };
}
