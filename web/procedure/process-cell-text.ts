import { STEP_WORDS } from "../../domain/procedure/process-row.ts";

const oneOf = (column: keyof typeof STEP_WORDS): string => `không có; ghi một trong: ${STEP_WORDS[column].join(", ")}`;

/** What is wrong with a cell of the table of steps, as the end of a sentence that begins with what was seen. */
export const PROCESS_CELL_TEXT: Readonly<Record<string, string>> = {
  "kind-unknown": oneOf("kind"),
  "role-unknown": oneOf("role"),
  "unit-unknown": `không có; ghi ${STEP_WORDS.unit.join(", ")} hoặc mã cơ quan`,
  "hours-unknown": "không phải số giờ; ghi ví dụ 4 hoặc 0,5 hoặc 2 ngày",
  "split-unknown": oneOf("split"),
  "join-unknown": oneOf("join"),
  "date-unreadable": "không phải ngày có thật; ghi ví dụ 20/06/2026",
  "decision-date-differs": "khác ngày ở dòng đầu của cùng quyết định",
  "agency-not-open": "không phải mã của cơ quan đang hoạt động",
};
