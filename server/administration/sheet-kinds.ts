import { notFound } from "../platform/errors.ts";
import type { SheetKind } from "../platform/sheet/sheet-kind.ts";

/** The kind of that name. Throws 404. */
export function findKind(kinds: readonly SheetKind<unknown>[], name: string): SheetKind<unknown> {
  const kind = kinds.find((one) => one.kind === name);
  if (!kind) throw notFound();
  return kind;
}
