import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { hours } from "../../testing/calendar.ts";
import { useDatabase } from "../../testing/database.ts";
import type { CalendarAmendment, OpenTiming } from "../../domain/calendar/amendment.ts";
import { computeDue } from "../../domain/calendar/due-date.ts";
import { openIntervals } from "../../domain/calendar/working-time.ts";
import type { OfficerActor } from "../../domain/identity/actor.ts";
import type { Role } from "../../domain/organisation/role.ts";
import { moment } from "../../domain/shared/moment.ts";
import { plainDate } from "../../domain/shared/plain-date.ts";
import { newId } from "../platform/ids.ts";
import { amendCalendar, loadCalendar, parseCalendarCsv, previewAmendment } from "./index.ts";

const pg = useDatabase();
const now = moment("2026-08-01T08:00:00+07:00");
const [province, commune, neighbour] = [newId(), newId(), newId()];
const wholeDay = hours("07:30-11:30", "13:30-17:30");

function officer(agencyId: string, role: Role = "administrator"): OfficerActor {
  return { kind: "officer", id: newId(), name: "Lò Thị Mẫu", appointments: [{ agencyId, roles: new Set([role]) }] };
}

function amendment(more: Partial<CalendarAmendment>): CalendarAmendment {
  return { agencyId: null, basis: "Thông báo 12/TB-UBND", days: [], hours: [], confirmYears: [], ...more };
}

const amend = (actor: OfficerActor, more: Partial<CalendarAmendment>) =>
  amendCalendar({ db: pg.db, actor, now }, amendment(more));

beforeAll(async () => {
  await addAgency(province, null);
  await addAgency(commune, province);
  await addAgency(neighbour, province);
  await amend(officer(province), {
    confirmYears: [2026],
    hours: [1, 2, 3, 4, 5].map((weekday) => ({
      weekday,
      intervals: wholeDay,
      from: plainDate("2020-01-01"),
      to: null,
    })),
    days: [{ date: plainDate("2026-09-02"), day: { kind: "off", name: "Quốc khánh" } }],
  });
});

async function addAgency(id: string, parentId: string | null): Promise<void> {
  const level = parentId === null ? "province" : "commune";
  const code = `H00.${id.slice(-6).toUpperCase()}`;
  await sql`
    insert into agency (id, code, name, level, parent_id, valid_from)
    values (${id}::uuid, ${code}, 'Cơ quan thử', ${level}, ${parentId}::uuid, date '2025-07-01')`.execute(pg.ownerDb);
}

describe("loading a calendar", () => {
  test("a commune inherits the province, and its own day replaces the inherited one for it alone", async () => {
    const date = plainDate("2026-09-02");
    expect(openIntervals(date, await loadCalendar(pg.db, commune))).toEqual([]);
    await amend(officer(commune), {
      agencyId: commune,
      days: [{ date, day: { kind: "hours", name: "Trực lễ", intervals: hours("08:00-10:00") } }],
    });
    expect(openIntervals(date, await loadCalendar(pg.db, commune))).toEqual(hours("08:00-10:00"));
    expect(openIntervals(date, await loadCalendar(pg.db, neighbour))).toEqual([]);
    await amend(officer(province), { agencyId: commune, days: [{ date, day: null }] });
    expect(openIntervals(date, await loadCalendar(pg.db, commune))).toEqual([]);
  });

  test("a year that nobody confirmed is missing", async () => {
    const timing = { received: moment("2027-01-05T08:00:00+07:00"), limit: { amount: 1, unit: "day" } } as const;
    const answer = computeDue({ ...timing, policy: "pause", pauses: [] }, await loadCalendar(pg.db, commune));
    expect(answer).toEqual({ ok: false, reason: "calendar-year-missing", year: 2027 });
  });

  test("is remembered until something changes, and hides unknown agencies", async () => {
    const first = await loadCalendar(pg.db, neighbour);
    expect(await loadCalendar(pg.db, neighbour)).toBe(first);
    await amend(officer(province), { confirmYears: [2025] });
    expect(await loadCalendar(pg.db, neighbour)).not.toBe(first);
    await expect(loadCalendar(pg.db, newId())).rejects.toMatchObject({ status: 404 });
  });
});

