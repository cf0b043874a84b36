import { expect, test } from "vitest";
import { casesToChoose, requiredComponents, type Component, type ProcedureContent } from "./procedure.ts";

const paper = (code: string, caseName: string | null, originals = 1): Component => ({
  code,
  caseName,
  name: code,
  form: null,
  originals,
  copies: 0,
  electronic: true,
  optional: false,
});
const content = {
  cases: ["* Giấy tờ phải nộp:", "Lưu ý", "(1.3) Đối với công trình tôn giáo:", "Trường hợp ủy quyền"],
  components: [
    paper("everybody", null),
    paper("listed", "* Giấy tờ phải nộp:"),
    paper("religious", "(1.3) Đối với công trình tôn giáo:"),
    paper("authorised", "Trường hợp ủy quyền"),
    paper("hint", null, 0),
  ],
} as unknown as ProcedureContent;

test("headings of the catalogue are no cases to choose from", () => {
  expect(casesToChoose(content)).toEqual(["(1.3) Đối với công trình tôn giáo:", "Trường hợp ủy quyền"]);
});

test.each([
  [null, ["everybody", "listed"]],
  ["", ["everybody", "listed"]],
  ["Trường hợp ủy quyền", ["everybody", "listed", "authorised"]],
])("case %j asks for %j", (caseName, wanted) => {
  expect(requiredComponents(content, caseName).map(({ code }) => code)).toEqual(wanted);
});
