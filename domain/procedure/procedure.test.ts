import { expect, test } from "vitest";
import { papersFor, requiredComponents, type Component, type ProcedureContent } from "./procedure.ts";

const paper = (code: string, rest: Partial<Component> = {}): Component => ({
  code,
  caseName: null,
  name: code,
  form: null,
  originals: 1,
  copies: 0,
  electronic: true,
  optional: false,
  ...rest,
});
const content = {
  components: [
    paper("everybody"),
    paper("religious", { caseName: "Công trình tôn giáo" }),
    paper("authorised", { caseName: "Trường hợp ủy quyền" }),
    paper("some", { optional: true }),
    paper("shown", { electronic: false }),
    paper("hint", { originals: 0 }),
  ],
} as unknown as ProcedureContent;

test.each([
  [null, "direct", ["everybody", "shown"]],
  ["", "direct", ["everybody", "shown"]],
  ["Trường hợp ủy quyền", "direct", ["everybody", "authorised", "shown"]],
  ["Trường hợp ủy quyền", "online", ["everybody", "authorised"]],
] as const)("case %j filed %s must have %j", (caseName, channel, wanted) => {
  expect(requiredComponents(content, caseName, channel).map(({ code }) => code)).toEqual(wanted);
});

test("what not everybody has is offered, advice is not", () => {
  expect(papersFor(content, null).map(({ code }) => code)).toEqual(["everybody", "some", "shown"]);
});
