import { findSlipForm } from "../../../domain/slip/slip.ts";
import type { IssuedSlip } from "./slip.queries.ts";

/** The title under which people know a slip, and where it opens. */
export function slipLink({ id, kind, set }: IssuedSlip): { href: string; label: string } {
  const title = findSlipForm(kind, set)?.title ?? kind;
  return { href: `/phieu/${id}.pdf`, label: title.slice(0, 1) + title.slice(1).toLocaleLowerCase("vi") };
}
