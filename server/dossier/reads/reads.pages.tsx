import { Readable } from "node:stream";
import { stringify } from "csv-stringify/sync";
import type { FastifyReply, FastifyRequest } from "fastify";
import { readerOf } from "../../../domain/identity/actor.ts";
import { READ_TEXT } from "../../../web/dossier/read-text.ts";
import { errorSentence } from "../../../web/i18n/error-text.ts";
import { ReadCountsPage, ReadsPage } from "../../../web/office/ReadsPage.tsx";
import { WhoHasReadPage } from "../../../web/portal/WhoHasReadPage.tsx";
import { momentText } from "../../../web/ui/moment-text.ts";
import { requireCitizen } from "../../identity/index.ts";
import { getVersion } from "../../procedure/index.ts";
import type { Db } from "../../platform/database.ts";
import { seenAs, type Deps } from "../../platform/deps.ts";
import { ApiError, notFound } from "../../platform/errors.ts";
import { renderPage } from "../../platform/http/render.tsx";
import type { App } from "../../platform/http/server.ts";
import { isId } from "../../platform/ids.ts";
import { getVisible } from "../api/dossier.routes.ts";
import { readBefore, readFilter, requireInspector, type AskedReads } from "./read-filter.ts";
import { countByOfficerAndDay, listReads, listReadsOfDossier, type ReadFilter, type ReadRow } from "./reads.queries.ts";

const ROOM = "/can-bo/nhat-ky-xem";
const PAGE = 50;
const MOST_COUNTS = 200;
const CSV_PAGE = 1_000;

interface Query {
  readonly "ho-so"?: string;
  readonly "can-bo"?: string;
  readonly loai?: string;
  readonly tu?: string;
  readonly den?: string;
  readonly truoc?: string;
}
type Asked = FastifyRequest<{ Querystring: Query }>;

const html = (reply: FastifyReply, text: string, status = 200): FastifyReply =>
  reply.code(status).type("text/html; charset=utf-8").send(text);

/** Who has read: the owner's page of it, and the inspectors' list, table of it and counts by day. */
export function readsPages(app: App, shared: Deps): void {
  app.get<{ Params: { id: string }; Querystring: Query }>("/ho-so/:id/nguoi-xem", async (request, reply) => {
    const citizen = requireCitizen(request);
    const { id } = request.params;
    if (!isId(id)) throw notFound();
    const { db } = seenAs(shared, citizen);
    const dossier = await getVisible(db, id, citizen);
    const page = { before: readBefore(request.query.truoc), limit: PAGE };
    const rows = await listReadsOfDossier(db, { dossierId: id, asker: citizen.id }, page);
    const { name } = await getVersion(db, dossier.procedureVersionId);
    const props = { id, person: citizen.name, procedureName: name, rows, older: olderThan(rows) };
    return html(reply, renderPage(<WhoHasReadPage {...props} />));
  });
  app.get(ROOM, async (request: Asked, reply) => {
    const officer = requireInspector(request);
    const { db } = seenAs(shared, officer);
    const { filter, error } = filterOf(request, shared);
    const page = { before: readBefore(request.query.truoc), limit: PAGE };
    const rows = filter ? await listReads(db, { ...filter, officerId: officer.id }, page) : [];
    const props = {
      reader: readerOf(officer),
      asked: shownQuery(request, filter),
      rows,
      older: olderThan(rows),
      error,
    };
    return html(reply, renderPage(<ReadsPage {...props} />), error ? 422 : 200);
  });
  app.get(`${ROOM}/theo-ngay`, async (request: Asked, reply) => {
    const officer = requireInspector(request);
    const { db } = seenAs(shared, officer);
    const { filter, error } = filterOf(request, shared);
    const rows = filter ? await countByOfficerAndDay(db, { ...filter, officerId: officer.id }, MOST_COUNTS) : [];
    const props = { reader: readerOf(officer), asked: shownQuery(request, filter), rows, error };
    return html(reply, renderPage(<ReadCountsPage {...props} />), error ? 422 : 200);
  });
  app.get(`${ROOM}.csv`, async (request: Asked, reply) => {
    const officer = requireInspector(request);
    const { db } = seenAs(shared, officer);
    const filter = { ...readFilter(askedOf(request), shared.now()), officerId: officer.id };
    return reply
      .type("text/csv; charset=utf-8")
      .header("content-disposition", 'attachment; filename="nhat-ky-xem.csv"')
      .header("cache-control", "private, no-store")
      .send(Readable.from(csvLines(db, filter)));
  });
}

const olderThan = (rows: readonly ReadRow[]): number | null => (rows.length < PAGE ? null : (rows.at(-1)?.id ?? null));

function askedOf({ query }: Asked): AskedReads {
  return { dossier: query["ho-so"], officer: query["can-bo"], kind: query.loai, from: query.tu, to: query.den };
}

function filterOf(request: Asked, deps: Deps): { filter: ReadFilter | null; error: string | null } {
  try {
    return { filter: readFilter(askedOf(request), deps.now()), error: null };
  } catch (fault) {
    if (!(fault instanceof ApiError) || fault.status !== 422) throw fault;
    return { filter: null, error: errorSentence(fault.code) };
  }
}

/** What stands in the form again: as it was typed, or the span that was taken where none was. */
function shownQuery({ query }: Asked, filter: ReadFilter | null) {
  return {
    dossier: query["ho-so"] ?? "",
    officer: query["can-bo"] ?? "",
    kind: query.loai ?? "",
    from: query.tu || (filter?.from ?? ""),
    to: query.den || (filter?.to ?? ""),
  };
}

const HEAD = [
  "Lúc",
  "Tên đăng nhập",
  "Người xem",
  "Cơ quan",
  "Cách xem",
  "Mã hồ sơ",
  "Mục đích",
  "Mã yêu cầu",
  "Đọc khẩn cấp",
];

/** Cells that a spreadsheet would reckon are made plain text. */
function csv(lines: readonly (readonly string[])[]): string {
  const rows = lines.map((line) => [...line]);
  return stringify(rows, { record_delimiter: "windows", escape_formulas: true });
}

async function* csvLines(db: Db, filter: ReadFilter & { readonly officerId: string }): AsyncGenerator<string> {
  yield `\uFEFF${csv([HEAD])}`;
  let before: number | null = null;
  for (;;) {
    const rows: readonly ReadRow[] = await listReads(db, filter, { before, limit: CSV_PAGE });
    yield csv(rows.map(csvCells));
    before = rows.at(-1)?.id ?? null;
    if (rows.length < CSV_PAGE) return;
  }
}

function csvCells({
  at,
  login,
  name,
  agency,
  kind,
  dossierCode,
  purpose,
  requestId,
  emergency,
}: ReadRow): readonly string[] {
  return [
    momentText(at),
    login ?? "",
    name,
    agency ?? "",
    READ_TEXT[kind],
    dossierCode ?? "",
    purpose,
    requestId ?? "",
    emergency ? "có" : "",
  ];
}
