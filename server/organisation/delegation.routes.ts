import type Type from "typebox";
import { dayAfter, lastDayOf } from "../../domain/organisation/validity.ts";
import { dateOf, plainDate } from "../../domain/shared/plain-date.ts";
import { requireOfficer } from "../identity/index.ts";
import type { Deps } from "../platform/deps.ts";
import { notFound } from "../platform/errors.ts";
import { errorAnswers } from "../platform/http/error-schema.ts";
import type { App } from "../platform/http/server.ts";
import { AgencyParams } from "./agency.schemas.ts";
import { endDelegation, listShown, makeDelegation } from "./delegate.ts";
import { findDelegation, listDelegations, type Delegation } from "./delegation.queries.ts";
import {
  DelegationEndBody,
  DelegationList,
  DelegationsQuery,
  DelegationView,
  NewDelegationBody,
} from "./delegation.schemas.ts";

const tags = ["organisation"];
const OFFICERS = { 401: ["sign-in-required"], 403: ["not-your-role"] } as const;
const FOUND = { ...OFFICERS, 404: ["not-found"] } as const;
const MOST = 200;

/** Who does whose work over the API. */
export function delegationRoutes(app: App, deps: Deps): void {
  app.get(
    "/api/v1/delegations",
    {
      schema: {
        tags,
        summary: "Ủy quyền, thay thế: của chính mình và của các cơ quan mình điều hành, theo dõi (tối đa 200)",
        querystring: DelegationsQuery,
        response: { 200: DelegationList, ...errorAnswers(OFFICERS) },
      },
    },
    async (request) => {
      const actor = requireOfficer(request);
      const { state = "current", agencyId } = request.query;
      const shown = await listShown(deps.db, actor);
      const narrowed = agencyId === undefined ? [...shown] : [...shown].filter((id) => id === agencyId);
      const officerId = agencyId === undefined ? actor.id : null;
      const asked = { state, on: dateOf(deps.now()), agencyIds: narrowed, officerId, limit: MOST };
      return { items: (await listDelegations(deps.db, asked)).map(view) };
    },
  );
  app.post(
    "/api/v1/delegations",
    {
      schema: {
        tags,
        summary: "Giao một cán bộ làm thay cán bộ khác trong một thời gian",
        body: NewDelegationBody,
        response: {
          201: DelegationView,
          ...errorAnswers({
            ...FOUND,
            422: [
              "delegation-in-past",
              "delegation-order",
              "delegation-basis-missing",
              "delegation-to-self",
              "principal-without-work",
              "role-of-another",
              "substitute-of-another-agency",
              "delegation-overlaps",
              "substitute-is-away",
              "principal-stands-in",
            ],
          }),
        },
      },
    },
    async (request, reply) => {
      const { roles = null, from, lastDay, ...named } = request.body;
      const wanted = { ...named, roles, from: plainDate(from), to: dayAfter(plainDate(lastDay)) };
      const context = { db: deps.db, actor: requireOfficer(request), now: deps.now() };
      const id = await makeDelegation(context, wanted);
      return reply.code(201).send(await read(deps, id));
    },
  );
  app.post(
    "/api/v1/delegations/:id/end",
    {
      schema: {
        tags,
        summary: "Kết thúc sớm",
        params: AgencyParams,
        body: DelegationEndBody,
        response: {
          200: DelegationView,
          ...errorAnswers({ ...FOUND, 409: ["delegation-over"], 422: ["reason-missing"] }),
        },
      },
    },
    async (request) => {
      const context = { db: deps.db, actor: requireOfficer(request), now: deps.now() };
      await endDelegation(context, request.params.id, request.body.reason);
      return read(deps, request.params.id);
    },
  );
}

async function read(deps: Deps, id: string): Promise<Type.Static<typeof DelegationView>> {
  const found = await findDelegation(deps.db, id, dateOf(deps.now()));
  if (!found) throw notFound();
  return view(found);
}

function view({ to, roles, ...delegation }: Delegation): Type.Static<typeof DelegationView> {
  return { ...delegation, roles: [...roles], lastDay: lastDayOf(to) };
}
