import type Type from "typebox";
import type { CitizenActor } from "../../domain/identity/actor.ts";
import { isOpenPower, powerState, type PowerState } from "../../domain/identity/power.ts";
import { dayAfter, lastDayOf } from "../../domain/organisation/validity.ts";
import { dateOf, plainDate, type PlainDate } from "../../domain/shared/plain-date.ts";
import type { Deps } from "../platform/deps.ts";
import { notFound } from "../platform/errors.ts";
import { errorAnswers } from "../platform/http/error-schema.ts";
import type { App } from "../platform/http/server.ts";
import type { UseCase } from "../platform/use-case.ts";
import type { Power } from "./power.queries.ts";
import { NewPowerBody, PowerParams, PowersView, PowerView } from "./power.schemas.ts";
import { answerPower, givePower, listPowers, revokePower } from "./powers.ts";
import { requireCitizen } from "./request-actor.ts";

const tags = ["identity"];
const CITIZENS = { 401: ["sign-in-required"], 403: ["not-your-role"] } as const;
const ONE = { ...CITIZENS, 404: ["not-found"] } as const;

/** Powers of attorney of citizens over the API: give, answer, take back. */
export function powerRoutes(app: App, deps: Deps): void {
  const contextOf = (actor: CitizenActor): UseCase<CitizenActor> => ({ db: deps.dbFor(actor), actor, now: deps.now() });
  app.get(
    "/api/v1/powers",
    {
      schema: {
        tags,
        summary: "Ủy quyền của tôi: đã giao và được giao",
        response: { 200: PowersView, ...errorAnswers(CITIZENS) },
      },
    },
    async (request) => viewAll(contextOf(requireCitizen(request))),
  );
  app.post(
    "/api/v1/powers",
    {
      schema: {
        tags,
        summary: "Ủy quyền cho người khác nộp và theo dõi hồ sơ thay mình",
        body: NewPowerBody,
        response: {
          201: PowerView,
          ...errorAnswers({
            ...CITIZENS,
            422: [
              "attorney-name-missing",
              "attorney-number-form",
              "power-to-self",
              "power-procedures-missing",
              "power-procedure-unknown",
              "power-in-past",
              "power-order",
              "power-too-many",
            ],
          }),
        },
      },
    },
    async (request, reply) => {
      const context = contextOf(requireCitizen(request));
      const { procedures = null, from, lastDay, ...named } = request.body;
      const span = { from: plainDate(from), to: dayAfter(plainDate(lastDay)) };
      const id = await givePower(context, { ...named, procedures, ...span });
      const made = (await viewAll(context)).given.find((one) => one.id === id);
      if (!made) throw notFound();
      return reply.code(201).send(made);
    },
  );
  for (const [action, summary, run, refused] of [
    ["accept", "Chấp nhận", acceptPower, ["power-answered", "power-over"]],
    ["decline", "Từ chối", declinePower, ["power-answered", "power-over"]],
    ["revoke", "Chấm dứt ngay, do người giao hoặc người được giao", revokePower, ["power-over", "power-not-accepted"]],
  ] as const) {
    app.post(
      `/api/v1/powers/:id/${action}`,
      {
        schema: {
          tags,
          summary,
          params: PowerParams,
          response: { 200: PowersView, ...errorAnswers({ ...ONE, 409: refused }) },
        },
      },
      async (request) => {
        const context = contextOf(requireCitizen(request));
        await run(context, request.params.id);
        return viewAll(context);
      },
    );
  }
}

const acceptPower = (context: UseCase<CitizenActor>, id: string): Promise<void> => answerPower(context, id, true);
const declinePower = (context: UseCase<CitizenActor>, id: string): Promise<void> => answerPower(context, id, false);

async function viewAll(context: UseCase<CitizenActor>): Promise<Type.Static<typeof PowersView>> {
  const { given, received } = await listPowers(context);
  const today = dateOf(context.now);
  return {
    given: given.map((power) => view(power, today, "owner")),
    received: received.map((power) => view(power, today, "attorney")),
  };
}

function view(power: Power, today: PlainDate, as: "owner" | "attorney"): Type.Static<typeof PowerView> {
  const { ownerId: _owner, ownerIdentity: _number, accepted: _accepted, to, procedures, ...shown } = power;
  const state = powerState(power, today);
  return {
    ...shown,
    procedures: procedures && [...procedures],
    lastDay: lastDayOf(to),
    state,
    actions: powerActions(state, as),
  };
}

function powerActions(state: PowerState, as: "owner" | "attorney"): string[] {
  if (as === "attorney" && state === "offered") return ["accept", "decline"];
  return isOpenPower(state) ? ["revoke"] : [];
}
