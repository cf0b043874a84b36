import { openIntervals } from "../../domain/calendar/working-time.ts";
import type { WorkingCalendar } from "../../domain/calendar/working-calendar.ts";
import { dateOf, fromDayNumber, toDayNumber, type PlainDate } from "../../domain/shared/plain-date.ts";
import type { MadeAgency } from "./province.ts";
import { randomOf, share, type Random } from "./random.ts";
import type { World } from "./world.ts";

const YEARS_BACK = 3.4;
/** Share of what comes in that comes in on a day on which no counter is open, against a day on which one is. */
const CLOSED_DAY = 0.08;
/** How much more comes in at the end than at the beginning. */
const GROWTH = 0.9;

export interface CounterDay {
  readonly counter: MadeAgency;
  readonly day: PlainDate;
  readonly open: boolean;
  readonly dossiers: number;
}

/** The counters of the province with what each takes in over the whole time; the parts sum up to the order. */
export function countersOf({ province, order }: World): readonly { counter: MadeAgency; dossiers: number }[] {
  const counters = province.agencies.filter(({ isOneStop }) => isOneStop);
  const parts = share(
    order.dossiers,
    counters.map(({ weight }) => weight),
  );
  return counters.map((counter, index) => ({ counter, dossiers: parts[index] ?? 0 }));
}

/** Splits the counters among so many processes, so that each has about as much to do. */
export function splitCounters(world: World, processes: number): readonly (readonly string[])[] {
  const loads = Array.from({ length: processes }, () => ({ ids: [] as string[], sum: 0 }));
  for (const { counter, dossiers } of countersOf(world).toSorted((a, b) => b.dossiers - a.dossiers)) {
    const least = loads.toSorted((a, b) => a.sum - b.sum)[0];
    // What the centre takes in is settled by others with longer processes.
    if (least) least.sum += dossiers * (counter.level === "province" ? 1.5 : 1);
    least?.ids.push(counter.id);
  }
  return loads.map(({ ids }) => ids);
}

/**
 * Days in order, and on each day the counters, so that rows come to lie in the order of time as they would have:
 * how many dossiers each takes in depends on the order alone, never on how the counters are split.
 */
export function* counterDays(world: World, counterIds: ReadonlySet<string>): Generator<CounterDay> {
  // The day itself has only begun.
  const last = toDayNumber(dateOf(world.order.until)) - 1;
  const first = Math.ceil(last - YEARS_BACK * 365);
  const weights = Array.from({ length: last - first + 1 }, (_none, index) =>
    weightOf(fromDayNumber(first + index), index / (last - first), world.calendar),
  );
  const counters = countersOf(world).filter(({ counter }) => counterIds.has(counter.id));
  const daily = counters.map(({ counter, dossiers }) => spread(dossiers, weights, randomOf(counter.code)));
  for (const [index] of weights.entries()) {
    const day = fromDayNumber(first + index);
    const open = openIntervals(day, world.calendar).length > 0;
    for (const [at, { counter }] of counters.entries()) yield { counter, day, open, dossiers: daily[at]?.[index] ?? 0 };
  }
}

function weightOf(day: PlainDate, age: number, calendar: WorkingCalendar): number {
  return (openIntervals(day, calendar).length > 0 ? 1 : CLOSED_DAY) * (1 + GROWTH * age);
}

/** Shares a whole among the days in their order: what is left over on one counts on the next, so that none is favoured. */
function spread(whole: number, weights: readonly number[], random: Random): readonly number[] {
  const uneven = weights.map((weight) => weight * (0.6 + 0.8 * random.next()));
  const sum = uneven.reduce((total, weight) => total + weight, 0);
  let [reached, given] = [0, 0];
  return uneven.map((weight, index) => {
    reached += (whole * weight) / sum;
    const upTo = index === uneven.length - 1 ? whole : Math.floor(reached);
    const part = upTo - given;
    given = upTo;
    return part;
  });
}
