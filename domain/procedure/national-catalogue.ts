import { TIME_UNITS, type TimeLimit, type TimeUnit } from "../calendar/time-limit.ts";
import { normalise } from "../shared/vietnamese-text.ts";
import type { ChannelTerms, Component, Level, ProcedureChannel, ProcedureContent, ServiceLevel } from "./procedure.ts";

export interface CatalogueProcedure {
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly serviceLevel: ServiceLevel;
  readonly content: ProcedureContent;
  /** What the row left open and was not guessed. */
  readonly warnings: readonly string[];
}

export type CatalogueRow =
  | { readonly ok: true; readonly procedure: CatalogueProcedure }
  | { readonly ok: false; readonly field: string; readonly seen: string; readonly expected: string };

type Raw = Readonly<Record<string, unknown>>;

const CHANNELS: Readonly<Record<number, ProcedureChannel>> = { 1: "direct", 2: "online", 3: "postal" };
const LEVELS: readonly (readonly [string, Level])[] = [
  ["Cấp tỉnh", "province"],
  ["Cấp huyện", "district"],
  ["Cấp xã", "commune"],
];

/** One row of the national catalogue in our terms; what cannot be understood is refused by name, never guessed. */
export function readCatalogueRow(row: unknown): CatalogueRow {
  if (!isRecord(row))
    return { ok: false, field: "row", seen: JSON.stringify(row).slice(0, 80), expected: "a JSON object" };
  const code = text(row["code"]);
  if (!/^\d\.\d{6}$/.test(code)) return { ok: false, field: "code", seen: code, expected: "a code such as 1.001193" };
  const name = text(row["name"]);
  if (!name) return { ok: false, field: "name", seen: "", expected: "the procedure's name" };
  const warnings: string[] = [];
  const channels = list(row["methods"]).flatMap((method, index) => readMethod(method, index, warnings));
  const content: ProcedureContent = {
    levels: LEVELS.filter(([label]) => list(row["levels"]).includes(label)).map(([, level]) => level),
    targets: list(row["targets"]).map(text),
    cases: [
      ...new Set(
        list(row["components"])
          .filter(isRecord)
          .map((component) => text(component["case"]))
          .filter(Boolean),
      ),
    ],
    components: list(row["components"]).filter(isRecord).map(readComponent),
    channels,
    fees: [],
    results: list(row["results"])
      .filter(isRecord)
      .map((result) => ({ code: text(result["code"]), name: text(result["name"]) })),
    legalBases: isRecord(row["legal_basis"]) ? list(row["legal_basis"]["numbers"]).map(text) : [],
    conditions: text(row["conditions"]),
    steps: text(row["steps"]),
    supplementPolicy: "restart",
    sensitive: false,
    competence: "receiving",
  };
  const serviceLevel = channels.some(({ channel }) => channel === "online") ? "partial" : "information";
  return { ok: true, procedure: { code, name, field: text(row["field"]), serviceLevel, content, warnings } };
}

function readMethod(method: unknown, index: number, warnings: string[]): ChannelTerms[] {
  if (!isRecord(method)) return [];
  const channel = CHANNELS[Number(method["channel"])];
  if (!channel) {
    warnings.push(`methods[${index}].channel: ${text(method["channel"])} is none of 1, 2, 3`);
    return [];
  }
  return [
    { channel, limit: readLimit(method, index, warnings), feeText: text(method["fee"]), note: text(method["note"]) },
  ];
}

function readLimit(method: Raw, index: number, warnings: string[]): TimeLimit | null {
  const amount = Number(method["time"]);
  if (method["time"] === null || !(amount > 0)) return null;
  const unit = text(method["unit"])
    .replaceAll("_", "-")
    .replace(/^hour$/, "working-hour");
  if (TIME_UNITS.includes(unit as TimeUnit)) return { amount, unit: unit as TimeUnit };
  warnings.push(`methods[${index}]: time ${amount} without a unit; no limit was set`);
  return null;
}

function readComponent(component: Raw, index: number): Component {
  return {
    code: String(index + 1),
    caseName: text(component["case"]) || null,
    name: text(component["name"]),
    form: text(component["form"]) || null,
    originals: count(component["original"]),
    copies: count(component["copy"]),
  };
}

function count(value: unknown): number {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : 0;
}

function isRecord(value: unknown): value is Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? normalise(String(value)).trim() : "";
}
