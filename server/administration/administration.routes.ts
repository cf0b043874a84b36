import { requireOfficer } from "../identity/index.ts";
import type { Deps } from "../platform/deps.ts";
import { errorAnswers } from "../platform/http/error-schema.ts";
import type { App } from "../platform/http/server.ts";
import { readUpload, UPLOAD_LIMITS } from "../platform/http/read-upload.ts";
import type { SheetKind } from "../platform/sheet/sheet-kind.ts";
import { XLSX_TYPE, writeSheet } from "../platform/sheet/write-sheet.ts";
import { ExportAnswer, ImportReportView, KindParams } from "./administration.schemas.ts";
import { runImport, SHEET_UPLOAD } from "./run-import.ts";
import { findKind } from "./sheet-kinds.ts";

const tags = ["administration"];
const OFFICERS = { 401: ["sign-in-required"], 403: ["not-your-role"], 404: ["not-found"] } as const;

/** Catalogues as spreadsheets over the API. */
export function administrationRoutes(app: App, deps: Deps, kinds: readonly SheetKind<unknown>[]): void {
  app.post(
    "/api/v1/imports/:kind",
    {
      schema: {
        tags,
        summary: "Nhập một danh mục từ bảng (multipart: file, mode)",
        consumes: ["multipart/form-data"],
        params: KindParams,
        description:
          "Phần file: bảng XLSX, ODS hoặc CSV, tối đa 10 MB và 20.000 dòng. Phần mode: good-rows (nhập các dòng đúng, mặc " +
          "định) hoặc all-or-nothing (có dòng sai thì không nhập dòng nào). Nhập lại cùng bảng thì không đổi gì.",
        response: {
          200: ImportReportView,
          ...errorAnswers({
            ...OFFICERS,
            406: ["invalid-request"],
            413: ["sheet-too-big", "sheet-too-many-rows"],
            422: [
              "file-empty",
              "import-mode-unknown",
              "sheet-damaged",
              "sheet-without-rows",
              "sheet-columns-missing",
              "text-not-unicode",
            ],
          }),
        },
      },
    },
    async (request) => {
      const context = { db: deps.db, actor: requireOfficer(request), now: deps.now() };
      const kind = findKind(kinds, request.params.kind);
      await kind.authorise(context);
      const { id, mode, rows } = await runImport(
        kind,
        await readUpload(request.parts({ limits: UPLOAD_LIMITS }), SHEET_UPLOAD),
        context,
      );
      const report = rows.map(({ number, outcome, faults, notes }) => ({
        number,
        outcome,
        faults: [...faults],
        notes: [...notes],
      }));
      return { id, kind: kind.kind, mode, rows: report };
    },
  );
  app.get(
    "/api/v1/exports/:kind",
    {
      schema: {
        tags,
        summary: "Xuất một danh mục ra bảng XLSX",
        description: `Trả lời là tệp ${XLSX_TYPE}: trang đầu là bảng, trang sau nói mỗi cột ghi gì. Sửa rồi nhập lại được.`,
        params: KindParams,
        response: { 200: ExportAnswer, ...errorAnswers(OFFICERS) },
      },
    },
    async (request, reply) => {
      const context = { db: deps.db, actor: requireOfficer(request), now: deps.now() };
      const kind = findKind(kinds, request.params.kind);
      await kind.authorise(context);
      return reply.type(XLSX_TYPE).send(writeSheet(kind.columns, await kind.rows(context), []));
    },
  );
}
