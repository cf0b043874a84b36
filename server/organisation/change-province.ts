import type { Province } from "../../domain/organisation/province.ts";
import { inTransaction } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";
import type { UseCase } from "../platform/use-case.ts";
import { requireAdministered } from "./administered.ts";
import { insertChange } from "./change-log.queries.ts";
import { refuseFaults } from "./field-faults.ts";
import { getProvince, saveProvinceSetting } from "./province.queries.ts";

/** Sets place name and hotline. Throws 403 for all but administrators of the topmost agency, 422 with every fault. */
export async function changeProvince(
  context: UseCase,
  { placeName, hotline }: Pick<Province, "placeName" | "hotline">,
): Promise<void> {
  const { actor, now } = context;
  await inTransaction(context.db, async (tx) => {
    const before = await getProvince(tx);
    if (before.agencyId === null) throw new ApiError(409, "agency-parent-unknown");
    await requireAdministered(tx, actor, before.agencyId);
    refuseFaults([
      ...(placeName === "" ? [{ field: "placeName", code: "place-missing", seen: "" }] : []),
      ...(/^\+?[\d .-]{3,20}$/.test(hotline) ? [] : [{ field: "hotline", code: "hotline-form", seen: hotline }]),
    ]);
    if (before.placeName === placeName && before.hotline === hotline) return;
    await saveProvinceSetting(tx, { placeName, hotline });
    const change = { action: "province-changed", agencyId: before.agencyId, officerId: null, basis: "" };
    const was = { placeName: before.placeName, hotline: before.hotline };
    await insertChange({ db: tx, actor, now }, { ...change, before: was, after: { placeName, hotline } });
  });
}
