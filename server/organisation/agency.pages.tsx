import type { FastifyReply } from "fastify";
import Type from "typebox";
import { hasRoleAnywhere, type OfficerActor, readerOf } from "../../domain/identity/actor.ts";
import { dateOf, type PlainDate } from "../../domain/shared/plain-date.ts";
import { treeOrder } from "../../web/admin/agency-tree.ts";
import { AgenciesPage } from "../../web/admin/AgenciesPage.tsx";
import { NewAgencyPage } from "../../web/admin/AgencyForms.tsx";
import type { FormError, Typed } from "../../web/admin/form.ts";
import { AgencyPage } from "../../web/admin/AgencyPage.tsx";
import { dayText } from "../../web/admin/organisation-text.ts";
import { errorSentence } from "../../web/i18n/error-text.ts";
import { requireOfficer, requireRole } from "../identity/index.ts";
import type { Deps } from "../platform/deps.ts";
import { notFound } from "../platform/errors.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { administers, listAdministered } from "./administered.ts";
import { changeFromForm, closeFromForm, createFromForm, typedOfAgency } from "./agency-form.pages.ts";
import { countStanding, listEveryAgency, listFormer, listPredecessors, listSuccessors } from "./agency.queries.ts";
import { matches } from "./agency.routes.ts";
import { listChanges } from "./change-log.queries.ts";
import { tryForm, typedOf } from "./form-faults.pages.ts";
import { findAgency, listAgencies, listScope, type Agency } from "./organisation.queries.ts";
import { toDate } from "./read-cells.ts";
import { isId } from "../platform/ids.ts";

const ROOM = "/can-bo/quan-tri/co-quan";
const Filter = Type.Object({
  tim: Type.Optional(Type.String({ maxLength: 200 })),
  ngay: Type.Optional(Type.String({ maxLength: 20 })),
});
const Below = Type.Object({ thuoc: Type.Optional(Type.String({ maxLength: 36 })) });
const LAST_DAY = "9999-12-31" as PlainDate;
const html = (reply: FastifyReply, text: string, status = 200): FastifyReply =>
  reply.code(status).type("text/html; charset=utf-8").send(text);

/** Agencies as pages: the tree of a day, one agency, and the forms that change it. */
export function agencyPages(app: App, deps: Deps): void {
  app.get(ROOM, { schema: { hide: true, querystring: Filter } }, async (request, reply) => {
    const officer = requireOfficer(request);
    const { tim: text = "", ngay = "" } = request.query;
    const day = toDate(ngay) ?? dateOf(deps.now());
    const agencies = await listAgencies(deps.db, day);
    const rows = treeOrder(agencies)
      .filter(({ agency }) => matches(agency, text))
      .map(({ agency, depth }) => ({ ...agency, depth: text === "" ? depth : 0 }));
    const dayError = ngay !== "" && toDate(ngay) === null ? errorSentence("date-form") : null;
    const shown = { text, day: dayError ? ngay : dayText(day), dayError, rows };
    const mayChange = hasRoleAnywhere(officer, "administrator");
    return html(reply, renderPage(<AgenciesPage reader={readerOf(officer)} {...shown} mayChange={mayChange} />));
  });
  creatingPages(app, deps);
  app.get<{ Params: { id: string } }>(`${ROOM}/:id`, async (request, reply) => {
    const officer = requireOfficer(request);
    const agency = await agencyOf(deps, request.params.id);
    return html(reply, await onePage(deps, officer, { agency, typed: typedOfAgency(agency), errors: [], open: null }));
  });
  for (const [path, open, run] of [
    ["thay-doi", "change", changeFromForm],
    ["dong", "close", closeFromForm],
  ] as const) {
    app.post<{ Params: { id: string } }>(`${ROOM}/:id/${path}`, async (request, reply) => {
      const officer = requireOfficer(request);
      const agency = await agencyOf(deps, request.params.id);
      const typed = typedOf(request.body);
      const context = { db: deps.db, actor: officer, now: deps.now() };
      const errors = await tryForm(() => run(context, agency, typed), open === "change" ? "name" : "on");
      if (!errors) return reply.redirect(`${ROOM}/${agency.id}`, 303);
      const filled = { ...typedOfAgency(agency), ...typed };
      return html(reply, await onePage(deps, officer, { agency, typed: filled, errors, open }), 422);
    });
  }
}

