import Type from "typebox";
import { ROLES } from "../../domain/organisation/role.ts";
import { STEP_KINDS, type ProcessStep } from "../../domain/procedure/process.ts";
import { PROCESSES_EXAMPLE, PUBLISH_EXAMPLE, PUBLISHED_EXAMPLE } from "./api-examples.ts";
import { closed, date, number, oneOf } from "./schema-parts.ts";

const StepSchema = Type.Unsafe<ProcessStep>(
  Type.Object(
    {
      key: Type.String({ minLength: 1, maxLength: 60, examples: ["tham-dinh"] }),
      name: Type.String({ minLength: 1, maxLength: 300, examples: ["Thẩm định hồ sơ"] }),
      kind: oneOf(STEP_KINDS),
      role: oneOf(ROLES),
      unit: Type.Union([
        oneOf(["receiving", "resolving"]),
        Type.Object({ agencyCode: Type.String({ pattern: "^[A-Z0-9.]{3,35}$" }) }, closed),
      ]),
      hours: Type.Number({ minimum: 0, maximum: 100_000, description: "Giờ làm việc" }),
      next: Type.Array(Type.String(), { maxItems: 50 }),
      split: oneOf(["all", "one"]),
      join: oneOf(["all", "any"]),
    },
    closed,
  ),
);
export const ProcessesView = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        id: Type.String(),
        versionNumber: number,
        number,
        decisionNumber: Type.String({ examples: ["12/QĐ-UBND"] }),
        decisionDate: date,
        publishedAt: Type.String(),
        publishedBy: Type.String(),
        steps: Type.Unsafe<readonly ProcessStep[]>(Type.Array(StepSchema)),
      }),
      { description: "Quy trình đang dùng đứng đầu" },
    ),
  },
  { examples: [PROCESSES_EXAMPLE] },
);
export const PublishBody = Type.Object(
  {
    decisionNumber: Type.String({ minLength: 1, maxLength: 100, examples: ["12/QĐ-UBND"] }),
    decisionDate: date,
    steps: Type.Unsafe<readonly ProcessStep[]>(Type.Array(StepSchema, { minItems: 1, maxItems: 200 })),
  },
  { ...closed, examples: [PUBLISH_EXAMPLE] },
);
export const PublishedView = Type.Object(
  {
    outcome: oneOf(["created", "changed", "unchanged"]),
    warnings: Type.Array(Type.String({ examples: ["Các bước cần 30 giờ làm việc, quá thời hạn 24 giờ (trực tiếp)."] })),
  },
  { examples: [PUBLISHED_EXAMPLE] },
);
