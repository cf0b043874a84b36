import Type from "typebox";
import { requireOfficer } from "../identity/index.ts";
import type { Deps } from "../platform/deps.ts";
import type { App } from "../platform/http/server.ts";
import { readRegister } from "./read-register.ts";

const Day = Type.String({ format: "date", examples: ["2026-09-07"] });
const At = Type.Union([Type.String({ examples: ["2026-09-07T09:00:00+07:00"] }), Type.Null()]);
const Row = Type.Object({
  sequence: Type.String({ examples: ["0127"] }),
  dossierCode: Type.String({ examples: ["H99.01-260907-0001"] }),
  procedureName: Type.String(),
  applicantName: Type.String(),
  contact: Type.String(),
  agencyName: Type.String(),
  receivedAt: At,
  dueAt: At,
  returnedAt: At,
  resultChannel: Type.Union([Type.String(), Type.Null()]),
});

/** The tracking book over the API. */
export function registerRoutes(app: App, deps: Deps): void {
  app.get(
    "/api/v1/register",
    {
      schema: {
        tags: ["dossier"],
        summary: "Sổ theo dõi hồ sơ của một quầy (mẫu 06/07)",
        querystring: Type.Object({ agency: Type.String({ examples: ["H99.01"] }), from: Day, to: Day }),
        response: {
          200: Type.Object({ agency: Type.String(), rows: Type.Array(Row), more: Type.Boolean() }),
        },
      },
    },
    async (request) => {
      const { book, rows, more } = await readRegister(deps.db, requireOfficer(request), request.query);
      const cells = rows.map(
        ({ receivedAt = null, dueAt = null, returnedAt = null, resultChannel = null, ...row }) => ({
          ...row,
          receivedAt,
          dueAt,
          returnedAt,
          resultChannel,
        }),
      );
      return { agency: book.code, rows: cells, more };
    },
  );
}
