import { describe, expect, test } from "vitest";
import { catalogueRow } from "../../testing/catalogue.ts";
import { readCatalogueRow, type CatalogueProcedure } from "./national-catalogue.ts";
import { papersFor, requiredComponents } from "./procedure.ts";

function read(changes: Readonly<Record<string, unknown>> = {}): CatalogueProcedure {
  const row = readCatalogueRow(catalogueRow(changes), []);
  if (!row.ok) throw new Error(`${row.fault.field}: ${row.fault.expected}`);
  return row.procedure;
}

describe("a row that is understood", () => {
  test("keeps levels, limits by channel and papers, and leaves open alone who of two levels settles", () => {
    const { content, serviceLevel, notes } = read();
    expect(notes).toEqual([{ code: "competence-open", field: "executing_agency", seen: "" }]);
    expect(content.competence).toBe("receiving");
    expect(serviceLevel).toBe("partial");
    expect(content.levels).toEqual(["province", "commune"]);
    expect(content.channels.map(({ channel, limit }) => [channel, limit])).toEqual([
      ["direct", { amount: 5, unit: "working-day" }],
      ["online", { amount: 3, unit: "working-day" }],
    ]);
  });

  test("has nothing to remark where the level says who settles", () => {
    const { content, notes } = read({ levels: ["Cấp xã"] });
    expect([content.competence, notes]).toEqual(["commune", []]);
  });

  test("a paper of which nobody brings any is a hint", () => {
    expect(papersFor(read().content, null).map(({ name }) => name)).toEqual(["Đơn đề nghị"]);
  });

  test("text in NFD is stored in NFC", () => {
    expect(read({ name: "Cấp giấy phép".normalize("NFD") }).name).toBe("Cấp giấy phép".normalize("NFC"));
  });

  test("headings are no cases, what is shown is not uploaded and advice is no paper", () => {
    const paper = { form: "", original: 1, copy: 0 };
    const { content } = read({
      components: [
        { ...paper, case: "* Giấy tờ phải nộp:", name: "Tờ khai" },
        { ...paper, case: "* Giấy tờ phải xuất trình:", name: "Hộ chiếu" },
        { ...paper, case: "* Lưu ý :", name: "Bản dịch phải được chứng thực" },
        { ...paper, case: "Đối với hàng nhập khẩu:", name: "Hóa đơn" },
        { ...paper, case: "", name: "Trường hợp ủy quyền thì nộp văn bản ủy quyền" },
      ],
    });
    expect(content.cases).toEqual(["Đối với hàng nhập khẩu:"]);
    expect(papersFor(content, null).map(({ name }) => name)).toEqual([
      "Tờ khai",
      "Hộ chiếu",
      "Trường hợp ủy quyền thì nộp văn bản ủy quyền",
    ]);
    expect(requiredComponents(content, null).map(({ name }) => name)).toEqual(["Tờ khai", "Hộ chiếu"]);
    expect(requiredComponents(content, null, "online").map(({ name }) => name)).toEqual(["Tờ khai"]);
  });
});

test.each<[what: string, changes: Readonly<Record<string, unknown>>, note: string]>([
  ["a channel nobody knows", { methods: [{ channel: 9, time: 1, unit: "day", fee: "", note: "" }] }, "channel-unknown"],
  ["no channel at all", { methods: [] }, "channels-missing"],
  ["a time without unit", { methods: [{ channel: 1, time: 1, unit: null, fee: "", note: "" }] }, "unit-missing"],
  [
    "two limits on one channel",
    { methods: [5, 9].map((time) => ({ channel: 1, time, unit: "day", fee: "", note: "" })) },
    "limits-differ",
  ],
  [
    "a count glued to the number of a form",
    { components: [{ case: "", name: "Tờ khai mẫu số 0", form: "", original: 11, copy: 21 }] },
    "count-glued",
  ],
  ["a legal number glued to the next word", { legal_basis: { numbers: ["04/2015/TT-BCAQUY"] } }, "legal-number-glued"],
  ["no level of a province", { levels: ["Cấp bộ"] }, "level-missing"],
  ["a result without code", { results: [{ name: "Giấy phép", code: "" }] }, "result-code-missing"],
  [
    "a fee of seven đồng",
    { methods: [{ channel: 1, time: null, unit: null, fee: "7 VNĐ", note: "" }] },
    "fee-implausible",
  ],
])("%s is noted, not guessed", (_what, changes, note) => {
  expect(read(changes).notes.map(({ code }) => code)).toContain(note);
});

test.each<[what: string, row: unknown, field: string, expected: string]>([
  ["no object", [1], "row", "json-object"],
  ["no code", catalogueRow({ code: "" }), "code", "procedure-code"],
  ["another code", catalogueRow({ code: "1.1" }), "code", "procedure-code"],
  ["no name", catalogueRow({ name: " " }), "name", "name"],
  ["a name in TCVN3", catalogueRow({ name: "§¨ng ký khai sinh".replace("ý", "ý") }), "name", "unicode"],
  ["papers in VNI", catalogueRow({ components: [{ name: "Ñaêng kyù keát hoân" }] }), "components[0].name", "unicode"],
  ["a name without end", catalogueRow({ name: "ơ".repeat(3000) }), "name", "short-name"],
  ["lists in lists without end", catalogueRow({ components: [[[[[[[[[]]]]]]]]] }), "row", "shallow"],
  ["what no database keeps", catalogueRow({ steps: "a\0b" }), "steps", "unicode"],
  ["letters lost on the way", catalogueRow({ steps: "B\uFFFDớc 1" }), "steps", "unicode"],
])("%s is refused by name", (_what, row, field, expected) => {
  expect(readCatalogueRow(row, [])).toMatchObject({ ok: false, fault: { field, expected } });
});
