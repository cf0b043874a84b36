import type { FastifyReply, FastifyRequest } from "fastify";
import Type from "typebox";
import { hasRoleAnywhere, type OfficerActor, readerOf } from "../../domain/identity/actor.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { treeOrder } from "../../web/admin/agency-tree.ts";
import type { FormError, Typed } from "../../web/admin/form.ts";
import { NewOfficerPage } from "../../web/admin/OfficerForms.tsx";
import { OfficerPage } from "../../web/admin/OfficerPage.tsx";
import { OfficersPage } from "../../web/admin/OfficersPage.tsx";
import { dayText } from "../../web/admin/organisation-text.ts";
import { findOfficerAccount, hasSecondFactor, listSessions, requireOfficer, requireRole } from "../identity/index.ts";
import type { Deps } from "../platform/deps.ts";
import { notFound } from "../platform/errors.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import type { UseCase } from "../platform/use-case.ts";
import { listAdministered } from "./administered.ts";
import { listEveryAgency } from "./agency.queries.ts";
import { listChanges } from "./change-log.queries.ts";
import { tryForm } from "./form-faults.pages.ts";
import { resetSecondFactor } from "./manage-account.ts";
import { getSeen, managesOfficer, requireOverseer } from "./managed-officer.ts";
import {
  appointFromForm,
  changeOfficerFromForm,
  createOfficerFromForm,
  endFromForm,
  typedWithRoles,
} from "./officer-form.pages.ts";
import { listAppointments, searchOfficers, type Officer } from "./officer.queries.ts";
import { listAgencies, listScope } from "./organisation.queries.ts";
import { isId } from "../platform/ids.ts";

const ROOM = "/can-bo/quan-tri/can-bo";
const SHOWN = 200;
const Filter = Type.Object({
  tim: Type.Optional(Type.String({ maxLength: 200 })),
  "co-quan": Type.Optional(Type.String({ maxLength: 36 })),
});
const html = (reply: FastifyReply, text: string, status = 200): FastifyReply =>
  reply.code(status).type("text/html; charset=utf-8").send(text);

/** Officers as pages: the list, one person, and the forms that appoint. */
export function officerPages(app: App, deps: Deps): void {
  app.get(ROOM, { schema: { hide: true, querystring: Filter } }, async (request, reply) => {
    const officer = requireOfficer(request);
    requireOverseer(officer);
    const { tim: text = "", "co-quan": agency = "" } = request.query;
    const scope = await listScope(deps.db, officer.id);
    const agencyIds = agency === "" ? [...scope] : [agency].filter((id) => scope.has(id));
    const on = dateOf(deps.now());
    const rows = await searchOfficers(deps.db, { agencyIds, text, on, limit: SHOWN + 1 });
    const shown = { text, agency, rows: rows.slice(0, SHOWN), more: rows.length > SHOWN };
    const agencies = await choices(deps, scope);
    const mayChange = hasRoleAnywhere(officer, "administrator");
    return html(
      reply,
      renderPage(<OfficersPage reader={readerOf(officer)} {...shown} agencies={agencies} mayChange={mayChange} />),
    );
  });
  creatingPages(app, deps);
  app.get<{ Params: { id: string } }>(`${ROOM}/:id`, async (request, reply) => {
    const { actor, officer } = await asked(deps, request, request.params.id);
    return html(reply, await onePage(contextOf(deps, actor), officer, { typed: {}, errors: [], open: null }));
  });
  changingPages(app, deps);
}

function creatingPages(app: App, deps: Deps): void {
  const page = async (officer: OfficerActor, typed: Typed, errors: readonly FormError[]): Promise<string> => {
    const agencies = await choices(deps, await listAdministered(deps.db, officer));
    return renderPage(<NewOfficerPage reader={readerOf(officer)} agencies={agencies} typed={typed} errors={errors} />);
  };
  app.get(`${ROOM}/moi`, { schema: { hide: true, querystring: Filter } }, async (request, reply) => {
    const officer = requireRole(request, "administrator");
    const typed = { agency: request.query["co-quan"] ?? "", from: dayText(dateOf(deps.now())) };
    return html(reply, await page(officer, typed, []));
  });
  app.post(ROOM, async (request, reply) => {
    const officer = requireRole(request, "administrator");
    const typed = typedWithRoles(request.body);
    let id = "";
    const errors = await tryForm(async () => {
      id = await createOfficerFromForm(contextOf(deps, officer), typed);
    }, "login");
    if (errors) return html(reply, await page(officer, typed, errors), 422);
    return reply.redirect(`${ROOM}/${id}`, 303);
  });
}

