import { isPaused } from "../../domain/dossier/status.ts";
import { toEpoch, type Moment } from "../../domain/shared/moment.ts";
import type { Due } from "../ui/DueChip.tsx";

/** A dossier in a list of officers. */
export interface ListedItem extends Due {
  readonly id: string;
  readonly code: string;
  readonly procedureName: string;
  readonly applicantName: string;
  readonly submittedAt: Moment;
  /** Until when a filing is to be answered, while it waits for reception. */
  readonly answerBy: Moment | null;
}

/** What says where in the work list a dossier stands. */
export interface Urgency extends Pick<Due, "status" | "dueAt" | "leftSeconds"> {
  readonly stepStartedAt: Moment | null;
  readonly waitsForOthers: boolean;
}

export interface WorkItem extends ListedItem, Urgency {
  readonly stepName: string | null;
  readonly stepDueAt: Moment | null;
  /** Name of the officer for whom the work is done; null for one's own. */
  readonly onBehalfOf: string | null;
}

/** The parts of the work list in the order in which they press; each dossier is in exactly one. */
export const WORK_SPLITS = [
  { key: "qua-han", label: "Quá hạn", alarm: true },
  { key: "hom-nay", label: "Hôm nay", alarm: true },
  { key: "sap-han", label: "Còn ≤ 2 ngày làm việc", alarm: false },
  { key: "cho-tiep-nhan", label: "Chờ tiếp nhận", alarm: false },
  { key: "moi-giao", label: "Mới giao", alarm: false },
  { key: "dang-lam", label: "Đang làm", alarm: false },
  { key: "cho-tra", label: "Chờ trả kết quả", alarm: false },
  { key: "cho-ben-khac", label: "Chờ bên khác", alarm: false },
  { key: "cho-dan", label: "Chờ dân", alarm: false },
] as const;

export type WorkSplit = (typeof WORK_SPLITS)[number]["key"];

const TWO_DAYS = 2 * 8 * 3600;
const NEW_FOR = 86_400_000;

/** Where the dossier stands in the list. The date comes before everything else, except while its clock stands still. */
export function splitOf(item: Urgency, now: Moment): WorkSplit {
  if (isPaused(item.status)) return "cho-dan";
  if (item.status === "finished") return "cho-tra";
  if (item.dueAt !== null) {
    if (item.dueAt < now) return "qua-han";
    if (item.dueAt.slice(0, 10) === now.slice(0, 10)) return "hom-nay";
    if (item.leftSeconds !== null && item.leftSeconds <= TWO_DAYS) return "sap-han";
  }
  if (item.status === "submitted") return "cho-tiep-nhan";
  if (item.waitsForOthers) return "cho-ben-khac";
  const since = item.stepStartedAt === null ? Number.POSITIVE_INFINITY : toEpoch(now) - toEpoch(item.stepStartedAt);
  return since < NEW_FOR ? "moi-giao" : "dang-lam";
}

export interface WorkGroup<T> {
  readonly key: WorkSplit;
  readonly label: string;
  readonly alarm: boolean;
  /** Of all pages. */
  readonly count: number;
  /** Those of the page that is shown. */
  readonly rows: readonly T[];
}

interface Turned {
  /** The part that is asked for, or null for all. */
  readonly split: WorkSplit | null;
  /** From 1. */
  readonly page: number;
  readonly now: Moment;
}

export const WORK_PER_PAGE = 50;

/** The work in its parts, each with its count and the rows that fall on the page. */
export function groupWork<T extends Urgency>(
  items: readonly T[],
  { split, page, now }: Turned,
): readonly WorkGroup<T>[] {
  const from = (page - 1) * WORK_PER_PAGE;
  let before = 0;
  return WORK_SPLITS.map(({ key, label, alarm }) => {
    const all = items.filter((item) => splitOf(item, now) === key);
    const isAsked = split === null || key === split;
    const rows = isAsked ? all.slice(Math.max(0, from - before), Math.max(0, from + WORK_PER_PAGE - before)) : [];
    if (isAsked) before += all.length;
    return { key, label, alarm, count: all.length, rows };
  });
}
