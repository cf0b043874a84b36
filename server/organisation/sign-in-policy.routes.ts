import Type from "typebox";
import { HOURS, IDLE_MINUTES, OBLIGED, type Obliged, type SignInPolicy } from "../../domain/identity/sign-in-policy.ts";
import { isPlainDate } from "../../domain/shared/plain-date.ts";
import { getSignInPolicy, requireOfficer } from "../identity/index.ts";
import type { Deps } from "../platform/deps.ts";
import { ApiError } from "../platform/errors.ts";
import { errorAnswers } from "../platform/http/error-schema.ts";
import type { App } from "../platform/http/server.ts";
import { changeSignInPolicy } from "./change-sign-in-policy.ts";
import { requireOverseer } from "./managed-officer.ts";

const tags = ["organisation"];
const ROOM = "/api/v1/sign-in-policy";
const Policy = Type.Object(
  {
    secondFactorFor: Type.Unsafe<Obliged>(Type.String({ enum: [...OBLIGED] })),
    secondFactorFrom: Type.String({ format: "date" }),
    sessionHours: Type.Integer({ minimum: HOURS.least, maximum: HOURS.most }),
    idleMinutes: Type.Integer({ minimum: IDLE_MINUTES.least, maximum: IDLE_MINUTES.most }),
  },
  {
    additionalProperties: false,
    examples: [
      { secondFactorFor: "administrators", secondFactorFrom: "2026-10-01", sessionHours: 8, idleMinutes: 240 },
    ],
  },
);
const SEEN = { 401: ["sign-in-required"], 403: ["not-your-role"] } as const;

/** How officers sign in, over the API. */
export function signInPolicyRoutes(app: App, deps: Deps): void {
  app.get(
    ROOM,
    {
      schema: {
        tags,
        summary: "Quy định đăng nhập: ai phải có xác thực hai bước, phiên dài bao lâu",
        response: { 200: Policy, ...errorAnswers(SEEN) },
      },
    },
    async (request) => {
      requireOverseer(requireOfficer(request));
      return getSignInPolicy(deps.db);
    },
  );
  app.put(
    ROOM,
    {
      schema: {
        tags,
        summary: "Đặt quy định đăng nhập, của quản trị cơ quan đứng đầu",
        body: Policy,
        response: {
          200: Policy,
          ...errorAnswers({
            ...SEEN,
            403: ["not-your-role", "foreign-origin"],
            404: ["not-found"],
            409: ["agency-parent-unknown"],
            422: ["date-form"],
          }),
        },
      },
    },
    async (request) => {
      const context = { db: deps.db, actor: requireOfficer(request), now: deps.now() };
      await changeSignInPolicy(context, policyIn(request.body));
      return getSignInPolicy(deps.db);
    },
  );
}

function policyIn(body: Type.Static<typeof Policy>): SignInPolicy {
  const { secondFactorFrom: seen } = body;
  if (isPlainDate(seen)) return { ...body, secondFactorFrom: seen };
  const code = "date-form";
  throw new ApiError(422, code, { seen, faults: [{ field: "secondFactorFrom", code, seen }] });
}
