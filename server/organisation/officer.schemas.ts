import Type from "typebox";
import { ROLES, type Role } from "../../domain/organisation/role.ts";
import {
  NEW_OFFICER_EXAMPLE,
  OFFICER_EXAMPLE,
  OFFICER_LIST_EXAMPLE,
  TASK_CHANGE_EXAMPLE,
  TASK_EXAMPLE,
} from "./api-examples.ts";

const closed = { additionalProperties: false } as const;
const Id = Type.String({ format: "uuid" });
const Day = Type.String({ format: "date", examples: ["2026-09-01"] });
const DayOrNull = Type.Union([Day, Type.Null()]);
const Roles = Type.Array(Type.Unsafe<Role>({ enum: [...ROLES] }), { minItems: 1, maxItems: ROLES.length });
const Basis = Type.String({ maxLength: 500 });
const text = (maxLength: number) => Type.String({ maxLength });

export const OfficersQuery = Type.Object({ agencyId: Type.Optional(Id), q: Type.Optional(text(200)) });

const task = {
  agencyId: Id,
  roles: Roles,
  from: Day,
  to: Type.Optional(DayOrNull),
  basis: Type.Optional(Basis),
};
export const Task = Type.Object(task, { ...closed, examples: [TASK_EXAMPLE] });
export const NewOfficerBody = Type.Object(
  {
    login: Type.String({ maxLength: 64, examples: ["nguyen.van.an"] }),
    name: Type.String({ maxLength: 200, examples: ["Nguyễn Văn An"] }),
    post: Type.Optional(text(200)),
    phone: Type.Optional(text(20)),
    email: Type.Optional(text(200)),
    task: Type.Object(task, closed),
  },
  { ...closed, examples: [NEW_OFFICER_EXAMPLE] },
);
export const TaskChangeBody = Type.Object(
  { roles: Roles, to: DayOrNull, basis: Type.Optional(Basis) },
  { ...closed, examples: [TASK_CHANGE_EXAMPLE] },
);
export const TaskChanged = Type.Object({ changed: Type.Boolean() }, { examples: [{ changed: true }] });

const OfficerItem = Type.Object({ id: Id, name: text(200), post: text(200), login: text(64), state: text(10) });
export const OfficerList = Type.Object({ items: Type.Array(OfficerItem) }, { examples: [OFFICER_LIST_EXAMPLE] });
export const OfficerView = Type.Object(
  {
    id: Id,
    name: text(200),
    post: text(200),
    phone: text(20),
    email: text(200),
    login: text(64),
    appointments: Type.Array(
      Type.Object({
        id: Id,
        agencyId: Id,
        agencyCode: text(35),
        agencyName: text(300),
        roles: Type.Array(Type.String()),
        from: Day,
        to: DayOrNull,
        basis: Basis,
      }),
    ),
  },
  { examples: [OFFICER_EXAMPLE] },
);
