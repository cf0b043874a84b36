import type { FastifyReply } from "fastify";
import { readerOf } from "../../domain/identity/actor.ts";
import { compareVersions } from "../../domain/procedure/compare-versions.ts";
import type { Level, ProcedureContent } from "../../domain/procedure/procedure.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { ProcedureRecordPage } from "../../web/admin/ProcedureRecordPage.tsx";
import { ProceduresPage } from "../../web/admin/ProceduresPage.tsx";
import { competenceText } from "../../web/procedure/version-text.ts";
import { requireOfficer } from "../identity/index.ts";
import { findAgencyByCode } from "../organisation/index.ts";
import type { Deps } from "../platform/deps.ts";
import { notFound } from "../platform/errors.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { cursorAfter, readCursor } from "./page-cursor.ts";
import { listProcesses } from "./process.queries.ts";
import { listFields, listProcedures, listVersions } from "./procedure-list.queries.ts";
import { requireCatalogueEditor } from "./require-catalogue-editor.ts";

const ROOM = "/can-bo/quan-tri/thu-tuc";
const LIMIT = 50;
const LEVELS: readonly Level[] = ["province", "district", "commune"];
const FILEABLE: Readonly<Record<string, boolean>> = { co: true, chua: false };
const html = (reply: FastifyReply, text: string): FastifyReply => reply.type("text/html; charset=utf-8").send(text);

type Query = Readonly<Record<"tim" | "linh-vuc" | "cap" | "nop" | "sau" | "xong", string | undefined>>;

/** The catalogue of procedures for the province's administrators: the list, and all about one procedure. */
export function cataloguePages(app: App, deps: Deps): void {
  app.get<{ Querystring: Query }>(ROOM, async (request, reply) => {
    const officer = requireOfficer(request);
    await requireCatalogueEditor({ db: deps.db, actor: officer, now: deps.now() });
    const { query } = request;
    const filter = {
      text: query.tim ?? "",
      field: query["linh-vuc"] ?? "",
      level: query.cap ?? "",
      fileable: query.nop ?? "",
    };
    const asked = {
      text: filter.text,
      field: filter.field || null,
      level: LEVELS.find((level) => level === filter.level) ?? null,
      fileable: FILEABLE[filter.fileable] ?? null,
    };
    const { items, count } = await listProcedures(deps.db, asked, { after: readCursor(query.sau), limit: LIMIT });
    const next = nextAddress(query, cursorAfter(items, LIMIT));
    const fields = await listFields(deps.db);
    const shown = { filter, fields, rows: items, count, next, isFirst: !query.sau };
    return html(reply, renderPage(<ProceduresPage reader={readerOf(officer)} {...shown} />));
  });
  app.get<{ Params: { code: string }; Querystring: Query }>(`${ROOM}/:code`, async (request, reply) => {
    const officer = requireOfficer(request);
    await requireCatalogueEditor({ db: deps.db, actor: officer, now: deps.now() });
    const { code } = request.params;
    const versions = await listVersions(deps.db, code);
    const [inForce] = versions;
    if (!inForce) throw notFound();
    const { name, field, serviceLevel, content, eform } = inForce;
    const [process] = await listProcesses(deps.db, code);
    const rows = versions.map((version, index) => {
      const before = versions[index + 1];
      return { ...version, differences: before ? compareVersions(before, version) : [] };
    });
    const shown = { code, name, field, serviceLevel, content, versions: rows, process: process ?? null };
    const questions = Object.keys(eform?.schema.properties ?? {}).length;
    const competence = await competenceName(deps, content);
    const done = DONE.get(request.query.xong ?? "") ?? null;
    return html(
      reply,
      renderPage(<ProcedureRecordPage reader={readerOf(officer)} {...shown} {...{ questions, competence, done }} />),
    );
  });
}

const DONE: ReadonlyMap<string, string> = new Map([
  ["luu", "Đã lưu thành phiên bản mới; hồ sơ nộp từ bây giờ theo phiên bản này."],
  ["khong-doi", "Thiết lập không có gì khác phiên bản đang dùng nên không tạo phiên bản mới."],
]);

function nextAddress(query: Query, cursor: string | null): string | null {
  if (!cursor) return null;
  const kept = (["tim", "linh-vuc", "cap", "nop"] as const).flatMap((key): [string, string][] => {
    const value = query[key];
    return value ? [[key, value]] : [];
  });
  return `${ROOM}?${new URLSearchParams([...kept, ["sau", cursor]]).toString()}`;
}

async function competenceName(deps: Deps, { competence }: ProcedureContent): Promise<string> {
  if (typeof competence === "string") return competenceText(competence);
  const agency = await findAgencyByCode(deps.db, competence.agencyCode, dateOf(deps.now()));
  return agency ? `${agency.name} (${agency.code})` : competenceText(competence.agencyCode);
}
