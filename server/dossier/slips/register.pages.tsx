import type { FastifyRequest } from "fastify";
import { readerOf } from "../../../domain/identity/actor.ts";
import { dateOf } from "../../../domain/shared/plain-date.ts";
import { readDate } from "../../../domain/shared/read-date.ts";
import { slipRegime } from "../../../domain/slip/slip.ts";
import { errorSentence } from "../../../web/i18n/error-text.ts";
import { RegisterPage } from "../../../web/office/RegisterPage.tsx";
import { requireOfficer } from "../../identity/index.ts";
import { renderSlip } from "../../slip/index.ts";
import { seenAs, type Deps } from "../../platform/deps.ts";
import { ApiError } from "../../platform/errors.ts";
import { renderPage } from "../../platform/http/render.tsx";
import type { App } from "../../platform/http/server.ts";
import { XLSX_TYPE, writeSheet } from "../../platform/sheet/write-sheet.ts";
import { readLogged } from "./read-logged.ts";
import { type RegisterRequest, type RegisterSpan } from "./read-register.ts";
import { listBooks } from "./register.queries.ts";
import { REGISTER_COLUMNS, registerCells } from "./register-sheet.ts";
import { letterheadOf } from "./slip-head.ts";

type Asked = FastifyRequest<{ Querystring: { quay?: string; tu?: string; den?: string } }>;

/** The tracking book of a counter: on screen, as the circular's form and as a spreadsheet. */
export function registerPages(app: App, shared: Deps): void {
  app.get("/can-bo/so-theo-doi", async (request: Asked, reply) => {
    const deps = seenAs(shared, request.actor);
    const officer = requireOfficer(request);
    const asked = readRequest(request, deps);
    const books = await listBooks(deps.db, officer.id);
    let span: RegisterSpan | null = null;
    let error: string | null = null;
    try {
      span = await readLogged(shared, request, asked);
    } catch (fault) {
      if (!(fault instanceof ApiError) || fault.status !== 422) throw fault;
      error = errorSentence(fault.code);
    }
    const props = { reader: readerOf(officer), books, asked, span, error };
    return reply
      .code(error ? 422 : 200)
      .type("text/html; charset=utf-8")
      .send(renderPage(<RegisterPage {...props} />));
  });
  app.get("/can-bo/so-theo-doi.pdf", async (request: Asked, reply) => {
    const deps = seenAs(shared, request.actor);
    const { book, from, to, rows } = await readLogged(shared, request, readRequest(request, deps));
    const { head } = await letterheadOf(deps.db, { agencyId: book.id, number: "", at: deps.now() });
    const pdf = await renderSlip("register", slipRegime(to), { head, book: `01/${from.slice(0, 4)}`, from, to, rows });
    return reply.type("application/pdf").header("cache-control", "private, no-store").send(Buffer.from(pdf));
  });
  app.get("/can-bo/so-theo-doi.xlsx", async (request: Asked, reply) => {
    const { rows } = await readLogged(shared, request, readRequest(request, shared));
    return reply
      .type(XLSX_TYPE)
      .header("content-disposition", 'attachment; filename="so-theo-doi.xlsx"')
      .header("cache-control", "private, no-store")
      .send(writeSheet(REGISTER_COLUMNS, rows.map(registerCells), []));
  });
}

/** Without dates: the month up to today. */
function readRequest({ query }: Asked, deps: Deps): RegisterRequest {
  const today = dateOf(deps.now());
  const { quay = "", tu = `${today.slice(0, 8)}01`, den = today } = query;
  return { agency: quay, from: readDate(tu) ?? tu, to: readDate(den) ?? den };
}
