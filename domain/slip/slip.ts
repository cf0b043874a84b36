import { plainDate, type PlainDate } from "../shared/plain-date.ts";

/** The papers and books by which a one-stop accounts for a dossier. */
export type SlipKind =
  | "receipt"
  | "supplement-request"
  | "refusal"
  | "apology"
  | "stop-notice"
  | "control-sheet"
  | "register";

/** The circular whose annex fixes the forms: 01/2018/TT-VPCP or 03/2025/TT-VPCP. */
export type SlipSet = "2018" | "2025";

/** A centre (TTPVHCC) or a section (BPTNTKQ): the forms name both and the office strikes one. */
export type OneStopType = "centre" | "section";

export interface SlipForm {
  readonly kind: SlipKind;
  readonly set: SlipSet;
  /** As the annex numbers it. */
  readonly formNumber: string;
  /** As the circular lists it. */
  readonly name: string;
  /** As the paper prints it. */
  readonly title: string;
  /** What follows the running number, both alternatives included, as the annex prints it. */
  readonly numberSuffix: string;
  readonly paper: "a5" | "a4-landscape";
  readonly templateId: string;
  readonly legalBasis: string;
  readonly validFrom: PlainDate;
  /** The first day on which it no longer holds. */
  readonly validTo: PlainDate | null;
}

interface Regime {
  readonly set: SlipSet;
  readonly legalBasis: string;
  readonly validFrom: PlainDate;
  readonly validTo: PlainDate | null;
}

const REGIMES: Readonly<Record<SlipSet, Regime>> = {
  "2018": {
    set: "2018",
    legalBasis: "Thông tư số 01/2018/TT-VPCP ngày 23/11/2018",
    validFrom: plainDate("2019-01-06"),
    validTo: plainDate("2025-09-15"),
  },
  "2025": {
    set: "2025",
    legalBasis: "Thông tư số 03/2025/TT-VPCP ngày 15/9/2025",
    validFrom: plainDate("2025-09-15"),
    validTo: null,
  },
};

type Row = readonly [kind: SlipKind, formNumber: string, name: string, title: string, numberSuffix: string];

const OFFICE = "TTPVHCC (BPTNTKQ)";
const COMMON: readonly Row[] = [
  [
    "receipt",
    "01",
    "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
    `/-${OFFICE}`,
  ],
  [
    "supplement-request",
    "02",
    "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
    `/PBS-${OFFICE}`,
  ],
  [
    "refusal",
    "03",
    "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
    "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
    `/PTC-${OFFICE}`,
  ],
];
const CONTROL_SHEET = [
  "Phiếu kiểm soát quá trình giải quyết hồ sơ",
  "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
  `/PKS-${OFFICE}`,
] as const;
const REGISTER = ["Sổ theo dõi hồ sơ", "SỔ THEO DÕI HỒ SƠ", "STD-TTPVHCC(BPTNTKQ)"] as const;

const ROWS: Readonly<Record<SlipSet, readonly Row[]>> = {
  "2018": [
    ...COMMON,
    ["apology", "04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả", "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", "/PXL"],
    ["control-sheet", "05", ...CONTROL_SHEET],
    ["register", "06", ...REGISTER],
  ],
  "2025": [
    ...COMMON,
    [
      "apology",
      "04",
      "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
      "PHIẾU XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
      "/PXL",
    ],
    // The annex's own suffix for form 05 is in no text we could read; the initials follow its neighbours.
    ["stop-notice", "05", "Thông báo dừng giải quyết hồ sơ", "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", `/TB-${OFFICE}`],
    ["control-sheet", "06", ...CONTROL_SHEET],
    ["register", "07", ...REGISTER],
  ],
};

/** Every form of both circulars, in the order of their annexes. */
export const SLIP_FORMS: readonly SlipForm[] = Object.values(REGIMES).flatMap(({ set, ...regime }) =>
  ROWS[set].map(([kind, formNumber, name, title, numberSuffix]): SlipForm => ({
    kind,
    set,
    formNumber,
    name,
    title,
    numberSuffix,
    paper: kind === "register" ? "a4-landscape" : "a5",
    templateId: `${kind}/${set}`,
    ...regime,
  })),
);

/**
 * The set of forms in force on a date.
 * @throws RangeError before 6 January 2019, for whose forms there is no data here.
 */
export function slipRegime(date: PlainDate): SlipSet {
  const found = Object.values(REGIMES).find(
    ({ validFrom, validTo }) => validFrom <= date && (validTo === null || date < validTo),
  );
  if (found === undefined) throw new RangeError(`No set of one-stop forms is known for ${date}`);
  return found.set;
}

/** The form of that kind in that set; the stop notice exists only since 2025. */
export function findSlipForm(kind: SlipKind, set: SlipSet): SlipForm | undefined {
  return SLIP_FORMS.find((form) => form.kind === kind && form.set === set);
}

/**
 * The number as printed after `Số:`. With the office's type the suffix names that office alone
 * (`12/PBS-TTPVHCC`); without it, both alternatives stay as the annex prints them.
 */
export function slipNumber(form: SlipForm, running: string | undefined, office?: OneStopType): string {
  return `${running ?? "…"}${office === undefined ? form.numberSuffix : suffixOf(form, office)}`;
}

function suffixOf(form: SlipForm, office: OneStopType): string {
  const initials = office === "centre" ? "TTPVHCC" : "BPTNTKQ";
  return form.numberSuffix.replace(/TTPVHCC ?\(BPTNTKQ\)/, initials).replace("/-", "/");
}
