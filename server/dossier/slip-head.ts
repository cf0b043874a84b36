import type { Moment } from "../../domain/shared/moment.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import type { SlipHead } from "../../domain/slip/slip-data.ts";
import { getAgency } from "../organisation/index.ts";
import type { Db } from "../platform/database.ts";

interface Issued {
  readonly agencyId: string;
  readonly number: string;
  readonly at: Moment;
}

/** The head of every paper that a counter or agency issues. */
export async function slipHeadOf(db: Db, { agencyId, number, at }: Issued): Promise<SlipHead> {
  const agency = await getAgency(db, agencyId);
  return {
    superior: agency.level === "commune" ? agency.name : "Ủy ban nhân dân tỉnh Thanh Bình",
    unit: agency.level === "commune" ? "Bộ phận Tiếp nhận và Trả kết quả" : agency.name,
    officeType: agency.code.endsWith(".01") ? "centre" : "section",
    number,
    place: "Thanh Bình",
    date: dateOf(at),
  };
}
