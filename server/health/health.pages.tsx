import { readerOf } from "../../domain/identity/actor.ts";
import { HealthPage } from "../../web/admin/HealthPage.tsx";
import { requireOfficer } from "../identity/index.ts";
import type { Deps } from "../platform/deps.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { requireCatalogueEditor } from "../procedure/index.ts";
import { examine } from "./examine.ts";

/** Where administrators of the province see whether the system is well. */
export function healthPages(app: App, deps: Deps): void {
  app.get("/can-bo/quan-tri/suc-khoe", async (request, reply) => {
    const actor = requireOfficer(request);
    await requireCatalogueEditor({ db: deps.db, actor, now: deps.now() });
    const { db, config } = deps;
    const patient = { config, faults: [], env: undefined, database: { db }, now: () => deps.now() };
    const findings = await examine(patient);
    const page = <HealthPage reader={readerOf(actor)} findings={findings} />;
    return reply.type("text/html; charset=utf-8").send(renderPage(page));
  });
}
