import type Type from "typebox";
import { dateOf, plainDate } from "../../domain/shared/plain-date.ts";
import { findOfficerAccount, requireOfficer } from "../identity/index.ts";
import type { Deps } from "../platform/deps.ts";
import { notFound } from "../platform/errors.ts";
import { errorAnswers } from "../platform/http/error-schema.ts";
import type { App } from "../platform/http/server.ts";
import type { UseCase } from "../platform/use-case.ts";
import { AgencyParams } from "./agency.schemas.ts";
import { appointOfficer, changeAppointment } from "./appoint-officer.ts";
import { createOfficer } from "./keep-officer.ts";
import { getSeen, requireOverseer } from "./managed-officer.ts";
import { listAppointments, searchOfficers } from "./officer.queries.ts";
import {
  NewOfficerBody,
  OfficerList,
  OfficersQuery,
  OfficerView,
  Task,
  TaskChangeBody,
  TaskChanged,
} from "./officer.schemas.ts";
import { listScope } from "./organisation.queries.ts";

const tags = ["organisation"];
const OFFICERS = { 401: ["sign-in-required"], 403: ["not-your-role"] } as const;
const FOUND = { ...OFFICERS, 404: ["not-found"] } as const;

/** Officers and their tasks over the API; what is read is in the reader's scope. */
export function officerRoutes(app: App, deps: Deps): void {
  app.get(
    "/api/v1/officers",
    {
      schema: {
        tags,
        summary: "Cán bộ có nhiệm vụ hôm nay trong phạm vi được xem (tối đa 200)",
        querystring: OfficersQuery,
        response: { 200: OfficerList, ...errorAnswers(OFFICERS) },
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
    {
      schema: {
        tags,
        summary: "Một cán bộ",
        params: AgencyParams,
        response: { 200: OfficerView, ...errorAnswers(FOUND) },
      },
    },
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
        response: {
          201: OfficerView,
          ...errorAnswers({
            ...FOUND,
            422: [
              "login-form",
              "login-taken",
              "officer-name-missing",
              "phone-form",
              "email-form",
              "validity-order",
              "appointment-outside-agency",
            ],
          }),
        },
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
        response: {
          201: OfficerView,
          ...errorAnswers({ ...FOUND, 422: ["validity-order", "appointment-overlaps", "appointment-outside-agency"] }),
        },
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
        body: TaskChangeBody,
        response: {
          200: TaskChanged,
          ...errorAnswers({
            ...FOUND,
            422: ["validity-order", "appointment-overlaps", "appointment-outside-agency", "last-administrator"],
          }),
        },
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