function creatingPages(app: App, deps: Deps): void {
  const page = async (officer: OfficerActor, typed: Typed, errors: readonly FormError[]): Promise<string> => {
    const parents = await parentChoices(deps, officer);
    return renderPage(<NewAgencyPage reader={readerOf(officer)} parents={parents} typed={typed} errors={errors} />);
  };
  app.get(`${ROOM}/moi`, { schema: { hide: true, querystring: Below } }, async (request, reply) => {
    const officer = requireRole(request, "administrator");
    const typed = { parentId: request.query.thuoc ?? "", from: dayText(dateOf(deps.now())), level: "commune" };
    return html(reply, await page(officer, typed, []));
  });
  app.post(ROOM, async (request, reply) => {
    const officer = requireRole(request, "administrator");
    const typed = typedOf(request.body);
    let id = "";
    const errors = await tryForm(async () => {
      id = await createFromForm({ db: deps.db, actor: officer, now: deps.now() }, typed);
    }, "code");
    if (errors) return html(reply, await page(officer, typed, errors), 422);
    return reply.redirect(`${ROOM}/${id}`, 303);
  });
}

async function agencyOf({ db }: Deps, id: string): Promise<Agency> {
  const agency = isId(id) ? await findAgency(db, id, LAST_DAY) : undefined;
  if (!agency) throw notFound();
  return agency;
}

/** Agencies under which this administrator may put others, as choices of a form. */
async function parentChoices(deps: Deps, officer: OfficerActor) {
  const kept = await listAdministered(deps.db, officer);
  const agencies = treeOrder(await listAgencies(deps.db, dateOf(deps.now())));
  return agencies
    .filter(({ agency }) => kept.has(agency.id))
    .map(({ agency, depth }) => ({
      value: agency.id,
      label: `${"\u00A0\u00A0".repeat(depth)}${agency.name} (${agency.code})`,
    }));
}

interface Shown {
  readonly agency: Agency;
  readonly typed: Typed;
  readonly errors: readonly FormError[];
  readonly open: "change" | "close" | null;
}

async function onePage(deps: Deps, officer: OfficerActor, { agency, ...form }: Shown): Promise<string> {
  const { db } = deps;
  const today = dateOf(deps.now());
  const every = await listEveryAgency(db);
  const seen = (await listScope(db, officer.id)).has(agency.id);
  const parents = (await administers(db, officer, agency.id)) ? await parentChoices(deps, officer) : null;
  const { parentId } = agency;
  const own = parentId !== null && parents?.every(({ value }) => value !== parentId);
  const parent = every.find(({ id }) => id === parentId) ?? null;
  // An administrator of a branch cannot move its top, but must be able to send the form as it is.
  const kept = parents && [
    ...(parentId === null ? [{ value: "", label: "Đứng đầu" }] : []),
    ...(own ? [{ value: parentId, label: parent?.name ?? "" }] : []),
    ...parents,
  ];
  return renderPage(
    <AgencyPage
      reader={readerOf(officer)}
      agency={agency}
      parent={parent}
      below={every.filter((one) => one.parentId === agency.id && (one.to === null || one.to > today))}
      counts={seen ? await countStanding(db, agency.id, today) : null}
      former={await listFormer(db, agency.id)}
      predecessors={await listPredecessors(db, agency.id)}
      successors={await listSuccessors(db, agency.id)}
      changes={seen ? await listChanges(db, { agencyId: agency.id }) : []}
      names={new Map(every.map(({ id, name }) => [id, name]))}
      forms={kept && { ...form, parents: kept }}
    />,
  );
}