function changingPages(app: App, deps: Deps): void {
  for (const [path, open, run] of [
    ["nhiem-vu", "appoint", appointFromForm],
    ["thong-tin", "person", changeOfficerFromForm],
  ] as const) {
    app.post<{ Params: { id: string } }>(`${ROOM}/:id/${path}`, async (request, reply) => {
      const { actor, officer } = await asked(deps, request, request.params.id);
      const typed = typedWithRoles(request.body);
      const context = contextOf(deps, actor);
      const errors = await tryForm(() => run(context, officer.id, typed), open === "appoint" ? "agency" : "name");
      if (!errors) return reply.redirect(`${ROOM}/${officer.id}`, 303);
      return html(reply, await onePage(context, officer, { typed, errors, open }), 422);
    });
  }
  app.post<{ Params: { id: string } }>(`${ROOM}/:id/xac-thuc/dat-lai`, async (request, reply) => {
    const { actor, officer } = await asked(deps, request, request.params.id);
    const typed = typedWithRoles(request.body);
    const context = contextOf(deps, actor);
    const errors = await tryForm(() => resetSecondFactor(context, officer.id, typed["reason"] ?? ""), "reason");
    if (!errors) return reply.redirect(`${ROOM}/${officer.id}`, 303);
    return html(reply, await onePage(context, officer, { typed, errors, open: "factor" }), 422);
  });
  app.post<{ Params: { id: string; held: string } }>(`${ROOM}/:id/nhiem-vu/:held/ket-thuc`, async (request, reply) => {
    const { actor, officer } = await asked(deps, request, request.params.id);
    const held = (await listAppointments(deps.db, officer.id)).find(({ id }) => id === request.params.held);
    if (!held) throw notFound();
    const typed = typedWithRoles(request.body);
    const context = contextOf(deps, actor);
    const errors = await tryForm(() => endFromForm(context, held, typed), `to-${held.id}`);
    if (!errors) return reply.redirect(`${ROOM}/${officer.id}`, 303);
    return html(reply, await onePage(context, officer, { typed, errors, open: held.id }), 422);
  });
}

const contextOf = ({ db, ...deps }: Deps, actor: OfficerActor): UseCase<OfficerActor> => ({
  db,
  actor,
  now: deps.now(),
});

/** Who asks and for whom. Throws 401, 403, and 404 for a person outside the reader's scope. */
async function asked(
  deps: Deps,
  request: FastifyRequest,
  id: string,
): Promise<{ actor: OfficerActor; officer: Officer }> {
  const actor = requireOfficer(request);
  requireOverseer(actor);
  if (!isId(id)) throw notFound();
  return { actor, officer: await getSeen(deps.db, actor, id) };
}

/** Agencies of today out of those, in the order of the tree, as choices of a form. */
async function choices(deps: Deps, among: ReadonlySet<string>) {
  return treeOrder(await listAgencies(deps.db, dateOf(deps.now())))
    .filter(({ agency }) => among.has(agency.id))
    .map(({ agency, depth }) => ({ value: agency.id, label: `${"\u00A0\u00A0".repeat(depth)}${agency.name}` }));
}

interface Form {
  readonly typed: Typed;
  readonly errors: readonly FormError[];
  readonly open: string | null;
}

async function onePage(context: UseCase<OfficerActor>, officer: Officer, form: Form): Promise<string> {
  const { db, actor, now } = context;
  const today = dateOf(now);
  const kept = await listAdministered(db, actor);
  const scope = await listScope(db, actor.id);
  const account = await findOfficerAccount(db, officer.id);
  if (!account) throw notFound();
  const every = await listEveryAgency(db);
  const manages = await managesOfficer(context, officer.id);
  const open = treeOrder(every.filter(({ to }) => to === null || to > today)).filter(({ agency }) =>
    kept.has(agency.id),
  );
  return renderPage(
    <OfficerPage
      reader={readerOf(actor)}
      officer={officer}
      account={{
        ...account,
        secondFactor: (await hasSecondFactor(db, account.id)) ? (actor.id === officer.id ? "own" : "kept") : "none",
      }}
      appointments={(await listAppointments(db, officer.id))
        .filter(({ agencyId }) => scope.has(agencyId) || manages)
        .map((held) => ({ ...held, mayEnd: kept.has(held.agencyId) && (held.to === null || held.to > today) }))}
      changes={(await listChanges(db, { officerId: officer.id })).filter(
        ({ agencyId }) => manages || agencyId === null || scope.has(agencyId),
      )}
      names={new Map(every.map(({ id, name }) => [id, name]))}
      agencies={open.map(({ agency, depth }) => ({
        value: agency.id,
        label: `${"\u00A0\u00A0".repeat(depth)}${agency.name}`,
      }))}
      sessions={manages ? await listSessions(db, account.id, { now, tokenHash: "" }) : null}
      form={form}
    />,
  );
}
