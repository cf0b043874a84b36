import type { FastifyReply } from "fastify";
import Type from "typebox";
import { type OfficerActor, readerOf } from "../../domain/identity/actor.ts";
import type { FormError } from "../../web/admin/form.ts";
import { ProvincePage } from "../../web/admin/ProvincePage.tsx";
import { requireOfficer } from "../identity/index.ts";
import type { Deps } from "../platform/deps.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { administers } from "./administered.ts";
import { changeProvince } from "./change-province.ts";
import { tryForm, typedOf } from "./form-faults.pages.ts";
import { getProvince } from "./province.queries.ts";

const ROOM = "/can-bo/quan-tri/tinh";

interface Shown {
  readonly typed?: { readonly placeName: string; readonly hotline: string; readonly emergencyHours: string };
  readonly errors: readonly FormError[];
  readonly saved: boolean;
}

/** Place name, hotline and hours of an emergency reading in the province. */
export function provincePages(app: App, deps: Deps): void {
  const page = async (reply: FastifyReply, officer: OfficerActor, { typed, errors, saved }: Shown) => {
    const province = await getProvince(deps.db);
    const mayChange = province.agencyId !== null && (await administers(deps.db, officer, province.agencyId));
    const { agencyName, placeName, hotline, emergencyHours } = { ...province, ...typed };
    const face = { agencyName, placeName, hotline, emergencyHours: String(emergencyHours) };
    const shown = { reader: readerOf(officer), ...face, mayChange, saved, errors };
    return reply
      .code(errors.length > 0 ? 422 : 200)
      .type("text/html; charset=utf-8")
      .send(renderPage(<ProvincePage {...shown} />));
  };
  const querystring = Type.Object({ luu: Type.Optional(Type.String({ maxLength: 10 })) });
  app.get(ROOM, { schema: { hide: true, querystring } }, async (request, reply) =>
    page(reply, requireOfficer(request), { errors: [], saved: request.query.luu === "xong" }),
  );
  app.post(ROOM, async (request, reply) => {
    const officer = requireOfficer(request);
    const { placeName = "", hotline = "", emergencyHours } = typedOf(request.body);
    const hours = emergencyHours === undefined ? null : wholeNumber(emergencyHours);
    const context = { db: deps.db, actor: officer, now: deps.now() };
    const change = { placeName, hotline, emergencyHours: hours };
    const errors = await tryForm(() => changeProvince(context, change), "placeName");
    const typed = { placeName, hotline, emergencyHours: emergencyHours ?? "" };
    if (errors) return page(reply, officer, { typed, errors, saved: false });
    return reply.redirect(`${ROOM}?luu=xong`, 303);
  });
}

function wholeNumber(text: string): number {
  return /^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN;
}
