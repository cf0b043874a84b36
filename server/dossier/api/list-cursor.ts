import { moment, type Moment } from "../../../domain/shared/moment.ts";
import { ApiError } from "../../platform/errors.ts";
import { isId } from "../../platform/ids.ts";

interface Place {
  readonly submittedAt: Moment;
  readonly id: string;
}

/** Where a page ended, as a word that callers hand back unread. */
export function writeCursor({ submittedAt, id }: Place): string {
  return Buffer.from(`${submittedAt}/${id}`).toString("base64url");
}

/** The place that a cursor names. Throws 400 `cursor-invalid` for one that we never gave. */
export function readCursor(cursor: string): Place {
  const [at = "", id = ""] = Buffer.from(cursor, "base64url").toString().split("/");
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+07:00$/.test(at) || !isId(id))
    throw new ApiError(400, "cursor-invalid", { seen: cursor });
  try {
    return { submittedAt: moment(at), id };
  } catch {
    throw new ApiError(400, "cursor-invalid", { seen: cursor });
  }
}
