import { isObliged, type Obliged } from "../../domain/identity/sign-in-policy.ts";
import { AGENCY_LEVELS, COUNTER_KINDS, type AgencyLevel, type CounterKind } from "../../domain/organisation/agency.ts";
import { ROLES, type Role } from "../../domain/organisation/role.ts";
import { errorSentence } from "../i18n/error-text.ts";
import { fold } from "../../domain/shared/vietnamese-text.ts";

/** What levels are called. */
export const LEVEL_TEXT: Readonly<Record<AgencyLevel, string>> = { province: "Tỉnh", district: "Huyện", commune: "Xã" };

/** Whom a policy obliges to have a second factor. */
export const OBLIGED_TEXT: Readonly<Record<Obliged, string>> = {
  nobody: "Không ai; ai muốn thì tự bật",
  administrators: "Quản trị",
  leaders: "Quản trị và lãnh đạo",
  everybody: "Mọi cán bộ",
};

/** What kinds of one-stop are called. */
export const COUNTER_TEXT: Readonly<Record<CounterKind, string>> = {
  centre: "Trung tâm Phục vụ hành chính công",
  section: "Bộ phận Tiếp nhận và Trả kết quả",
};

/** What the tasks of officers are called. */
export const ROLE_TEXT: Readonly<Record<Role, string>> = {
  receiver: "Tiếp nhận",
  handler: "Thụ lý",
  appraiser: "Thẩm định",
  leader: "Lãnh đạo",
  "seal-clerk": "Văn thư",
  "control-officer": "Kiểm soát thủ tục",
  administrator: "Quản trị",
  auditor: "Thanh tra",
};

function read<T extends string>(codes: readonly T[], texts: Readonly<Record<T, string>>, typed: string): T | undefined {
  const folded = fold(typed);
  return codes.find((code) => code === folded || fold(texts[code]) === folded);
}

/** The level that a word or a code names, accents or not. */
export function readLevel(typed: string): AgencyLevel | undefined {
  return read(AGENCY_LEVELS, LEVEL_TEXT, typed);
}

/** The kind of one-stop that a word or a code names; `trung tâm` and `bộ phận` are enough. */
export function readCounter(typed: string): CounterKind | undefined {
  const folded = fold(typed);
  return COUNTER_KINDS.find(
    (kind) => kind === folded || (folded.length >= 7 && fold(COUNTER_TEXT[kind]).startsWith(folded)),
  );
}

/** Tasks in words, in the order of the work. */
export function rolesText(roles: readonly string[]): string {
  return ROLES.filter((role) => roles.includes(role))
    .map((role) => ROLE_TEXT[role])
    .join(", ");
}

/** `01/07/2025`, or nothing. */
export function dayText(day: string | null): string {
  return day === null ? "" : day.split("-").toReversed().join("/");
}

/** The basis that a change has when a table that was brought in names none. */
export const IMPORTED = "Nhập từ bảng";

/** What closing an agency left with its people. */
export function dossiersLeftText(count: number): string {
  return `${count} hồ sơ đang giải quyết ở lại, do người cũ giải quyết nốt.`;
}

const CHANGES: Readonly<Record<string, string>> = {
  "agency-created": "Lập cơ quan",
  "agency-changed": "Sửa cơ quan",
  "agency-closed": "Đóng cơ quan",
  "agency-succeeded": "Ghi cơ quan kế tục",
  "officer-created": "Thêm cán bộ",
  "officer-changed": "Sửa thông tin cán bộ",
  "appointment-created": "Phân công nhiệm vụ",
  "appointment-changed": "Sửa phân công",
  "appointment-ended": "Kết thúc phân công",
  "appointment-moved": "Chuyển sang cơ quan kế tục",
  "account-blocked": "Khoá tài khoản",
  "account-unblocked": "Mở khoá tài khoản",
  "activation-issued": "Cấp mã kích hoạt",
  "sessions-ended": "Kết thúc phiên đăng nhập",
  "password-changed": "Đổi mật khẩu",
  "second-factor-on": "Bật xác thực hai bước",
  "second-factor-off": "Tắt xác thực hai bước",
  "second-factor-reset": "Đặt lại xác thực hai bước",
  "second-factor-failed": "Đúng mật khẩu nhưng sai mã bước hai",
  "passkey-added": "Thêm khoá truy cập",
  "passkey-removed": "Bỏ khoá truy cập",
  "recovery-code-used": "Đăng nhập bằng mã khôi phục",
  "recovery-codes-renewed": "Lấy bộ mã khôi phục mới",
  "sign-in-policy-changed": "Sửa quy định đăng nhập",
  "province-changed": "Sửa thông tin tỉnh",
  "delegation-made": "Giao người khác làm thay",
  "delegation-ended": "Kết thúc sớm việc làm thay",
};

