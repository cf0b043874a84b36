import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountInWords } from "./amount-in-words.ts";

describe("amounts in words", () => {
  it.each([
    [0, "không"],
    [1, "một"],
    [4, "bốn"],
    [5, "năm"],
    [10, "mười"],
    [11, "mười một"],
    [14, "mười bốn"],
    [15, "mười lăm"],
    [20, "hai mươi"],
    [21, "hai mươi mốt"],
    [24, "hai mươi tư"],
    [25, "hai mươi lăm"],
    [55, "năm mươi lăm"],
    [91, "chín mươi mốt"],
    [100, "một trăm"],
    [101, "một trăm lẻ một"],
    [104, "một trăm lẻ bốn"],
    [105, "một trăm lẻ năm"],
    [110, "một trăm mười"],
    [111, "một trăm mười một"],
    [115, "một trăm mười lăm"],
    [121, "một trăm hai mươi mốt"],
    [1000, "một nghìn"],
    [1001, "một nghìn không trăm lẻ một"],
    [1015, "một nghìn không trăm mười lăm"],
    [10_000, "mười nghìn"],
    [21_000, "hai mươi mốt nghìn"],
    [150_000, "một trăm năm mươi nghìn"],
    [1_000_000, "một triệu"],
    [1_000_005, "một triệu không trăm lẻ năm"],
    [1_205_021, "một triệu hai trăm lẻ năm nghìn không trăm hai mươi mốt"],
    [24_054_444, "hai mươi tư triệu không trăm năm mươi tư nghìn bốn trăm bốn mươi tư"],
    [1_000_000_000, "một tỷ"],
    [1_000_000_001, "một tỷ không trăm lẻ một"],
    [2_015_000_000, "hai tỷ không trăm mười lăm triệu"],
    [1_000_000_000_000, "một nghìn tỷ"],
    [105_000_000_000_000, "một trăm lẻ năm nghìn tỷ"],
  ])("%i is %s", (amount, words) => {
    expect(amountInWords(amount)).toBe(words);
  });

  it("follows the office's usage", () => {
    expect(amountInWords(1_000_001_005, { zeroTens: "linh", thousand: "ngàn", billion: "tỉ" })).toBe(
      "một tỉ không trăm linh một ngàn không trăm linh năm",
    );
  });

  it.each([-1, 1.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1])("refuses %d", (amount) => {
    expect(() => amountInWords(amount)).toThrow(RangeError);
  });

  it("never gives two amounts the same words", () => {
    const amounts = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(amounts, amounts, (a, b) => {
        expect(amountInWords(a) === amountInWords(b)).toBe(a === b);
      }),
    );
  });
});
