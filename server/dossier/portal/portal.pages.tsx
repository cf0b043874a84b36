import type { FastifyReply } from "fastify";
import { dateOf } from "../../../domain/shared/plain-date.ts";
import { FindPage } from "../../../web/portal/FindPage.tsx";
import { LIFE_EVENTS } from "../../../web/portal/life-events.ts";
import { MyDossiersPage } from "../../../web/portal/MyDossiersPage.tsx";
import { ProcedurePage } from "../../../web/portal/ProcedurePage.tsx";
import { TrackPage } from "../../../web/portal/TrackPage.tsx";
import { requireActor, requireCitizen } from "../../identity/index.ts";
import { findCurrentProcedure, searchProcedures } from "../../procedure/index.ts";
import { seenAs, type Deps } from "../../platform/deps.ts";
import { notFound } from "../../platform/errors.ts";
import { perMinute } from "../../platform/http/rate-limit.ts";
import { renderPage } from "../../platform/http/render.tsx";
import type { App } from "../../platform/http/server.ts";
import { findByCode } from "../dossier.queries.ts";
import { getVisible } from "../api/dossier.routes.ts";
import { listDrafts } from "../filing/draft.queries.ts";
import { listOwn } from "../office/my-work.queries.ts";
import { logDossierRead } from "../log-read.ts";
import { printSlip } from "../slips/print-slip.ts";
import { findSlip } from "../slips/slip.queries.ts";
import { readTrack, trackDossier } from "../tracked-dossier.pages.ts";
import { pictureDossier } from "../view-dossier.ts";
import { explainRows } from "../office/work-items.pages.ts";
import { isId } from "../../platform/ids.ts";

const html = (reply: FastifyReply, text: string): FastifyReply => reply.type("text/html; charset=utf-8").send(text);

/** Pages for citizens: find, read, see one's own, look up, open a slip. */
export function portalPages(app: App, shared: Deps): void {
  app.get<{ Querystring: { tim?: string; viec?: string } }>("/", async (request, reply) => {
    const deps = seenAs(shared, request.actor);
    const text = (request.query.tim ?? "").trim().slice(0, 200);
    const event = text ? undefined : LIFE_EVENTS.find(({ key }) => key === request.query.viec);
    const rows = await searchProcedures(deps.db, event?.words ?? text, text || event ? 30 : 12);
    const props = { text, event: event?.label ?? null, rows, person: request.actor?.name ?? null };
    return html(reply, renderPage(<FindPage {...props} />));
  });
  app.get<{ Params: { code: string } }>("/thu-tuc/:code", async (request, reply) => {
    const deps = seenAs(shared, request.actor);
    const current = await findCurrentProcedure(deps.db, request.params.code, dateOf(deps.now()));
    if (!current) throw notFound();
    const { version, processVersionId } = current;
    const fileable = version.serviceLevel !== "information" && processVersionId !== null;
    const { code, name, field, content } = version;
    return html(
      reply,
      renderPage(<ProcedurePage {...{ code, name, field, content, fileable }} person={request.actor?.name ?? null} />),
    );
  });
  app.get("/ho-so", async (request, reply) => {
    const deps = seenAs(shared, request.actor);
    const citizen = requireCitizen(request);
    const [own, drafts] = await Promise.all([listOwn(deps.db, citizen), listDrafts(deps.db, citizen.id)]);
    const rows = await explainRows(deps, own);
    return html(
      reply,
      renderPage(<MyDossiersPage person={citizen.name} rows={rows} drafts={drafts} now={deps.now()} />),
    );
  });
  trackPages(app, shared);
  app.get<{ Params: { file: string } }>("/phieu/:file", async (request, reply) => {
    const deps = seenAs(shared, request.actor);
    const actor = requireActor(request);
    const id = request.params.file.replace(/\.pdf$/, "");
    const slip = isId(id) ? await findSlip(deps.db, id) : undefined;
    if (!slip) throw notFound();
    // The control sheet is the offices' own paper.
    if (slip.kind === "control-sheet" && actor.kind !== "officer") throw notFound();
    const dossier = await getVisible(deps.db, slip.dossierId, actor);
    const object = { kind: "slip", id };
    await logDossierRead(deps, { actor, requestId: request.id }, { kind: "slip", object, dossier });
    const pdf = await printSlip(deps.db, slip, await pictureDossier({ db: deps.db, actor, now: deps.now() }, dossier));
    return reply.type("application/pdf").header("cache-control", "private, no-store").send(Buffer.from(pdf));
  });
}

function trackPages(app: App, shared: Deps): void {
  const show = (reply: FastifyReply, props: Omit<Parameters<typeof TrackPage>[0], "now">) =>
    html(reply, renderPage(<TrackPage {...props} now={shared.now()} />));
  app.get("/tra-cuu", async (request, reply) =>
    show(reply, { person: request.actor?.name ?? null, code: "", asked: false, dossier: null }),
  );
  // By POST, so that codes and numbers stay out of addresses and logs; few tries a minute, because four digits are few.
  app.post<{ Body: { ma?: string; so?: string } }>(
    "/tra-cuu",
    { config: perMinute(shared.config.limits.lookUps) },
    async (request, reply) => {
      const { ma = "", so = "" } = request.body;
      const code = ma.trim().toUpperCase();
      const deps = seenAs(shared, { key: code });
      const dossier = /^\d{4}$/.test(so.trim()) ? await findByCode(deps.db, code, so.trim()) : undefined;
      const actor = { kind: "system", id: "tra-cuu", name: "Tra cứu" } as const;
      const now = deps.now();
      const tracked = dossier
        ? trackDossier(await pictureDossier({ db: deps.db, actor, now }, dossier), {
            ...(await readTrack(deps.db, dossier.id)),
            now,
          })
        : null;
      return show(reply, { person: request.actor?.name ?? null, code, asked: true, dossier: tracked });
    },
  );
}
