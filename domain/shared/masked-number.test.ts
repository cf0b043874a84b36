import fc from "fast-check";
import { expect, test } from "vitest";
import { MASK, maskNumber, withoutNumbers } from "./masked-number.ts";

test.each([
  ["079012345123", "0790•••••123"],
  ["012345678", "01•••••78"],
  ["C1234567", "C1•••••67"],
  ["1234", MASK],
  ["", MASK],
])("%s is shown as %s", (number, shown) => expect(maskNumber(number)).toBe(shown));

test("masks fields and texts, and leaves ids, codes, telephones, money and public tax codes alone", () => {
  const data = {
    id: "0199d1a0-1111-7aaa-8bbb-000000000001",
    code: "H99.20-260907-0001",
    applicant: { identityNumber: "099199000001", name: "Lò Thị Mây", phone: "0912000001" },
    organisation: { identityNumber: "0100109106-001" },
    handedOut: { receiverIdentity: null },
    notes: ["Người nhận: Vì A, số 099199000002.", "150000000", "hash 12345678901234567890"],
    at: "2026-09-07T08:00:00+07:00",
    amount: 123_456_789_012,
  };
  expect(withoutNumbers(data)).toEqual({
    ...data,
    applicant: { ...data.applicant, identityNumber: "0991•••••001" },
    notes: ["Người nhận: Vì A, số 0991•••••002.", "150000000", "hash 12345678901234567890"],
  });
});

test("answers lose old numbers and passports too", () => {
  const answers = { mother: "099199000001", old: "012345678", passport: "C1234567", phone: "0912000001", n: 3 };
  expect(withoutNumbers({ fact: { answers } }).fact.answers).toEqual({
    ...answers,
    mother: "0991•••••001",
    old: "01•••••78",
    passport: "C1•••••67",
  });
});

test("no number of twelve digits comes through, wherever it stands", () => {
  const number = fc.stringMatching(/^\d{12}$/);
  const word = fc.stringMatching(/^[\p{Lu} ,()]{0,8}$/u);
  fc.assert(
    fc.property(number, word, word, (digits, before, after) => {
      const text = `${before} ${digits} ${after}`;
      expect(JSON.stringify(withoutNumbers([{ identityNumber: digits, note: text, list: [text] }]))).not.toContain(
        digits,
      );
    }),
  );
});
