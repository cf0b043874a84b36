import { readerOf, type OfficerActor } from "../../domain/identity/actor.ts";
import { BackgroundPage } from "../../web/admin/BackgroundPage.tsx";
import { errorSentence } from "../../web/i18n/error-text.ts";
import { requireOfficer } from "../identity/index.ts";
import { seenAs, type Deps } from "../platform/deps.ts";
import { ApiError } from "../platform/errors.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import type { UseCase } from "../platform/use-case.ts";
import { discardDeadLetter, replayDeadLetters } from "./decide-dead-letters.ts";
import { MOST_COUNTED, readBackground } from "./read-background.ts";

const PLACE = "/can-bo/quan-tri/viec-nen";
const HTML = "text/html; charset=utf-8";

type Done = "replayed" | "discarded" | "decided-before";
const DONE: ReadonlyMap<string, Done> = new Map([
  ["gui-lai", "replayed"],
  ["bo-qua", "discarded"],
  ["truoc", "decided-before"],
]);

interface Said {
  readonly done?: Done | null;
  readonly fault?: { readonly letter: string; readonly text: string } | null;
}

/** Where administrators of the province see what runs in the background and decide about what has failed for good. */
export function backgroundPages(app: App, deps: Deps): void {
  const contextOf = (actor: OfficerActor): UseCase => ({ db: seenAs(deps, actor).db, actor, now: deps.now() });
  const page = async (actor: OfficerActor, { done = null, fault = null }: Said): Promise<string> => {
    const background = await readBackground(contextOf(actor));
    return renderPage(
      <BackgroundPage reader={readerOf(actor)} {...background} most={MOST_COUNTED} done={done} fault={fault} />,
    );
  };
  app.get<{ Querystring: { xong?: string } }>(PLACE, async (request, reply) => {
    const done = DONE.get(request.query.xong ?? "") ?? null;
    return reply.type(HTML).send(await page(requireOfficer(request), { done }));
  });
  app.post(`${PLACE}/gui-lai`, async (request, reply) => {
    const context = contextOf(requireOfficer(request));
    const { letter, kind } = request.body as Readonly<Record<string, string>>;
    const count = await replayDeadLetters(context, letter ? { letter } : { kind: kind ?? "" });
    return reply.redirect(`${PLACE}?xong=${count > 0 ? "gui-lai" : "truoc"}`, 303);
  });
  app.post(`${PLACE}/bo-qua`, async (request, reply) => {
    const actor = requireOfficer(request);
    const { letter = "", ...fields } = request.body as Readonly<Record<string, string>>;
    try {
      const count = await discardDeadLetter(contextOf(actor), letter, fields[`reason-${letter}`] ?? "");
      return await reply.redirect(`${PLACE}?xong=${count > 0 ? "bo-qua" : "truoc"}`, 303);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 422) throw error;
      const text = await page(actor, { fault: { letter, text: errorSentence(error.code) } });
      return reply.code(422).type(HTML).send(text);
    }
  });
}
