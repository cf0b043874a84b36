import type { FastifyReply } from "fastify";
import type { DossierCommand } from "../../domain/dossier/command.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { findSlipForm } from "../../domain/slip/slip.ts";
import { errorSentence } from "../../web/i18n/error-text.ts";
import { FindPage } from "../../web/portal/FindPage.tsx";
import { MyDossierPage, MyDossiersPage, TrackPage } from "../../web/portal/MyDossierPages.tsx";
import { ProcedurePage } from "../../web/portal/ProcedurePage.tsx";
import { requireActor, requireCitizen } from "../identity/index.ts";
import { findCurrentProcess, findCurrentVersion, searchProcedures } from "../procedure/index.ts";
import type { Deps } from "../platform/deps.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { actOnDossier } from "./act-on-dossier.ts";
import { findByCode } from "./dossier.queries.ts";
import { getVisible } from "./dossier.routes.ts";
import { listDrafts } from "./draft.queries.ts";
import { listOwn } from "./my-work.queries.ts";
import { printSlip } from "./print-slip.ts";
import { readFiling } from "./read-filing.pages.ts";
import { findSlip, listSlips, type IssuedSlip } from "./slip.queries.ts";
import { trackDossier } from "./tracked-dossier.pages.ts";
import { pictureDossier } from "./view-dossier.ts";

const html = (reply: FastifyReply, text: string): FastifyReply => reply.type("text/html; charset=utf-8").send(text);

/** The title under which people know a slip. */
export function slipLink({ id, kind, set }: IssuedSlip): { href: string; label: string } {
  return { href: `/phieu/${id}.pdf`, label: findSlipForm(kind, set)?.title.toLocaleLowerCase("vi") ?? kind };
}

/** Pages for citizens: find, read, follow, supply, withdraw, look up. */
export function portalPages(app: App, deps: Deps): void {
  app.get<{ Querystring: { tim?: string } }>("/", async (request, reply) => {
    const text = (request.query.tim ?? "").slice(0, 200);
    const rows = await searchProcedures(deps.db, text, text ? 30 : 12);
    return html(reply, renderPage(<FindPage text={text} rows={rows} person={request.actor?.name ?? null} />));
  });
  app.get<{ Params: { code: string } }>("/thu-tuc/:code", async (request, reply) => {
    const version = await findCurrentVersion(deps.db, request.params.code, dateOf(deps.now()));
    if (!version) throw notFound();
    const fileable =
      version.serviceLevel !== "information" && (await findCurrentProcess(deps.db, version.id)) !== undefined;
    const { code, name, field, content } = version;
    return html(
      reply,
      renderPage(<ProcedurePage {...{ code, name, field, content, fileable }} person={request.actor?.name ?? null} />),
    );
  });
  app.get("/ho-so", async (request, reply) => {
    const citizen = requireCitizen(request);
    const [rows, drafts] = await Promise.all([listOwn(deps.db, citizen), listDrafts(deps.db, citizen.id)]);
    return html(
      reply,
      renderPage(<MyDossiersPage person={citizen.name} rows={rows} drafts={drafts} now={deps.now()} />),
    );
  });
  ownDossierPages(app, deps);
  trackPages(app, deps);
  app.get<{ Params: { file: string } }>("/phieu/:file", async (request, reply) => {
    const actor = requireActor(request);
    const id = request.params.file.replace(/\.pdf$/, "");
    const slip = /^[0-9a-f-]{36}$/.test(id) ? await findSlip(deps.db, id) : undefined;
    if (!slip) throw notFound();
    const dossier = await getVisible(deps.db, slip.dossierId, actor);
    const pdf = await printSlip(deps.db, slip, await pictureDossier({ db: deps.db, actor, now: deps.now() }, dossier));
    return reply.type("application/pdf").header("cache-control", "private, no-store").send(Buffer.from(pdf));
  });
}

