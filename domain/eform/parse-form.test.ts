import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EForm } from "./eform.ts";
import { askedFields, cleanForm, decidingFields, parseForm, validateForm } from "./parse-form.ts";

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

describe("what the answers call for", () => {
  const yesNo = [
    { const: "yes", title: "Có" },
    { const: "no", title: "Không" },
  ];
  const chain: EForm = {
    schema: {
      type: "object",
      properties: {
        married: { type: "string", title: "Đã kết hôn", oneOf: yesNo },
        children: { type: "string", title: "Có con", oneOf: yesNo, "x-show-if": { field: "married", in: ["yes"] } },
        names: { type: "string", title: "Tên các con", "x-show-if": { field: "children", in: ["yes"] } },
        moved: { type: "boolean", title: "Đã chuyển nơi ở" },
        former: { type: "string", title: "Nơi ở cũ", "x-show-if": { field: "moved", in: ["true"] } },
        trips: {
          type: "array",
          title: "Chuyến đi",
          items: {
            type: "object",
            properties: {
              abroad: { type: "string", title: "Ra nước ngoài", oneOf: yesNo },
              passport: { type: "string", title: "Hộ chiếu", "x-show-if": { field: "abroad", in: ["yes"] } },
            },
            required: ["passport"],
          },
        },
      },
      required: ["married", "children", "names", "former"],
    },
    layout: [],
  };

  test.each<[data: Record<string, unknown>, asked: readonly string[]]>([
    [{}, ["married", "moved", "trips"]],
    [{ married: "yes" }, ["married", "children", "moved", "trips"]],
    [{ married: "yes", children: "yes" }, ["married", "children", "names", "moved", "trips"]],
    // What hangs on a hidden field stays hidden, whatever was answered there before.
    [{ married: "no", children: "yes", names: "An" }, ["married", "moved", "trips"]],
    [{ moved: true }, ["married", "moved", "former", "trips"]],
    [{ moved: false }, ["married", "moved", "trips"]],
  ])("%j asks for %j", (data, asked) => {
    expect([...askedFields(chain.schema, data)]).toEqual(asked);
    expect(Object.keys(cleanForm(chain, data)).every((name) => asked.includes(name))).toBe(true);
  });

  test("a hidden answer neither blocks nor is kept, at any depth and in rows", () => {
    const data = {
      married: "no",
      children: "đã trả lời",
      names: "An",
      trips: [
        { abroad: "no", passport: "B1" },
        { abroad: "yes", passport: "B2" },
      ],
    };
    expect(validateForm(chain, data)).toEqual([]);
    expect(cleanForm(chain, data)).toEqual({
      married: "no",
      trips: [{ abroad: "no" }, { abroad: "yes", passport: "B2" }],
    });
  });

  test("the fields on which others hang", () => {
    expect([...decidingFields(chain.schema)]).toEqual(["married", "children", "moved"]);
  });
});
