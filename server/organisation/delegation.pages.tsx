import type { FastifyReply } from "fastify";
import Type from "typebox";
import { type OfficerActor, readerOf } from "../../domain/identity/actor.ts";
import { DELEGATION_KINDS, isDelegable, type DelegationState } from "../../domain/organisation/delegation.ts";
import { isRole } from "../../domain/organisation/role.ts";
import { dayAfter } from "../../domain/organisation/validity.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { treeOrder } from "../../web/admin/agency-tree.ts";
import type { FormError, Typed } from "../../web/admin/form.ts";
import { rolesText } from "../../web/admin/organisation-text.ts";
import { DelegationsPage } from "../../web/office/DelegationsPage.tsx";
import { requireOfficer } from "../identity/index.ts";
import type { Deps } from "../platform/deps.ts";
import { notFound } from "../platform/errors.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { isId } from "../platform/ids.ts";
import { endDelegation, listKept, listShown, makeDelegation, type NewDelegation } from "./delegate.ts";
import { listDelegations } from "./delegation.queries.ts";
import { dayIn, tryForm } from "./form-faults.pages.ts";
import { typedWithRoles } from "./officer-form.pages.ts";
import { listAgencies, listOfficers } from "./organisation.queries.ts";

const ROOM = "/can-bo/thay-the";
const MOST = 200;
const STATES = ["current", "coming", "past"] as const;
const Filter = Type.Object({
  loc: Type.Optional(Type.String({ maxLength: 10 })),
  "co-quan": Type.Optional(Type.String({ maxLength: 36 })),
});

interface Shown {
  readonly state: DelegationState;
  readonly agency: string;
  readonly typed?: Typed;
  readonly errors?: readonly FormError[];
  /** The delegation whose end was refused. */
  readonly ending?: string;
}

/** Who does whose work, for every officer his own and for leaders and administrators what they arrange. */
export function delegationPages(app: App, deps: Deps): void {
  const answer = async (reply: FastifyReply, actor: OfficerActor, shown: Shown): Promise<FastifyReply> =>
    reply
      .code(shown.errors ? 422 : 200)
      .type("text/html; charset=utf-8")
      .send(await page(deps, actor, shown));
  app.get(ROOM, { schema: { hide: true, querystring: Filter } }, async (request, reply) => {
    const { loc, "co-quan": agency = "" } = request.query;
    return answer(reply, requireOfficer(request), {
      state: stateIn(loc),
      agency,
    });
  });
  app.post(ROOM, async (request, reply) => {
    const actor = requireOfficer(request);
    const typed = typedWithRoles(request.body);
    const agency = typed["agency"] ?? "";
    const context = { db: deps.db, actor, now: deps.now() };
    let state: DelegationState = "current";
    const errors = await tryForm(async () => {
      const wanted = wantedIn(typed);
      await makeDelegation(context, wanted);
      if (wanted.from > dateOf(deps.now())) state = "coming";
    }, "principal");
    if (errors) return answer(reply, actor, { state, agency, typed, errors });
    return reply.redirect(`${ROOM}?loc=${state}&co-quan=${agency}`, 303);
  });
  app.post<{ Params: { id: string } }>(`${ROOM}/:id/ket-thuc`, async (request, reply) => {
    const actor = requireOfficer(request);
    const { id } = request.params;
    if (!isId(id)) throw notFound();
    const typed = typedWithRoles(request.body);
    const reason = typed[`reason-${id}`] ?? "";
    const context = { db: deps.db, actor, now: deps.now() };
    const errors = await tryForm(() => endDelegation(context, id, reason), "reason");
    if (!errors) return reply.redirect(`${ROOM}?loc=past`, 303);
    const beside = errors.map((error) => ({ ...error, id: `reason-${id}` }));
    return answer(reply, actor, {
      state: stateIn(typed["loc"]),
      agency: "",
      typed: { reason },
      errors: beside,
      ending: id,
    });
  });
}

function stateIn(text: string | undefined): DelegationState {
  return STATES.find((one) => one === text) ?? "current";
}

/** What the form asks for. Throws 422 for a day that is none. */
function wantedIn(typed: Typed): NewDelegation {
  const roles = (typed["roles"] ?? "")
    .split(",")
    .filter((role) => isRole(role) && isDelegable(role))
    .filter(isRole);
  return {
    kind: DELEGATION_KINDS.find((kind) => kind === typed["kind"]) ?? "substitution",
    agencyId: typed["agency"] ?? "",
    principalId: typed["principal"] ?? "",
    substituteId: typed["substitute"] ?? "",
    roles: roles.length > 0 ? roles : null,
    from: dayIn(typed, "from"),
    to: dayAfter(dayIn(typed, "to")),
    basis: typed["basis"] ?? "",
  };
}

async function page(deps: Deps, actor: OfficerActor, shown: Shown): Promise<string> {
  const { db } = deps;
  const { state, agency, typed = {}, errors = [], ending = null } = shown;
  const on = dateOf(deps.now());
  const kept = await listKept(db, actor);
  const visible = await listShown(db, actor);
  const narrowed = agency !== "" && visible.has(agency);
  const agencyIds = narrowed ? [agency] : [...visible];
  const officerId = narrowed ? null : actor.id;
  const lists = await Promise.all(
    STATES.map((one) => listDelegations(db, { state: one, on, agencyIds, officerId, limit: MOST })),
  );
  const rowsOf = (one: DelegationState) => lists[STATES.indexOf(one)] ?? [];
  const agencies = treeOrder(await listAgencies(db, on)).filter((one) => visible.has(one.agency.id));
  const arranged = narrowed && kept.has(agency) ? agency : kept.size === 1 ? ([...kept][0] ?? null) : null;
  return renderPage(
    <DelegationsPage
      reader={readerOf(actor)}
      state={state}
      counts={{ current: rowsOf("current").length, coming: rowsOf("coming").length, past: rowsOf("past").length }}
      rows={rowsOf(state).map((row) => ({
        ...row,
        mayEnd: row.principal.id === actor.id || kept.has(row.agency.id),
      }))}
      agencies={agencies.map((one) => ({
        value: one.agency.id,
        label: `${"\u00A0\u00A0".repeat(one.depth)}${one.agency.name}`,
      }))}
      agency={narrowed ? agency : ""}
      form={
        arranged === null
          ? null
          : {
              agency: arranged,
              agencyName: agencies.find((one) => one.agency.id === arranged)?.agency.name ?? "",
              officers: await officersOf(deps, arranged),
            }
      }
      mayArrange={kept.size > 0}
      typed={typed}
      errors={errors}
      ending={ending}
    />,
  );
}

/** Officers with a task in the agency today, as choices. */
async function officersOf({ db, ...deps }: Deps, agencyId: string) {
  const officers = await listOfficers(db, [agencyId], dateOf(deps.now()));
  return officers.map(({ id, name, post, roles }) => ({
    value: id,
    label: `${[name, post].filter(Boolean).join(" – ")} (${rolesText(roles)})`,
  }));
}
