import { readerOf } from "../../domain/identity/actor.ts";
import { QuarantinePage } from "../../web/admin/QuarantinePage.tsx";
import { errorSentence } from "../../web/i18n/error-text.ts";
import { requireOfficer } from "../identity/index.ts";
import type { Deps } from "../platform/deps.ts";
import { ApiError } from "../platform/errors.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { decideHeld, readQuarantine } from "./decide-held.ts";

const PLACE = "/can-bo/quan-tri/kiem-dich";

/** Where administrators of the province see what is held, and release or delete it. */
export function quarantinePages(app: App, deps: Deps): void {
  const page = async (
    actor: ReturnType<typeof requireOfficer>,
    fault: { readonly id: string; readonly text: string } | null,
  ): Promise<string> => {
    const files = await readQuarantine({ db: deps.db, actor, now: deps.now() });
    return renderPage(<QuarantinePage reader={readerOf(actor)} files={files} fault={fault} />);
  };
  app.get(PLACE, async (request, reply) =>
    reply.type("text/html; charset=utf-8").send(await page(requireOfficer(request), null)),
  );
  app.post<{ Params: { id: string } }>(`${PLACE}/:id`, async (request, reply) => {
    const actor = requireOfficer(request);
    const { id } = request.params;
    const fields = request.body as Readonly<Record<string, string>>;
    const decision = fields["decision"];
    if (decision !== "released" && decision !== "deleted")
      throw new ApiError(400, "invalid-request", { seen: decision, expected: ["released", "deleted"] });
    try {
      const context = { db: deps.db, files: deps.files, actor, now: deps.now() };
      await decideHeld(context, { id, decision, reason: fields[`reason-${id}`] ?? "" });
      return await reply.redirect(PLACE, 303);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status < 409) throw error;
      const text = await page(actor, { id, text: errorSentence(error.code) });
      return reply.code(error.status).type("text/html; charset=utf-8").send(text);
    }
  });
}
