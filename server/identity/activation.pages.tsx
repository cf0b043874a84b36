import type { FastifyReply } from "fastify";
import { ActivationPage } from "../../web/identity/ActivationPage.tsx";
import { attemptText } from "../../web/identity/attempt-text.ts";
import { errorSentence } from "../../web/i18n/error-text.ts";
import type { Deps } from "../platform/deps.ts";
import { ApiError } from "../platform/errors.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { activate } from "./activation.ts";
import { waitUntil } from "./limit-attempts.ts";
import { goOn } from "./officer-sign-in.pages.tsx";
import { visitorOf } from "./identity.routes.ts";

const PATH = "/can-bo/kich-hoat";

/** Where an officer sets a password with an activation code. */
export function activationPages(app: App, deps: Deps): void {
  app.get(PATH, async (_request, reply) => page(reply, "", null));
  app.post(PATH, async (request, reply) => {
    const text = (field: string): string => textIn(request.body, field);
    const login = text("login");
    if (text("password") !== text("again"))
      return page(reply, login, { id: "again", text: errorSentence("passwords-differ") }, 422);
    try {
      const given = { login, code: text("code"), password: text("password"), visitor: visitorOf(request) };
      const entered = await activate({ db: deps.db, now: deps.now() }, given);
      return await goOn({ reply, deps, refill: async () => undefined }, entered, NO_ERRAND);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const id = error.status === 422 ? "password" : "code";
      return page(reply, login, { id, text: attemptText(error.code, waitUntil(error)) }, error.status);
    }
  });
}

const NO_ERRAND = { back: "/can-bo", kept: undefined, carried: null };

interface Refusal {
  readonly id: string;
  readonly text: string;
}

function page(reply: FastifyReply, login: string, error: Refusal | null, status = 200): FastifyReply {
  const errors = error ? [error] : [];
  const html = renderPage(<ActivationPage login={login} errors={errors} />);
  return reply.code(status).type("text/html; charset=utf-8").send(html);
}

function textIn(body: unknown, field: string): string {
  const value =
    typeof body === "object" && body !== null ? Object.entries(body).find(([key]) => key === field)?.[1] : "";
  return typeof value === "string" ? value.slice(0, 500) : "";
}
