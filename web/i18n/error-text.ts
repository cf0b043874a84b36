import { ADMINISTRATION_ERRORS } from "./errors/administration.ts";
import { BACKUP_ERRORS } from "./errors/backup.ts";
import { CALENDAR_ERRORS } from "./errors/calendar.ts";
import { DOCUMENT_ERRORS } from "./errors/document.ts";
import { DOSSIER_ERRORS } from "./errors/dossier.ts";
import { IDENTITY_ERRORS } from "./errors/identity.ts";
import { ORGANISATION_ERRORS } from "./errors/organisation.ts";
import { PLATFORM_ERRORS } from "./errors/platform.ts";
import { PROCEDURE_ERRORS } from "./errors/procedure.ts";

/** What each error code says to people, by the module that answers with it; a code stands in one module alone. */
export const SENTENCES_BY_MODULE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  platform: PLATFORM_ERRORS,
  identity: IDENTITY_ERRORS,
  organisation: ORGANISATION_ERRORS,
  calendar: CALENDAR_ERRORS,
  procedure: PROCEDURE_ERRORS,
  dossier: DOSSIER_ERRORS,
  document: DOCUMENT_ERRORS,
  administration: ADMINISTRATION_ERRORS,
  backup: BACKUP_ERRORS,
};

const SENTENCES: ReadonlyMap<string, string> = new Map(
  Object.values(SENTENCES_BY_MODULE).flatMap((sentences) => Object.entries(sentences)),
);

/** What an error code says to people; one without a sentence says that the system is at fault. */
export function errorSentence(code: string): string {
  return SENTENCES.get(code) ?? PLATFORM_ERRORS.internal;
}

const FAULTS: Readonly<Record<string, string>> = {
  required: "Còn thiếu mục này",
  additionalProperties: "Mục này không có trong mẫu",
  type: "Sai kiểu dữ liệu",
  enum: "Giá trị không có trong danh sách",
  const: "Giá trị không được chấp nhận",
  minLength: "Quá ngắn",
  maxLength: "Quá dài",
  pattern: "Sai định dạng",
  format: "Sai định dạng",
  minimum: "Quá nhỏ",
  maximum: "Quá lớn",
  anyOf: "Không khớp dạng nào được chấp nhận",
};

/** One fault of a request, with what was expected. */
export function faultSentence(keyword: string, params: Readonly<Record<string, unknown>>): string {
  const expected =
    params["type"] ?? params["allowedValues"] ?? params["limit"] ?? params["pattern"] ?? params["format"];
  const sentence = FAULTS[keyword] ?? "Không đúng mẫu";
  return expected === undefined
    ? `${sentence}.`
    : `${sentence}; cần ${typeof expected === "string" ? expected : JSON.stringify(expected)}.`;
}
