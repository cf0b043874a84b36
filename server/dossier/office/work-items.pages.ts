import { computeDue } from "../../../domain/calendar/due-date.ts";
import { answerBy } from "../../../domain/calendar/procedural-deadlines.ts";
import type { WorkingCalendar } from "../../../domain/calendar/working-calendar.ts";
import type { Moment } from "../../../domain/shared/moment.ts";
import type { ListedItem } from "../../../web/office/work-split.ts";
import type { Due } from "../../../web/ui/DueChip.tsx";
import { loadCalendar } from "../../calendar/index.ts";
import type { Deps } from "../../platform/deps.ts";
import type { ListedRow } from "./my-work.queries.ts";
import { timeLeft } from "../time-left.ts";
import { explainDate } from "../tracked-dossier.pages.ts";

/** Each row with the working time left and how its date was reckoned, by the calendar of its own agency. */
export async function explainRows<R extends ListedRow>(
  deps: Deps,
  rows: readonly R[],
): Promise<readonly (R & Due & Pick<ListedItem, "answerBy">)[]> {
  const calendars = new Map<string, WorkingCalendar>();
  for (const agencyId of new Set(rows.map((row) => row.agencyId)))
    calendars.set(agencyId, await loadCalendar(deps.db, agencyId));
  const now = deps.now();
  return rows.map((row) => {
    const calendar = calendars.get(row.agencyId);
    return {
      ...row,
      leftSeconds: calendar ? timeLeft(row.dueAt, { now, calendar }) : null,
      // Reckoned for the rows that are shown, which are few of those that are counted.
      get explanation() {
        return calendar ? explain(row, calendar) : [];
      },
      answerBy: calendar ? answerUntil(row, calendar) : null,
    };
  });
}

/** Until when a filing that waits for reception is to be answered; null for every other dossier. */
export function answerUntil(
  { status, submittedAt }: Pick<ListedRow, "status" | "submittedAt">,
  calendar: WorkingCalendar,
): Moment | null {
  const until = status === "submitted" ? answerBy(submittedAt, calendar) : null;
  return until?.ok ? until.at : null;
}

function explain(
  { receivedAt, limit, supplementPolicy, pauses, apology, dueAt }: ListedRow,
  calendar: WorkingCalendar,
): string[] {
  if (receivedAt === null || limit === null) return [];
  const due = computeDue({ received: receivedAt, limit, policy: supplementPolicy, pauses }, calendar);
  return due.ok ? explainDate(due.explanation, { apology, dueAt }) : [];
}
