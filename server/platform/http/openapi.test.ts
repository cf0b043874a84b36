import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { expect, test } from "vitest";
import { useDemoApp } from "../../../testing/demo-app.ts";
import { SENTENCES_BY_MODULE } from "../../../web/i18n/error-text.ts";

const demo = useDemoApp();

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
}
interface Media {
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
  readonly schema?: Schema;
}
interface Body {
  readonly description?: string;
  readonly content?: Readonly<Record<string, Media>>;
}
interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly requestBody?: Body;
  readonly responses?: Readonly<Record<string, Body>>;
}

async function listOperations(): Promise<readonly (readonly [string, Operation])[]> {
  const { paths } = (await demo.call("", "GET", "/api/openapi.json")).json<{
    paths: Record<string, Record<string, Operation>>;
  }>();
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  );
}

const isFile = ({ schema }: Media): boolean => schema?.type === "string" && schema.format === "binary";

/** A file cannot be shown as JSON: the description names its media type instead. */
const isShown = ({ content = {} }: Body, description = ""): boolean =>
  Object.entries(content).every(([type, media]) =>
    isFile(media)
      ? type !== "application/json" && description.includes(type)
      : (media.example ?? media.examples ?? media.schema?.example ?? media.schema?.examples?.length),
  );

/** What the description of an operation lacks. */
function lacks({ summary, description, tags, requestBody, responses = {} }: Operation): readonly string[] {
  const good = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  const bad = Object.entries(responses).filter(([status]) => /^[45]/.test(status));
  const codes = bad.map(([, body]) => JSON.stringify(body).includes('"enum":['));
  return [
    ...(summary && /\p{L}/u.test(summary) ? [] : ["summary"]),
    ...(tags?.length ? [] : ["tags"]),
    ...(requestBody && !isShown(requestBody, description) ? ["example of the request"] : []),
    ...(good.length > 0 &&
    good.every(([status, body]) => status === "204" || (body.content && isShown(body, description)))
      ? []
      : ["example of the answer"]),
    ...(bad.length > 0 && codes.every(Boolean) ? [] : ["error codes"]),
  ];
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);

const namedExamples = (examples: Media["examples"] = {}): readonly unknown[] =>
  Object.values(examples).map(({ value }) => value);

/** Every example anywhere below, with the schema that it is an example of. */
function examplesIn(node: unknown): readonly { readonly schema: object; readonly example: unknown }[] {
  if (typeof node !== "object" || node === null) return [];
  const { schema = node, example, examples, ...rest } = node as Media & Schema;
  // Examples are data: whatever stands in them is no schema.
  const inside = Object.values("schema" in node ? { ...rest, schema } : rest).flatMap(examplesIn);
  const own = [
    ...(example === undefined ? [] : [example]),
    ...(Array.isArray(examples) ? examples : namedExamples(examples)),
  ];
  return [...own.map((one: unknown) => ({ schema, example: one })), ...inside];
}

/** The examples that their own schema refuses, with the reasons. */
function wrongExamples(node: unknown): readonly string[] {
  return examplesIn(node).flatMap(({ schema, example }) =>
    ajv.validate(schema, example) ? [] : [`${JSON.stringify(example)}: ${ajv.errorsText()}`],
  );
}

interface ErrorSchema {
  readonly properties?: { readonly error?: { readonly properties?: { readonly code?: { readonly enum?: string[] } } } };
}

/** Every code of the errors that an operation can answer with. */
function codesOf({ responses = {} }: Operation): readonly string[] {
  return Object.values(responses).flatMap(({ content = {} }) =>
    Object.values(content).flatMap(
      ({ schema }) => (schema as ErrorSchema | undefined)?.properties?.error?.properties?.code?.enum ?? [],
    ),
  );
}

test("every operation of the API is described: summary, tags, examples, errors", async () => {
  const operations = await listOperations();
  expect(operations.length).toBeGreaterThan(15);
  const faults = operations.flatMap(([name, operation]) => lacks(operation).map((what) => `${name}: ${what}`));
  expect(faults).toEqual([]);
});

test("every example is one by its own schema", async () => {
  const operations = await listOperations();
  expect(examplesIn(operations).length).toBeGreaterThan(50);
  expect(operations.flatMap(([name, operation]) => wrongExamples(operation).map((why) => `${name}: ${why}`))).toEqual(
    [],
  );
});

test("every error code that is listed has a sentence of its own", async () => {
  const known = new Set(Object.values(SENTENCES_BY_MODULE).flatMap((sentences) => Object.keys(sentences)));
  const listed = (await listOperations()).flatMap(([name, operation]) =>
    codesOf(operation).map((code) => ({ name, code })),
  );
  expect(new Set(listed.map(({ code }) => code)).size).toBeGreaterThan(80);
  expect(listed.filter(({ code }) => !known.has(code))).toEqual([]);
});

test("an operation without anything would be found", () => {
  expect(lacks({ requestBody: { content: { "application/json": {} } } })).toEqual([
    "summary",
    "tags",
    "example of the request",
    "example of the answer",
    "error codes",
  ]);
});

test("a file whose description does not name its media type would be found", () => {
  const responses = { 200: { content: { "text/csv": { schema: { type: "string", format: "binary" } } } } };
  const answer = "example of the answer";
  expect(lacks({ responses, description: "Bảng text/csv" })).not.toContain(answer);
  expect(lacks({ responses, description: "Bảng" })).toContain(answer);
});

test("an example that its schema refuses would be found, also deep inside", () => {
  const schema = { type: "object", properties: { on: { type: "string", format: "date", examples: ["2026-02-30"] } } };
  expect(wrongExamples({ content: { "application/json": { schema, example: { on: "2026-02-28" } } } })).toHaveLength(1);
  expect(wrongExamples({ content: { "application/json": { schema, example: { on: 3 } } } })).toHaveLength(2);
});
