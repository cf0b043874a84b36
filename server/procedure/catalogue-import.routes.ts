import Type from "typebox";
import { catalogueRowSentences } from "../../web/procedure/version-text.ts";
import { requireOfficer } from "../identity/index.ts";
import type { Deps } from "../platform/deps.ts";
import { errorAnswers } from "../platform/http/error-schema.ts";
import { readUpload, UPLOAD_LIMITS } from "../platform/http/read-upload.ts";
import type { App } from "../platform/http/server.ts";
import { CATALOGUE_IMPORT_EXAMPLE } from "./api-examples.ts";
import { bringCatalogue, CATALOGUE_UPLOAD } from "./bring-catalogue.ts";
import { requireCatalogueEditor } from "./require-catalogue-editor.ts";
import { oneOf } from "./schema-parts.ts";

const CatalogueReportView = Type.Object(
  {
    id: Type.String({ description: "Báo cáo này ở /can-bo/quan-tri/thu-tuc/danh-muc/{id}" }),
    mode: oneOf(CATALOGUE_UPLOAD.modes),
    rows: Type.Array(
      Type.Object({
        line: Type.Integer({ description: "Số dòng trong tệp" }),
        code: Type.String(),
        name: Type.String(),
        outcome: oneOf(["created", "changed", "unchanged", "error", "undone"]),
        sentences: Type.Array(Type.String(), { description: "Vì sao không nhận; đổi những gì; còn bỏ ngỏ gì" }),
      }),
    ),
    missing: Type.Array(Type.Object({ code: Type.String(), name: Type.String() }), {
      description: "Đang có hiệu lực mà tệp không có; không tự bãi bỏ",
    }),
  },
  { examples: [CATALOGUE_IMPORT_EXAMPLE] },
);

/** The national catalogue brought in over the API. */
export function catalogueImportRoutes(app: App, deps: Deps): void {
  app.post(
    "/api/v1/imports/procedures",
    {
      schema: {
        tags: ["procedure"],
        summary: "Nhập danh mục quốc gia, mỗi dòng một thủ tục (multipart: file, mode)",
        consumes: ["multipart/form-data"],
        description:
          "Phần file: JSON từng dòng, để nguyên hoặc nén gzip; tối đa 20 MB, khi giải nén 100 MB và 20.000 dòng. Phần " +
          "mode: good-rows (nhập các dòng đúng, mặc định), all-or-nothing (có dòng sai thì không nhập dòng nào) hoặc " +
          "preview (chỉ cho biết từng dòng sẽ ra sao). Nhập lại cùng tệp thì không đổi gì.",
        response: {
          200: CatalogueReportView,
          ...errorAnswers({
            401: ["sign-in-required"],
            403: ["not-your-role"],
            406: ["invalid-request"],
            413: ["catalogue-too-big"],
            422: ["file-empty", "import-mode-unknown", "catalogue-damaged", "catalogue-without-rows"],
            507: ["storage-full"],
          }),
        },
      },
    },
    async (request) => {
      const useCase = { ...deps, actor: requireOfficer(request), now: deps.now() };
      await requireCatalogueEditor(useCase);
      const file = await readUpload(request.parts({ limits: UPLOAD_LIMITS }), CATALOGUE_UPLOAD);
      const { id, report } = await bringCatalogue(useCase, file);
      const rows = report.rows.map(({ line, code, name, outcome, ...told }) => ({
        line,
        code,
        name,
        outcome,
        sentences: [...catalogueRowSentences(told)],
      }));
      return { id, mode: file.mode, rows, missing: [...report.missing] };
    },
  );
}
