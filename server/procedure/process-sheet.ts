import { checkProcess, overLimit } from "../../domain/procedure/check-process.ts";
import { readStep, STEP_WORDS, wordsFrom, writeStep } from "../../domain/procedure/process-row.ts";
import type { Process, ProcessStep } from "../../domain/procedure/process.ts";
import { dateInFigures } from "../../domain/shared/vietnamese-date.ts";
import { dateOf, type PlainDate } from "../../domain/shared/plain-date.ts";
import { readDate } from "../../domain/shared/read-date.ts";
import { fold } from "../../domain/shared/vietnamese-text.ts";
import { overLimitText } from "../../web/procedure/process-text.ts";
import { listAgencies } from "../organisation/index.ts";
import type {
  CheckedRows,
  RowFault,
  SheetColumn,
  SheetContext,
  SheetKind,
  SheetRow,
} from "../platform/sheet/sheet-kind.ts";
import { listProcessesInForce } from "./process.queries.ts";
import { findCurrentVersion } from "./procedure.queries.ts";
import { publishProcess } from "./publish-process.ts";
import { requireCatalogueEditor } from "./require-catalogue-editor.ts";

interface Submitted {
  readonly procedureCode: string;
  readonly decisionNumber: string;
  readonly decisionDate: PlainDate;
  readonly process: Process;
  readonly notes: readonly string[];
}

const words = (column: keyof typeof STEP_WORDS): string => STEP_WORDS[column].join(", ");
const column = (key: string, header: string, hint: string, required = true): SheetColumn => ({
  key,
  header,
  hint,
  required,
});

const COLUMNS: readonly SheetColumn[] = [
  column("procedure", "Mã thủ tục", "Ví dụ: 1.001193. Các dòng cùng mã và cùng quyết định là một quy trình."),
  column("decision", "Số quyết định", "Quyết định phê duyệt quy trình nội bộ, ví dụ: 12/QĐ-UBND."),
  column("decisionDate", "Ngày quyết định", "Ví dụ: 20/06/2026."),
  column("step", "Bước", "Số hoặc mã ngắn, không trùng trong một quy trình, ví dụ: 1, 2, 3a."),
  column("name", "Tên bước", "Như in trên phiếu kiểm soát."),
  column("kind", "Loại việc", `Một trong: ${words("kind")}.`),
  column("role", "Vai trò", `Một trong: ${words("role")}.`),
  column("unit", "Cơ quan", `${words("unit")}, hoặc mã cơ quan đang hoạt động, ví dụ: H99.07.`),
  column("hours", "Số giờ", "Giờ làm việc, ví dụ: 4 hoặc 0,5; ghi “2 ngày” là 16 giờ. 0 là không tính."),
  column("next", "Bước sau", "Các bước tiếp theo, ngăn cách bằng dấu ; để trống ở bước trả kết quả.", false),
  column("split", "Rẽ nhánh", `Khi có nhiều bước sau: ${words("split")}. Trống là song song.`, false),
  column("join", "Chờ", `Khi có nhiều bước trước: ${words("join")}. Trống là đủ cả.`, false),
];

/** Internal processes as a table: a row a step, the rows of one procedure and decision one process. */
export const processSheet: SheetKind<Submitted> = {
  kind: "processes",
  columns: COLUMNS,
  groupOf: ({ cells }) => `${cells["procedure"] ?? ""} ${fold(cells["decision"] ?? "")}`,
  authorise: requireCatalogueEditor,
  check,
  async save({ notes, ...submitted }, { db, actor, now }) {
    return { outcome: await publishProcess(db, { ...submitted, now, publishedBy: actor.name }), notes };
  },
  async rows({ db }) {
    return (await listProcessesInForce(db)).flatMap(({ procedureCode, decisionNumber, decisionDate, process }) =>
      process.steps.map((step) => ({
        procedure: procedureCode,
        decision: decisionNumber,
        decisionDate: dateInFigures(decisionDate),
        ...writeStep(step),
      })),
    );
  },
};

async function check(rows: readonly SheetRow[], { db, now }: SheetContext): Promise<CheckedRows<Submitted>> {
  const [first] = rows;
  if (!first) return { ok: false, faults: [] };
  const today = dateOf(now);
  const procedureCode = first.cells["procedure"] ?? "";
  const version = await findCurrentVersion(db, procedureCode, today);
  const decisionDate = readDate(first.cells["decisionDate"] ?? "");
  const open = new Set((await listAgencies(db, today)).map(({ code }) => code));
  const steps = rows.map((row) => ({ row, read: readStep(wordsFrom((key) => row.cells[key] ?? "")) }));
  const faults = [
    ...(version ? [] : [faultOf(first, "procedure", "procedure-unknown")]),
    ...rows.flatMap((row) => dateFaults(row, decisionDate, today)),
    ...steps.flatMap(({ row, read }) => (read.ok ? agencyFaults(row, read.step, open) : onRow(row, read.faults))),
  ];
  const process = { steps: steps.flatMap(({ read }) => (read.ok ? [read.step] : [])) };
  if (process.steps.length === rows.length) faults.push(...graphFaults(rows, process));
  if (faults.length > 0 || !version || !decisionDate) return { ok: false, faults };
  const over = version.content.channels.flatMap(({ channel, limit }) => {
    const found = overLimit(process, limit);
    return found ? [overLimitText(channel, found)] : [];
  });
  const decisionNumber = first.cells["decision"] ?? "";
  return { ok: true, value: { procedureCode, decisionNumber, decisionDate, process, notes: over } };
}

function faultOf({ number, cells }: SheetRow, key: string, code: string): RowFault {
  return { number, column: key, code, seen: cells[key] ?? "" };
}

function onRow({ number }: SheetRow, faults: readonly Omit<RowFault, "number">[]): RowFault[] {
  return faults.map((fault) => ({ ...fault, number }));
}

function dateFaults(row: SheetRow, decisionDate: PlainDate | null, today: PlainDate): RowFault[] {
  const date = readDate(row.cells["decisionDate"] ?? "");
  if (!date) return [faultOf(row, "decisionDate", "date-unreadable")];
  if (date > today) return [faultOf(row, "decisionDate", "decision-in-future")];
  return date === decisionDate ? [] : [faultOf(row, "decisionDate", "decision-date-differs")];
}

function agencyFaults(row: SheetRow, { unit }: ProcessStep, open: ReadonlySet<string>): RowFault[] {
  return typeof unit === "string" || open.has(unit.agencyCode) ? [] : [faultOf(row, "unit", "agency-not-open")];
}

/** Faults of the graph stand on the row of their step, those of the whole on its first row. */
function graphFaults(rows: readonly SheetRow[], process: Process): RowFault[] {
  return checkProcess(process).map(({ code, step, seen }) => {
    const row = rows.findLast(({ cells }) => cells["step"] === step) ?? rows[0];
    return { number: row?.number ?? 0, column: null, code, seen };
  });
}
