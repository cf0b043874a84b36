import { ActivationCodePage } from "../../web/admin/OfficerPage.tsx";
import { momentText } from "../../web/ui/moment-text.ts";
import { type OfficerActor, readerOf } from "../../domain/identity/actor.ts";
import { requireOfficer, requireRole } from "../identity/index.ts";
import type { Deps } from "../platform/deps.ts";
import { notFound } from "../platform/errors.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { XLSX_TYPE, writeSheet } from "../platform/sheet/write-sheet.ts";
import type { UseCase } from "../platform/use-case.ts";
import { blockAccount, endSessions, issueCode, issueMissingCodes } from "./manage-account.ts";
import { getManaged } from "./managed-officer.ts";

const ROOM = "/can-bo/quan-tri/can-bo";

const CODE_COLUMNS = [
  { key: "name", header: "Họ tên", hint: "", required: true },
  { key: "agencies", header: "Cơ quan", hint: "", required: true },
  { key: "login", header: "Tên đăng nhập", hint: "", required: true },
  { key: "code", header: "Mã kích hoạt", hint: "Dùng một lần ở trang /can-bo/kich-hoat.", required: true },
  { key: "expires", header: "Dùng trước", hint: "", required: true },
];

/** Accounts of officers: lock, unlock, activation codes, sessions. Codes are in the answer to a POST and nowhere else. */
export function accountPages(app: App, deps: Deps): void {
  const contextOf = (actor: OfficerActor): UseCase<OfficerActor> => ({ db: deps.db, actor, now: deps.now() });
  app.post(`${ROOM}/ma-kich-hoat`, async (request, reply) => {
    const issued = await issueMissingCodes(contextOf(requireRole(request, "administrator")));
    const rows = issued.map(({ name, agencies, login, code, expiresAt }) => {
      return { name, agencies, login, code, expires: momentText(expiresAt) };
    });
    return reply
      .type(XLSX_TYPE)
      .header("content-disposition", 'attachment; filename="ma-kich-hoat.xlsx"')
      .header("cache-control", "no-store")
      .send(writeSheet(CODE_COLUMNS, rows, []));
  });
  app.post<{ Params: { id: string } }>(`${ROOM}/:id/ma-kich-hoat`, async (request, reply) => {
    const context = contextOf(requireOfficer(request));
    const officer = await getManaged(context, idIn(request.params.id));
    const issued = await issueCode(context, officer.id);
    const page = <ActivationCodePage reader={readerOf(context.actor)} officer={officer} {...issued} />;
    return reply.type("text/html; charset=utf-8").header("cache-control", "no-store").send(renderPage(page));
  });
  for (const [path, blocked] of [
    ["khoa", true],
    ["mo-khoa", false],
  ] as const) {
    app.post<{ Params: { id: string } }>(`${ROOM}/:id/${path}`, async (request, reply) => {
      const id = idIn(request.params.id);
      await blockAccount(contextOf(requireOfficer(request)), id, blocked);
      return reply.redirect(`${ROOM}/${id}`, 303);
    });
  }
  app.post<{ Params: { id: string } }>(`${ROOM}/:id/phien/ket-thuc`, async (request, reply) => {
    const id = idIn(request.params.id);
    await endSessions(contextOf(requireOfficer(request)), id, null);
    return reply.redirect(`${ROOM}/${id}`, 303);
  });
  app.post<{ Params: { id: string; session: string } }>(
    `${ROOM}/:id/phien/:session/ket-thuc`,
    async (request, reply) => {
      const id = idIn(request.params.id);
      await endSessions(contextOf(requireOfficer(request)), id, idIn(request.params.session));
      return reply.redirect(`${ROOM}/${id}`, 303);
    },
  );
}

function idIn(text: string): string {
  if (!/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text)) throw notFound();
  return text;
}
