import { checkAmendment } from "../../domain/calendar/check-amendment.ts";
import { requireAdministrator } from "../identity/index.ts";
import type { SheetKind } from "../platform/sheet/sheet-kind.ts";
import { saveAmendment } from "./amendment.queries.ts";
import { listConfirmedYears, type ConfirmedYear } from "./office-hours-sheet.queries.ts";

/** The years whose holidays are known to be complete, as a table; years that stand in none stay confirmed. */
export const confirmedYearsSheet: SheetKind<ConfirmedYear> = {
  kind: "calendar-years",
  columns: [
    { key: "year", header: "Năm", hint: "Ví dụ 2026.", required: true },
    { key: "basis", header: "Căn cứ", hint: "Thông báo lịch nghỉ lễ của năm.", required: true },
  ],
  authorise: async ({ actor }) => requireAdministrator(actor),
  check([row]) {
    const { number = 0, cells = {} } = row ?? {};
    const value = { year: Number(cells["year"]), basis: cells["basis"] ?? "" };
    const amendment = { agencyId: null, basis: value.basis, days: [], hours: [], confirmYears: [value.year] };
    const faults = checkAmendment(amendment).map(({ code, seen }) => ({ number, column: null, code, seen }));
    return faults.length > 0 ? { ok: false, faults } : { ok: true, value };
  },
  async save({ year, basis }, { db, actor, now }) {
    const known = (await listConfirmedYears(db)).find((one) => one.year === year);
    if (known?.basis === basis) return { outcome: "unchanged" };
    const amendment = { agencyId: null, basis, days: [], hours: [], confirmYears: [year] };
    await saveAmendment(db, amendment, { id: actor.id, name: actor.name, at: now, appliesLater: true });
    return { outcome: known ? "changed" : "created" };
  },
  rows: async ({ db }) => (await listConfirmedYears(db)).map(({ year, basis }) => ({ year: String(year), basis })),
};
