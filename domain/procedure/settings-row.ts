import type { SupplementPolicy } from "../calendar/time-limit.ts";
import type { Fee, ProcedureChannel, ProcedureContent, ServiceLevel } from "./procedure.ts";
import { meant, type Words } from "./words.ts";

const LEVELS: Words<ServiceLevel> = {
  full: ["toàn trình", "mức 4"],
  partial: ["một phần", "mức 3"],
  information: ["cung cấp thông tin", "thông tin"],
};
const RULES: Words<Extract<ProcedureContent["competence"], string>> = {
  receiving: ["nơi tiếp nhận", "cơ quan nơi tiếp nhận"],
  commune: ["xã nơi có việc", "xã, phường nơi có việc", "cấp xã"],
};
const POLICIES: Words<SupplementPolicy> = {
  restart: ["tính lại", "tính lại từ đầu"],
  pause: ["tính tiếp", "tạm dừng"],
};
const YES_NO: Words<"yes" | "no"> = { yes: ["có", "x"], no: ["không"] };
const CHANNELS: Words<ProcedureChannel> = {
  direct: ["trực tiếp"],
  online: ["trực tuyến"],
  postal: ["bưu chính"],
};

/** What the province decides about a procedure, as far as it stands in a table. */
export type RowSettings = Pick<ProcedureContent, "competence" | "supplementPolicy" | "sensitive" | "fees"> & {
  readonly serviceLevel: ServiceLevel;
};

type SettingsColumn = keyof RowSettings;
export type SettingsWords = Readonly<Record<SettingsColumn, string>>;

export interface SettingsWordFault {
  readonly column: SettingsColumn;
  readonly code: "level-unknown" | "competence-unknown" | "policy-unknown" | "yes-no-unknown" | "fee-unreadable";
  readonly seen: string;
}

/** A row understood, or every word in it that is not. */
type ReadSettings =
  | { readonly ok: true; readonly settings: RowSettings }
  | { readonly ok: false; readonly faults: readonly SettingsWordFault[] };

/** Reads a row of words. Nothing in "sensitive" is no, nothing in "fees" is nothing to pay. */
export function readSettingsRow(words: SettingsWords): ReadSettings {
  const serviceLevel = meant(LEVELS, words.serviceLevel);
  const competence = readCompetence(words.competence);
  const supplementPolicy = meant(POLICIES, words.supplementPolicy);
  const sensitive = words.sensitive.trim() === "" ? "no" : meant(YES_NO, words.sensitive);
  const { fees, unread } = readFees(words.fees);
  if (serviceLevel && competence && supplementPolicy && sensitive && unread === "")
    return {
      ok: true,
      settings: { serviceLevel, competence, supplementPolicy, sensitive: sensitive === "yes", fees },
    };
  const faults = [
    serviceLevel ? null : fault("serviceLevel", "level-unknown", words.serviceLevel),
    competence ? null : fault("competence", "competence-unknown", words.competence),
    supplementPolicy ? null : fault("supplementPolicy", "policy-unknown", words.supplementPolicy),
    sensitive ? null : fault("sensitive", "yes-no-unknown", words.sensitive),
    unread === "" ? null : fault("fees", "fee-unreadable", unread),
  ];
  return { ok: false, faults: faults.filter((one) => one !== null) };
}

/** The row of words of the settings; read again they are the same. */
export function writeSettingsRow(settings: RowSettings): SettingsWords {
  const { serviceLevel, competence, supplementPolicy, sensitive, fees } = settings;
  return {
    serviceLevel: LEVELS[serviceLevel][0],
    competence: typeof competence === "string" ? RULES[competence][0] : competence.agencyCode,
    supplementPolicy: POLICIES[supplementPolicy][0],
    sensitive: sensitive ? YES_NO.yes[0] : "",
    fees: fees.map(writeFee).join("; "),
  };
}

/** The words that may stand in a column of the table, in the order in which they are offered. */
export const SETTING_WORDS: Readonly<Record<"serviceLevel" | "competence" | "supplementPolicy", readonly string[]>> = {
  serviceLevel: Object.values(LEVELS).map(([written]) => written),
  competence: Object.values(RULES).map(([written]) => written),
  supplementPolicy: Object.values(POLICIES).map(([written]) => written),
};

function fault(column: SettingsColumn, code: SettingsWordFault["code"], seen: string): SettingsWordFault {
  return { column, code, seen };
}

function readCompetence(text: string): ProcedureContent["competence"] | null {
  const rule = meant(RULES, text);
  if (rule) return rule;
  const agencyCode = text.trim().toUpperCase();
  return /^[A-Z0-9.]{3,35}$/.test(agencyCode) ? { agencyCode } : null;
}

function writeFee({ name, amount, channel }: Fee): string {
  return `${name}${channel ? ` (${CHANNELS[channel][0]})` : ""}: ${amount.toLocaleString("vi-VN")}`;
}

/** Name, channel in brackets where it is of one alone, colon, amount in đồng; a name may hold anything but a line end. */
const FEE = /^\s*(?<name>.*?)\s*(?:\((?<channel>[^()]*)\))?\s*:\s*(?<amount>\d[\d.\s]*)(?:đ|đồng|vnđ)?\s*$/iu;

function readFees(text: string): { readonly fees: readonly Fee[]; readonly unread: string } {
  const fees: Fee[] = [];
  let part = "";
  for (const piece of text.split(/[;\n]/)) {
    // A semicolon within a name: the fee goes on until its amount.
    part = part === "" ? piece : `${part};${piece}`;
    const fee = readFee(part);
    if (!fee) continue;
    fees.push(fee);
    part = "";
  }
  return { fees, unread: part.trim() };
}

function readFee(text: string): Fee | null {
  const { name = "", channel, amount = "" } = FEE.exec(text)?.groups ?? {};
  if (amount === "") return null;
  const known = channel === undefined ? null : meant(CHANNELS, channel);
  const whole = channel === undefined || known ? name : `${name} (${channel})`;
  return { name: whole.trim(), amount: Number(amount.replaceAll(/[.\s]/g, "")), channel: known };
}
