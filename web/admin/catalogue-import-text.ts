import { rowOutcomeText } from "./sheet-text.ts";

/** In the order in which they are looked at; `missing` is in force and not in the file. */
export const CATALOGUE_OUTCOMES = ["error", "created", "changed", "missing", "unchanged", "undone"] as const;
export type CatalogueOutcome = (typeof CATALOGUE_OUTCOMES)[number];

const PREVIEWED: Readonly<Record<string, string>> = {
  created: "Sẽ thêm mới",
  changed: "Sẽ đổi",
  unchanged: "Giữ nguyên",
  error: "Không nhận được",
};

/** What becomes of a row, or would become of it while the file is only previewed. */
export function catalogueOutcomeText(outcome: CatalogueOutcome, previewed: boolean): string {
  if (outcome === "missing") return "Không có trong tệp";
  return (previewed && PREVIEWED[outcome]) || rowOutcomeText(outcome);
}

/** What is said of a procedure in force that the file does not name. */
export const MISSING_TEXT = "Vẫn còn hiệu lực; hệ thống không tự bãi bỏ.";
