import { sheetTitle } from "./sheet-text.ts";

interface Change {
  readonly kind: string;
  readonly name: Readonly<Record<string, string>>;
  readonly what: "added" | "changed" | "gone";
  readonly values: readonly { readonly column: string; readonly before: string; readonly after: string }[];
}

const WHAT: Readonly<Record<Change["what"], string>> = { added: "thêm", changed: "sửa", gone: "bỏ" };
const MOST = 80;
const short = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST)}…` : text);
const shown = (text: string): string => (text === "" ? "(trống)" : `“${short(text)}”`);

/** One thing that a document changes: what it is, and each value before and after, by the headers of its columns. */
export function changeText({ kind, name, what, values }: Change, headers: ReadonlyMap<string, string>): string {
  const label = Object.values(name).filter(Boolean).join(" · ");
  const head = `${sheetTitle(kind)}${label ? ` ${label}` : ""}: ${WHAT[what]}`;
  if (what !== "changed") return head;
  const lines = values.map(({ column, before, after }) => {
    const [from, to] = parted(before, after);
    return `    ${headers.get(column) ?? column}: ${shown(from)} → ${shown(to)}`;
  });
  return [head, ...lines].join("\n");
}

const AROUND = 30;

/** Of two long texts the places where they part, so that the difference can be seen. */
function parted(before: string, after: string): readonly [string, string] {
  if (before.length <= MOST && after.length <= MOST) return [before, after];
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && before[start] === after[start]) start += 1;
  const from = Math.max(0, start - AROUND);
  const dots = from > 0 ? "…" : "";
  return [dots + before.slice(from), dots + after.slice(from)];
}
