/** Formats that the field checks know beyond plain text. Dates are `2026-09-02` in data and dd/mm/yyyy on screen. */
export type FieldFormat =
  | "date"
  | "identity-number"
  | "tax-code"
  | "phone"
  | "email"
  | "full-name"
  | "long-text"
  | "money";

/** A field is shown, and asked for, only when another field has one of these values. */
export interface Condition {
  readonly field: string;
  readonly in: readonly string[];
}

interface FieldBase {
  readonly title: string;
  readonly description?: string;
  readonly "x-show-if"?: Condition;
  /** WCAG 1.3.5 token such as `name`, `bday`, `tel`. */
  readonly "x-autocomplete"?: string;
  /** Datum of the signed-in person that prefills the field. */
  readonly "x-prefill"?: "name" | "identity-number" | "birth-date" | "phone" | "email" | "address";
}

export interface TextField extends FieldBase {
  readonly type: "string";
  readonly format?: FieldFormat;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

export interface ChoiceField extends FieldBase {
  readonly type: "string";
  readonly oneOf: readonly { readonly const: string; readonly title: string }[];
}

export interface NumberField extends FieldBase {
  readonly type: "integer" | "number";
  readonly minimum?: number;
  readonly maximum?: number;
  readonly "x-unit"?: string;
}

export interface CheckField extends FieldBase {
  readonly type: "boolean";
  /** The person must tick it, as with a declaration of truth. */
  readonly const?: true;
}

/** Rows of the same fields, such as members of a household. */
export interface RepeatField extends FieldBase {
  readonly type: "array";
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items: FormSchema;
}

export type FormField = TextField | ChoiceField | NumberField | CheckField | RepeatField;

/** The subset of JSON Schema 2020-12 that forms are written in; the same document validates on the server. */
export interface FormSchema {
  readonly type: "object";
  readonly properties: Readonly<Record<string, FormField>>;
  readonly required?: readonly string[];
}

/** One question group, one screen on the portal. */
export interface FormSection {
  readonly key: string;
  readonly title: string;
  readonly hint?: string;
  readonly fields: readonly string[];
}

/** The e-form of a procedure version: what is asked (schema) and in which order (layout). */
export interface EForm {
  readonly schema: FormSchema;
  readonly layout: readonly FormSection[];
}
