import type Type from "typebox";
import { toLegacyCode } from "../../domain/organisation/agency-code.ts";
import type { Actor } from "../../domain/identity/actor.ts";
import { dateOf, plainDate } from "../../domain/shared/plain-date.ts";
import { fold } from "../../domain/shared/vietnamese-text.ts";
import { requireOfficer } from "../identity/index.ts";
import type { Deps } from "../platform/deps.ts";
import { notFound } from "../platform/errors.ts";
import { errorAnswers } from "../platform/http/error-schema.ts";
import type { App } from "../platform/http/server.ts";
import { administers } from "./administered.ts";
import { listFormer, listPredecessors, listSuccessors } from "./agency.queries.ts";
import {
  AgenciesQuery,
  AgencyDetail,
  AgencyList,
  AgencyParams,
  type AgencyView,
  ChangeBody,
  Closure,
  ClosureBody,
  NewAgencyBody,
} from "./agency.schemas.ts";
import { changeAgency } from "./change-agency.ts";
import { closeAgency } from "./close-agency.ts";
import { createAgency } from "./create-agency.ts";
import { findAgency, listAgencies, type Agency } from "./organisation.queries.ts";

const tags = ["organisation"];
const OFFICERS = { 401: ["sign-in-required"], 403: ["not-your-role"] } as const;
const FOUND = { ...OFFICERS, 404: ["not-found"] } as const;
const RECORD = [
  "agency-name-missing",
  "agency-legacy-form",
  "agency-legacy-taken",
  "agency-parent-level",
  "agency-parent-validity",
] as const;

/** Agencies over the API. */
export function agencyRoutes(app: App, deps: Deps): void {
  app.get(
    "/api/v1/agencies",
    {
      schema: {
        tags,
        summary: "Cơ quan hoạt động vào một ngày, theo mã",
        querystring: AgenciesQuery,
        response: { 200: AgencyList, ...errorAnswers(OFFICERS) },
      },
    },
    async (request) => {
      requireOfficer(request);
      const { on, q = "" } = request.query;
      const agencies = await listAgencies(deps.db, on ? plainDate(on) : dateOf(deps.now()));
      return { items: agencies.filter((agency) => matches(agency, q)).map(toView) };
    },
  );
  app.get(
    "/api/v1/agencies/:id",
    {
      schema: {
        tags,
        summary: "Một cơ quan và lịch sử",
        params: AgencyParams,
        response: { 200: AgencyDetail, ...errorAnswers(FOUND) },
      },
    },
    async (request) => detail(deps, requireOfficer(request), request.params.id),
  );
  changingRoutes(app, deps);
}

function changingRoutes(app: App, deps: Deps): void {
  app.post(
    "/api/v1/agencies",
    {
      schema: {
        tags,
        summary: "Lập cơ quan",
        body: NewAgencyBody,
        response: {
          201: AgencyDetail,
          ...errorAnswers({ ...FOUND, 422: ["agency-code-form", "agency-code-taken", ...RECORD] }),
        },
      },
    },
    async (request, reply) => {
      const actor = requireOfficer(request);
      const {
        basis = "",
        from,
        legacyCode = null,
        counterKind = null,
        address = "",
        hotline = "",
        ...rest
      } = request.body;
      const facts = { ...rest, legacyCode: legacyCode ?? toLegacyCode(rest.code), counterKind, address, hotline };
      const id = await createAgency(
        { db: deps.db, actor, now: deps.now() },
        { facts: { ...facts, from: plainDate(from), to: null }, basis },
      );
      return reply.code(201).send(await detail(deps, actor, id));
    },
  );
  app.post(
    "/api/v1/agencies/:id/changes",
    {
      schema: {
        tags,
        summary: "Đổi tên, địa chỉ, cấp trên; tên cũ vẫn tra được theo ngày",
        params: AgencyParams,
        body: ChangeBody,
        response: {
          200: AgencyDetail,
          ...errorAnswers({
            ...FOUND,
            422: ["change-in-future", "change-before-last", "basis-missing", "agency-cycle", ...RECORD],
          }),
        },
      },
    },
    async (request) => {
      const actor = requireOfficer(request);
      const { since, ...change } = request.body;
      const context = { db: deps.db, actor, now: deps.now() };
      await changeAgency(context, request.params.id, { ...change, since: since === null ? null : plainDate(since) });
      return detail(deps, actor, request.params.id);
    },
  );
  app.post(
    "/api/v1/agencies/:id/closure",
    {
      schema: {
        tags,
        summary: "Đóng cơ quan, nêu cơ quan kế tục",
        params: AgencyParams,
        body: ClosureBody,
        response: {
          200: Closure,
          ...errorAnswers({
            ...FOUND,
            409: ["agency-closed"],
            422: [
              "validity-order",
              "basis-missing",
              "successor-not-open",
              "closing-dossiers",
              "closing-officers",
              "closing-children",
              "agency-parent-level",
            ],
          }),
        },
      },
    },
    async (request) => {
      const actor = requireOfficer(request);
      const { on, ...closing } = request.body;
      return closeAgency({ db: deps.db, actor, now: deps.now() }, request.params.id, { ...closing, on: plainDate(on) });
    },
  );
}

/** Whether every word of the text is in the agency's name or codes, accents or not. */
export function matches({ name, code, legacyCode }: Agency, text: string): boolean {
  const said = fold(`${name} ${code} ${legacyCode ?? ""}`);
  return fold(text)
    .split(" ")
    .every((word) => said.includes(word));
}

function toView(agency: Agency): Type.Static<typeof AgencyView> {
  const { id, code, legacyCode, name, level, parentId, counterKind, address, hotline, from, to } = agency;
  return { id, code, legacyCode, name, level, parentId, counterKind, address, hotline, from, to };
}

async function detail({ db }: Deps, actor: Actor, id: string): Promise<Type.Static<typeof AgencyDetail>> {
  const agency = await findAgency(db, id, plainDate("9999-12-31"));
  if (!agency) throw notFound();
  const may = await administers(db, actor, id);
  return {
    ...toView(agency),
    former: [...(await listFormer(db, id))],
    predecessors: [...(await listPredecessors(db, id))],
    successors: [...(await listSuccessors(db, id))],
    actions: may ? ["change", ...(agency.to === null ? ["close"] : [])] : [],
  };
}
