import type { Moment } from "../../../domain/shared/moment.ts";
import type { RegisterRow } from "../../../domain/slip/slip-data.ts";
import { momentText } from "../../../web/ui/moment-text.ts";
import type { SheetColumn } from "../../platform/sheet/sheet-kind.ts";

const column = (key: string, header: string): SheetColumn => ({ key, header, hint: "", required: false });

/** The columns of form 06/07 as a spreadsheet. */
export const REGISTER_COLUMNS: readonly SheetColumn[] = [
  column("sequence", "STT"),
  column("dossierCode", "Mã hồ sơ"),
  column("procedureName", "Tên TTHC"),
  column("applicantName", "Tên tổ chức, cá nhân"),
  column("contact", "Địa chỉ/SĐT"),
  column("agencyName", "Cơ quan chủ trì giải quyết"),
  column("receivedAt", "Nhận hồ sơ"),
  column("dueAt", "Hẹn trả kết quả"),
  column("returnedAt", "Trả kết quả"),
  column("resultChannel", "Phương thức nhận kết quả"),
];

const at = (moment: Moment | undefined): string => momentText(moment ?? null);

/** One row of the book as cells. */
export function registerCells(row: RegisterRow): Readonly<Record<string, string>> {
  const { receivedAt, dueAt, returnedAt, resultChannel = "", ...texts } = row;
  return { ...texts, receivedAt: at(receivedAt), dueAt: at(dueAt), returnedAt: at(returnedAt), resultChannel };
}
