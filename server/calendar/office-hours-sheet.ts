import type { OfficeHours } from "../../domain/calendar/merge-calendar.ts";
import { checkAmendment } from "../../domain/calendar/check-amendment.ts";
import { intervalTexts, parseIntervals } from "../../domain/calendar/office-hours-text.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { readDate } from "../../domain/shared/read-date.ts";
import { requireAdministrator } from "../identity/index.ts";
import { findAgencyByCode } from "../organisation/index.ts";
import type { CheckedRows, RowFault, SheetContext, SheetKind, SheetRow } from "../platform/sheet/sheet-kind.ts";
import { saveAmendment } from "./amendment.queries.ts";
import { findHours, listAllHours } from "./office-hours-sheet.queries.ts";

interface SheetHours {
  readonly agencyId: string | null;
  readonly hours: OfficeHours;
  readonly basis: string;
}

/**
 * The hours of each weekday, of the province and of agencies, as a table. As with the days, the dates of open dossiers
 * stay until an administrator has seen which would move.
 */
export const officeHoursSheet: SheetKind<SheetHours> = {
  kind: "office-hours",
  columns: [
    { key: "agency", header: "Cơ quan", hint: "Mã cơ quan; để trống là giờ chung của tỉnh.", required: false },
    { key: "weekday", header: "Thứ", hint: "1 là thứ Hai, 7 là Chủ nhật.", required: true },
    { key: "from", header: "Từ ngày", hint: "Ví dụ 01/07/2025.", required: true },
    { key: "to", header: "Hết ngày", hint: "Ngày đầu tiên không còn áp dụng; trống nếu còn.", required: false },
    { key: "hours", header: "Giờ", hint: "Ví dụ 07:30-11:30, 13:30-16:30; trống là nghỉ.", required: false },
    { key: "basis", header: "Căn cứ", hint: "Văn bản quyết định.", required: true },
  ],
  authorise: async ({ actor }) => requireAdministrator(actor),
  check,
  async save({ agencyId, hours, basis }, { db, actor, now }) {
    const known = await findHours(db, { agencyId, weekday: hours.weekday, from: hours.from });
    const text = intervalTexts(hours.intervals).join();
    if (known && intervalTexts(known.intervals).join() === text && known.to === hours.to && known.basis === basis)
      return { outcome: "unchanged" };
    const amendment = { agencyId, basis, days: [], hours: [hours], confirmYears: [] };
    await saveAmendment(db, amendment, { id: actor.id, name: actor.name, at: now, appliesLater: true });
    return { outcome: known ? "changed" : "created" };
  },
  async rows({ db }) {
    return (await listAllHours(db)).map(({ agencyCode, weekday, from, to, intervals, basis }) => ({
      agency: agencyCode,
      weekday: String(weekday),
      from,
      to: to ?? "",
      hours: intervalTexts(intervals).join(", "),
      basis,
    }));
  },
};

async function check([row]: readonly SheetRow[], { db, now }: SheetContext): Promise<CheckedRows<SheetHours>> {
  const { number = 0, cells = {} } = row ?? {};
  const text = (key: string): string => cells[key] ?? "";
  const fault = (column: string, code: string): RowFault => ({ number, column, code, seen: text(column) });
  const from = readDate(text("from"));
  const to = text("to") === "" ? null : readDate(text("to"));
  const intervals = text("hours") === "" ? [] : parseIntervals(text("hours").split(","));
  const code = text("agency");
  const agencyId = code === "" ? null : (await findAgencyByCode(db, code, dateOf(now)))?.id;
  const faults = [
    ...(from ? [] : [fault("from", "bad-date")]),
    ...(text("to") === "" || to ? [] : [fault("to", "bad-date")]),
    ...(intervals ? [] : [fault("hours", "bad-hours")]),
    ...(agencyId === undefined ? [fault("agency", "not-found")] : []),
  ];
  if (!from || !intervals || agencyId === undefined || faults.length > 0) return { ok: false, faults };
  const hours = { weekday: Number(text("weekday")), intervals, from, to };
  const basis = text("basis");
  const unsound = checkAmendment({ agencyId, basis, days: [], hours: [hours], confirmYears: [] });
  if (unsound.length === 0) return { ok: true, value: { agencyId, hours, basis } };
  return { ok: false, faults: unsound.map(({ code: why, seen }) => ({ number, column: null, code: why, seen })) };
}
