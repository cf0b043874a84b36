import type { Moment } from "../../../domain/shared/moment.ts";
import { dateOf } from "../../../domain/shared/plain-date.ts";
import type { SlipHead } from "../../../domain/slip/slip-data.ts";
import { COUNTER_TEXT } from "../../../web/admin/organisation-text.ts";
import { systemName } from "../../../web/dossier/slip-text.ts";
import { getAgency, getProvince } from "../../organisation/index.ts";
import type { Db } from "../../platform/database.ts";

interface Issued {
  readonly agencyId: string;
  readonly number: string;
  readonly at: Moment;
}

export interface Letterhead {
  readonly head: SlipHead;
  /** The number to ring. */
  readonly phone: string;
  /** What the QR code names as its source. */
  readonly systemName: string;
}

/** The head of every paper that a counter or agency issues, as both were called on the day: reprints say the same. */
export async function letterheadOf(db: Db, { agencyId, number, at }: Issued): Promise<Letterhead> {
  const agency = await getAgency(db, agencyId, dateOf(at));
  const province = await getProvince(db);
  const isCommune = agency.level === "commune";
  const head = {
    superior: isCommune ? agency.name : province.agencyName,
    unit: isCommune ? COUNTER_TEXT[agency.counterKind ?? "section"] : agency.name,
    officeType: agency.counterKind ?? "section",
    number,
    place: province.placeName,
    date: dateOf(at),
  };
  return { head, phone: agency.hotline || province.hotline, systemName: systemName(province.name) };
}
