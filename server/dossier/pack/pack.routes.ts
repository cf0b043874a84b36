import { Readable } from "node:stream";
import Type from "typebox";
import { requireOfficer } from "../../identity/index.ts";
import { seenAs, type Deps } from "../../platform/deps.ts";
import { errorAnswers } from "../../platform/http/error-schema.ts";
import type { App } from "../../platform/http/server.ts";
import { getInScope } from "../api/dossier.routes.ts";
import { IdParams } from "../api/dossier.schemas.ts";
import { makePack } from "./make-pack.ts";

const ZIP_TYPE = "application/zip";

/** The evidence of a dossier as a file. */
export function packRoutes(app: App, shared: Deps): void {
  app.get(
    "/api/v1/dossiers/:id/evidence",
    {
      schema: {
        tags: ["dossier"],
        summary: "Gói bằng chứng của hồ sơ",
        description: `Tệp ZIP (${ZIP_TYPE}): sự kiện, trạng thái, tệp, nhật ký xem, chứng minh thuộc gốc ngày. Dành cho kiểm soát và thanh tra; mỗi lần tải đều được ghi lại.`,
        params: IdParams,
        response: {
          200: {
            description: `Tệp ${ZIP_TYPE}`,
            content: { [ZIP_TYPE]: { schema: Type.Unsafe<Readable>(Type.String({ format: "binary" })) } },
          },
          ...errorAnswers({
            401: ["sign-in-required"],
            403: ["not-your-role"],
            404: ["not-found"],
            413: ["evidence-pack-too-big"],
          }),
        },
      },
    },
    async (request, reply) => {
      const officer = requireOfficer(request);
      const deps = seenAs(shared, officer);
      const dossier = await getInScope(deps.db, request.params.id, officer);
      const { fileName, bytes } = await makePack(deps, officer, dossier.id);
      return reply
        .type(ZIP_TYPE)
        .header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
        .header("cache-control", "private, no-store")
        .send(Readable.from(bytes));
    },
  );
}
