import type { EForm } from "./eform.ts";

/** A fault of a form's document: where it stands (`schema.properties.born.format`), a stable code, and what was seen. */
export interface FormFault {
  readonly path: string;
  readonly code:
    | "not-an-object"
    | "not-a-list"
    | "not-a-text"
    | "not-a-number"
    | "key-unknown"
    | "value-unknown"
    | "empty"
    | "twice"
    | "name-unfit"
    | "pattern-unreadable"
    | "limits-crossed"
    | "field-unknown"
    | "field-not-above"
    | "field-not-laid-out"
    | "rows-in-rows"
    | "too-many";
  readonly seen: string;
}

export type CheckedForm =
  | { readonly ok: true; readonly form: EForm }
  | { readonly ok: false; readonly faults: readonly FormFault[] };

type Json = Readonly<Record<string, unknown>>;
type Report = (path: string, code: FormFault["code"], seen?: unknown) => void;

const MOST_FIELDS = 300;
const FORMATS = ["date", "identity-number", "tax-code", "phone", "email", "full-name", "long-text", "money"];
const PREFILLS = ["name", "identity-number", "birth-date", "phone", "email", "address"];
const COMMON = ["type", "title", "description", "x-show-if", "x-autocomplete", "x-prefill"];
const KEYS_OF: Readonly<Record<string, readonly string[]>> = {
  string: [...COMMON, "format", "minLength", "maxLength", "pattern", "oneOf"],
  integer: [...COMMON, "minimum", "maximum", "x-unit"],
  number: [...COMMON, "minimum", "maximum", "x-unit"],
  boolean: [...COMMON, "const"],
  array: [...COMMON, "minItems", "maxItems", "items"],
};

/** Reads the document of a form: the form, or every fault of it, so that one is never stored that cannot be filled in. */
export function checkForm(document: unknown): CheckedForm {
  const faults: FormFault[] = [];
  const report: Report = (path, code, seen = "") => {
    faults.push({ path, code, seen: typeof seen === "string" ? seen : JSON.stringify(seen).slice(0, 120) });
  };
  if (!isObject(document)) {
    report("", "not-an-object", document);
    return { ok: false, faults };
  }
  refuseKeys(document, { path: "", known: ["schema", "layout"] }, report);
  checkSchema(document["schema"], { path: "schema", inRows: false }, report);
  checkLayout(document, report);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, form: document as unknown as EForm };
}

function checkSchema(schema: unknown, { path, inRows }: { path: string; inRows: boolean }, report: Report): void {
  if (!isObject(schema)) return report(path, "not-an-object", schema);
  refuseKeys(schema, { path, known: ["type", "properties", "required"] }, report);
  if (schema["type"] !== "object") report(`${path}.type`, "value-unknown", schema["type"]);
  const { properties } = schema;
  if (!isObject(properties)) return report(`${path}.properties`, "not-an-object", properties);
  const names = Object.keys(properties);
  if (names.length === 0) report(`${path}.properties`, "empty");
  if (names.length > MOST_FIELDS) report(`${path}.properties`, "too-many", String(names.length));
  names.forEach((name, index) => {
    const at = `${path}.properties.${name}`;
    if (!/^[a-zA-Z][a-zA-Z0-9_]{0,59}$/.test(name)) report(at, "name-unfit", name);
    const field = properties[name];
    if (!isObject(field)) return report(at, "not-an-object", field);
    checkField(field, { path: at, inRows }, report);
    checkCondition(field["x-show-if"], { path: `${at}.x-show-if`, above: names.slice(0, index), properties }, report);
  });
  checkNames(schema["required"] ?? [], { path: `${path}.required`, known: names }, report);
}

function checkField(field: Json, { path, inRows }: { path: string; inRows: boolean }, report: Report): void {
  const { type } = field;
  const keys = typeof type === "string" ? KEYS_OF[type] : undefined;
  if (!keys) return report(`${path}.type`, "value-unknown", type ?? "");
  refuseKeys(field, { path, known: keys }, report);
  if (typeof field["title"] !== "string" || !field["title"].trim()) report(`${path}.title`, "empty");
  for (const key of ["description", "x-autocomplete", "x-unit"])
    if (field[key] !== undefined && typeof field[key] !== "string") report(`${path}.${key}`, "not-a-text", field[key]);
  oneOf(field["x-prefill"], { path: `${path}.x-prefill`, known: PREFILLS }, report);
  oneOf(field["format"], { path: `${path}.format`, known: FORMATS }, report);
  if (field["const"] !== undefined && field["const"] !== true) report(`${path}.const`, "value-unknown", field["const"]);
  checkLimits(field, path, report);
  if (field["pattern"] !== undefined) checkPattern(field["pattern"], `${path}.pattern`, report);
  if (field["oneOf"] !== undefined) checkChoices(field["oneOf"], `${path}.oneOf`, report);
  if (type !== "array") return;
  if (inRows) report(path, "rows-in-rows");
  else checkSchema(field["items"], { path: `${path}.items`, inRows: true }, report);
}

