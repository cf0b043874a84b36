import type { Pause } from "../calendar/time-limit.ts";
import type { WorkingCalendar } from "../calendar/working-calendar.ts";
import { workingTime } from "../calendar/working-time.ts";
import { findStep, type Process } from "../procedure/process.ts";
import type { Moment } from "../shared/moment.ts";
import type { Dossier } from "./dossier.ts";

export interface TimeSpent {
  readonly stayId: number;
  readonly stepKey: string;
  readonly stepName: string;
  readonly agencyId: string;
  readonly officerId: string | null;
  readonly startedAt: Moment;
  readonly endedAt: Moment | null;
  /** Working seconds, without the times in which the applicant was waited for. */
  readonly spentSeconds: number;
  readonly budgetSeconds: number;
  /** What was spent over the step's own budget; steps without a budget are never late. */
  readonly lateSeconds: number;
}

interface Reading {
  readonly process: Process;
  readonly calendar: WorkingCalendar;
  readonly counterCalendar: WorkingCalendar;
  readonly now: Moment;
}

/**
 * The working time of each stay against its budget, so that every late hour has an owner (control sheet, form 05/06).
 * The counter's budget lasts until it must have forwarded; being late with that moves no due date.
 */
export function attributeTime(dossier: Dossier, reading: Reading): readonly TimeSpent[] {
  const { process, now } = reading;
  return dossier.stays.flatMap((stay) => {
    const step = findStep(process, stay.stepKey);
    if (!step) return [];
    const end = stay.endedAt ?? dossier.finishedAt ?? now;
    const atCounter = step.kind === "reception";
    const calendar = atCounter ? reading.counterCalendar : reading.calendar;
    const worked = (to: Moment): number =>
      span(stay.startedAt, to, calendar) - paused({ from: stay.startedAt, to }, dossier.pauses, calendar);
    const spentSeconds = worked(end);
    const budgetSeconds = atCounter && stay.dueAt !== null ? worked(stay.dueAt) : step.hours * 3600;
    const lateSeconds = budgetSeconds === 0 ? 0 : Math.max(0, spentSeconds - budgetSeconds);
    const { id, stepKey, agencyId, officerId, startedAt, endedAt } = stay;
    return [
      {
        stayId: id,
        stepKey,
        stepName: step.name,
        agencyId,
        officerId,
        startedAt,
        endedAt,
        spentSeconds,
        budgetSeconds,
        lateSeconds,
      },
    ];
  });
}

function paused(
  { from, to }: { from: Moment; to: Moment },
  pauses: readonly Pause[],
  calendar: WorkingCalendar,
): number {
  let seconds = 0;
  for (const pause of pauses) {
    const start = pause.from > from ? pause.from : from;
    const end = pause.to !== null && pause.to < to ? pause.to : to;
    seconds += span(start, end, calendar);
  }
  return seconds;
}

function span(from: Moment, to: Moment, calendar: WorkingCalendar): number {
  return from < to ? workingTime(from, to, calendar) : 0;
}
