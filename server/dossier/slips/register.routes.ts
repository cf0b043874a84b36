import type { Deps } from "../../platform/deps.ts";
import { errorAnswers } from "../../platform/http/error-schema.ts";
import type { App } from "../../platform/http/server.ts";
import { readLogged } from "./read-logged.ts";
import { RegisterQuery, RegisterView } from "./register.schemas.ts";

/** The tracking book over the API. */
export function registerRoutes(app: App, shared: Deps): void {
  app.get(
    "/api/v1/register",
    {
      schema: {
        tags: ["dossier"],
        summary: "Sổ theo dõi hồ sơ của một quầy (mẫu 06/07)",
        querystring: RegisterQuery,
        response: {
          200: RegisterView,
          ...errorAnswers({
            401: ["sign-in-required"],
            403: ["not-your-role"],
            404: ["not-found"],
            422: ["register-span-wrong"],
          }),
        },
      },
    },
    async (request) => {
      const { book, rows, more } = await readLogged(shared, request, request.query);
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
