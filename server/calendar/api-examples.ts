const VERSION = "0.0199d1a0-4444-4aaa-8bbb-000000000001";
const BASIS = "Thông báo lịch nghỉ hằng năm của Chính phủ";
const COMMUNE_ID = "0199d1a0-2222-7aaa-8bbb-000000000021";

/** The calendar of the province in the days around the national day of 2026. */
export const CALENDAR_EXAMPLE = {
  year: 2026,
  agencyId: null,
  version: VERSION,
  confirmed: true,
  days: [
    { date: "2026-08-22", kind: "makeup", name: "Làm bù cho 31/8", hours: [], basis: BASIS, inherited: false },
    { date: "2026-08-31", kind: "off", name: "Quốc khánh", hours: [], basis: BASIS, inherited: false },
  ],
  week: [
    {
      weekday: 1,
      hours: ["07:30-11:30", "13:30-17:30"],
      from: "2023-01-01",
      to: null,
      basis: "Quyết định số 01/QĐ-UBND ngày 03/01/2023",
      inherited: false,
    },
  ],
};

/** A day off for the whole province, since a storm is coming. */
export const AMENDMENT_BODY_EXAMPLE = {
  agencyId: null,
  basis: "Công văn 12/UBND-NC ngày 8/9/2026",
  days: [{ date: "2026-09-09", kind: "off", name: "Nghỉ tránh bão", hours: [] }],
  hours: [],
  confirmYears: [],
};

export const APPLY_EXAMPLE = { amendment: AMENDMENT_BODY_EXAMPLE, seenVersion: VERSION };

export const PREVIEW_EXAMPLE = {
  version: VERSION,
  total: 1,
  later: 1,
  earlier: 0,
  unreckoned: 0,
  byAgency: [{ agencyId: COMMUNE_ID, agency: "Ủy ban nhân dân xã Đồng Mận", count: 1 }],
  first: [
    {
      dossierId: "01a20eea-0ef0-70a1-8f57-44d163d7f0c9",
      code: "H99.21-260907-0001",
      agencyId: COMMUNE_ID,
      oldDue: "2026-09-10T09:00:00+07:00",
      newDue: "2026-09-11T09:00:00+07:00",
      fault: null,
    },
  ],
};

export const AMENDMENT_EXAMPLE = {
  id: 1,
  at: "2026-09-08T15:00:00+07:00",
  by: "Thân Văn Lập",
  agencyId: null,
  basis: AMENDMENT_BODY_EXAMPLE.basis,
  recomputed: { changed: 1, unreckoned: 0, failed: 0, finishedAt: "2026-09-08T15:00:02+07:00" },
};

export const DUE_BODY_EXAMPLE = {
  received: "2026-08-28T16:20:00+07:00",
  amount: 3,
  unit: "working-day",
  policy: "pause",
  pauses: [],
};

/** What the calendar of the demo province answers to it. */
export const DUE_EXAMPLE = {
  due: "2026-09-07T16:20:00+07:00",
  original: "2026-09-07T16:20:00+07:00",
  explanation: ["nhận 16:20 thứ Sáu 28/8", "+3 ngày làm việc", "nghỉ 31/8–2/9", "trả 16:20 thứ Hai 7/9"],
};
