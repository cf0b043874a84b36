import { expect, test } from "vitest";
import { useDemoApp } from "../../../testing/demo-app.ts";

const demo = useDemoApp();

interface Media {
  readonly example?: unknown;
  readonly examples?: unknown;
  readonly schema?: { readonly examples?: readonly unknown[]; readonly example?: unknown };
}
interface Body {
  readonly content?: Readonly<Record<string, Media>>;
}
interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly requestBody?: Body;
  readonly responses?: Readonly<Record<string, Body>>;
}

const hasExample = ({ content = {} }: Body): boolean =>
  Object.values(content).every(
    ({ example, examples, schema }) => example ?? examples ?? schema?.example ?? schema?.examples?.length,
  );

/** What the description of an operation lacks. */
function lacks({ summary, tags, requestBody, responses = {} }: Operation): readonly string[] {
  const good = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  const bad = Object.entries(responses).filter(([status]) => /^[45]/.test(status));
  const codes = bad.map(([, body]) => JSON.stringify(body).includes('"enum":['));
  return [
    ...(summary && /\p{L}/u.test(summary) ? [] : ["summary"]),
    ...(tags?.length ? [] : ["tags"]),
    ...(requestBody && !hasExample(requestBody) ? ["example of the request"] : []),
    ...(good.length > 0 && good.every(([status, body]) => status === "204" || (body.content && hasExample(body)))
      ? []
      : ["example of the answer"]),
    ...(bad.length > 0 && codes.every(Boolean) ? [] : ["error codes"]),
  ];
}

test("every operation of the API is described: summary, tags, examples, errors", async () => {
  const { paths } = (await demo.call("", "GET", "/api/openapi.json")).json<{
    paths: Record<string, Record<string, Operation>>;
  }>();
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  );
  expect(operations.length).toBeGreaterThan(15);
  const faults = operations.flatMap(([name, operation]) => lacks(operation).map((what) => `${name}: ${what}`));
  expect(faults).toEqual([]);
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
