import { calendarSheet } from "./calendar/calendar-sheet.ts";
import { confirmedYearsSheet } from "./calendar/confirmed-years-sheet.ts";
import { officeHoursSheet } from "./calendar/office-hours-sheet.ts";
import type { ConfigKind } from "./administration/config-document.ts";
import { agencySheet } from "./organisation/agency-sheet.ts";
import { officerSheet } from "./organisation/officer-sheet.ts";
import { provinceSheet } from "./organisation/province-sheet.ts";
import { catalogueSheet, processSheet, synonymSheet } from "./procedure/index.ts";

/**
 * All that an administrator configures, in the order in which it is taken in: what is named before what names it. With
 * the columns that tell one thing from another.
 */
export const configKinds: readonly ConfigKind[] = [
  { sheet: agencySheet, keys: ["code", "from"] },
  { sheet: provinceSheet, keys: [] },
  { sheet: officerSheet, keys: ["login", "agency", "from"] },
  { sheet: officeHoursSheet, keys: ["agency", "weekday", "from"] },
  { sheet: confirmedYearsSheet, keys: ["year"] },
  { sheet: calendarSheet, keys: ["agency", "date"] },
  { sheet: catalogueSheet, keys: ["code"] },
  { sheet: processSheet, keys: ["procedure", "step"] },
  { sheet: synonymSheet, keys: ["said"] },
];
