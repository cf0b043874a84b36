import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { EForm } from "../../domain/eform/eform.ts";
import type { FieldError } from "../../domain/eform/parse-form.ts";
import { EFormFields, UPDATE_FORM } from "./EFormFields.tsx";

const form: EForm = {
  schema: {
    type: "object",
    properties: {
      relation: {
        type: "string",
        title: "Quan hệ",
        oneOf: [
          { const: "mother", title: "Mẹ" },
          { const: "relative", title: "Người thân khác" },
        ],
      },
      relationText: { type: "string", title: "Ghi rõ quan hệ", "x-show-if": { field: "relation", in: ["relative"] } },
      phone: { type: "string", title: "Số điện thoại" },
      moved: { type: "boolean", title: "Đã chuyển nơi ở" },
      places: { type: "string", title: "Nơi ở cũ", "x-show-if": { field: "moved", in: ["true"] } },
    },
  },
  layout: [
    { key: "ai", title: "Người yêu cầu", fields: ["relation", "relationText", "phone", "moved"] },
    { key: "noi-o", title: "Nơi ở", fields: ["places"] },
  ],
};

const render = (
  values: Record<string, unknown>,
  { errors = [] as readonly FieldError[], whole = false } = {},
): string => renderToStaticMarkup(<EFormFields form={form} values={values} errors={errors} whole={whole} />);

describe("a form without script", () => {
  test.each([
    [{}, false],
    [{ relation: "mother" }, false],
    [{ relation: "relative" }, true],
    [{ relation: "mother", relationText: "Bà ngoại" }, false],
  ])("with the answers %j asks for the relation in words: %s", (values, asked) => {
    expect(render(values).includes('name="f.relationText"')).toBe(asked);
  });

  test("a button stands after each field that decides, and none where nothing hangs on an answer", () => {
    const html = render({});
    const buttons = [...html.matchAll(/<button[^>]*>/g)].map(([tag]) =>
      ["name", "value"].map((name) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]),
    );
    expect(buttons).toEqual([
      [UPDATE_FORM, "relation"],
      [UPDATE_FORM, "moved"],
    ]);
    expect(html.indexOf('value="relative"')).toBeLessThan(html.indexOf("Cập nhật biểu mẫu"));
    expect(html.indexOf("Cập nhật biểu mẫu")).toBeLessThan(html.indexOf('name="f.phone"'));
    // Answers that are still missing must not stop the update.
    expect(html).toContain('formNoValidate=""');
  });

  test("a field that an answer calls for is shown with its fault", () => {
    const html = render({ relation: "relative" }, { errors: [{ field: "relationText", code: "required" }] });
    expect(html).toContain('id="f.relationText-error"');
  });

  test("a tick decides as well, and a group of which nothing is asked is left out", () => {
    expect(render({})).not.toContain("Nơi ở</h2>");
    expect(render({ moved: true })).toMatch(/Nơi ở<\/h2>.*name="f\.places"/s);
  });

  test("looked over as a whole it shows every field, says which depend, and has nothing to press", () => {
    const html = render({}, { whole: true });
    expect(html).toContain('name="f.relationText"');
    expect(html).toContain("Chỉ điền nếu phù hợp với mục đã chọn ở trên");
    expect(html).not.toContain("Cập nhật biểu mẫu");
  });
});