describe("amending a calendar", () => {
  const day = { date: plainDate("2026-12-24"), day: { kind: "off", name: "Nghỉ" } } as const;

  test.each([
    ["a handler", officer(province, "handler"), null, 403],
    ["a commune's administrator, for the province", officer(commune), null, 403],
    ["a commune's administrator, for its neighbour", officer(commune), neighbour, 404],
    ["a commune's administrator, for an agency that is not there", officer(commune), newId(), 404],
  ])("is refused to %s", async (_who, actor, agencyId, status) => {
    await expect(amend(actor, { agencyId, days: [day] })).rejects.toMatchObject({ status });
    await expect(
      collect(previewAmendment({ db: pg.db, actor, now }, amendment({ agencyId, days: [day] }), timings())),
    ).rejects.toMatchObject({ status });
  });

  test("needs a document, and years are the province's", async () => {
    await expect(amend(officer(province), { basis: " " })).rejects.toMatchObject({ code: "basis-missing" });
    const years = { agencyId: commune, confirmYears: [2028] };
    await expect(amend(officer(commune), years)).rejects.toMatchObject({ code: "years-are-provincial" });
  });

  test("is recorded, and the application cannot change the record", async () => {
    await amend(officer(province), { basis: "Công văn 7", days: [day] });
    const { rows } = await sql`select a.basis from calendar_amendment a where a.basis = 'Công văn 7'`.execute(pg.db);
    expect(rows).toHaveLength(1);
    await expect(sql`delete from calendar_amendment`.execute(pg.db)).rejects.toThrow(/permission denied/);
  });
});

async function collect<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

// oxlint-disable-next-line typescript/require-await -- a stream of dossiers that happens to be at hand
async function* timings(...rows: readonly Partial<OpenTiming>[]): AsyncGenerator<OpenTiming> {
  for (const [index, row] of rows.entries()) {
    yield {
      dossierId: String(index),
      code: `H00.${index}`,
      agencyId: commune,
      received: moment("2026-09-07T09:00:00+07:00"),
      limit: { amount: 3, unit: "working-day" },
      policy: "restart",
      pauses: [],
      due: moment("2026-09-10T09:00:00+07:00"),
      ...row,
    };
  }
}

describe("previewing an amendment", () => {
  const off = { date: plainDate("2026-09-09"), day: { kind: "off", name: "Nghỉ bão" } } as const;

  test("lists the dossiers whose date would change, and changes nothing", async () => {
    const change = amendment({ days: [off] });
    const rows = timings(
      {},
      { received: moment("2026-09-14T09:00:00+07:00"), due: moment("2026-09-17T09:00:00+07:00") },
    );
    const changes = await collect(previewAmendment({ db: pg.db, actor: officer(province), now }, change, rows));
    expect(changes).toEqual([
      {
        dossierId: "0",
        code: "H00.0",
        agencyId: commune,
        oldDue: "2026-09-10T09:00:00+07:00",
        newDue: "2026-09-11T09:00:00+07:00",
        fault: null,
      },
    ]);
    expect(openIntervals(off.date, await loadCalendar(pg.db, commune))).toEqual(wholeDay);
  });

  test("a commune's day touches its own dossiers only", async () => {
    const change = amendment({ agencyId: commune, days: [off] });
    const rows = timings({ agencyId: neighbour }, {});
    const changes = await collect(previewAmendment({ db: pg.db, actor: officer(commune), now }, change, rows));
    expect(changes.map(({ dossierId }) => dossierId)).toEqual(["1"]);
  });
});

test("a calendar file hands back its bad rows and takes the good ones", () => {
  const file = parseCalendarCsv("date;kind;name;hours\n2026-12-31;hours;Nửa ngày;07:30-11:30\n2026-13-01;off;Sai;\n");
  expect([...file.days]).toEqual([
    ["2026-12-31", { kind: "hours", name: "Nửa ngày", intervals: hours("07:30-11:30") }],
  ]);
  expect(file.faults).toEqual([{ code: "bad-date", line: 3, seen: "2026-13-01" }]);
});
