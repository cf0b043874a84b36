import type { FastifyReply } from "fastify";
import { mayAskEmergencyRead, mayOverseeEmergencyReads } from "../../../domain/dossier/emergency-read.ts";
import { principalsOf, readerOf, type OfficerActor } from "../../../domain/identity/actor.ts";
import { dateOf } from "../../../domain/shared/plain-date.ts";
import { standInText } from "../../../web/office/delegation-text.ts";
import { SearchPage, WorkPage } from "../../../web/office/WorkPage.tsx";
import { WORK_SPLITS } from "../../../web/office/work-split.ts";
import { listOwnDelegations } from "../../organisation/index.ts";
import { requireOfficer } from "../../identity/index.ts";
import { seenAs, type Deps } from "../../platform/deps.ts";
import { renderPage } from "../../platform/http/render.tsx";
import type { App } from "../../platform/http/server.ts";
import { countUnreviewed } from "../emergency/emergency.queries.ts";
import { logWideRead } from "../log-read.ts";
import { listWork, searchDossiers } from "./my-work.queries.ts";
import { explainRows, readWork } from "./work-items.pages.ts";

const html = (reply: FastifyReply, text: string): FastifyReply => reply.type("text/html; charset=utf-8").send(text);
/** More than one officer ever has at once; the counts of the page are those of these rows. */
const MOST = 2000;

/** Pages for officers besides the dossier's own: work and search. */
export function officePages(app: App, shared: Deps): void {
  app.get<{ Querystring: { loc?: string; trang?: string } }>("/can-bo", async (request, reply) => {
    const deps = seenAs(shared, request.actor);
    const officer = requireOfficer(request);
    const split = WORK_SPLITS.find(({ key }) => key === request.query.loc)?.key ?? null;
    const page = Math.max(1, Math.trunc(Number(request.query.trang)) || 1);
    const groups = await readWork(deps, await listWork(deps.db, officer, MOST), { split, page });
    const unreviewed = mayOverseeEmergencyReads(officer) ? await countUnreviewed(deps.db, officer.id) : 0;
    const props = { reader: readerOf(officer), groups, split, page, now: deps.now(), unreviewed };
    const standIns = await standInsOf(deps, officer);
    return html(reply, renderPage(<WorkPage {...props} standIns={standIns} />));
  });
  app.get<{ Querystring: { tim?: string } }>("/can-bo/tim", async (request, reply) => {
    const deps = seenAs(shared, request.actor);
    const officer = requireOfficer(request);
    const text = (request.query.tim ?? "").trim().slice(0, 100);
    const asking = { actor: officer, requestId: request.id };
    if (text.length >= 2) await logWideRead(shared, asking, { kind: "search", object: { kind: "dossier", id: "" } });
    const found = text.length < 2 ? [] : await searchDossiers(deps.db, officer.id, { text, limit: 50 });
    const mayAskEmergency = mayAskEmergencyRead(officer);
    const props = { reader: readerOf(officer), now: deps.now(), text, mayAskEmergency };
    return html(reply, renderPage(<SearchPage {...props} items={await explainRows(deps, found)} />));
  });
}

/** Said only to whoever does another's work: the page is opened all day long by everybody. */
async function standInsOf(deps: Deps, officer: OfficerActor): Promise<readonly string[]> {
  if (principalsOf(officer).length === 0) return [];
  const own = await listOwnDelegations(deps.db, officer.id, dateOf(deps.now()));
  return own.map((one) => standInText(one, officer.id));
}
