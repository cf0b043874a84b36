import type { InvalidTiming } from "../domain/calendar/due-date.ts";
import type { CalendarFileFault } from "../server/calendar/calendar-file.ts";
import type { DueRequestFault } from "./due-request.ts";

export const DUE_HELP = `motcua due --calendar FILE.csv [--json]

Tính ngày hẹn trả: mỗi dòng JSON đọc từ đầu vào chuẩn cho một dòng JSON ở đầu ra.

  vào  {"received":"2024-08-30T16:20:00+07:00","amount":3,"unit":"working-day","policy":"pause",
        "pauses":[{"from":"…","to":"…","kind":"supplement"}],"hours":["07:30-11:30","13:30-17:30"]}
  ra   {"due":"2024-09-06T16:20:00+07:00","explanation":["…"]}

  unit      working-hour | working-day | day | month
  policy    pause (chạy tiếp phần còn lại) | restart (tính lại từ đầu; mặc định)
  pauses    tùy chọn; "to" bỏ trống hoặc null khi còn dừng, khi đó "due" là null
            kind: supplement (mặc định) | financial-obligation (luôn chạy tiếp phần còn lại)
  hours     tùy chọn; danh sách cho thứ Hai–thứ Sáu, hoặc theo thứ: {"1-5":["07:30-11:30","13:30-17:30"],"6":["07:30-11:30"]}
  FILE.csv  cột date,kind,name và hours (kind: off | makeup | hours); năm có trong tệp là năm được tính.
            Làm cả thứ Bảy thì ngày lễ rơi vào thứ Bảy cũng phải có trong tệp.

  --calendar FILE  lịch nghỉ lễ và làm bù
  --json           lỗi của cả lệnh cũng viết thành JSON
  --help           in trang này

Dòng sai cho {"error":{"code","message","line"}} ở đúng dòng đó. Mã thoát: 0 tốt, 1 có dòng sai, 2 lệnh hoặc lịch sai.
`;

const FAULTS: Record<DueRequestFault | InvalidTiming, string> = {
  "invalid-json": "Dòng không phải một đối tượng JSON. Hãy viết mỗi yêu cầu trên một dòng {…}.",
  "invalid-received": "received phải là thời điểm có múi giờ, như 2024-08-30T16:20:00+07:00.",
  "invalid-amount": "amount phải là số từ 0 đến 1000000; với day và month phải là số nguyên.",
  "invalid-unit": "unit phải là working-hour, working-day, day hoặc month.",
  "invalid-policy": "policy phải là pause hoặc restart.",
  "invalid-pauses": "pauses phải là danh sách {from, to, kind}, thời điểm có múi giờ.",
  "invalid-hours":
    'hours phải là danh sách khoảng giờ không chồng nhau như "07:30-11:30", hoặc theo thứ như {"1-5":[…],"6":[…]}.',
  "invalid-pause-before-receipt": "Có lần tạm dừng bắt đầu trước khi nhận hồ sơ.",
  "invalid-pause-order": "Có lần tạm dừng kết thúc trước khi bắt đầu.",
  "invalid-pause-overlap": "Có hai lần tạm dừng chồng lên nhau.",
};

/** What is wrong with a line: what was expected, then what was seen. */
export function lineFaultText(code: DueRequestFault | InvalidTiming, seen?: unknown): string {
  const shown = seen === undefined ? "" : ` Đã đọc: ${JSON.stringify(seen)?.slice(0, 120)}`;
  return `${FAULTS[code]}${shown}`;
}

/** The message for a year that the calendar file does not hold. */
export function yearMissingText(year: number): string {
  return `Lịch không có năm ${year}. Hãy thêm ngày nghỉ của năm ${year} vào tệp lịch rồi tính lại.`;
}

const FILE_FAULTS: Record<CalendarFileFault["code"], string> = {
  "bad-file": "không đọc được CSV",
  "bad-header": "dòng đầu phải có các cột date,kind,name",
  "bad-date": "date phải là ngày có thật, như 2026-09-02",
  "bad-kind": "kind phải là off, makeup hoặc hours",
  "bad-hours": "hours phải như 07:30-11:30",
  "date-twice": "ngày này đã có ở dòng trên",
};

/** What is wrong with a row of the calendar file, with its line. */
export function fileFaultText({ code, line, seen }: CalendarFileFault): string {
  return `dòng ${line}: ${FILE_FAULTS[code]} (đã đọc: ${JSON.stringify(seen.slice(0, 80))})`;
}
