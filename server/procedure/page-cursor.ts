import { ApiError } from "../platform/errors.ts";
import type { ListedProcedure, PageStart } from "./procedure-list.queries.ts";
import { isId } from "../platform/ids.ts";

/** Where the next page begins, as an opaque text; null after the last page. */
export function cursorAfter(items: readonly ListedProcedure[], limit: number): string | null {
  const last = items.at(-1);
  return last && items.length === limit
    ? Buffer.from(JSON.stringify([last.name, last.id])).toString("base64url")
    : null;
}

/** The text of `cursorAfter` read again. Throws 400 `page-unknown`. */
export function readCursor(text: string | undefined): PageStart | null {
  if (!text) return null;
  try {
    const [name, id] = JSON.parse(Buffer.from(text, "base64url").toString()) as [unknown, unknown];
    if (typeof name === "string" && typeof id === "string" && isId(id)) return { name, id };
  } catch {
    // Answered below, as every other text that is none of ours.
  }
  throw new ApiError(400, "page-unknown", { seen: text.slice(0, 80) });
}