/** What was done to an agency, an officer or an account. */
export function changeText(action: string): string {
  return CHANGES[action] ?? action;
}

const FACTS: Readonly<Record<string, string>> = {
  code: "mã",
  legacyCode: "mã cũ",
  name: "tên",
  level: "cấp",
  parentId: "thuộc",
  counterKind: "một cửa",
  address: "địa chỉ",
  hotline: "đường dây nóng",
  from: "từ ngày",
  to: "hết ngày",
  since: "áp dụng từ",
  on: "ngày",
  successors: "kế tục",
  login: "tên đăng nhập",
  post: "chức vụ",
  phone: "điện thoại",
  email: "e-mail",
  agency: "cơ quan",
  substitute: "người thay",
  lastDay: "đến hết ngày",
  roles: "nhiệm vụ",
  until: "hạn",
  sessions: "số phiên",
  placeName: "địa danh",
  emergencyHours: "giờ đọc khẩn cấp",
  passkey: "khoá",
  codesLeft: "số mã còn lại",
  secondFactorFor: "bắt buộc xác thực hai bước",
  secondFactorFrom: "bắt buộc từ",
  sessionHours: "phiên dài nhất (giờ)",
  idleMinutes: "để yên lâu nhất (phút)",
};

/** Facts of a change in one line. */
export function factsText(facts: Readonly<Record<string, unknown>>, names: ReadonlyMap<string, string>): string {
  return Object.entries(facts)
    .filter(([, value]) => value !== null && value !== "")
    .map(([key, value]) => `${FACTS[key] ?? key} ${factText(key, value, names)}`)
    .join("; ");
}

function factText(key: string, value: unknown, names: ReadonlyMap<string, string>): string {
  if (key === "roles" && Array.isArray(value)) return rolesText(value.map(String));
  if (Array.isArray(value)) return value.map(String).join(", ");
  const text = String(value);
  if (key === "level") return LEVEL_TEXT[text as AgencyLevel] ?? text;
  if (key === "secondFactorFor" && isObliged(text)) return OBLIGED_TEXT[text];
  if (key === "counterKind") return COUNTER_TEXT[text as CounterKind] ?? text;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return dayText(text);
  return names.get(text) ?? text;
}

const COUNTED: Readonly<Record<string, string>> = {
  "closing-dossiers": "hồ sơ đang giải quyết",
  "closing-officers": "cán bộ có nhiệm vụ tại đây",
  "closing-children": "cơ quan trực thuộc",
};

/** A fault of a form in a sentence; what stands in the way of closing is counted. */
export function formFaultText({ code, seen }: { readonly code: string; readonly seen: string }): string {
  const what = COUNTED[code];
  return what ? `Còn ${seen} ${what}. ${errorSentence(code)}` : errorSentence(code);
}
/** The task that a word or a code names, accents or not. */
export function readRole(typed: string): Role | undefined {
  return read(ROLES, ROLE_TEXT, typed);
}

/** What the states of an officer's account are called. */
export const ACCOUNT_STATE = {
  active: "Đang dùng",
  invited: "Chờ kích hoạt",
  new: "Chưa có mật khẩu",
  blocked: "Đã khoá",
} as const;
