import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSettingsRow, writeSettingsRow, type RowSettings, type SettingsWords } from "./settings-row.ts";

const words: SettingsWords = {
  serviceLevel: "toàn trình",
  competence: "nơi tiếp nhận",
  supplementPolicy: "tính lại",
  sensitive: "",
  fees: "",
};
const settings: RowSettings = {
  serviceLevel: "full",
  competence: "receiving",
  supplementPolicy: "restart",
  sensitive: false,
  fees: [],
};

describe("a row of settings", () => {
  test.each<[Partial<SettingsWords>, Partial<RowSettings>]>([
    [{}, {}],
    [{ serviceLevel: "MOT PHAN" }, { serviceLevel: "partial" }],
    [{ competence: "xa noi co viec" }, { competence: "commune" }],
    [{ competence: "h99.03" }, { competence: { agencyCode: "H99.03" } }],
    [{ supplementPolicy: "Tính tiếp" }, { supplementPolicy: "pause" }],
    [{ sensitive: "x" }, { sensitive: true }],
    [{ sensitive: "không" }, { sensitive: false }],
    [{ fees: "Lệ phí: 75.000 đồng" }, { fees: [{ name: "Lệ phí", amount: 75_000, channel: null }] }],
    [
      { fees: "Lệ phí (trực tuyến): 50000; Phí thẩm định: 1.000.000" },
      {
        fees: [
          { name: "Lệ phí", amount: 50_000, channel: "online" },
          { name: "Phí thẩm định", amount: 1_000_000, channel: null },
        ],
      },
    ],
    [
      { fees: "Phí (nhóm B: lần đầu; gia hạn) (bưu chính): 0" },
      { fees: [{ name: "Phí (nhóm B: lần đầu; gia hạn)", amount: 0, channel: "postal" }] },
    ],
    [{ fees: "Phí (hạng 1): 10" }, { fees: [{ name: "Phí (hạng 1)", amount: 10, channel: null }] }],
  ])("%j", (given, expected) => {
    expect(readSettingsRow({ ...words, ...given })).toEqual({ ok: true, settings: { ...settings, ...expected } });
  });

  test("tells every word that it does not know", () => {
    const odd = { serviceLevel: "mức 9", competence: "?", supplementPolicy: "thôi", sensitive: "có lẽ", fees: "nhiều" };
    expect(readSettingsRow(odd)).toEqual({
      ok: false,
      faults: [
        { column: "serviceLevel", code: "level-unknown", seen: "mức 9" },
        { column: "competence", code: "competence-unknown", seen: "?" },
        { column: "supplementPolicy", code: "policy-unknown", seen: "thôi" },
        { column: "sensitive", code: "yes-no-unknown", seen: "có lẽ" },
        { column: "fees", code: "fee-unreadable", seen: "nhiều" },
      ],
    });
  });

  test("written and read again is the same", () => {
    const fee = fc.record({
      name: fc.constantFrom("Lệ phí", "Phí; lệ phí", "Phí: thẩm định", "Phí (nhóm A)", "Phí 2"),
      amount: fc.integer({ min: 0, max: 10_000_000_000 }),
      channel: fc.constantFrom("direct", "online", "postal", null),
    });
    const any = fc.record({
      serviceLevel: fc.constantFrom("full", "partial", "information"),
      competence: fc.constantFrom("receiving", "commune", { agencyCode: "H99.02" }),
      supplementPolicy: fc.constantFrom("restart", "pause"),
      sensitive: fc.boolean(),
      fees: fc.array(fee, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(any, (given) => {
        expect(readSettingsRow(writeSettingsRow(given as RowSettings))).toEqual({ ok: true, settings: given });
      }),
    );
  });
});
