import { ApiError } from "../errors.ts";

/** The parts of a request that hold what somebody typed. */
interface Given {
  readonly params: unknown;
  query: unknown;
  body: unknown;
}

/** Far more levels than any of our bodies has; endless ones would exhaust the stack. */
const DEEPEST = 100;
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/**
 * The text in NFC: Windows' own keyboard and macOS bring combining tones. Throws 400 `invalid-request` for what
 * PostgreSQL can keep in no text: a zero character, half a surrogate pair.
 */
export function normaliseText(text: string): string {
  if (UNSTORABLE.test(text)) throw new ApiError(400, "invalid-request", { seen: "U+0000, U+D800–DFFF" });
  return text.normalize("NFC");
}

/** Brings every text of the request into NFC. Throws as `normaliseText` does, for the address as well. */
export function normaliseInput(request: Given): void {
  normaliseDeep(request.params);
  request.body = normaliseDeep(request.body);
  request.query = normaliseDeep(request.query);
}

/**
 * Pages read single texts: of a repeated name the last counts, and what is no text was not given. A route that
 * describes its own query has it checked against that instead.
 */
export function readAsForm(request: Given, { ownQuery }: { readonly ownQuery: boolean }): void {
  request.body = lastTexts(request.body);
  if (!ownQuery) request.query = lastTexts(request.query);
}

/**
 * Throws 400 `invalid-request` for a number without end: `1e999` becomes one when it is read, and passes every limit of
 * a schema, which looks at finite numbers alone.
 */
export function refuseEndless({ params, query, body }: Given): void {
  if ([params, query, body].some(hasEndless)) throw new ApiError(400, "invalid-request", { seen: "Infinity" });
}

function hasEndless(value: unknown): boolean {
  if (typeof value === "number") return !Number.isFinite(value);
  return typeof value === "object" && value !== null && isData(value) && Object.values(value).some(hasEndless);
}

function isData(value: object): boolean {
  return Array.isArray(value) || isPlain(value);
}

function normaliseDeep(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) throw new ApiError(400, "invalid-request", { expected: DEEPEST });
  if (typeof value === "string") return normaliseText(value);
  if (Array.isArray(value)) return value.map((inner) => normaliseDeep(inner, depth + 1));
  if (typeof value !== "object" || value === null || !isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [normaliseText(key), normaliseDeep(inner, depth + 1)]),
  );
}

/** Whether it holds nothing but data; forms and addresses come in objects that do not even inherit `toString`. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function lastTexts(given: unknown): Readonly<Record<string, string>> {
  if (typeof given !== "object" || given === null) return {};
  const last = Object.entries(given).map(
    ([name, value]) => [name, Array.isArray(value) ? value.at(-1) : value] as const,
  );
  return Object.fromEntries(last.filter((one): one is readonly [string, string] => typeof one[1] === "string"));
}
