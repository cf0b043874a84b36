import type { ProcedureContent } from "../../domain/procedure/procedure.ts";
import type { Process, ProcessStep } from "../../domain/procedure/process.ts";
import { plainDate, type PlainDate } from "../../domain/shared/plain-date.ts";
import {
  content,
  declaration,
  ending,
  fee,
  form,
  paper,
  parallelProcess,
  plainProcess,
  workingDays,
} from "../../demo/procedures/build.ts";
import { DEPARTMENT_CODES } from "./province.ts";
import { idOf } from "./random.ts";

export interface MadeVersion {
  readonly id: string;
  readonly processVersionId: string;
  readonly number: number;
  readonly validFrom: PlainDate;
  readonly validTo: PlainDate | null;
}

export interface MadeProcedure {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly content: ProcedureContent;
  readonly process: Process;
  /** One after the other in time; all of the same content, so that the catalogue's history costs no room in memory. */
  readonly versions: readonly MadeVersion[];
  /** How often it is asked for, against the others at the same counter. */
  readonly weight: number;
}

const VERBS = [
  "Cấp",
  "Cấp lại",
  "Cấp đổi",
  "Gia hạn",
  "Điều chỉnh",
  "Đăng ký",
  "Xác nhận",
  "Thu hồi theo đề nghị",
  "Công nhận",
];
const COMMUNE_OBJECTS: readonly (readonly [field: string, object: string])[] = [
  ["Chứng thực", "bản sao từ bản chính"],
  ["Hộ tịch", "trích lục hộ tịch"],
  ["Hộ tịch", "tình trạng hôn nhân"],
  ["Chứng thực", "chữ ký trong giấy tờ"],
  ["Hộ tịch", "khai sinh"],
  ["Đất đai", "biến động đất đai của hộ gia đình"],
  ["Bảo trợ xã hội", "trợ cấp xã hội hằng tháng"],
  ["Người có công", "chế độ với người có công"],
  ["Hộ kinh doanh", "hộ kinh doanh"],
  ["Môi trường", "kế hoạch thu gom chất thải"],
  ["Giáo dục", "nhóm trẻ độc lập"],
  ["Giao thông", "phương tiện thủy nội địa"],
];
const DEPARTMENT_OBJECTS: readonly (readonly [field: string, object: string])[] = [
  ["Xây dựng", "giấy phép xây dựng công trình"],
  ["Lý lịch tư pháp", "phiếu lý lịch tư pháp"],
  ["Đất đai", "giấy chứng nhận quyền sử dụng đất"],
  ["Khám bệnh, chữa bệnh", "giấy phép hành nghề"],
  ["Đầu tư", "giấy chứng nhận đầu tư"],
  ["Việc làm", "giấy phép lao động"],
  ["Hóa chất", "giấy chứng nhận đủ điều kiện sản xuất"],
  ["Văn bằng", "bản sao văn bằng từ sổ gốc"],
  ["Khoa học", "giấy chứng nhận hoạt động khoa học"],
  ["Du lịch", "thẻ hướng dẫn viên"],
  ["Khu công nghiệp", "giấy phép môi trường thành phần"],
  ["Phòng cháy", "văn bản thẩm duyệt phòng cháy"],
];
const SECOND_VERSION = plainDate("2025-01-01");
const FIRST_VERSION = plainDate("2023-01-01");

export const GENERATED_FORM = form([
  {
    key: "nguoi-yeu-cau",
    title: "Người yêu cầu",
    fields: {
      requester: { type: "string", title: "Họ và tên", format: "full-name", "x-prefill": "name" },
      phone: { type: "string", title: "Số điện thoại", format: "phone", "x-prefill": "phone" },
      subject: { type: "string", title: "Nội dung đề nghị", maxLength: 200 },
    },
  },
  declaration,
]);

/** The invented catalogue: two thirds are settled by the commune that takes them in, the rest by a department each. */
export function makeCatalogue(count: number): readonly MadeProcedure[] {
  return Array.from({ length: count }, (_none, n) => (n % 3 === 2 ? ofDepartment(n) : ofCommune(n)));
}

