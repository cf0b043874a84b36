import { inKnownYears, type YearMissing } from "../calendar/opening.ts";
import { forwardBy } from "../calendar/procedural-deadlines.ts";
import type { Pause } from "../calendar/time-limit.ts";
import type { WorkingCalendar } from "../calendar/working-calendar.ts";
import { addWorkingTime, workingTime } from "../calendar/working-time.ts";
import { findStep, type Process } from "../procedure/process.ts";
import type { Moment } from "../shared/moment.ts";
import { openStays, type Dossier, type StepStay } from "./dossier.ts";
import type { StayDeadline } from "./event.ts";
import { spentBefore } from "./worked-time.ts";

/** What a step's own time is reckoned by: the process, and the calendars of who settles and of the counter. */
export interface StepClock {
  readonly process: Process;
  readonly calendar: WorkingCalendar;
  readonly counterCalendar: WorkingCalendar;
}

export type MovedStays = { readonly ok: true; readonly stays: readonly StayDeadline[] } | YearMissing;

/** A stay, or one that begins and has no id yet. */
type Timed = Pick<StepStay, "stepKey" | "startedAt"> & { readonly id?: number };

/**
 * When a stay's own time is used up: what earlier stays at the step have left of its hours, from its start on and over
 * the pauses since, each keeping the working time that it found. What was late before a pause stays late. The counter must have forwarded by the rule of 15:00, whatever hours its
 * step was given (NĐ 61/2018 art. 18). Null for a step whose time is not counted.
 */
export function stayDueAt(
  stay: Timed,
  past: Pick<Dossier, "stays" | "pauses">,
  clock: StepClock,
): { readonly ok: true; readonly dueAt: Moment | null } | YearMissing {
  const step = findStep(clock.process, stay.stepKey);
  const ended = past.pauses.flatMap(({ from, to }) => (to !== null && to > stay.startedAt ? [{ from, to }] : []));
  if (step?.kind === "reception") return forwardDueAt(stay.startedAt, ended, clock.counterCalendar);
  if (!step || step.hours === 0) return { ok: true, dueAt: null };
  const known = inKnownYears(() => {
    const used = spentBefore(past, { stepKey: step.key, beforeId: stay.id }, clock.calendar);
    const seconds = Math.max(0, step.hours * 3600 - used);
    return hoursEnd({ from: stay.startedAt, seconds }, ended, clock.calendar);
  });
  return known.ok ? { ok: true, dueAt: known.value } : known;
}

/** The deadlines of open stays that are no longer what the calendars and the pauses say; closed stays never move. */
export function movedStays(dossier: Dossier, pauses: readonly Pause[], clock: StepClock): MovedStays {
  const stays: StayDeadline[] = [];
  for (const stay of openStays(dossier)) {
    if (stay.dueAt === null) continue;
    const answer = stayDueAt(stay, { stays: dossier.stays, pauses }, clock);
    if (!answer.ok) return answer;
    if (answer.dueAt !== null && answer.dueAt !== stay.dueAt) stays.push({ id: stay.id, dueAt: answer.dueAt });
  }
  return { ok: true, stays };
}

interface ClosedPause {
  readonly from: Moment;
  readonly to: Moment;
}

function hoursEnd(
  { from, seconds }: { readonly from: Moment; readonly seconds: number },
  pauses: readonly ClosedPause[],
  calendar: WorkingCalendar,
): Moment {
  let [start, left] = [from, seconds];
  for (const pause of pauses) {
    const spent = workingTime(start, pause.from, calendar);
    if (spent >= left) break;
    left -= spent;
    start = pause.to;
  }
  return addWorkingTime(start, left, calendar);
}

function forwardDueAt(
  startedAt: Moment,
  pauses: readonly ClosedPause[],
  calendar: WorkingCalendar,
): { readonly ok: true; readonly dueAt: Moment } | YearMissing {
  let by = forwardBy(startedAt, calendar);
  for (const pause of pauses) {
    if (!by.ok || by.at <= pause.from) break;
    by = forwardBy(pause.to, calendar);
  }
  return by.ok ? { ok: true, dueAt: by.at } : by;
}
