import { sql } from "kysely";
import { EMERGENCY_HOURS, placeOf, provinceName, type Province } from "../../domain/organisation/province.ts";
import type { Db } from "../platform/database.ts";

interface Row {
  readonly id: string;
  readonly name: string;
  readonly agencyHotline: string;
  readonly placeName: string | null;
  readonly hotline: string | null;
  readonly emergencyHours: number | null;
}

/** The province: its topmost agency, and what an administrator set. Names are empty while there is no agency. */
export async function getProvince(db: Db): Promise<Province & { readonly agencyId: string | null }> {
  const { rows } = await sql<Row>`
    select a.id, a.name, a.hotline as "agencyHotline", s.place_name as "placeName", s.hotline,
      s.emergency_hours as "emergencyHours"
    from agency a left join province_setting s on true
    where a.parent_id is null order by a.valid_to desc nulls first, a.valid_from desc limit 1`.execute(db);
  const [row] = rows;
  const name = provinceName(row?.name ?? "");
  return {
    agencyId: row?.id ?? null,
    agencyName: row?.name ?? "",
    name,
    placeName: row?.placeName ?? placeOf(name),
    hotline: row?.hotline ?? row?.agencyHotline ?? "",
    emergencyHours: row?.emergencyHours ?? EMERGENCY_HOURS.usual,
  };
}

/** What an administrator sets of the province. */
export type ProvinceSetting = Pick<Province, "placeName" | "hotline" | "emergencyHours">;

/** Sets what papers call the place, which number people ring, and how long an emergency lasts. */
export async function saveProvinceSetting(
  tx: Db,
  { placeName, hotline, emergencyHours }: ProvinceSetting,
): Promise<void> {
  const values = { place_name: placeName, hotline, emergency_hours: emergencyHours };
  await tx
    .insertInto("province_setting")
    .values(values)
    .onConflict((oc) => oc.column("single").doUpdateSet(values))
    .execute();
}
