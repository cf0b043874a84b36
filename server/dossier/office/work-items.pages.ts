import { computeDue } from "../../../domain/calendar/due-date.ts";
import type { WorkingCalendar } from "../../../domain/calendar/working-calendar.ts";
import type { Due } from "../../../web/ui/DueChip.tsx";
import { loadCalendar } from "../../calendar/index.ts";
import type { Deps } from "../../platform/deps.ts";
import type { ListedRow } from "./my-work.queries.ts";
import { timeLeft } from "../time-left.ts";
import { explainDate } from "../tracked-dossier.pages.ts";

/** Each row with the working time left and how its date was reckoned, by the calendar of its own agency. */
export async function explainRows<R extends ListedRow>(deps: Deps, rows: readonly R[]): Promise<readonly (R & Due)[]> {
  const calendars = new Map<string, WorkingCalendar>();
  for (const agencyId of new Set(rows.map((row) => row.agencyId)))
    calendars.set(agencyId, await loadCalendar(deps.db, agencyId));
  const now = deps.now();
  return rows.map((row) => {
    const calendar = calendars.get(row.agencyId);
    return {
      ...row,
      leftSeconds: calendar ? timeLeft(row.dueAt, { now, calendar }) : null,
      explanation: calendar ? explain(row, calendar) : [],
    };
  });
}

function explain(
  { receivedAt, limit, supplementPolicy, pauses, apology }: ListedRow,
  calendar: WorkingCalendar,
): string[] {
  if (receivedAt === null || limit === null) return [];
  const due = computeDue({ received: receivedAt, limit, policy: supplementPolicy, pauses }, calendar);
  return due.ok ? explainDate(due.explanation, apology) : [];
}
