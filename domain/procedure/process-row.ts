import type { Role } from "../organisation/role.ts";
import { fold } from "../shared/vietnamese-text.ts";
import type { ProcessStep, StepKind, UnitRule } from "./process.ts";
import { meant, type Words } from "./words.ts";

const KINDS: Words<StepKind> = {
  reception: ["tiếp nhận", "tiếp nhận hồ sơ"],
  assignment: ["phân công", "phân công thụ lý"],
  appraisal: ["thẩm định", "thụ lý", "giải quyết", "xử lý", "phối hợp", "tổng hợp"],
  approval: ["phê duyệt", "duyệt", "lãnh đạo duyệt"],
  signing: ["ký", "ký duyệt", "ký kết quả"],
  issuing: ["phát hành", "ban hành", "vào số, đóng dấu", "đóng dấu"],
  "handing-out": ["trả kết quả", "trả"],
};
const ROLES: Words<Exclude<Role, "control-officer" | "administrator" | "auditor">> = {
  receiver: ["tiếp nhận", "một cửa", "bộ phận một cửa", "cán bộ một cửa"],
  handler: ["thụ lý", "chuyên viên", "cán bộ thụ lý"],
  appraiser: ["thẩm định", "cán bộ thẩm định"],
  leader: ["lãnh đạo"],
  "seal-clerk": ["văn thư"],
};
const UNITS: Words<"receiving" | "resolving"> = {
  receiving: ["tiếp nhận", "nơi tiếp nhận", "cơ quan tiếp nhận"],
  resolving: ["giải quyết", "nơi giải quyết", "cơ quan giải quyết"],
};
const SPLITS: Words<ProcessStep["split"]> = { all: ["song song", "tất cả"], one: ["chọn một", "chọn"] };
const JOINS: Words<ProcessStep["join"]> = { all: ["đủ cả", "tất cả", "chờ đủ"], any: ["một", "bất kỳ", "không chờ"] };

/** A step as a row of words, the way officers write a process in a spreadsheet. */
export interface StepWords {
  readonly step: string;
  readonly name: string;
  readonly kind: string;
  readonly role: string;
  readonly unit: string;
  readonly hours: string;
  readonly next: string;
  readonly split: string;
  readonly join: string;
}

/** A row of words from wherever they are kept by column. */
export function wordsFrom(of: (column: keyof StepWords) => string): StepWords {
  return {
    step: of("step"),
    name: of("name"),
    kind: of("kind"),
    role: of("role"),
    unit: of("unit"),
    hours: of("hours"),
    next: of("next"),
    split: of("split"),
    join: of("join"),
  };
}

export interface StepWordFault {
  readonly column: keyof StepWords;
  readonly code: `${"kind" | "role" | "unit" | "hours" | "split" | "join"}-unknown`;
  readonly seen: string;
}

/** A row understood, or every word in it that is not. */
export type ReadStep =
  | { readonly ok: true; readonly step: ProcessStep }
  | { readonly ok: false; readonly faults: readonly StepWordFault[] };

/** Reads a row of words; an empty split is parallel and an empty wait is for all. */
export function readStep(words: StepWords): ReadStep {
  const kind = meant(KINDS, words.kind);
  const role = meant(ROLES, words.role);
  const unit = readUnit(words.unit);
  const hours = readHours(words.hours);
  const split = words.split ? meant(SPLITS, words.split) : "all";
  const join = words.join ? meant(JOINS, words.join) : "all";
  if (kind && role && unit && hours !== null && split && join) {
    const { step: key, name } = words;
    return {
      ok: true,
      step: { key: key.trim(), name: name.trim(), kind, role, unit, hours, next: readNext(words.next), split, join },
    };
  }
  const missing = { kind, role, unit, hours, split, join };
  const faults = (Object.keys(missing) as (keyof typeof missing)[]).flatMap((column): StepWordFault[] =>
    missing[column] === null ? [{ column, code: `${column}-unknown`, seen: words[column] }] : [],
  );
  return { ok: false, faults };
}

/** The row of words of a step; read again it is the same step. */
export function writeStep({ key, name, kind, role, unit, hours, next, split, join }: ProcessStep): StepWords {
  return {
    step: key,
    name,
    kind: KINDS[kind][0],
    role: role in ROLES ? ROLES[role as keyof typeof ROLES][0] : role,
    unit: typeof unit === "string" ? UNITS[unit][0] : unit.agencyCode,
    hours: String(hours).replace(".", ","),
    next: next.join("; "),
    split: next.length > 1 ? SPLITS[split][0] : "",
    join: join === "all" ? "" : JOINS[join][0],
  };
}

/** The words that may stand in a column of the table, in the order in which they are offered. */
export const STEP_WORDS: Readonly<Record<"kind" | "role" | "unit" | "split" | "join", readonly string[]>> = {
  kind: Object.values(KINDS).map(([written]) => written),
  role: Object.values(ROLES).map(([written]) => written),
  unit: Object.values(UNITS).map(([written]) => written),
  split: Object.values(SPLITS).map(([written]) => written),
  join: Object.values(JOINS).map(([written]) => written),
};

function readUnit(text: string): UnitRule | null {
  const rule = meant(UNITS, text);
  if (rule) return rule;
  const agencyCode = text.trim().toUpperCase();
  return /^[A-Z0-9.]{3,35}$/.test(agencyCode) ? { agencyCode } : null;
}

/** Working hours: `4`, `0,5`, `4 giờ`, or `2 ngày` of eight hours. */
function readHours(text: string): number | null {
  const [, number = "", unit = ""] = /^(\d{1,5}(?:[.,]\d{1,2})?)\s*(gio|h|ngay)?( lam viec)?$/.exec(fold(text)) ?? [];
  return number === "" ? null : Number(number.replace(",", ".")) * (unit === "ngay" ? 8 : 1);
}

function readNext(text: string): readonly string[] {
  return text
    .split(/[;,\n]/)
    .map((key) => key.trim())
    .filter(Boolean);
}
