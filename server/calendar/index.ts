export { amendCalendar } from "./amend-calendar.ts";
export { parseCalendarCsv } from "./calendar-file.ts";
export { listYearsToConfirm } from "./years-to-confirm.ts";
export { loadCalendar, loadCalendars } from "./load-calendar.ts";
export { previewAmendment } from "./preview-amendment.ts";
