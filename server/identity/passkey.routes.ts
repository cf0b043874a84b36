import Type from "typebox";
import type { Deps } from "../platform/deps.ts";
import { errorAnswers } from "../platform/http/error-schema.ts";
import type { App } from "../platform/http/server.ts";
import { askedOf, factorOwnerOf, setAsked, visitorOf, Who, whoIs } from "./identity.routes.ts";
import { Ended } from "./own-account.schemas.ts";
import { requireSite } from "./passkey-site.ts";
import { askForPasskey, signInByPasskey } from "./passkey-sign-in.ts";
import { Assertion, Attestation } from "./passkey.schemas.ts";
import { addPasskey, offerPasskey, removePasskey } from "./passkeys.ts";
import { Codes } from "./second-factor.routes.ts";

const tags = ["identity"];
const ROOM = "/api/v1/account/passkeys";
const ANSWER = {
  id: "AQID",
  rawId: "AQID",
  type: "public-key",
  response: { clientDataJSON: "e30", authenticatorData: "AQID", signature: "AQID", attestationObject: "AQID" },
};
const Options = Type.Object(
  { options: Type.Record(Type.String(), Type.Unknown()) },
  {
    description: "Cho navigator.credentials của chính trình duyệt này, một lần, trong 5 phút",
    examples: [{ options: { challenge: "…", rpId: "dichvucong.example.vn", userVerification: "required" } }],
  },
);
const Used = Type.Object(
  { credential: Assertion },
  { additionalProperties: false, examples: [{ credential: ANSWER }] },
);
const Text = Type.String({ minLength: 1, maxLength: 500 });
const Added = Type.Object(
  { credential: Attestation, name: Text, password: Text, code: Type.Optional(Text) },
  { additionalProperties: false, examples: [{ credential: ANSWER, name: "Điện thoại của tôi", password: "…" }] },
);
const Removed = Type.Object({ password: Text }, { additionalProperties: false, examples: [{ password: "…" }] });
const Params = Type.Object({ passkey: Type.String({ format: "uuid" }) });
const OWN = { 401: ["sign-in-required"], 403: ["not-your-role", "foreign-origin"] } as const;

/** Passkeys over the API: signing in by one, adding and removing the own. */
export function passkeyRoutes(app: App, deps: Deps): void {
  signInRoutes(app, deps);
  app.post(
    `${ROOM}/options`,
    {
      schema: {
        tags,
        summary: "Điều kiện để tạo một khoá truy cập của tôi",
        response: { 200: Options, ...errorAnswers({ ...OWN, 409: ["passkeys-unavailable", "passkeys-many"] }) },
      },
    },
    async (request, reply) => {
      const owner = factorOwnerOf(deps, request);
      const { options, token } = await offerPasskey(owner, requireSite(deps.config.baseUrl));
      setAsked(reply, token, deps);
      return { options: { ...options } };
    },
  );
  app.post(
    ROOM,
    {
      schema: {
        tags,
        summary: "Thêm khoá truy cập vừa tạo; mọi phiên khác bị đăng xuất",
        body: Added,
        response: {
          201: Codes,
          ...errorAnswers({
            ...OWN,
            409: ["passkeys-unavailable", "passkey-known", "second-factor-unreadable"],
            422: ["passkey-name", "passkey-refused", "password-wrong", "code-wrong"],
            429: ["too-many-attempts"],
          }),
        },
      },
    },
    async (request, reply) => {
      const owner = factorOwnerOf(deps, request);
      const given = { code: "", ...request.body, token: askedOf(request) };
      const { recoveryCodes, ended } = await addPasskey(owner, requireSite(deps.config.baseUrl), given);
      void reply.code(201).header("cache-control", "no-store");
      return { recoveryCodes: [...recoveryCodes], ended };
    },
  );
  app.post(
    `${ROOM}/:passkey/remove`,
    {
      schema: {
        tags,
        summary: "Bỏ một khoá truy cập của tôi; mọi phiên khác bị đăng xuất",
        params: Params,
        body: Removed,
        response: {
          200: Ended,
          ...errorAnswers({ ...OWN, 404: ["not-found"], 422: ["password-wrong"], 429: ["too-many-attempts"] }),
        },
      },
    },
    async (request) => ({
      ended: await removePasskey(factorOwnerOf(deps, request), request.params.passkey, request.body.password),
    }),
  );
}

function signInRoutes(app: App, deps: Deps): void {
  app.post(
    "/api/v1/session/passkey/options",
    {
      schema: {
        tags,
        summary: "Điều kiện để đăng nhập bằng khoá truy cập",
        response: {
          200: Options,
          ...errorAnswers({ 403: ["foreign-origin"], 409: ["passkeys-unavailable"], 429: ["too-many-attempts"] }),
        },
      },
    },
    async (_request, reply) => {
      const context = { db: deps.db, now: deps.now(), site: requireSite(deps.config.baseUrl) };
      const { options, token } = await askForPasskey(context);
      setAsked(reply, token, deps);
      return { options: { ...options } };
    },
  );
  app.post(
    "/api/v1/session/passkey",
    {
      schema: {
        tags,
        summary: "Đăng nhập bằng khoá truy cập, thay cả mật khẩu lẫn mã 6 số",
        body: Used,
        response: {
          200: Who,
          ...errorAnswers({
            401: ["passkey-refused"],
            403: ["account-blocked", "no-appointment", "foreign-origin"],
            409: ["passkeys-unavailable"],
            429: ["too-many-attempts"],
          }),
        },
      },
    },
    async (request, reply) => {
      const context = { db: deps.db, now: deps.now(), site: requireSite(deps.config.baseUrl) };
      const { credential } = request.body;
      const given = { credential, token: askedOf(request), visitor: visitorOf(request) };
      return whoIs(reply, await signInByPasskey(context, given), deps);
    },
  );
}
