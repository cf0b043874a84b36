import { openIntervals } from "../../domain/calendar/working-time.ts";
import { hasRoleAnywhere, type OfficerActor, readerOf } from "../../domain/identity/actor.ts";
import { fold } from "../../domain/shared/vietnamese-text.ts";
import { dateOf, fromDayNumber, plainDate, toDayNumber } from "../../domain/shared/plain-date.ts";
import type { AmendFormState } from "../../web/calendar/AmendForms.tsx";
import { DAY_KIND_TEXT } from "../../web/calendar/calendar-text.ts";
import type { CalendarPageProps } from "../../web/calendar/CalendarPage.tsx";
import type { GridDay } from "../../web/calendar/MonthTable.tsx";
import { agencyNames, listAgencies } from "../organisation/index.ts";
import type { Deps } from "../platform/deps.ts";
import { ApiError } from "../platform/errors.ts";
import { requireCalendarAdministrator } from "./amend-calendar.ts";
import { readCalendarYear, type CalendarYear } from "./read-calendar-year.ts";
import { hasUnappliedAmendment } from "./recompute.queries.ts";

interface Asked {
  readonly agencyId: string | null;
  readonly year: number;
  readonly search: string;
  readonly form: AmendFormState;
}

const MOST_FOUND = 20;
const MARKS = { off: "nghỉ", makeup: "bù", hours: "giờ" } as const;

/** Everything that the page of a year shows to one officer. Throws 404 when there is no such agency. */
export async function calendarPageProps(
  deps: Deps,
  officer: OfficerActor,
  { agencyId, year, search, form }: Asked,
): Promise<CalendarPageProps> {
  const { db } = deps;
  const read = await readCalendarYear(db, agencyId, year);
  const setBy = [...read.days, ...read.hours].flatMap((row) => row.agencyId ?? []);
  const names = await agencyNames(db, [...new Set([...setBy, ...(agencyId ? [agencyId] : [])])]);
  const from = (id: string | null): string | null => {
    if (id === agencyId) return null;
    return id === null ? "lịch toàn tỉnh" : (names.get(id) ?? "");
  };
  const mayAmend = await isAdministratorOf(deps, officer, agencyId);
  return {
    reader: readerOf(officer),
    year,
    search,
    form,
    mayAmend,
    agency: agencyId === null ? null : { id: agencyId, name: names.get(agencyId) ?? "" },
    confirmed: read.confirmed?.basis ?? null,
    months: monthsOf(read),
    days: read.days.map(({ intervals, agencyId: id, ...day }) => ({
      ...day,
      intervals: intervals ?? [],
      from: from(id),
    })),
    week: read.hours.map(({ agencyId: id, from: since, to: until, ...row }) => ({
      ...row,
      since,
      until,
      from: from(id),
    })),
    found: search === "" ? null : await findAgencies(deps, search),
    mayImport: hasRoleAnywhere(officer, "administrator"),
    unapplied: mayAmend && (await hasUnappliedAmendment(db)),
  };
}

async function isAdministratorOf({ db }: Deps, officer: OfficerActor, agencyId: string | null): Promise<boolean> {
  try {
    await requireCalendarAdministrator(db, officer, agencyId);
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}

async function findAgencies({ db, now }: Pick<Deps, "db" | "now">, search: string) {
  const wanted = fold(search);
  const agencies = await listAgencies(db, dateOf(now()));
  return agencies
    .filter(({ code, name }) => fold(name).includes(wanted) || fold(code).includes(wanted))
    .slice(0, MOST_FOUND)
    .map(({ id, code, name }) => ({ id, code, name }));
}

function monthsOf({ year, days, calendar }: CalendarYear): readonly (readonly GridDay[])[] {
  const special = new Map(days.map((day) => [day.date, day]));
  return Array.from({ length: 12 }, (_month, index) => {
    const first = toDayNumber(plainDate(`${year}-${String(index + 1).padStart(2, "0")}-01`));
    const length = new Date(Date.UTC(year, index + 1, 0)).getUTCDate();
    return Array.from({ length }, (_day, day) => {
      const date = fromDayNumber(first + day);
      const set = special.get(date);
      return {
        date,
        open: openIntervals(date, calendar).length > 0,
        mark: set ? MARKS[set.kind] : null,
        title: set ? `${DAY_KIND_TEXT[set.kind]}: ${set.name}` : "",
      };
    });
  });
}
