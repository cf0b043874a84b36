import { computeDue } from "../../../domain/calendar/due-date.ts";
import { answerBy } from "../../../domain/calendar/procedural-deadlines.ts";
import type { WorkingCalendar } from "../../../domain/calendar/working-calendar.ts";
import type { Moment } from "../../../domain/shared/moment.ts";
import {
  groupWork,
  type ListedItem,
  type WorkGroup,
  type WorkItem,
  type WorkSplit,
} from "../../../web/office/work-split.ts";
import type { Due } from "../../../web/ui/DueChip.tsx";
import { loadCalendars } from "../../calendar/index.ts";
import type { Deps } from "../../platform/deps.ts";
import { listRows, type ListedRow, type Waiting } from "./my-work.queries.ts";
import { timeLeft } from "../time-left.ts";
import { explainDate } from "../tracked-dossier.pages.ts";

/** The parts of an officer's work with the rows of one page. Only those are read whole: the others are only counted. */
export async function readWork(
  deps: Deps,
  waiting: readonly Waiting[],
  { split, page }: { readonly split: WorkSplit | null; readonly page: number },
): Promise<readonly WorkGroup<WorkItem>[]> {
  const now = deps.now();
  const calendars = await calendarsOf(deps, waiting);
  const timed = waiting.map((one) => {
    const calendar = calendars.get(one.agencyId);
    return { ...one, leftSeconds: calendar ? timeLeft(one.dueAt, { now, calendar }) : null };
  });
  const groups = groupWork(timed, { split, page, now });
  const ids = groups.flatMap(({ rows }) => rows.map(({ id }) => id));
  const lines = await listRows(deps.db, ids);
  const explained = new Map((await explainRows(deps, [...lines.values()])).map((row) => [row.id, row]));
  return groups.map((group) => ({
    ...group,
    rows: group.rows.flatMap((one) => {
      const row = explained.get(one.id);
      return row ? [{ ...one, ...row }] : [];
    }),
  }));
}

async function calendarsOf(
  { db }: Deps,
  rows: readonly Pick<ListedRow, "agencyId">[],
): Promise<ReadonlyMap<string, WorkingCalendar>> {
  return loadCalendars(db, [...new Set(rows.map((row) => row.agencyId))]);
}

/** Each row with the working time left and how its date was reckoned, by the calendar of its own agency. */
export async function explainRows<R extends ListedRow>(
  deps: Deps,
  rows: readonly R[],
): Promise<readonly (R & Due & Pick<ListedItem, "answerBy">)[]> {
  const calendars = await calendarsOf(deps, rows);
  const now = deps.now();
  return rows.map((row) => {
    const calendar = calendars.get(row.agencyId);
    return {
      ...row,
      leftSeconds: calendar ? timeLeft(row.dueAt, { now, calendar }) : null,
      explanation: calendar ? explain(row, calendar) : [],
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
