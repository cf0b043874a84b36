import Type from "typebox";

const closed = { additionalProperties: false } as const;
const Id = Type.String({ format: "uuid" });
const Day = Type.String({ format: "date", examples: ["2026-09-14"] });
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Procedures = Type.Array(Type.String({ maxLength: 30 }), {
  minItems: 1,
  maxItems: 50,
  description: "Codes; left out for all procedures",
});

const NEW_POWER = {
  attorneyName: "Lò Văn Sơn",
  attorneyIdentity: "099199000002",
  procedures: ["1.001193"],
  from: "2026-09-14",
  lastDay: "2027-09-13",
};
const POWER = {
  ...NEW_POWER,
  id: "0199d1a0-5555-7aaa-8bbb-000000000001",
  ownerName: "Lò Thị Mây",
  state: "offered",
  madeAt: "2026-09-10T09:00:00+07:00",
  answeredAt: null,
  revokedAt: null,
  revokedBy: null,
  actions: ["revoke"],
};

export const PowerParams = Type.Object({ id: Id });
export const NewPowerBody = Type.Object(
  {
    attorneyName: Type.String({ maxLength: 200 }),
    attorneyIdentity: Type.String({ maxLength: 20 }),
    procedures: Type.Optional(Procedures),
    from: Day,
    lastDay: Day,
  },
  { ...closed, examples: [NEW_POWER] },
);

export const PowerView = Type.Object(
  {
    id: Id,
    ownerName: Type.String(),
    attorneyName: Type.String(),
    attorneyIdentity: Type.String(),
    procedures: Nullable(Type.Array(Type.String())),
    from: Day,
    lastDay: Day,
    state: Type.String({ description: "offered, declined, coming, current, ended or revoked" }),
    madeAt: Type.String(),
    answeredAt: Nullable(Type.String()),
    revokedAt: Nullable(Type.String()),
    revokedBy: Nullable(Type.String({ description: "owner or attorney" })),
    actions: Type.Array(Type.String()),
  },
  { examples: [POWER] },
);
export const PowersView = Type.Object(
  { given: Type.Array(PowerView), received: Type.Array(PowerView) },
  { examples: [{ given: [POWER], received: [] }] },
);
