import { readStep, wordsFrom, type StepWords } from "../../domain/procedure/process-row.ts";
import type { Process } from "../../domain/procedure/process.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import { readDate } from "../../domain/shared/read-date.ts";
import { rowFaultText } from "../../web/admin/sheet-text.ts";

export type Fields = Readonly<Record<string, string>>;

/** The editor as it was sent: rows as typed with what is wrong in each, and the process as far as it is understood. */
export interface Draft {
  readonly rows: readonly { readonly words: StepWords; readonly errors: readonly string[] }[];
  readonly process: Process;
  readonly decision: { readonly number: string; readonly date: string };
  readonly decisionDate: PlainDate | null;
}

const HEADERS = new Map<string, string>([
  ["kind", "Loại việc"],
  ["role", "Vai trò"],
  ["unit", "Cơ quan"],
  ["hours", "Số giờ"],
  ["split", "Rẽ nhánh"],
  ["join", "Chờ"],
]);
const MOST_ROWS = 200;

/** A row in which nothing stands yet. */
export function emptyRow(): Draft["rows"][number] {
  return { words: wordsOf({}, 0), errors: [] };
}

/** Reads the table of inputs; rows that are empty or marked to be left out are not there. */
export function readEditor(fields: Fields): Draft {
  const read = Array.from({ length: MOST_ROWS }, (_none, index) => index)
    .filter((index) => fields[`s.${index}.remove`] !== "on")
    .map((index) => wordsOf(fields, index))
    .filter((words) => Object.values(words).some(Boolean))
    .map((words) => ({ words, step: readStep(words) }));
  const date = (fields["decisionDate"] ?? "").trim();
  return {
    rows: read.map(({ words, step }) => ({
      words,
      errors: step.ok ? [] : step.faults.map((fault) => rowFaultText(fault, HEADERS)),
    })),
    process: { steps: read.flatMap(({ step }) => (step.ok ? [step.step] : [])) },
    decision: { number: (fields["decision"] ?? "").trim(), date },
    decisionDate: readDate(date),
  };
}

function wordsOf(fields: Fields, index: number): StepWords {
  return wordsFrom((column) => (fields[`s.${index}.${column}`] ?? "").trim());
}
