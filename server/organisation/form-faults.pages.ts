import type { PlainDate } from "../../domain/shared/plain-date.ts";
import type { FormError, Typed } from "../../web/admin/form.ts";
import { formFaultText } from "../../web/admin/organisation-text.ts";
import { ApiError } from "../platform/errors.ts";
import { faultsOf } from "./field-faults.ts";
import { toDate } from "./read-cells.ts";

/** The fields of a posted form as trimmed texts. */
export function typedOf(body: unknown): Typed {
  if (typeof body !== "object" || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, typeof value === "string" ? value.trim().slice(0, 500) : ""]),
  );
}

/** The day in a field. Throws 422 `date-missing` or `date-form` at that field. */
export function dayIn(typed: Typed, field: string): PlainDate {
  const seen = typed[field] ?? "";
  const day = toDate(seen);
  if (day) return day;
  const code = seen === "" ? "date-missing" : "date-form";
  throw new ApiError(422, code, { seen, faults: [{ field, code, seen }] });
}

/** As `dayIn`, null for an empty field. */
export function dayOrNull(typed: Typed, field: string): PlainDate | null {
  return (typed[field] ?? "") === "" ? null : dayIn(typed, field);
}

/**
 * Runs what a form asks for; undefined when it was done, else the faults beside their fields. Refusals that no field
 * could mend go on: who may not is told so.
 */
export async function tryForm(
  work: () => Promise<unknown>,
  firstField: string,
): Promise<readonly FormError[] | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError) || ![409, 422].includes(error.status)) throw error;
    const faults = faultsOf(error);
    const listed = faults.length > 0 ? faults : [{ field: firstField, code: error.code, seen: "" }];
    return listed.map((fault) => ({ id: fault.field ?? firstField, text: formFaultText(fault) }));
  }
}
