import { v7 } from "uuid";

/** A new id that sorts by the time it was made, so that rows made together lie together. */
export function newId(): string {
  return v7();
}

/** Whether the text has the form of an id; what has not names nothing, and PostgreSQL would stumble over it. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
