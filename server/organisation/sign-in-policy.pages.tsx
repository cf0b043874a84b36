import type { FastifyReply } from "fastify";
import Type from "typebox";
import { type OfficerActor, readerOf } from "../../domain/identity/actor.ts";
import type { Obliged } from "../../domain/identity/sign-in-policy.ts";
import type { FormError, Typed } from "../../web/admin/form.ts";
import { dayText } from "../../web/admin/organisation-text.ts";
import { SignInPolicyPage } from "../../web/admin/SignInPolicyPage.tsx";
import { getSignInPolicy, requireOfficer, requireRole } from "../identity/index.ts";
import type { Deps } from "../platform/deps.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { administers } from "./administered.ts";
import { changeSignInPolicy } from "./change-sign-in-policy.ts";
import { dayIn, tryForm, typedOf } from "./form-faults.pages.ts";
import { requireOverseer } from "./managed-officer.ts";
import { getProvince } from "./province.queries.ts";

const ROOM = "/can-bo/quan-tri/dang-nhap";

interface Shown {
  readonly typed?: Typed;
  readonly errors: readonly FormError[];
  readonly saved: boolean;
}

/** How officers sign in: who must have a second factor, and how long sessions last. */
export function signInPolicyPages(app: App, deps: Deps): void {
  const page = async (reply: FastifyReply, officer: OfficerActor, { typed, errors, saved }: Shown) => {
    const policy = await getSignInPolicy(deps.db);
    const { agencyId } = await getProvince(deps.db);
    const mayChange = agencyId !== null && (await administers(deps.db, officer, agencyId));
    const kept = {
      secondFactorFor: policy.secondFactorFor,
      secondFactorFrom: dayText(policy.secondFactorFrom),
      sessionHours: String(policy.sessionHours),
      idleMinutes: String(policy.idleMinutes),
    };
    const shown = { reader: readerOf(officer), typed: { ...kept, ...typed }, mayChange, saved, errors };
    return reply
      .code(errors.length > 0 ? 422 : 200)
      .type("text/html; charset=utf-8")
      .send(renderPage(<SignInPolicyPage {...shown} />));
  };
  const querystring = Type.Object({ luu: Type.Optional(Type.String({ maxLength: 10 })) });
  app.get(ROOM, { schema: { hide: true, querystring } }, async (request, reply) => {
    const officer = requireOfficer(request);
    requireOverseer(officer);
    return page(reply, officer, { errors: [], saved: request.query.luu === "xong" });
  });
  app.post(ROOM, async (request, reply) => {
    const officer = requireRole(request, "administrator");
    const typed = typedOf(request.body);
    const context = { db: deps.db, actor: officer, now: deps.now() };
    const errors = await tryForm(
      () =>
        changeSignInPolicy(context, {
          secondFactorFor: (typed["secondFactorFor"] ?? "") as Obliged,
          secondFactorFrom: dayIn(typed, "secondFactorFrom"),
          sessionHours: numberIn(typed["sessionHours"]),
          idleMinutes: numberIn(typed["idleMinutes"]),
        }),
      "secondFactorFor",
    );
    if (errors) return page(reply, officer, { typed, errors, saved: false });
    return reply.redirect(`${ROOM}?luu=xong`, 303);
  });
}

function numberIn(text = ""): number {
  return /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
}
