import { calendarSheet } from "./calendar/calendar-sheet.ts";
import { agencySheet } from "./organisation/agency-sheet.ts";
import { officerSheet } from "./organisation/officer-sheet.ts";
import type { SheetKind } from "./platform/sheet/sheet-kind.ts";
import { processSheet, settingsSheet, synonymSheet } from "./procedure/index.ts";

/** Every catalogue that is exchanged as a spreadsheet: on screen, over the API and by `motcua import|export`. */
export const sheetKinds: readonly SheetKind<unknown>[] = [
  agencySheet,
  officerSheet,
  calendarSheet,
  settingsSheet,
  processSheet,
  synonymSheet,
];
