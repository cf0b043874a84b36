import { EMERGENCY_HOURS } from "../../domain/organisation/province.ts";
import { inTransaction } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";
import type { UseCase } from "../platform/use-case.ts";
import { requireAdministered } from "./administered.ts";
import { insertChange } from "./change-log.queries.ts";
import { refuseFaults } from "./field-faults.ts";
import { getProvince, saveProvinceSetting, type ProvinceSetting } from "./province.queries.ts";

/**
 * Sets place name, hotline and hours of an emergency reading; null leaves the hours as they are. Throws 403 for all but
 * administrators of the topmost agency, 422 with every fault.
 */
export async function changeProvince(
  context: UseCase,
  {
    placeName,
    hotline,
    ...given
  }: Omit<ProvinceSetting, "emergencyHours"> & { readonly emergencyHours: number | null },
): Promise<void> {
  const { actor, now } = context;
  await inTransaction(context.db, async (tx) => {
    const before = await getProvince(tx);
    if (before.agencyId === null) throw new ApiError(409, "agency-parent-unknown");
    await requireAdministered(tx, actor, before.agencyId);
    const emergencyHours = given.emergencyHours ?? before.emergencyHours;
    const { least, most } = EMERGENCY_HOURS;
    const hoursFit = Number.isInteger(emergencyHours) && emergencyHours >= least && emergencyHours <= most;
    refuseFaults([
      ...(placeName === "" ? [{ field: "placeName", code: "place-missing", seen: "" }] : []),
      ...(/^\+?[\d .-]{3,20}$/.test(hotline) ? [] : [{ field: "hotline", code: "hotline-form", seen: hotline }]),
      ...(hoursFit ? [] : [{ field: "emergencyHours", code: "emergency-hours-range", seen: String(emergencyHours) }]),
    ]);
    const after = { placeName, hotline, emergencyHours };
    const was = { placeName: before.placeName, hotline: before.hotline, emergencyHours: before.emergencyHours };
    if (JSON.stringify(was) === JSON.stringify(after)) return;
    await saveProvinceSetting(tx, after);
    const change = { action: "province-changed", agencyId: before.agencyId, officerId: null, basis: "" };
    await insertChange({ db: tx, actor, now }, { ...change, before: was, after });
  });
}
