import type { FieldFault } from "../../domain/organisation/agency.ts";
import { ApiError } from "../platform/errors.ts";

/** Throws 422 with the code of the first fault and all of them as `details.faults`; returns when there is none. */
export function refuseFaults(faults: readonly FieldFault[]): void {
  const [first] = faults;
  if (first) throw new ApiError(422, first.code, { seen: first.seen, faults });
}

/** The faults that such a refusal carries, or none. */
export function faultsOf({ details }: ApiError): readonly FieldFault[] {
  const faults = details["faults"];
  return Array.isArray(faults) ? (faults as readonly FieldFault[]) : [];
}
