import Type from "typebox";

const At = Type.String({ examples: ["2026-09-07T08:00:00+07:00"] });

/** A session as it is listed: by device, address and time, never by its token. */
export const SessionView = Type.Object({
  id: Type.String({ format: "uuid" }),
  userAgent: Type.String(),
  address: Type.String(),
  createdAt: At,
  lastUsedAt: At,
  expiresAt: At,
  current: Type.Boolean(),
});

/** One session, for examples. */
export const SESSION_EXAMPLE = {
  id: "0199d1a0-5555-7aaa-8bbb-000000000001",
  userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36",
  address: "10.20.3.15",
  createdAt: "2026-09-07T07:31:00+07:00",
  lastUsedAt: "2026-09-07T08:00:00+07:00",
  expiresAt: "2026-09-07T15:31:00+07:00",
  current: true,
};

export const OwnAccountView = Type.Object(
  {
    kind: Type.String(),
    login: Type.String(),
    name: Type.String(),
    sessions: Type.Array(SessionView),
    actions: Type.Array(Type.String()),
  },
  {
    examples: [
      {
        kind: "officer",
        login: "tiepnhan.xa",
        name: "Bế Thị Thơm",
        sessions: [SESSION_EXAMPLE],
        actions: ["end-sessions", "change-password"],
      },
    ],
  },
);

export const SessionParams = Type.Object({ session: Type.String({ format: "uuid" }) });

const Password = Type.String({ minLength: 1, maxLength: 500 });
export const PasswordBody = Type.Object(
  { current: Password, password: Password },
  { additionalProperties: false, examples: [{ current: "…", password: "…" }] },
);

/** How many sessions were ended. */
export const Ended = Type.Object({ ended: Type.Integer() }, { examples: [{ ended: 2 }] });