function ofCommune(n: number): MadeProcedure {
  const rank = Math.floor(n / 3) * 2 + (n % 3);
  const [field, object] = COMMUNE_OBJECTS[rank % COMMUNE_OBJECTS.length] ?? ["", ""];
  const days = rank % 4 === 0 ? 1 : 3 + (rank % 5);
  return make(n, {
    ...named(field, object, Math.floor(rank / COMMUNE_OBJECTS.length)),
    weight: 1 / (rank + 1),
    process: rank % 3 === 2 ? plainProcess(8) : shortProcess(days * 8 - 6),
    content: content({
      levels: ["commune"],
      competence: "commune",
      limit: workingDays(days),
      components: [paper("1", "Tờ khai theo mẫu", "original"), paper("2", "Giấy tờ kèm theo")],
      results: [{ code: `KQ.H98.${n}`, name: "Kết quả giải quyết" }],
      legalBases: ["Quyết định số 01/QĐ-UBND (tỉnh hư cấu Sông Thao)"],
      ...(rank % 5 === 1 ? { fees: [fee("Lệ phí", 15_000)] } : {}),
    }),
  });
}

function ofDepartment(n: number): MadeProcedure {
  const rank = Math.floor(n / 3);
  const at = rank % DEPARTMENT_CODES.length;
  const code = DEPARTMENT_CODES[at] ?? "";
  const [field, object] = DEPARTMENT_OBJECTS[at] ?? ["", ""];
  const other = DEPARTMENT_CODES[(at + 1) % DEPARTMENT_CODES.length] ?? "";
  const legs = { own: 40, other: 24, otherCode: other, otherName: "Cơ quan phối hợp thẩm định", synthesis: 16 };
  return make(n, {
    ...named(field, object, Math.floor(rank / DEPARTMENT_CODES.length)),
    weight: 1 / (rank + 2),
    process: rank % 6 === 3 ? parallelProcess(legs) : plainProcess(40),
    content: content({
      levels: ["province"],
      competence: { agencyCode: code },
      limit: workingDays(rank % 6 === 3 ? 20 : 10),
      components: [
        paper("1", "Đơn đề nghị", "original"),
        paper("2", "Tài liệu chứng minh"),
        paper("3", "Bản vẽ, thuyết minh"),
      ],
      results: [{ code: `KQ.H98.${n}`, name: "Giấy phép, giấy chứng nhận" }],
      legalBases: ["Quyết định số 01/QĐ-UBND (tỉnh hư cấu Sông Thao)"],
      fees: [fee("Phí thẩm định", 150_000)],
    }),
  });
}

function named(field: string, object: string, round: number): { field: string; name: string } {
  const verb = VERBS[round % VERBS.length] ?? "";
  const again = Math.floor(round / VERBS.length);
  return { field, name: `${verb} ${object}${again > 0 ? ` (loại ${again + 1})` : ""}` };
}

function make(n: number, rest: Omit<MadeProcedure, "id" | "code" | "versions">): MadeProcedure {
  const second = n % 5 === 0;
  const version = (number: number, validFrom: PlainDate, validTo: PlainDate | null): MadeVersion => ({
    id: idOf("e", n * 2 + number),
    processVersionId: idOf("f", n * 2 + number),
    number,
    validFrom,
    validTo,
  });
  return {
    ...rest,
    id: idOf("1", n),
    code: `9.${String(n + 1).padStart(6, "0")}`,
    versions: second
      ? [version(1, FIRST_VERSION, SECOND_VERSION), version(2, SECOND_VERSION, null)]
      : [version(1, FIRST_VERSION, null)],
  };
}

/** Most of what a commune does: one officer drafts, one signs, the counter seals and hands out. */
function shortProcess(hours: number): Process {
  const [first, , appraisal] = plainProcess(hours).steps;
  const [, signing, issuing, handingOut] = ending({ approval: 0, signing: 2, issuing: 1 });
  const steps = [
    first && { ...first, hours: 1, next: ["tham-dinh"] },
    appraisal && { ...appraisal, next: ["ky"] },
    signing,
    issuing,
    handingOut,
  ];
  return { steps: steps.filter((step): step is ProcessStep => step !== undefined) };
}
