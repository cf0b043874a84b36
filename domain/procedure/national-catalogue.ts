import { TIME_UNITS, type TimeLimit, type TimeUnit } from "../calendar/time-limit.ts";
import { detectLegacyEncoding } from "../shared/legacy-encoding.ts";
import { isStorable, seenText } from "../shared/storable-text.ts";
import { normalise } from "../shared/vietnamese-text.ts";
import {
  cleanLegalNumber,
  isConditional,
  isImplausibleFee,
  readHeading,
  unglueCount,
  type CatalogueNote,
} from "./catalogue-clean-up.ts";
import { catalogueCompetence, type NamedAgencies, type Office } from "./catalogue-competence.ts";
import {
  catalogueServiceLevel,
  type ChannelTerms,
  type Component,
  type Level,
  type ProcedureChannel,
  type ProcedureContent,
  type ServiceLevel,
} from "./procedure.ts";

export interface CatalogueProcedure {
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly serviceLevel: ServiceLevel;
  readonly content: ProcedureContent;
  /** What the row left open and was not guessed. */
  readonly notes: readonly CatalogueNote[];
}

/** Why a row cannot be taken; `expected` is a code. */
export interface RowFault {
  readonly field: string;
  readonly seen: string;
  readonly expected: "json-object" | "shallow" | "procedure-code" | "name" | "short-name" | "unicode" | "once";
}

/** Bytes of a name that the order of the catalogue can still be kept by. */
const LONGEST_NAME = 2_600;
/** Lists in objects in lists: what the catalogue has, and some room. */
const DEEPEST = 8;
const MOST_SEEN = 80;

export type CatalogueRow =
  | { readonly ok: true; readonly procedure: CatalogueProcedure }
  | { readonly ok: false; readonly code: string; readonly fault: RowFault };

type Raw = Readonly<Record<string, unknown>>;

const CHANNELS: Readonly<Record<number, ProcedureChannel>> = { 1: "direct", 2: "online", 3: "postal" };
const LEVELS: readonly (readonly [string, Level])[] = [
  ["Cấp tỉnh", "province"],
  ["Cấp huyện", "district"],
  ["Cấp xã", "commune"],
];

/**
 * One row of the national catalogue in our terms; what cannot be understood is refused by name, never guessed. The
 * offices are those of the province that a row may name as the one that settles it.
 */
export function readCatalogueRow(row: unknown, offices: readonly Office[]): CatalogueRow {
  if (isDeeper(row, DEEPEST)) return refuse("", { field: "row", seen: "", expected: "shallow" });
  if (!isRecord(row)) return refuse("", { field: "row", seen: JSON.stringify(row), expected: "json-object" });
  const code = line(row["code"]);
  if (!/^\d\.\d{6}$/.test(code)) return refuse(code, { field: "code", seen: code, expected: "procedure-code" });
  const name = line(row["name"]);
  if (!name) return refuse(code, { field: "name", seen: "", expected: "name" });
  if (byteLimit(name) > LONGEST_NAME) return refuse(code, { field: "name", seen: name, expected: "short-name" });
  const illegible = findIllegible(row, "");
  if (illegible) return refuse(code, { ...illegible, expected: "unicode" });
  const notes: CatalogueNote[] = [];
  const content = readContent(row, { notes, offices });
  const serviceLevel = catalogueServiceLevel(content.channels);
  return { ok: true, procedure: { code, name, field: line(row["field"]), serviceLevel, content, notes } };
}

/** The first text, however deep, that is in an encoding of before Unicode or was spoilt on the way. */
function findIllegible(value: unknown, field: string): { readonly field: string; readonly seen: string } | null {
  if (typeof value === "string") {
    const spoilt = value.includes("\uFFFD") || !isStorable(value);
    const legacy = spoilt ? "U+FFFD" : detectLegacyEncoding(value.normalize("NFC"));
    return legacy ? { field, seen: `${legacy}: ${value}` } : null;
  }
  if (typeof value !== "object" || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const name = Array.isArray(value) ? `${field}[${key}]` : [field, key].filter(Boolean).join(".");
    const found = findIllegible(inner, name);
    if (found) return found;
  }
  return null;
}

/** The row with that code is refused; what is told of it can be kept as it is. */
export function refuse(
  code: string,
  { field, seen, expected }: RowFault,
): Extract<CatalogueRow, { readonly ok: false }> {
  const fault = { field: seenText(field, MOST_SEEN), seen: seenText(seen, MOST_SEEN), expected };
  return { ok: false, code: seenText(code, MOST_SEEN), fault };
}

function isDeeper(value: unknown, than: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return than === 0 || Object.values(value).some((inner) => isDeeper(inner, than - 1));
}

/** At least as many as the text has bytes in UTF-8. */
function byteLimit(name: string): number {
  return name.replaceAll(/\P{ASCII}/gu, "0000").length;
}

interface Reading {
  readonly notes: CatalogueNote[];
  readonly offices: readonly Office[];
}

