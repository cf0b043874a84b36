import Type from "typebox";
import { Ended, SESSION_EXAMPLE, SessionView } from "../identity/index.ts";
import { ACTIVATION_CODE_EXAMPLE, MISSING_CODES_EXAMPLE } from "./api-examples.ts";

const Id = Type.String({ format: "uuid" });
const At = Type.String({ examples: ["2026-09-07T08:00:00+07:00"] });
const AtOrNull = Type.Union([At, Type.Null()]);

export const OfficerParams = Type.Object({ id: Id });
export const SessionParams = Type.Object({ id: Id, session: Id });
export { Ended };

/** The account as its administrator sees it; never a password, a code or a token. */
export const AccountView = Type.Object(
  {
    login: Type.String(),
    hasPassword: Type.Boolean(),
    hasSecondFactor: Type.Boolean(),
    blockedAt: AtOrNull,
    activationExpiresAt: AtOrNull,
    sessions: Type.Array(SessionView),
    actions: Type.Array(Type.String()),
  },
  {
    examples: [
      {
        login: "thuly.dongman",
        hasPassword: true,
        hasSecondFactor: true,
        blockedAt: null,
        activationExpiresAt: null,
        sessions: [{ ...SESSION_EXAMPLE, current: false }],
        actions: ["end-sessions", "lock", "issue-activation-code", "reset-second-factor"],
      },
    ],
  },
);

export const ReasonBody = Type.Object(
  { reason: Type.String({ maxLength: 500 }) },
  { additionalProperties: false, examples: [{ reason: "Mất điện thoại, đã gặp tận mặt ngày 7/9/2026" }] },
);

export const ActivationCode = Type.Object(
  { login: Type.String(), code: Type.String(), expiresAt: At },
  { examples: [ACTIVATION_CODE_EXAMPLE] },
);

export const MissingCodes = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        officerId: Id,
        name: Type.String(),
        agencies: Type.String(),
        login: Type.String(),
        code: Type.String(),
        expiresAt: At,
      }),
    ),
  },
  { examples: [MISSING_CODES_EXAMPLE] },
);
