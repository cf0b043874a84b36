import { describe, expect, test } from "vitest";
import { demoProcedures } from "../../demo/procedures/load.ts";
import { sampleAnswers } from "../../testing/sample-answers.ts";
import { checkForm } from "./check-form.ts";
import { validateForm } from "./parse-form.ts";

const name = { type: "string", title: "Họ và tên", format: "full-name" };
const kind = {
  type: "string",
  title: "Loại",
  oneOf: [
    { const: "new", title: "Mới" },
    { const: "change", title: "Đổi" },
  ],
};

function formOf(properties: Readonly<Record<string, unknown>>, required: readonly string[] = []): unknown {
  return {
    schema: { type: "object", properties, required },
    layout: [{ key: "all", title: "Tất cả", fields: Object.keys(properties) }],
  };
}

test.each(demoProcedures.map(({ name: title, eform }) => [title, eform] as const))(
  "the form of %s is sound and can be filled in",
  (_title, eform) => {
    expect(checkForm(eform)).toEqual({ ok: true, form: eform });
    expect(validateForm(eform, sampleAnswers(eform))).toEqual([]);
  },
);

describe("every fault is named with its place", () => {
  test.each<[what: string, document: unknown, path: string, code: string]>([
    ["no object", [], "", "not-an-object"],
    ["a part nobody knows", { ...(formOf({ name }) as object), rules: 1 }, "rules", "key-unknown"],
    ["no fields", formOf({}), "schema.properties", "empty"],
    [
      "a field of no known type",
      formOf({ name: { type: "file", title: "Tệp" } }),
      "schema.properties.name.type",
      "value-unknown",
    ],
    [
      "a word of another kind of field",
      formOf({ name: { ...name, maximum: 3 } }),
      "schema.properties.name.maximum",
      "key-unknown",
    ],
    ["a field without a title", formOf({ name: { type: "string" } }), "schema.properties.name.title", "empty"],
    [
      "an unknown format",
      formOf({ name: { ...name, format: "uri" } }),
      "schema.properties.name.format",
      "value-unknown",
    ],
    [
      "an unknown prefill",
      formOf({ name: { ...name, "x-prefill": "iq" } }),
      "schema.properties.name.x-prefill",
      "value-unknown",
    ],
    ["a name with an accent", formOf({ tên: name }), "schema.properties.tên", "name-unfit"],
    [
      "a pattern that is none",
      formOf({ name: { ...name, pattern: "(" } }),
      "schema.properties.name.pattern",
      "pattern-unreadable",
    ],
    [
      "limits that cross",
      formOf({ n: { type: "number", title: "N", minimum: 3, maximum: 1 } }),
      "schema.properties.n.minimum",
      "limits-crossed",
    ],
    ["no choices", formOf({ kind: { ...kind, oneOf: [] } }), "schema.properties.kind.oneOf", "empty"],
    [
      "a choice twice",
      formOf({ kind: { ...kind, oneOf: [kind.oneOf[0], kind.oneOf[0]] } }),
      "schema.properties.kind.oneOf[1].const",
      "twice",
    ],
    ["required but not there", formOf({ name }, ["age"]), "schema.required", "field-unknown"],
    [
      "a condition on nothing",
      formOf({ name: { ...name, "x-show-if": { field: "age", in: ["1"] } } }),
      "schema.properties.name.x-show-if.field",
      "field-unknown",
    ],
    [
      "a condition on a field below",
      formOf({ name: { ...name, "x-show-if": { field: "kind", in: ["new"] } }, kind }),
      "schema.properties.name.x-show-if.field",
      "field-not-above",
    ],
    [
      "a condition on a choice not offered",
      formOf({ kind, name: { ...name, "x-show-if": { field: "kind", in: ["old"] } } }),
      "schema.properties.name.x-show-if.in",
      "value-unknown",
    ],
    [
      "rows within rows",
      formOf({
        a: {
          type: "array",
          title: "A",
          items: { type: "object", properties: { b: { type: "array", title: "B", items: {} } } },
        },
      }),
      "schema.properties.a.items.properties.b",
      "rows-in-rows",
    ],
    [
      "a field nobody sees",
      { schema: { type: "object", properties: { name } }, layout: [] },
      "layout",
      "field-not-laid-out",
    ],
    [
      "a field seen twice",
      {
        schema: { type: "object", properties: { name } },
        layout: [{ key: "a", title: "A", fields: ["name", "name"] }],
      },
      "layout",
      "twice",
    ],
  ])("%s", (_what, document, path, code) => {
    const checked = checkForm(document);
    expect(checked.ok ? [] : checked.faults.map((fault) => [fault.path, fault.code])).toContainEqual([path, code]);
  });
});
