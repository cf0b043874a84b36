import {
  COMPETENCE_RULES,
  PROCEDURE_CHANNELS,
  SERVICE_LEVELS,
  type Fee,
  type ProcedureContent,
} from "../../domain/procedure/procedure.ts";
import type { ProcedureSettings } from "./change-settings.ts";
import type { ProcedureVersion } from "./procedure.queries.ts";

export type Fields = Readonly<Record<string, string>>;

interface ReadFault {
  readonly field: keyof ProcedureSettings;
  readonly code: "competence-unknown" | "json-unreadable";
  readonly seen: string;
}

/** The inputs of the form as the version has them. */
export function fieldsOf({ number, serviceLevel, content, eform }: ProcedureVersion): Fields {
  const { competence, supplementPolicy, sensitive, fees } = content;
  return {
    basedOn: String(number),
    serviceLevel,
    competence: typeof competence === "string" ? competence : "agency",
    agencyCode: typeof competence === "string" ? "" : competence.agencyCode,
    supplementPolicy,
    ...(sensitive ? { sensitive: "on" } : {}),
    ...Object.fromEntries(
      fees.flatMap(({ name, amount, channel }, index) => [
        [`fee.${index}.name`, name],
        [`fee.${index}.amount`, amount.toLocaleString("vi-VN")],
        [`fee.${index}.channel`, channel ?? ""],
      ]),
    ),
    eform: eform ? JSON.stringify(eform, null, 2) : "",
  };
}

const SPARE_ROWS = 2;
const MOST_FEES = 50;

/** How many rows of fees to show: the filled ones and two more. */
export function feeRowsOf(fields: Fields): number {
  return Math.min(feeIndexes(fields).length + SPARE_ROWS, MOST_FEES);
}

function feeIndexes(fields: Fields): readonly number[] {
  return Array.from({ length: MOST_FEES }, (_none, index) => index).filter(
    (index) => fields[`fee.${index}.name`]?.trim() || fields[`fee.${index}.amount`]?.trim(),
  );
}

/** The settings as typed, and what cannot be read at all; the rest is checked where they are saved. */
export function readSettings(fields: Fields): {
  readonly settings: ProcedureSettings;
  readonly faults: readonly ReadFault[];
} {
  const competence = readCompetence(fields);
  const eform = readJson(fields["eform"] ?? "");
  const faults: ReadFault[] = [
    ...(competence ? [] : [{ field: "competence", code: "competence-unknown", seen: "" } as const]),
    ...(eform.ok ? [] : [{ field: "eform", code: "json-unreadable", seen: eform.seen } as const]),
  ];
  const settings = {
    serviceLevel: SERVICE_LEVELS.find((level) => level === fields["serviceLevel"]) ?? "information",
    competence: competence ?? "receiving",
    supplementPolicy: fields["supplementPolicy"] === "pause" ? "pause" : "restart",
    sensitive: fields["sensitive"] === "on",
    fees: feeIndexes(fields).map((index) => readFee(fields, index)),
    eform: eform.ok ? eform.value : null,
  } as const;
  return { settings, faults };
}

function readCompetence(fields: Fields): ProcedureContent["competence"] | null {
  const rule = fields["competence"] ?? "";
  if (rule !== "agency") return COMPETENCE_RULES.find((known) => known === rule) ?? null;
  const agencyCode = (fields["agencyCode"] ?? "").trim().toUpperCase();
  return { agencyCode };
}

function readFee(fields: Fields, index: number): Fee {
  const amount = (fields[`fee.${index}.amount`] ?? "").replaceAll(/[.\s]|đ(ồng)?$/giu, "");
  return {
    name: (fields[`fee.${index}.name`] ?? "").trim(),
    amount: /^\d{1,15}$/.test(amount) ? Number(amount) : Number.NaN,
    channel: PROCEDURE_CHANNELS.find((channel) => channel === fields[`fee.${index}.channel`]) ?? null,
  };
}

function readJson(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly seen: string } {
  if (!text.trim()) return { ok: true, value: null };
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, seen: faultyLine(text, error instanceof Error ? error.message : "") };
  }
}

/** The line at which reading stopped; empty where the engine does not say. Its own words are English. */
function faultyLine(text: string, message: string): string {
  const end = message.includes("end of JSON") ? text.length : undefined;
  const position = Number(/position (\d+)/.exec(message)?.[1] ?? end ?? Number.NaN);
  return Number.isNaN(position) ? "" : String(text.slice(0, position).split("\n").length);
}
