import { TIME_UNITS, type TimeLimit, type TimeUnit } from "../../domain/calendar/time-limit.ts";
import type { CatalogueNote } from "../../domain/procedure/catalogue-clean-up.ts";
import type { Difference } from "../../domain/procedure/compare-versions.ts";
import type { RowFault } from "../../domain/procedure/national-catalogue.ts";
import {
  type Level,
  type ProcedureChannel,
  type ServiceLevel,
  feesFor,
  type ProcedureContent,
} from "../../domain/procedure/procedure.ts";

export const CHANNEL_TEXT: Readonly<Record<ProcedureChannel, string>> = {
  direct: "trực tiếp",
  online: "trực tuyến",
  postal: "bưu chính",
};
export const LEVEL_TEXT: Readonly<Record<Level, string>> = {
  province: "cấp tỉnh",
  district: "cấp huyện",
  commune: "cấp xã",
};
export const SERVICE_LEVEL_TEXT: Readonly<Record<ServiceLevel, string>> = {
  full: "toàn trình",
  partial: "một phần",
  information: "cung cấp thông tin",
};
const COMPETENCE_TEXT: Readonly<Record<string, string>> = {
  receiving: "cơ quan nơi tiếp nhận",
  commune: "Ủy ban nhân dân xã, phường nơi có việc",
};
export const POLICY_TEXT: Readonly<Record<string, string>> = {
  restart: "tính lại toàn bộ thời hạn từ khi bổ sung xong",
  pause: "tạm dừng, rồi tính tiếp phần thời hạn còn lại",
};
const UNIT_TEXT: Readonly<Record<TimeUnit, string>> = {
  "working-hour": "giờ làm việc",
  "working-day": "ngày làm việc",
  day: "ngày",
  month: "tháng",
};

/** Who settles a procedure: a rule in words, or the code of an agency. */
export function competenceText(competence: string): string {
  return COMPETENCE_TEXT[competence] ?? `cơ quan mã ${competence}`;
}

/** A time limit in words. */
export function limitText({ amount, unit }: TimeLimit): string {
  return `${amount.toLocaleString("vi-VN")} ${UNIT_TEXT[unit]}`;
}

/** An amount of money with its unit. */
export function moneyText(amount: number): string {
  return `${amount.toLocaleString("vi-VN")} đồng`;
}

const PARTS: Readonly<Record<Difference["part"], string>> = {
  name: "Tên",
  field: "Lĩnh vực",
  serviceLevel: "Mức độ dịch vụ",
  eform: "Mẫu khai",
  limit: "Thời hạn",
  feeText: "Phí, lệ phí theo danh mục",
  channelNote: "Ghi chú cách nộp",
  levels: "Cấp thực hiện",
  targets: "Đối tượng",
  cases: "Trường hợp",
  casesComplete: "Ai cũng thuộc một trong các trường hợp",
  components: "Giấy tờ",
  fees: "Khoản thu",
  results: "Kết quả",
  legalBases: "Căn cứ pháp lý",
  conditions: "Yêu cầu, điều kiện",
  steps: "Trình tự thực hiện",
  supplementPolicy: "Thời hạn sau khi bổ sung",
  sensitive: "Dữ liệu nhạy cảm",
  competence: "Nơi giải quyết",
};

/** One difference between two versions in a sentence: what, before → after. */
export function differenceText({ part, item, channel, before, after }: Difference): string {
  const shownItem = item !== null && !(part in { levels: 1 }) ? ` “${cut(item, 120)}”` : "";
  const where = channel ? ` (${CHANNEL_TEXT[channel]})` : "";
  const what = `${PARTS[part]}${shownItem}${where}`;
  if (part === "levels") return `${before === null ? "Thêm" : "Bỏ"} ${LEVEL_TEXT[(after ?? before) as Level]}.`;
  if (part === "eform") return formDifference(what, item, before, after);
  const isName = item !== null && (after ?? before) === item;
  if (before === null) return isName || after === null ? `Thêm: ${what}.` : `Thêm: ${what}: ${valueText(part, after)}.`;
  if (after === null) return `Bỏ: ${what}.`;
  const [old, fresh] = aroundChange(valueText(part, before), valueText(part, after));
  return `${what}: ${old} → ${fresh}.`;
}

function formDifference(what: string, item: string | null, before: string | null, after: string | null): string {
  if (item === null) {
    if (before === null) return "Thêm mẫu khai điện tử.";
    return after === null ? "Bỏ mẫu khai điện tử." : "Mẫu khai: đổi cách chia phần hoặc thứ tự câu hỏi.";
  }
  if (before === null) return `Thêm câu hỏi: ${what}.`;
  return after === null ? `Bỏ câu hỏi: ${what}.` : `Sửa câu hỏi: ${what}.`;
}

