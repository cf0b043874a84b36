import { readCalendarRow } from "../../domain/calendar/calendar-row.ts";
import { intervalTexts } from "../../domain/calendar/office-hours-text.ts";
import type { SpecialDay } from "../../domain/calendar/working-calendar.ts";
import { isOfficer } from "../../domain/identity/actor.ts";
import { dateOf, type PlainDate } from "../../domain/shared/plain-date.ts";
import { dateText, DAY_KIND_TEXT, recomputeNote, unconfirmedNote } from "../../web/calendar/calendar-text.ts";
import { listOpenTimings } from "../dossier/index.ts";
import { requireAdministrator } from "../identity/index.ts";
import { findAgencyByCode } from "../organisation/index.ts";
import type { SavedRows, SheetContext, SheetKind } from "../platform/sheet/sheet-kind.ts";
import { requireCalendarAdministrator } from "./amend-calendar.ts";
import { saveAmendment } from "./amendment.queries.ts";
import { findSetDay, listAllSetDays, listUnconfirmedYears } from "./calendar-sheet.queries.ts";
import { changesUnder, summariseChanges } from "./preview-amendment.ts";

interface SheetDay {
  readonly date: PlainDate;
  readonly day: SpecialDay;
  readonly agencyId: string | null;
  /** Null when the table names none; a day that is set already then keeps its own. */
  readonly basis: string | null;
}

/**
 * Holidays, make-up days and days of own hours as a table. It also reads files of the columns date, kind and name.
 * The dates of open dossiers stay until an administrator has seen which would move.
 */
export const calendarSheet: SheetKind<SheetDay> = {
  kind: "calendar",
  columns: [
    { key: "date", header: "Ngày", hint: "Ví dụ 02/09/2026 hoặc 2026-09-02.", required: true },
    { key: "kind", header: "Loại", hint: "nghỉ, làm bù hoặc giờ riêng (off, makeup, hours).", required: true },
    { key: "name", header: "Tên", hint: "Ví dụ: Quốc khánh.", required: false },
    { key: "hours", header: "Giờ", hint: "Chỉ với giờ riêng, ví dụ 07:30-11:30, 13:30-16:30.", required: false },
    { key: "agency", header: "Cơ quan", hint: "Mã cơ quan; để trống là lịch chung của tỉnh.", required: false },
    { key: "basis", header: "Căn cứ", hint: "Văn bản quyết định ngày này.", required: false },
  ],
  authorise: async ({ actor }) => requireAdministrator(actor),
  async check([row], context) {
    const cells = row?.cells ?? {};
    const number = row?.number ?? 0;
    const read = readCalendarRow(cells);
    if (!read.ok) {
      const column = { "bad-date": "date", "bad-kind": "kind", "bad-hours": "hours" }[read.reason];
      return { ok: false, faults: [{ number, column, code: read.reason, seen: read.seen }] };
    }
    const code = cells["agency"] ?? "";
    const agencyId = code === "" ? null : (await findAgencyByCode(context.db, code, dateOf(context.now)))?.id;
    if (agencyId === undefined) {
      return { ok: false, faults: [{ number, column: "agency", code: "not-found", seen: code }] };
    }
    return { ok: true, value: { date: read.date, day: read.day, agencyId, basis: cells["basis"] || null } };
  },
  save: saveDay,
  finish: lastNotes,
  async rows({ db, actor }) {
    const days = await listAllSetDays(db, isOfficer(actor) ? actor.id : null);
    return days.map(({ date, kind, name, intervals, agencyCode, basis }) => ({
      date,
      kind: DAY_KIND_TEXT[kind].toLowerCase(),
      name,
      hours: intervalTexts(intervals ?? []).join(", "),
      agency: agencyCode,
      basis,
    }));
  },
};

async function saveDay({ date, day, agencyId, basis }: SheetDay, { db, actor, now }: SheetContext): Promise<SavedRows> {
  if (isOfficer(actor)) await requireCalendarAdministrator(db, actor, agencyId);
  const known = await findSetDay(db, { agencyId, date });
  const deciding = basis ?? known?.basis ?? `Bảng lịch nhập ngày ${dateText(dateOf(now))}`;
  const same =
    known?.kind === day.kind &&
    known.name === day.name &&
    known.basis === deciding &&
    intervalTexts(known.intervals ?? []).join() === intervalTexts(day.intervals ?? []).join();
  if (same) return { outcome: "unchanged" };
  const amendment = { agencyId, basis: deciding, days: [{ date, day }], hours: [], confirmYears: [] };
  await saveAmendment(db, amendment, { id: actor.id, name: actor.name, at: now, appliesLater: true });
  return { outcome: known ? "changed" : "created" };
}

async function lastNotes({ db, actor }: SheetContext): Promise<readonly string[]> {
  const timings = listOpenTimings(db, { calendarAgencyId: null, officerId: isOfficer(actor) ? actor.id : null });
  const asItIs = { agencyId: null, basis: "", days: [], hours: [], confirmYears: [] };
  const { total } = await summariseChanges(changesUnder(db, asItIs, timings), 0);
  const years = await listUnconfirmedYears(db);
  return [...(total > 0 ? [recomputeNote(total)] : []), ...(years.length > 0 ? [unconfirmedNote(years)] : [])];
}
