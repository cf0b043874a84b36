import Type from "typebox";
import { requireOfficer } from "../identity/index.ts";
import type { Deps } from "../platform/deps.ts";
import type { App } from "../platform/http/server.ts";
import type { SheetKind } from "../platform/sheet/sheet-kind.ts";
import { XLSX_TYPE, writeSheet } from "../platform/sheet/write-sheet.ts";
import { readUpload } from "./read-upload.ts";
import { runImport } from "./run-import.ts";
import { findKind } from "./sheet-kinds.ts";

const tags = ["administration"];
const KindParams = Type.Object({ kind: Type.String({ pattern: "^[a-z-]+$" }) });
const Fault = Type.Object({
  number: Type.Integer(),
  column: Type.Union([Type.String(), Type.Null()]),
  code: Type.String(),
  seen: Type.String(),
});
const Report = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  mode: Type.String(),
  rows: Type.Array(
    Type.Object({
      number: Type.Integer({ description: "Số dòng trong tệp, dòng tiêu đề là 1" }),
      outcome: Type.String(),
      faults: Type.Array(Fault),
      notes: Type.Array(Type.String()),
    }),
  ),
});

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
        response: { 200: Report },
      },
    },
    async (request) => {
      const context = { db: deps.db, actor: requireOfficer(request), now: deps.now() };
      const kind = findKind(kinds, request.params.kind);
      await kind.authorise(context);
      const { id, mode, rows } = await runImport(
        kind,
        await readUpload(request.parts({ limits: { files: 1 } })),
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
    { schema: { tags, summary: "Xuất một danh mục ra bảng XLSX", params: KindParams, produces: [XLSX_TYPE] } },
    async (request, reply) => {
      const context = { db: deps.db, actor: requireOfficer(request), now: deps.now() };
      const kind = findKind(kinds, request.params.kind);
      await kind.authorise(context);
      return reply.type(XLSX_TYPE).send(writeSheet(kind.columns, await kind.rows(context), []));
    },
  );
}
