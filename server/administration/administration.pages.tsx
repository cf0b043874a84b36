import type { FastifyReply } from "fastify";
import { readerOf } from "../../domain/identity/actor.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { AdminHomePage } from "../../web/admin/AdminHomePage.tsx";
import { ImportReportPage } from "../../web/admin/ImportReportPage.tsx";
import { listYearsToConfirm } from "../calendar/index.ts";
import { requireOfficer } from "../identity/index.ts";
import { listAgencies, listOfficers, listScope, requireOverseer } from "../organisation/index.ts";
import { countFileable } from "../procedure/index.ts";
import type { Deps } from "../platform/deps.ts";
import { notFound } from "../platform/errors.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { readUpload, UPLOAD_LIMITS } from "../platform/http/read-upload.ts";
import type { SheetKind } from "../platform/sheet/sheet-kind.ts";
import { XLSX_TYPE, writeSheet } from "../platform/sheet/write-sheet.ts";
import { countDeadLetters } from "./background.queries.ts";
import { MOST_COUNTED } from "./read-background.ts";
import { findImportRun, type ImportRun } from "./import-run.queries.ts";
import { reportSheet } from "./report-sheet.ts";
import { runImport, SHEET_UPLOAD } from "./run-import.ts";
import { findKind } from "./sheet-kinds.ts";
import { isId } from "../platform/ids.ts";

const html = (reply: FastifyReply, text: string): FastifyReply => reply.type("text/html; charset=utf-8").send(text);

/** Where administrators begin, and the exchange of every catalogue as a spreadsheet. */
export function administrationPages(app: App, deps: Deps, kinds: readonly SheetKind<unknown>[]): void {
  app.get("/can-bo/quan-tri", async (request, reply) => {
    const officer = requireOfficer(request);
    requireOverseer(officer);
    const today = dateOf(deps.now());
    const agencies = await listAgencies(deps.db, today);
    const scope = [...(await listScope(deps.db, officer.id))];
    const officers = new Set((await listOfficers(deps.db, scope, today)).map(({ id }) => id)).size;
    const procedures = await countFileable(deps.db);
    const counts = { agencies: agencies.length, officers, procedures };
    const years = await listYearsToConfirm(deps.db, today);
    const deadLetters = await countDeadLetters(deps.db, MOST_COUNTED);
    const reader = readerOf(officer);
    return html(
      reply,
      renderPage(<AdminHomePage reader={reader} {...counts} yearsToConfirm={years} deadLetters={deadLetters} />),
    );
  });
  app.post<{ Params: { kind: string } }>("/can-bo/quan-tri/nhap/:kind", async (request, reply) => {
    const context = { db: deps.db, actor: requireOfficer(request), now: deps.now() };
    const kind = findKind(kinds, request.params.kind);
    await kind.authorise(context);
    const run = await runImport(
      kind,
      await readUpload(request.parts({ limits: UPLOAD_LIMITS }), SHEET_UPLOAD),
      context,
    );
    return reply.redirect(`/can-bo/quan-tri/nhap/${run.id}`, 303);
  });
  app.get<{ Params: { id: string } }>("/can-bo/quan-tri/nhap/:id", async (request, reply) => {
    const officer = requireOfficer(request);
    const run = await ownRun(deps, request.params.id, officer.id);
    const { columns } = findKind(kinds, run.kind);
    return html(reply, renderPage(<ImportReportPage reader={readerOf(officer)} run={run} columns={columns} />));
  });
  app.get<{ Params: { id: string } }>("/can-bo/quan-tri/nhap/:id/bang.xlsx", async (request, reply) => {
    const run = await ownRun(deps, request.params.id, requireOfficer(request).id);
    return workbook(reply, `ket-qua-${run.kind}`, reportSheet(findKind(kinds, run.kind), run));
  });
  app.get<{ Params: { file: string } }>("/can-bo/quan-tri/xuat/:file", async (request, reply) => {
    const context = { db: deps.db, actor: requireOfficer(request), now: deps.now() };
    const kind = findKind(kinds, request.params.file.replace(/\.xlsx$/, ""));
    await kind.authorise(context);
    return workbook(reply, kind.kind, writeSheet(kind.columns, await kind.rows(context), []));
  });
}

async function ownRun({ db }: Deps, id: string, actorId: string): Promise<ImportRun> {
  const run = isId(id) ? await findImportRun(db, id, actorId) : undefined;
  if (!run) throw notFound();
  return run;
}

function workbook(reply: FastifyReply, name: string, bytes: Buffer): FastifyReply {
  return reply.type(XLSX_TYPE).header("content-disposition", `attachment; filename="${name}.xlsx"`).send(bytes);
}
