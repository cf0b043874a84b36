import Type from "typebox";
import { ROLES, type Role } from "../../domain/organisation/role.ts";
import { dateOf, plainDate } from "../../domain/shared/plain-date.ts";
import { findOfficerAccount, requireOfficer } from "../identity/index.ts";
import type { Deps } from "../platform/deps.ts";
import { notFound } from "../platform/errors.ts";
import type { App } from "../platform/http/server.ts";
import type { UseCase } from "../platform/use-case.ts";
import { AgencyParams, Refusal } from "./agency.schemas.ts";
import { appointOfficer, changeAppointment } from "./appoint-officer.ts";
import { createOfficer } from "./keep-officer.ts";
import { getSeen, requireOverseer } from "./managed-officer.ts";
import { listAppointments, searchOfficers } from "./officer.queries.ts";
import { listScope } from "./organisation.queries.ts";

const tags = ["organisation"];
const refusals = { 401: Refusal, 403: Refusal, 404: Refusal, 422: Refusal };
const closed = { additionalProperties: false } as const;
const Id = Type.String({ format: "uuid" });
const Day = Type.String({ format: "date", examples: ["2026-09-01"] });
const DayOrNull = Type.Union([Day, Type.Null()]);
const Roles = Type.Array(Type.Unsafe<Role>({ enum: [...ROLES] }), { minItems: 1, maxItems: ROLES.length });
const Basis = Type.String({ maxLength: 500 });
const text = (maxLength: number) => Type.String({ maxLength });

const Task = Type.Object(
  {
    agencyId: Id,
    roles: Roles,
    from: Day,
    to: Type.Optional(DayOrNull),
    basis: Type.Optional(Basis),
  },
  closed,
);
const NewOfficerBody = Type.Object(
  {
    login: Type.String({ maxLength: 64, examples: ["nguyen.van.an"] }),
    name: Type.String({ maxLength: 200, examples: ["Nguyễn Văn An"] }),
    post: Type.Optional(text(200)),
    phone: Type.Optional(text(20)),
    email: Type.Optional(text(200)),
    task: Task,
  },
  closed,
);
const OfficerItem = Type.Object({ id: Id, name: text(200), post: text(200), login: text(64), state: text(10) });
const OfficerView = Type.Object({
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
});

/** Officers and their tasks over the API; what is read is in the reader's scope. */
export function officerRoutes(app: App, deps: Deps): void {
  app.get(
    "/api/v1/officers",
    {
      schema: {
        tags,
        summary: "Cán bộ có nhiệm vụ hôm nay trong phạm vi được xem (tối đa 200)",
        querystring: Type.Object({ agencyId: Type.Optional(Id), q: Type.Optional(text(200)) }),
        response: { 200: Type.Object({ items: Type.Array(OfficerItem) }), 401: Refusal, 403: Refusal },
      },
    },
    async (request) => {
      const actor = requireOfficer(request);
      requireOverseer(actor);
      const { agencyId, q = "" } = request.query;
      const scope = [...(await listScope(deps.db, actor.id))];
      const agencyIds = agencyId === undefined ? scope : scope.filter((id) => id === agencyId);
      const found = await searchOfficers(deps.db, { agencyIds, text: q, on: dateOf(deps.now()), limit: 200 });
      return { items: found.map(({ id, name, post, login, state }) => ({ id, name, post, login, state })) };
    },
  );
  app.get(
    "/api/v1/officers/:id",
    { schema: { tags, summary: "Một cán bộ", params: AgencyParams, response: { 200: OfficerView, ...refusals } } },
    async (request) => {
      const actor = requireOfficer(request);
      requireOverseer(actor);
      return view({ db: deps.db, actor, now: deps.now() }, request.params.id);
    },
  );
  appointingRoutes(app, deps);
}

function appointingRoutes(app: App, deps: Deps): void {
  app.post(
    "/api/v1/officers",
    {
      schema: {
        tags,
        summary: "Thêm cán bộ cùng nhiệm vụ đầu tiên; tài khoản chưa có mật khẩu",
        body: NewOfficerBody,
        response: { 201: OfficerView, ...refusals },
      },
    },
    async (request, reply) => {
      const context = { db: deps.db, actor: requireOfficer(request), now: deps.now() };
      const { login, name, post = "", phone = "", email = "", task } = request.body;
      const id = await createOfficer(context, { login, facts: { name, post, phone, email }, task: taskOf(task) });
      return reply.code(201).send(await view(context, id));
    },
  );
  app.post(
    "/api/v1/officers/:id/appointments",
    {
      schema: {
        tags,
        summary: "Phân công nhiệm vụ",
        params: AgencyParams,
        body: Task,
        response: { 201: OfficerView, ...refusals },
      },
    },
    async (request, reply) => {
      const context = { db: deps.db, actor: requireOfficer(request), now: deps.now() };
      await appointOfficer(context, request.params.id, taskOf(request.body));
      return reply.code(201).send(await view(context, request.params.id));
    },
  );
  app.post(
    "/api/v1/appointments/:id/changes",
    {
      schema: {
        tags,
        summary: "Sửa hoặc kết thúc phân công",
        params: AgencyParams,
        body: Type.Object({ roles: Roles, to: DayOrNull, basis: Type.Optional(Basis) }, closed),
        response: { 200: Type.Object({ changed: Type.Boolean() }), ...refusals },
      },
    },
    async (request) => {
      const context = { db: deps.db, actor: requireOfficer(request), now: deps.now() };
      const { roles, to, basis = "" } = request.body;
      const change = { roles, to: to === null ? null : plainDate(to), basis };
      return { changed: await changeAppointment(context, request.params.id, change) };
    },
  );
}

function taskOf({ agencyId, roles, from, to = null, basis = "" }: Type.Static<typeof Task>) {
  return { agencyId, roles, from: plainDate(from), to: to === null ? null : plainDate(to), basis };
}

async function view({ db, actor }: UseCase, id: string): Promise<Type.Static<typeof OfficerView>> {
  if (actor.kind !== "officer") throw notFound();
  const officer = await getSeen(db, actor, id);
  const scope = await listScope(db, actor.id);
  const account = await findOfficerAccount(db, id);
  const appointments = (await listAppointments(db, id)).filter(({ agencyId }) => scope.has(agencyId));
  return {
    ...officer,
    login: account?.login ?? "",
    appointments: appointments.map(({ roles, ...held }) => ({ ...held, roles: [...roles] })),
  };
}
