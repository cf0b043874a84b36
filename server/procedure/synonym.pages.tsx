import { hasRoleAnywhere, readerOf } from "../../domain/identity/actor.ts";
import { SynonymsPage } from "../../web/admin/SynonymsPage.tsx";
import { requireOfficer } from "../identity/index.ts";
import type { Deps } from "../platform/deps.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { listSynonyms } from "./synonym.queries.ts";

/** The table of synonyms for officers. */
export function synonymPages(app: App, deps: Deps): void {
  app.get("/can-bo/quan-tri/cach-goi", async (request, reply) => {
    const officer = requireOfficer(request);
    const rows = await listSynonyms(deps.db);
    const mayImport = hasRoleAnywhere(officer, "administrator");
    return reply
      .type("text/html; charset=utf-8")
      .send(renderPage(<SynonymsPage reader={readerOf(officer)} rows={rows} mayImport={mayImport} />));
  });
}
