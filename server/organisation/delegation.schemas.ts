import Type from "typebox";
import {
  DELEGABLE_ROLES,
  DELEGATION_KINDS,
  type DelegationKind,
  type DelegationState,
} from "../../domain/organisation/delegation.ts";
import type { Role } from "../../domain/organisation/role.ts";
import { DELEGATION_EXAMPLE, NEW_DELEGATION_EXAMPLE } from "./api-examples.ts";

const closed = { additionalProperties: false } as const;
const Id = Type.String({ format: "uuid" });
const Day = Type.String({ format: "date", examples: ["2026-09-14"] });
const text = (maxLength: number) => Type.String({ maxLength });
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Roles = Type.Array(Type.Unsafe<Role>({ enum: [...DELEGABLE_ROLES] }), {
  minItems: 1,
  maxItems: DELEGABLE_ROLES.length,
});
const Kind = Type.Unsafe<DelegationKind>({ enum: [...DELEGATION_KINDS] });
const Person = Type.Object({ id: Id, name: text(200), post: text(200) });

export const DelegationsQuery = Type.Object({
  state: Type.Optional(Type.Unsafe<DelegationState>({ enum: ["current", "coming", "past"] })),
  agencyId: Type.Optional(Id),
});

export const NewDelegationBody = Type.Object(
  {
    kind: Kind,
    agencyId: Id,
    principalId: Id,
    substituteId: Id,
    roles: Type.Optional(Roles),
    from: Day,
    lastDay: Day,
    basis: text(500),
  },
  { ...closed, examples: [NEW_DELEGATION_EXAMPLE] },
);
export const DelegationEndBody = Type.Object(
  { reason: text(500) },
  { ...closed, examples: [{ reason: "Đi làm lại sớm hơn dự kiến" }] },
);

const Delegation = {
  id: Id,
  kind: Kind,
  agency: Type.Object({ id: Id, code: text(35), name: text(300) }),
  principal: Person,
  substitute: Person,
  roles: Type.Array(Type.String()),
  from: Day,
  lastDay: Day,
  basis: text(500),
  madeAt: Type.String(),
  madeBy: text(200),
  endedAt: Nullable(Type.String()),
  endedBy: Nullable(text(200)),
  endReason: Nullable(text(500)),
  inForce: Type.Boolean({
    description: "Gives rights today; false as well where one of the two no longer has a task in the agency",
  }),
};
export const DelegationView = Type.Object(Delegation, { examples: [DELEGATION_EXAMPLE] });
export const DelegationList = Type.Object(
  { items: Type.Array(Type.Object(Delegation)) },
  { examples: [{ items: [DELEGATION_EXAMPLE] }] },
);