function valueText(part: Difference["part"], stored: string): string {
  if (stored === "") return "không có";
  switch (part) {
    case "limit":
      return storedLimitText(stored);
    case "components":
      return paperText(stored);
    case "fees":
      return moneyText(Number(stored));
    case "serviceLevel":
      return SERVICE_LEVEL_TEXT[stored as ServiceLevel];
    case "supplementPolicy":
      return POLICY_TEXT[stored] ?? stored;
    case "competence":
      return competenceText(stored);
    case "sensitive":
    case "casesComplete":
      return stored === "true" ? "có" : "không";
    default:
      return stored;
  }
}

function storedLimitText(stored: string): string {
  const [amount = "", unit] = stored.split(" ");
  const known = TIME_UNITS.find((one) => one === unit);
  return known ? limitText({ amount: Number(amount), unit: known }) : stored;
}

function paperText(stored: string): string {
  const [originals, copies, electronic, optional, ...form] = stored.split(" ");
  const counts = [Number(originals) > 0 && `${originals} bản chính`, Number(copies) > 0 && `${copies} bản sao`];
  return [
    ...(Number(originals) + Number(copies) > 0 ? counts : ["chỉ là hướng dẫn"]),
    electronic === "shown" && "xuất trình tại quầy",
    optional === "optional" && "khi thuộc trường hợp",
    form.length > 0 && `mẫu ${cut(form.join(" "), 60)}`,
  ]
    .filter(Boolean)
    .join(", ");
}

const SHOWN = 160;

/** Long texts are shown around the place where they begin to differ. */
function aroundChange(before: string, after: string): readonly [string, string] {
  if (before.length <= SHOWN && after.length <= SHOWN) return [`“${before}”`, `“${after}”`];
  let same = 0;
  while (same < before.length && before[same] === after[same]) same += 1;
  const from = Math.max(0, same - 30);
  const lead = from > 0 ? "…" : "";
  return [`“${lead}${cut(before.slice(from), SHOWN)}”`, `“${lead}${cut(after.slice(from), SHOWN)}”`];
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}

const NOTES: Readonly<Record<CatalogueNote["code"], string>> = {
  "channel-unknown": "cách nộp không thuộc trực tiếp, trực tuyến, bưu chính nên không lấy",
  "channels-missing": "không ghi cách nộp nào",
  "unit-missing": "thời hạn không ghi đơn vị nên không đặt thời hạn",
  "limits-differ": "một cách nộp có nhiều thời hạn; lấy thời hạn đầu",
  "count-glued": "số bản dính vào tên giấy tờ; đã tách",
  "legal-number-glued": "số văn bản dính chữ khác; tách ở chỗ chắc chắn, còn lại giữ nguyên",
  "level-missing": "không ghi cấp tỉnh, huyện hay xã",
  "result-code-missing": "kết quả chưa có mã",
  "competence-open": "chưa rõ cơ quan giải quyết; tạm là nơi tiếp nhận cho tới khi tỉnh chọn ở phần thiết lập",
  "fee-implausible": "mức phí quá nhỏ, chỉ giữ làm chữ",
};

/** What a row of the catalogue left open, and what was done. */
function catalogueNoteText({ code, field, seen }: CatalogueNote): string {
  return `${field}: ${NOTES[code]}${seen ? ` (thấy “${cut(seen, 120)}”)` : ""}.`;
}

const EXPECTED: Readonly<Record<RowFault["expected"], string>> = {
  "json-object": "cần một đối tượng JSON trên một dòng",
  shallow: "các phần lồng nhau quá sâu, không phải dòng của danh mục",
  "procedure-code": "cần mã thủ tục dạng 1.001193",
  name: "cần tên thủ tục",
  "short-name": "tên quá dài; cần tên không quá 1.000 chữ",
  unicode: "chữ không phải Unicode (mã cũ TCVN3, VNI hoặc đã hỏng); chuyển sang Unicode rồi nạp lại",
  once: "mã này đã có ở một dòng trước; mỗi thủ tục một dòng",
};

/** Why a row of the catalogue was not taken: field, what stood there, what is expected. */
function catalogueFaultText({ field, seen, expected }: RowFault): string {
  return `${field}: ${seen ? `thấy “${cut(seen, 120)}”; ` : "còn trống; "}${EXPECTED[expected]}.`;
}

interface CatalogueRow {
  readonly fault: RowFault | null;
  readonly differences: readonly Difference[];
  readonly notes: readonly CatalogueNote[];
}

/** All there is to say of a row: why it was not taken, what it changes, what it left open. */
export function catalogueRowSentences({ fault, differences, notes }: CatalogueRow): readonly string[] {
  return [
    ...(fault ? [catalogueFaultText(fault)] : []),
    ...differences.map(differenceText),
    ...notes.map(catalogueNoteText),
  ];
}

/** As `catalogueRowSentences`, in one text that fits a cell of a spreadsheet. */
export function catalogueRowText(row: CatalogueRow): string {
  return cut(catalogueRowSentences(row).join(" "), 32_000);
}

/** What the province charges on the channel; empty when it has set no fee. */
export function chargedText(content: ProcedureContent, channel: ProcedureChannel): string {
  return feesFor(content, channel)
    .map(({ name, amount }) => `${name}: ${moneyText(amount)}`)
    .join("; ");
}
