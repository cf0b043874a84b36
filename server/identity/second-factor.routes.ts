import Type from "typebox";
import type { Deps } from "../platform/deps.ts";
import { errorAnswers } from "../platform/http/error-schema.ts";
import type { App } from "../platform/http/server.ts";
import { factorOwnerOf } from "./identity.routes.ts";
import { Ended } from "./own-account.schemas.ts";
import { confirmSetUp, getSecondFactor, offerSetUp, renewRecoveryCodes, turnOff } from "./second-factor.ts";

const tags = ["identity"];
const ROOM = "/api/v1/account/second-factor";
const SEEN = { 401: ["sign-in-required"], 403: ["not-your-role"] } as const;
const CHANGED = { ...SEEN, 403: ["not-your-role", "foreign-origin"] } as const;
const PROVEN = {
  ...CHANGED,
  409: ["second-factor-unreadable"],
  422: ["password-wrong", "code-wrong"],
  429: ["too-many-attempts"],
} as const;

const Text = Type.String({ minLength: 1, maxLength: 500 });
const State = Type.Object(
  {
    since: Type.Union([Type.String(), Type.Null()]),
    passkeys: Type.Array(
      Type.Object({
        id: Type.String({ format: "uuid" }),
        name: Type.String(),
        since: Type.String(),
        lastUsedAt: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
    recoveryCodesLeft: Type.Integer(),
  },
  { examples: [{ since: "2026-09-07T08:00:00+07:00", passkeys: [], recoveryCodesLeft: 10 }] },
);
const Offer = Type.Object(
  { secret: Type.String(), uri: Type.String(), setUp: Type.String() },
  { examples: [{ secret: "JBSWY3DPEHPK3PXP", uri: "otpauth://totp/…", setUp: "…" }] },
);
const Confirmation = Type.Object(
  { setUp: Text, code: Text, password: Text },
  { additionalProperties: false, examples: [{ setUp: "…", code: "123456", password: "…" }] },
);
const Proof = Type.Object(
  { password: Text, code: Text },
  { additionalProperties: false, examples: [{ password: "…", code: "123456" }] },
);
/** New recovery codes, shown this once, and how many sessions were ended. */
export const Codes = Type.Object(
  { recoveryCodes: Type.Array(Type.String()), ended: Type.Integer() },
  { examples: [{ recoveryCodes: ["K7QPM-2ZB4T-9RXWC-H3JYN-5DVGA"], ended: 1 }] },
);

/** An officer's second factor over the API; a secret or a recovery code is in the answer to its own request alone. */
export function secondFactorRoutes(app: App, deps: Deps): void {
  app.get(
    ROOM,
    {
      schema: {
        tags,
        summary: "Xác thực hai bước của tôi",
        response: { 200: State, ...errorAnswers(SEEN) },
      },
    },
    async (request) => {
      const { passkeys, ...state } = await getSecondFactor(factorOwnerOf(deps, request));
      return { ...state, passkeys: [...passkeys] };
    },
  );
  app.post(
    `${ROOM}/set-up`,
    {
      schema: {
        tags,
        summary: "Khoá bí mật mới cho ứng dụng tạo mã; chưa bật gì cho đến khi xác nhận, trong 15 phút",
        response: { 200: Offer, ...errorAnswers(CHANGED) },
      },
    },
    async (request, reply) =>
      reply.header("cache-control", "no-store").send(await offerSetUp(factorOwnerOf(deps, request))),
  );
  app.post(
    ROOM,
    {
      schema: {
        tags,
        summary: "Bật xác thực hai bước bằng mã đầu tiên; mọi phiên khác bị đăng xuất",
        body: Confirmation,
        response: {
          201: Codes,
          ...errorAnswers({
            ...PROVEN,
            409: ["second-factor-exists"],
            422: ["password-wrong", "code-wrong", "set-up-over"],
          }),
        },
      },
    },
    async (request, reply) => {
      const { recoveryCodes, ended } = await confirmSetUp(factorOwnerOf(deps, request), request.body);
      void reply.code(201).header("cache-control", "no-store");
      return { recoveryCodes: [...recoveryCodes], ended };
    },
  );
  keepingRoutes(app, deps);
}

function keepingRoutes(app: App, deps: Deps): void {
  app.post(
    `${ROOM}/recovery-codes`,
    {
      schema: {
        tags,
        summary: "Mười mã khôi phục mới; mã cũ hết hiệu lực, mã mới chỉ có trong câu trả lời này",
        body: Proof,
        response: { 201: Codes, ...errorAnswers(PROVEN) },
      },
    },
    async (request, reply) => {
      const codes = await renewRecoveryCodes(factorOwnerOf(deps, request), request.body);
      void reply.code(201).header("cache-control", "no-store");
      return { recoveryCodes: [...codes], ended: 0 };
    },
  );
  app.post(
    `${ROOM}/off`,
    {
      schema: {
        tags,
        summary: "Tắt xác thực hai bước; mọi phiên khác bị đăng xuất",
        body: Proof,
        response: { 200: Ended, ...errorAnswers(PROVEN) },
      },
    },
    async (request) => ({ ended: await turnOff(factorOwnerOf(deps, request), request.body) }),
  );
}
