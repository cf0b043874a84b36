import { describe, expect, it } from "vitest";
import { moment } from "../../domain/shared/moment.ts";
import type { ControlRow, ReceiptData, SlipDataByKind } from "../../domain/slip/slip-data.ts";
import { SLIP_FORMS, type SlipKind } from "../../domain/slip/slip.ts";
import { readPdf } from "./read-pdf.testdata.ts";
import { renderSlip } from "./render-slip.ts";
import { SLIP_LABELS } from "./slip-labels.testdata.ts";
import { SLIP_SAMPLES } from "./slip-samples.ts";

const BLANK = {
  head: {},
  applicant: {},
  components: [],
  items: [],
  reasons: [],
  returned: [],
  cooperating: [],
  rows: [],
};
const A5 = [419.53, 595.28];
const A4_LANDSCAPE = [841.89, 595.28];

describe.each(SLIP_FORMS)("form $formNumber of $set ($kind)", ({ kind, set, title, paper }) => {
  it("prints every label of the circular, blank or filled", async () => {
    const blank = await readPdf(await render(kind, set, BLANK as unknown as SlipDataByKind[SlipKind]));
    const filled = await readPdf(await render(kind, set, withoutOffice(SLIP_SAMPLES[kind])));
    for (const label of [title, ...SLIP_LABELS[set][kind]]) {
      expect(blank.text).toContain(label);
      expect(filled.text).toContain(label);
    }
    expect(blank.text).toMatch(/\.{10}|……/);
  });

  it("is PDF/A-2u, tagged, Vietnamese, in embedded Tinos, NFC, on the paper of its form", async () => {
    const pdf = await readPdf(await render(kind, set, SLIP_SAMPLES[kind]));
    expect(pdf.pdfa).toBe("2U");
    expect(pdf.tagged).toBe(true);
    expect(pdf.info["Language"]).toBe("vi-VN");
    expect(pdf.pages).toHaveLength(1);
    const [page] = pdf.pages;
    expect(page?.size.map((side) => Math.round(side * 100) / 100)).toEqual(paper === "a5" ? A5 : A4_LANDSCAPE);
    // A subset carries six letters and a plus before the font's name.
    for (const font of page?.fonts ?? []) expect(font).toMatch(/^[A-Z]{6}\+Tinos-/);
    expect(pdf.text).toBe(pdf.text.normalize("NFC"));
  });
});

describe.each(SLIP_FORMS.filter(({ kind }) => kind !== "register"))(
  "form $formNumber of $set ($kind)",
  ({ kind, set }) => {
    it("carries the QR code with the required facts", async () => {
      const { pages } = await readPdf(await render(kind, set, SLIP_SAMPLES[kind]));
      const [alt = ""] = pages[0]?.figures ?? [];
      expect(alt).toMatch(
        /^Mã QR: H99\.101\.02-260204-0007\|1\.009994\|001190012345\|[^|]+\|Hệ thống [^|]+\|2026-02-04T16:21:07\+07:00/,
      );
      expect(alt.split("|")).toHaveLength(kind === "receipt" ? 7 : 6);
    });
  },
);

describe("long content", () => {
  const name = "Nguyễn Hoàng ".repeat(16).trim();
  const long: ReceiptData = {
    ...SLIP_SAMPLES.receipt,
    head: { ...SLIP_SAMPLES.receipt.head, reprintedAt: moment("2026-02-05T08:00:00+07:00") },
    applicant: { name, address: name, email: `${"x".repeat(180)}@example.vn` },
    procedureName: name,
    components: Array.from({ length: 20 }, (_, index) => `Giấy tờ thứ ${index + 1} ${name}`),
  };

  it("flows to further pages inside the margins, each naming the dossier, none losing text", async () => {
    const { pages, text } = await readPdf(await renderSlip("receipt", "2025", long));
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) {
      expect(page.right).toBeLessThan(A5[0] ?? 0);
      expect(page.bottom).toBeGreaterThan(10);
      expect(page.text).toContain("H99.101.02-260204-0007");
    }
    expect(text).toContain(`20. Giấy tờ thứ 20 ${name}`);
    expect(text.replaceAll(" ", "")).toContain(`${"x".repeat(180)}@example.vn`);
    expect(text).toContain(`Trang ${pages.length} / ${pages.length}`);
  });

  it("marks every page of a reprint", async () => {
    const { pages } = await readPdf(await renderSlip("receipt", "2025", long));
    for (const page of pages) expect(page.text).toContain("BẢN IN LẠI lúc 08 giờ 00 phút, ngày 05 tháng 02 năm 2026");
  });

  it("repeats the head of the control table and keeps all hand-overs", async () => {
    const rows = Array.from({ length: 30 }, (_, index): ControlRow => ({ to: `Phòng ${index + 1}`, note: name }));
    const { pages, text } = await readPdf(
      await renderSlip("control-sheet", "2025", { ...SLIP_SAMPLES["control-sheet"], rows }),
    );
    for (const page of pages) expect(page.text).toContain("Thời gian giao nhận hồ sơ");
    for (let index = 1; index <= 30; index += 1) expect(text).toContain(`2. Nhận: Phòng ${index}`);
  });
});

describe("text from outside", () => {
  const hostile = '#panic("x") *b* _i_ $x$ @ref <l> `raw` = H \\ // #import "common.typ"';

  it("is printed and never evaluated, and becomes NFC", async () => {
    const { text } = await readPdf(
      await renderSlip("receipt", "2025", {
        ...SLIP_SAMPLES.receipt,
        applicant: { name: hostile, address: "Hòa Bình".normalize("NFD") },
        components: [`- ${hostile}`],
      }),
    );
    expect(text).toContain(`Tổ chức: ${hostile}`);
    expect(text).toContain(`1. - ${hostile}`);
    expect(text).toContain("Địa chỉ: Hòa Bình");
  });

  it("with a character the font lacks prints a box in its place and the rest", async () => {
    const pdf = await readPdf(
      await renderSlip("receipt", "2018", {
        ...SLIP_SAMPLES.receipt,
        applicant: { name: "Trần \u{1F600} Ất \u0000ﷺ" },
      }),
    );
    expect(pdf.pdfa).toBe("2U");
    expect(pdf.text).toContain("Tiếp nhận hồ sơ của: Trần □ Ất □□");
  });
});

it("gives the same bytes for the same slip", async () => {
  const [first, second] = [
    await render("refusal", "2025", SLIP_SAMPLES.refusal),
    await render("refusal", "2025", SLIP_SAMPLES.refusal),
  ];
  expect(Buffer.compare(first, second)).toBe(0);
});

it("refuses the stop notice under the circular that had none", async () => {
  await expect(renderSlip("stop-notice", "2018", SLIP_SAMPLES["stop-notice"])).rejects.toThrow(RangeError);
});

async function render<K extends SlipKind>(kind: K, set: "2018" | "2025", data: SlipDataByKind[K]) {
  return renderSlip(kind, set, data);
}

// Without the office's type the number keeps the suffix as the annex prints it.
function withoutOffice<T extends SlipDataByKind[SlipKind]>(data: T): T {
  return { ...data, head: { ...data.head, officeType: undefined } };
}
