import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EForm } from "./eform.ts";
import { cleanForm, parseForm, validateForm } from "./parse-form.ts";

const form: EForm = {
  schema: {
    type: "object",
    required: ["name", "born", "kind", "number", "truth"],
    properties: {
      name: { type: "string", title: "Họ và tên", format: "full-name" },
      born: { type: "string", title: "Ngày sinh", format: "date" },
      kind: {
        type: "string",
        title: "Loại",
        oneOf: [
          { const: "new", title: "Mới" },
          { const: "change", title: "Đổi" },
        ],
      },
      number: { type: "string", title: "Số đã cấp", maxLength: 10, "x-show-if": { field: "kind", in: ["change"] } },
      phone: { type: "string", title: "Điện thoại", format: "phone" },
      area: { type: "number", title: "Diện tích", minimum: 1 },
      members: {
        type: "array",
        title: "Thành viên",
        maxItems: 3,
        items: { type: "object", required: ["who"], properties: { who: { type: "string", title: "Ai" } } },
      },
      truth: { type: "boolean", title: "Cam đoan", const: true },
    },
  },
  layout: [
    { key: "all", title: "Tất cả", fields: ["name", "born", "kind", "number", "phone", "area", "members", "truth"] },
  ],
};
const good = { name: "Lò Thị Mây", born: "1999-02-28", kind: "new", truth: true };

describe("parseForm", () => {
  test("reads dates in three parts, rows, numbers and ticks", () => {
    const fields = {
      "f.name": " Lò Thị Mây ".normalize("NFD"),
      "f.born.day": "3",
      "f.born.month": "9",
      "f.born.year": "2001",
      "f.area": "1.234,5",
      "f.members.0.who": "Con",
      "f.members.2.who": "Vợ",
      "f.truth": "on",
    };
    expect(parseForm(form, fields)).toEqual({
      name: "Lò Thị Mây",
      born: "2001-09-03",
      area: 1234.5,
      members: [{ who: "Con" }, { who: "Vợ" }],
      truth: true,
    });
  });

  test("what a form shows, it reads back", () => {
    const name = fc
      .string({ unit: "grapheme", minLength: 1 })
      .map((text) => text.normalize("NFC").trim())
      .filter((text) => text !== "");
    fc.assert(
      fc.property(name, fc.integer({ min: 0, max: 99_999 }), (text, area) => {
        expect(parseForm(form, { "f.name": text, "f.area": String(area) })).toEqual({ name: text, area, members: [] });
      }),
    );
  });
});

describe("validateForm", () => {
  test.each([
    ["a good form", good, []],
    [
      "nothing",
      {},
      [
        ["name", "required"],
        ["born", "required"],
        ["kind", "required"],
        ["truth", "required"],
      ],
    ],
    ["a field that only another answer shows", { ...good, kind: "change" }, [["number", "required"]]],
    ["a day that does not exist", { ...good, born: "2001-02-30" }, [["born", "format"]]],
    ["a telephone number with too few digits", { ...good, phone: "09123" }, [["phone", "format"]]],
    ["a telephone number written with +84 and dots", { ...good, phone: "+84 912.345.678" }, []],
    ["a choice that is not offered", { ...good, kind: "other" }, [["kind", "not-a-choice"]]],
    ["too many rows and an empty one", { ...good, members: [{}, {}, {}, {}] }, [["members", "too-many"]]],
    ["a row without what it needs", { ...good, members: [{ who: "Con" }, {}] }, [["members.1.who", "required"]]],
    ["a field nobody asked for", { ...good, admin: true }, [["admin", "unknown-field"]]],
    ["a text for a number", { ...good, area: "nhiều" }, [["area", "not-a-number"]]],
  ])("%s", (_what, data, errors) => {
    expect(validateForm(form, data).map(({ field, code }) => [field, code])).toEqual(errors);
  });

  test("answers that became hidden are dropped", () => {
    expect(cleanForm(form, { ...good, number: "12" })).toEqual(good);
  });
});
