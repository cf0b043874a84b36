import { SLIP_FORMS, type SlipForm, type SlipKind, type SlipSet } from "../../domain/slip/slip.ts";

/** The words in which the sets differ; everything both sets share stands in the layout file itself. */
interface SlipWording {
  readonly office: string;
  readonly applicant: string;
  /** Null where the set has no line for an identity number. */
  readonly identity: string | null;
  readonly digital: string | null;
  readonly sealed: string | null;
}

/** One version of a slip's layout, bound to the form of one circular and valid as long as that form. */
export interface SlipTemplate {
  readonly form: SlipForm;
  /** Under `templates/`. */
  readonly file: string;
  readonly wording: SlipWording;
}

const OFFICE = "Trung tâm Phục vụ hành chính công/Bộ phận Tiếp nhận và Trả kết quả";

const WORDING: Readonly<Record<SlipSet, SlipWording>> = {
  "2018": { office: OFFICE, applicant: "Tiếp nhận hồ sơ của:", identity: null, digital: null, sealed: null },
  "2025": {
    office: OFFICE,
    applicant: "Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức:",
    identity: "Số định danh cá nhân/tổ chức:",
    digital: "(Chữ ký số của người tiếp nhận hồ sơ nếu là biểu mẫu điện tử)",
    sealed: "(Chữ ký số nếu là biểu mẫu điện tử)",
  },
};

/** Every template with its form, legal basis and validity. */
export const SLIP_TEMPLATES: readonly SlipTemplate[] = SLIP_FORMS.map((form) => ({
  form,
  file: `${form.kind}.typ`,
  wording: WORDING[form.set],
}));

/** @throws RangeError when the set has no such form: the stop notice exists only since 2025. */
export function getSlipTemplate(kind: SlipKind, set: SlipSet): SlipTemplate {
  const found = SLIP_TEMPLATES.find(({ form }) => form.kind === kind && form.set === set);
  if (found === undefined) throw new RangeError(`The ${set} set of forms has no ${kind}`);
  return found;
}
