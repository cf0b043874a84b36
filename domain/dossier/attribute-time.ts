import type { WorkingCalendar } from "../calendar/working-calendar.ts";
import { findStep, type Process } from "../procedure/process.ts";
import type { Moment } from "../shared/moment.ts";
import type { Dossier } from "./dossier.ts";
import { spentBefore, workedTime } from "./worked-time.ts";

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
  /** The step's hours, or what earlier stays at the same step have left of them. */
  readonly budgetSeconds: number;
  /** What was spent after the step's own deadline; steps without one are never late. */
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
    const worked = (to: Moment): number => workedTime({ from: stay.startedAt, to }, dossier.pauses, calendar);
    const spentSeconds = worked(end);
    const used = step.hours === 0 ? 0 : spentBefore(dossier, { stepKey: step.key, beforeId: stay.id }, calendar);
    const left = Math.max(0, step.hours * 3600 - used);
    const budgetSeconds = atCounter && stay.dueAt !== null ? worked(stay.dueAt) : left;
    // By the deadline that held when it ended: a calendar that changes afterwards makes nobody late.
    const lateSeconds = stay.dueAt === null || end <= stay.dueAt ? 0 : Math.max(0, spentSeconds - worked(stay.dueAt));
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