function checkLimits(field: Json, path: string, report: Report): void {
  for (const [low, high] of [
    ["minLength", "maxLength"],
    ["minimum", "maximum"],
    ["minItems", "maxItems"],
  ] as const) {
    const [from, to] = [field[low], field[high]];
    if (from !== undefined && typeof from !== "number") report(`${path}.${low}`, "not-a-number", from);
    if (to !== undefined && typeof to !== "number") report(`${path}.${high}`, "not-a-number", to);
    if (typeof from === "number" && typeof to === "number" && from > to)
      report(`${path}.${low}`, "limits-crossed", `${from} > ${to}`);
  }
}

function checkPattern(pattern: unknown, path: string, report: Report): void {
  try {
    if (typeof pattern !== "string" || pattern.length > 200) throw new SyntaxError();
    void new RegExp(pattern, "u");
  } catch {
    report(path, "pattern-unreadable", pattern);
  }
}

function checkChoices(choices: unknown, path: string, report: Report): void {
  if (!Array.isArray(choices)) return report(path, "not-a-list", choices);
  if (choices.length === 0) report(path, "empty");
  const seen = new Set<unknown>();
  choices.forEach((choice: unknown, index) => {
    const at = `${path}[${index}]`;
    if (!isObject(choice)) return report(at, "not-an-object", choice);
    refuseKeys(choice, { path: at, known: ["const", "title"] }, report);
    for (const key of ["const", "title"])
      if (typeof choice[key] !== "string" || choice[key] === "") report(`${at}.${key}`, "empty", choice[key] ?? "");
    if (seen.has(choice["const"])) report(`${at}.const`, "twice", choice["const"]);
    seen.add(choice["const"]);
  });
}

interface Conditional {
  readonly path: string;
  /** Fields that stand before: people answer from top to bottom. */
  readonly above: readonly string[];
  readonly properties: Json;
}

function checkCondition(condition: unknown, { path, above, properties }: Conditional, report: Report): void {
  if (condition === undefined) return;
  if (!isObject(condition)) return report(path, "not-an-object", condition);
  refuseKeys(condition, { path, known: ["field", "in"] }, report);
  const name = condition["field"];
  const field = typeof name === "string" ? properties[name] : undefined;
  if (!isObject(field)) return report(`${path}.field`, "field-unknown", name ?? "");
  if (!above.includes(String(name))) report(`${path}.field`, "field-not-above", name);
  const values = condition["in"];
  if (!Array.isArray(values) || values.length === 0) return report(`${path}.in`, "empty", values ?? "");
  const known =
    field["type"] === "boolean" ? ["true"] : Array.isArray(field["oneOf"]) ? field["oneOf"].map(constOf) : values;
  for (const value of values as unknown[]) if (!known.includes(value)) report(`${path}.in`, "value-unknown", value);
}

function checkLayout({ layout, schema }: Json, report: Report): void {
  if (!Array.isArray(layout)) return report("layout", "not-a-list", layout);
  const properties = isObject(schema) && isObject(schema["properties"]) ? Object.keys(schema["properties"]) : [];
  const keys: unknown[] = [];
  const placed: string[] = [];
  layout.forEach((section: unknown, index) => {
    const path = `layout[${index}]`;
    if (!isObject(section)) return report(path, "not-an-object", section);
    refuseKeys(section, { path, known: ["key", "title", "hint", "fields"] }, report);
    for (const key of ["key", "title"])
      if (typeof section[key] !== "string" || section[key] === "") report(`${path}.${key}`, "empty");
    if (keys.includes(section["key"])) report(`${path}.key`, "twice", section["key"]);
    keys.push(section["key"]);
    placed.push(...checkNames(section["fields"], { path: `${path}.fields`, known: properties }, report));
  });
  for (const name of new Set(placed))
    if (placed.indexOf(name) !== placed.lastIndexOf(name)) report("layout", "twice", name);
  for (const name of properties) if (!placed.includes(name)) report("layout", "field-not-laid-out", name);
}

function checkNames(
  names: unknown,
  { path, known }: { path: string; known: readonly string[] },
  report: Report,
): readonly string[] {
  if (!Array.isArray(names)) {
    report(path, "not-a-list", names);
    return [];
  }
  return names.filter((name: unknown): name is string => {
    const fits = typeof name === "string" && known.includes(name);
    if (!fits) report(path, "field-unknown", name);
    return fits;
  });
}

function oneOf(value: unknown, { path, known }: { path: string; known: readonly string[] }, report: Report): void {
  if (value !== undefined && !known.includes(value as string)) report(path, "value-unknown", value);
}

function refuseKeys(object: Json, { path, known }: { path: string; known: readonly string[] }, report: Report): void {
  for (const key of Object.keys(object))
    if (!known.includes(key)) report([path, key].filter(Boolean).join("."), "key-unknown", key);
}

function constOf(choice: unknown): unknown {
  return isObject(choice) ? choice["const"] : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
