import { describe, expect, it } from "vitest";
import { moment } from "../shared/moment.ts";
import { plainDate } from "../shared/plain-date.ts";
import { slipQr } from "./slip-qr.ts";
import { findSlipForm, SLIP_FORMS, slipNumber, slipRegime } from "./slip.ts";

function numbers(set: string): string[] {
  return SLIP_FORMS.filter((form) => form.set === set).map((form) => form.formNumber);
}

describe("the set of forms in force", () => {
  it.each([
    ["2019-01-06", "2018"],
    ["2023-08-21", "2018"],
    ["2025-09-14", "2018"],
    ["2025-09-15", "2025"],
    ["2026-11-20", "2025"],
  ])("on %s is that of %s", (date, set) => {
    expect(slipRegime(plainDate(date))).toBe(set);
  });

  it("is not guessed before the first circular it knows", () => {
    expect(() => slipRegime(plainDate("2019-01-05"))).toThrow(RangeError);
  });

  it("numbers six forms in 2018 and seven in 2025, in order", () => {
    expect(numbers("2018")).toEqual(["01", "02", "03", "04", "05", "06"]);
    expect(numbers("2025")).toEqual(["01", "02", "03", "04", "05", "06", "07"]);
    expect(findSlipForm("stop-notice", "2018")).toBeUndefined();
    expect(findSlipForm("control-sheet", "2018")?.formNumber).toBe("05");
    expect(findSlipForm("control-sheet", "2025")?.formNumber).toBe("06");
  });

  it("prints all on A5 but the book", () => {
    expect(SLIP_FORMS.filter(({ paper }) => paper !== "a5").map(({ kind }) => kind)).toEqual(["register", "register"]);
  });
});

describe("a slip's number", () => {
  const supplement = SLIP_FORMS.find((form) => form.templateId === "supplement-request/2025");
  const receipt = SLIP_FORMS.find((form) => form.templateId === "receipt/2025");
  if (supplement === undefined || receipt === undefined) throw new Error("The 2025 set lacks forms 01 and 02");

  it("keeps both offices of the annex, or names the one that issues", () => {
    expect(slipNumber(supplement, "12")).toBe("12/PBS-TTPVHCC (BPTNTKQ)");
    expect(slipNumber(supplement, "12", "centre")).toBe("12/PBS-TTPVHCC");
    expect(slipNumber(supplement, "12", "section")).toBe("12/PBS-BPTNTKQ");
    expect(slipNumber(receipt, "12")).toBe("12/-TTPVHCC (BPTNTKQ)");
    expect(slipNumber(receipt, "12", "centre")).toBe("12/TTPVHCC");
    expect(slipNumber(receipt, undefined)).toBe("…/-TTPVHCC (BPTNTKQ)");
  });
});

describe("the QR code", () => {
  const content = {
    dossierCode: "H99.101.02-260204-0007",
    procedureCode: "1.009994",
    ownerIdentityNumber: "001190012345",
    paperName: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    systemName: "Hệ thống tỉnh Tân Giang",
    exportedAt: moment("2026-02-04T16:21:07+07:00"),
  };

  it("holds the required facts in their order, and the due moment on a receipt", () => {
    const plain =
      "H99.101.02-260204-0007|1.009994|001190012345|Giấy tiếp nhận hồ sơ và hẹn trả kết quả|Hệ thống tỉnh Tân Giang|2026-02-04T16:21:07+07:00";
    expect(slipQr(content)).toBe(plain);
    expect(slipQr({ ...content, dueAt: moment("2026-03-06T16:20:00+07:00") })).toBe(
      `${plain}|2026-03-06T16:20:00+07:00`,
    );
  });

  it("never changes its count of parts and is NFC", () => {
    const text = slipQr({ ...content, ownerIdentityNumber: "", systemName: "A|B\nHệ".normalize("NFD") });
    expect(text.split("|")).toHaveLength(6);
    expect(text).toBe(text.normalize("NFC"));
    expect(text).toContain("A/B Hệ");
  });
});