function readContent(row: Raw, { notes, offices }: Reading): ProcedureContent {
  const components = list(row["components"])
    .filter(isRecord)
    .map((component, index) => readComponent(component, index, notes));
  const levels = LEVELS.filter(([label]) => list(row["levels"]).includes(label)).map(([, level]) => level);
  if (levels.length === 0) notes.push({ code: "level-missing", field: "levels", seen: list(row["levels"]).join(", ") });
  return {
    levels,
    targets: list(row["targets"]).map(line),
    cases: [...new Set(components.flatMap(({ caseName }) => (caseName === null ? [] : [caseName])))],
    components,
    channels: readChannels(row, notes),
    fees: [],
    results: list(row["results"])
      .filter(isRecord)
      .map((result, index) => readResult(result, index, notes)),
    legalBases: isRecord(row["legal_basis"]) ? readLegalBases(list(row["legal_basis"]["numbers"]), notes) : [],
    conditions: text(row["conditions"]),
    steps: text(row["steps"]),
    supplementPolicy: "restart",
    sensitive: false,
    competence: readCompetence(row, levels, { notes, offices }),
  };
}

/** Where the catalogue leaves several agencies or none, whoever receives settles until the province has decided. */
function readCompetence(
  row: Raw,
  levels: readonly Level[],
  { notes, offices }: Reading,
): ProcedureContent["competence"] {
  const named: NamedAgencies = {
    ministry: line(row["ministry"]),
    executing: line(row["executing_agency"]),
    delegated: line(row["delegated_agency"]),
    competent: line(row["competent_agency"]),
  };
  const competence = catalogueCompetence(levels, named, offices);
  if (competence) return competence;
  const { executing, delegated, competent } = named;
  const seen = [...new Set([executing, delegated, competent])].filter(Boolean).join("; ");
  notes.push({ code: "competence-open", field: "executing_agency", seen });
  return "receiving";
}

function readChannels(row: Raw, notes: CatalogueNote[]): ChannelTerms[] {
  const channels = list(row["methods"]).flatMap((method, index) => readMethod(method, index, notes));
  if (channels.length === 0) notes.push({ code: "channels-missing", field: "methods", seen: "" });
  for (const channel of new Set(channels.map((terms) => terms.channel))) {
    const limits = channels
      .filter((terms) => terms.channel === channel)
      .map(({ limit }) => (limit ? `${limit.amount} ${limit.unit}` : "–"));
    if (new Set(limits).size > 1) notes.push({ code: "limits-differ", field: "methods", seen: limits.join("; ") });
  }
  return channels;
}

function readMethod(method: unknown, index: number, notes: CatalogueNote[]): ChannelTerms[] {
  if (!isRecord(method)) return [];
  const channel = CHANNELS[Number(method["channel"])];
  if (!channel) {
    notes.push({ code: "channel-unknown", field: `methods[${index}].channel`, seen: text(method["channel"]) });
    return [];
  }
  const feeText = line(method["fee"]);
  if (isImplausibleFee(feeText)) notes.push({ code: "fee-implausible", field: `methods[${index}].fee`, seen: feeText });
  return [{ channel, limit: readLimit(method, index, notes), feeText, note: text(method["note"]) }];
}

function readLimit(method: Raw, index: number, notes: CatalogueNote[]): TimeLimit | null {
  const amount = Number(method["time"]);
  if (method["time"] === null || !(amount > 0)) return null;
  const unit = text(method["unit"])
    .replaceAll("_", "-")
    .replace(/^hour$/, "working-hour");
  if (TIME_UNITS.includes(unit as TimeUnit)) return { amount, unit: unit as TimeUnit };
  notes.push({ code: "unit-missing", field: `methods[${index}].time`, seen: `${amount} ${unit}`.trim() });
  return null;
}

function readComponent(component: Raw, index: number, notes: CatalogueNote[]): Component {
  const originals = unglueCount(line(component["name"]), count(component["original"]));
  const copies = unglueCount(originals.name, count(component["copy"]));
  if (originals.glued || copies.glued) {
    const seen = `${count(component["original"])}, ${count(component["copy"])}`;
    notes.push({ code: "count-glued", field: `components[${index}]`, seen });
  }
  const heading = readHeading(line(component["case"]));
  const caseName = heading.kind === "case" ? heading.name : null;
  return {
    code: String(index + 1),
    caseName,
    name: copies.name,
    form: line(component["form"]) || null,
    originals: heading.kind === "advice" ? 0 : originals.count,
    copies: heading.kind === "advice" ? 0 : copies.count,
    electronic: heading.kind !== "shown",
    optional: isConditional(copies.name),
  };
}

function readResult(result: Raw, index: number, notes: CatalogueNote[]): { code: string; name: string } {
  const code = line(result["code"]);
  if (!code) notes.push({ code: "result-code-missing", field: `results[${index}].code`, seen: "" });
  return { code, name: line(result["name"]) };
}

function readLegalBases(numbers: readonly unknown[], notes: CatalogueNote[]): string[] {
  const cleaned = numbers.map((number) => ({ seen: line(number), ...cleanLegalNumber(line(number)) }));
  const glued = cleaned
    .filter((one) => one.glued)
    .map(({ seen, number }) => (seen === number ? seen : `${seen} → ${number}`));
  if (glued.length > 0) notes.push({ code: "legal-number-glued", field: "legal_basis", seen: glued.join("; ") });
  return [...new Set(cleaned.map(({ number }) => number))];
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

/** One line: cells were glued together on the way, so runs of blanks mean nothing. */
function line(value: unknown): string {
  return text(value).replaceAll(/\s+/g, " ");
}
