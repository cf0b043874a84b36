import type { FastifyReply } from "fastify";
import {
  mayAskEmergencyRead,
  mayOverseeEmergencyReads,
  mayReviewEmergencyReads,
} from "../../../domain/dossier/emergency-read.ts";
import { readerOf, type OfficerActor } from "../../../domain/identity/actor.ts";
import { errorSentence } from "../../../web/i18n/error-text.ts";
import { EmergencyReadsPage, type AskForm, type SettledGrant } from "../../../web/office/EmergencyReadsPage.tsx";
import { requireOfficer } from "../../identity/index.ts";
import { getProvince } from "../../organisation/index.ts";
import type { Deps } from "../../platform/deps.ts";
import { ApiError } from "../../platform/errors.ts";
import { perMinute } from "../../platform/http/rate-limit.ts";
import { renderPage } from "../../platform/http/render.tsx";
import type { App } from "../../platform/http/server.ts";
import { isId } from "../../platform/ids.ts";
import { askEmergencyRead } from "./ask-emergency-read.ts";
import { countUnreviewed, listGrantsInScope, listOwnGrants } from "./emergency.queries.ts";
import { requireEmergencyReader } from "./require-emergency-reader.ts";
import { endEmergencyRead, reviewEmergencyRead } from "./settle-emergency-read.ts";

const ROOM = "/can-bo/doc-khan-cap";
const PAGE = 50;
const LAST_OWN = 20;
const DONE: ReadonlyMap<string, SettledGrant> = new Map([
  ["xem-xet", "reviewed"],
  ["ket-thuc", "ended"],
]);

type Fields = Readonly<Record<string, string>>;

interface Showing {
  readonly form?: Omit<AskForm, "hours">;
  readonly before?: string | undefined;
  readonly settled?: SettledGrant | undefined;
}

/** Where officers ask to read beyond their scope, and where those who oversee see it. */
export function emergencyPages(app: App, deps: Deps): void {
  app.get<{ Querystring: { truoc?: string; xong?: string } }>(ROOM, async (request, reply) => {
    const officer = requireEmergencyReader(request);
    const { truoc: before, xong = "" } = request.query;
    return send(reply, await page(deps, officer, { before, settled: DONE.get(xong) }));
  });
  app.post(ROOM, { config: perMinute(deps.config.limits.lookUps) }, async (request, reply) => {
    const officer = requireOfficer(request);
    const { code = "", reason = "" } = (request.body ?? {}) as Fields;
    try {
      const given = await askEmergencyRead(deps, { officer, code, reason, requestId: request.id });
      return await reply.redirect(`/can-bo/ho-so/${given.dossierId}`, 303);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status === 403) throw error;
      const { dossierId } = error.details;
      if (typeof dossierId === "string") return reply.redirect(`/can-bo/ho-so/${dossierId}`, 303);
      const form = { code, reason, errors: errorsOf(error) };
      return send(reply, await page(deps, officer, { form }), error.status);
    }
  });
  app.post<{ Params: { id: string } }>(`${ROOM}/:id/xem-xet`, async (request, reply) => {
    const actor = requireOfficer(request);
    const { note = "" } = (request.body ?? {}) as Fields;
    await reviewEmergencyRead({ db: deps.dbFor(actor), actor, now: deps.now() }, { id: request.params.id, note });
    return reply.redirect(`${ROOM}?xong=xem-xet`, 303);
  });
  app.post<{ Params: { id: string } }>(`${ROOM}/:id/ket-thuc`, async (request, reply) => {
    const actor = requireOfficer(request);
    await endEmergencyRead({ db: deps.dbFor(actor), actor, now: deps.now() }, { id: request.params.id, note: "" });
    return reply.redirect(`${ROOM}?xong=ket-thuc`, 303);
  });
}

const send = (reply: FastifyReply, text: string, status = 200): FastifyReply =>
  reply.code(status).type("text/html; charset=utf-8").send(text);

async function page(deps: Deps, officer: OfficerActor, { form, before, settled }: Showing): Promise<string> {
  const db = deps.dbFor(officer);
  const from = { before: before && isId(before) ? before : null, limit: PAGE };
  const overseen = mayOverseeEmergencyReads(officer) ? await listGrantsInScope(db, officer.id, from) : null;
  const { emergencyHours: hours } = await getProvince(db);
  const props = {
    reader: readerOf(officer),
    form: mayAskEmergencyRead(officer) ? { hours, code: "", reason: "", errors: [], ...form } : null,
    own: await listOwnGrants(db, officer.id, { before: null, limit: LAST_OWN }),
    overseen,
    unreviewed: overseen ? await countUnreviewed(db, officer.id) : 0,
    older: overseen?.length === PAGE ? (overseen.at(-1)?.id ?? null) : null,
    mayReview: mayReviewEmergencyReads(officer),
    settled: settled ?? null,
  };
  return renderPage(<EmergencyReadsPage {...props} />);
}

function errorsOf({ code, details }: ApiError): AskForm["errors"] {
  const { faults } = details;
  const named = Array.isArray(faults) ? (faults as readonly { field: string; code: string }[]) : [];
  return named.length > 0
    ? named.map((fault) => ({ id: fault.field, text: errorSentence(fault.code) }))
    : [{ id: "code", text: errorSentence(code) }];
}