function ownDossierPages(app: App, deps: Deps): void {
  app.get<{ Params: { id: string }; Querystring: { moi?: string; loi?: string } }>(
    "/ho-so/:id",
    async (request, reply) => {
      const citizen = requireCitizen(request);
      const dossier = await visible(deps, request.params.id, citizen);
      const picture = await pictureDossier({ db: deps.db, actor: citizen, now: deps.now() }, dossier);
      const asked = picture.actions.includes("supply") ? (dossier.supplement?.reasons ?? []) : [];
      const { components } = picture.procedure.content;
      const supplement = asked.map(({ code, componentCode, note }) => ({
        code,
        note,
        component: components.find((one) => one.code === componentCode) ?? null,
      }));
      const slips = (await listSlips(deps.db, dossier.id)).filter(({ kind }) => kind !== "control-sheet").map(slipLink);
      const props = { id: dossier.id, person: citizen.name, now: deps.now(), supplement, slips };
      return html(
        reply,
        renderPage(
          <MyDossierPage
            {...props}
            dossier={await trackDossier(deps.db, picture)}
            justSent={request.query.moi === "1"}
            error={request.query.loi ? errorSentence(request.query.loi) : null}
            mayWithdraw={picture.actions.includes("withdraw")}
          />,
        ),
      );
    },
  );
  app.post<{ Params: { id: string } }>("/ho-so/:id/bo-sung", async (request, reply) => {
    const citizen = requireCitizen(request);
    const dossier = await visible(deps, request.params.id, citizen);
    const { components } = (await pictureDossier({ db: deps.db, actor: citizen, now: deps.now() }, dossier)).procedure
      .content;
    const filing = await readFiling(deps, request, { actorId: citizen.id, components, papers: [] });
    if (filing.fileError) return reply.redirect(`/ho-so/${dossier.id}?loi=${filing.fileError}`, 303);
    return act(reply, deps, {
      citizen,
      id: dossier.id,
      command: { action: "supply", papers: filing.papers, answers: null, note: filing.fields["note"] ?? "" },
    });
  });
  app.post<{ Params: { id: string }; Body: { reason?: string } }>("/ho-so/:id/rut", async (request, reply) => {
    const citizen = requireCitizen(request);
    const dossier = await visible(deps, request.params.id, citizen);
    return act(reply, deps, {
      citizen,
      id: dossier.id,
      command: { action: "withdraw", reason: request.body.reason ?? "" },
    });
  });
}

async function visible(deps: Deps, id: string, citizen: ReturnType<typeof requireCitizen>) {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw notFound();
  return getVisible(deps.db, id, citizen);
}

interface Act {
  readonly citizen: ReturnType<typeof requireCitizen>;
  readonly id: string;
  readonly command: DossierCommand;
}

async function act(reply: FastifyReply, deps: Deps, { citizen, id, command }: Act): Promise<FastifyReply> {
  try {
    await actOnDossier({ db: deps.db, actor: citizen, now: deps.now() }, { dossierId: id, command, seenVersion: null });
    return await reply.redirect(`/ho-so/${id}`, 303);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status === 404) throw error;
    return reply.redirect(`/ho-so/${id}?loi=${error.code}`, 303);
  }
}

function trackPages(app: App, deps: Deps): void {
  const show = (reply: FastifyReply, props: Omit<Parameters<typeof TrackPage>[0], "now">) =>
    html(reply, renderPage(<TrackPage {...props} now={deps.now()} />));
  app.get("/tra-cuu", async (request, reply) =>
    show(reply, { person: request.actor?.name ?? null, code: "", asked: false, dossier: null }),
  );
  // By POST, so that codes and numbers stay out of addresses and logs; few tries a minute, because four digits are few.
  app.post<{ Body: { ma?: string; so?: string } }>(
    "/tra-cuu",
    { config: { rateLimit: { max: 10, timeWindow: "1 minute" } } },
    async (request, reply) => {
      const { ma = "", so = "" } = request.body;
      const code = ma.trim().toUpperCase();
      const dossier = /^\d{4}$/.test(so.trim()) ? await findByCode(deps.db, code, so.trim()) : undefined;
      const actor = { kind: "system", id: "tra-cuu", name: "Tra cứu" } as const;
      const tracked = dossier
        ? await trackDossier(deps.db, await pictureDossier({ db: deps.db, actor, now: deps.now() }, dossier))
        : null;
      return show(reply, { person: request.actor?.name ?? null, code, asked: true, dossier: tracked });
    },
  );
}
