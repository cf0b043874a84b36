import type { FastifyReply } from "fastify";
import { readerOf } from "../../domain/identity/actor.ts";
import { CatalogueImportPage } from "../../web/admin/CatalogueImportPage.tsx";
import { CatalogueImportsPage } from "../../web/admin/CatalogueImportsPage.tsx";
import { CATALOGUE_OUTCOMES } from "../../web/admin/catalogue-import-text.ts";
import { errorSentence } from "../../web/i18n/error-text.ts";
import { catalogueRowSentences } from "../../web/procedure/version-text.ts";
import { requireOfficer } from "../identity/index.ts";
import type { Deps } from "../platform/deps.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import { readUpload, UPLOAD_LIMITS } from "../platform/http/read-upload.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { isId } from "../platform/ids.ts";
import { XLSX_TYPE } from "../platform/sheet/write-sheet.ts";
import { bringCatalogue, CATALOGUE_UPLOAD, takeCatalogue } from "./bring-catalogue.ts";
import { catalogueReportSheet } from "./catalogue-report.ts";
import {
  countOutcomes,
  findImport,
  listImportRows,
  listTakenImports,
  type ProcedureImport,
} from "./procedure-import.queries.ts";
import { requireCatalogueEditor } from "./require-catalogue-editor.ts";

const ROOM = "/can-bo/quan-tri/thu-tuc/danh-muc";
const LIMIT = 100;
const MOST_IMPORTS = 20;
const html = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply.code(status).type("text/html; charset=utf-8").send(text);

type Asked = Parameters<typeof requireOfficer>[0];
interface ById {
  Params: { readonly id: string };
  Querystring: { readonly "ket-qua"?: string; readonly trang?: string };
  Body: { readonly mode?: string };
}

/** The national catalogue brought in by the province's administrators: a file, what it would change, taking it in. */
export function catalogueImportPages(app: App, deps: Deps): void {
  app.get(ROOM, async (request, reply) => show(reply, await enter(request), null));
  app.post(ROOM, async (request, reply) => {
    const useCase = await enter(request);
    try {
      const expected = { ...CATALOGUE_UPLOAD, modes: ["preview"] } as const;
      const file = await readUpload(request.parts({ limits: UPLOAD_LIMITS }), expected);
      const { id } = await bringCatalogue(useCase, file);
      return await reply.redirect(`${ROOM}/${id}`, 303);
    } catch (error) {
      if (!(error instanceof ApiError) || ![413, 422].includes(error.status)) throw error;
      return show(reply, useCase, error);
    }
  });
  app.get<ById>(`${ROOM}/:id`, async (request, reply) => {
    const { actor } = await enter(request);
    const brought = await getImport(request.params.id);
    const counts = await countOutcomes(deps.db, brought.id);
    const named = CATALOGUE_OUTCOMES.find((one) => one === request.query["ket-qua"]);
    const shown = named ?? CATALOGUE_OUTCOMES.find((one) => counts[one]) ?? "unchanged";
    const pages = Math.max(1, Math.ceil((counts[shown] ?? 0) / LIMIT));
    const page = Math.min(pages, /^[1-9]\d{0,5}$/.test(request.query.trang ?? "") ? Number(request.query.trang) : 1);
    const kept = await listImportRows(deps.db, brought.id, { outcome: shown, skip: (page - 1) * LIMIT, limit: LIMIT });
    const rows = kept.map((row) => ({ ...row, sentences: catalogueRowSentences(row) }));
    const props = { reader: readerOf(actor), brought, counts, shown, rows, page, pages };
    return html(reply, 200, renderPage(<CatalogueImportPage {...props} />));
  });
  app.get<ById>(`${ROOM}/:id/bao-cao.xlsx`, async (request, reply) => {
    await enter(request);
    const { id, takenAt } = await getImport(request.params.id);
    const rows = await listImportRows(deps.db, id, { outcome: null, skip: 0, limit: null });
    return reply
      .type(XLSX_TYPE)
      .header("content-disposition", 'attachment; filename="danh-muc-quoc-gia.xlsx"')
      .send(catalogueReportSheet(rows, takenAt === null));
  });
  app.post<ById>(`${ROOM}/:id/nhap`, async (request, reply) => {
    const useCase = await enter(request);
    const { id } = await getImport(request.params.id);
    const { mode = "good-rows" } = request.body;
    if (mode !== "good-rows" && mode !== "all-or-nothing") throw new ApiError(422, "import-mode-unknown");
    await takeCatalogue(useCase, { id, mode });
    return reply.redirect(`${ROOM}/${id}`, 303);
  });

  async function enter(request: Asked) {
    const useCase = { ...deps, actor: requireOfficer(request), now: deps.now() };
    await requireCatalogueEditor(useCase);
    return useCase;
  }

  async function getImport(id: string): Promise<ProcedureImport> {
    const brought = isId(id) ? await findImport(deps.db, id) : undefined;
    if (!brought) throw notFound();
    return brought;
  }

  async function show(
    reply: FastifyReply,
    { actor }: { readonly actor: ReturnType<typeof requireOfficer> },
    error: ApiError | null,
  ): Promise<FastifyReply> {
    const taken = await listTakenImports(deps.db, MOST_IMPORTS);
    const props = { reader: readerOf(actor), taken, error: error && errorSentence(error.code) };
    return html(reply, error ? 422 : 200, renderPage(<CatalogueImportsPage {...props} />));
  }
}
