import type { FastifyReply } from "fastify";
import { OfficerSignInPage } from "../../web/identity/SignInPages.tsx";
import { renderPage } from "../platform/http/render.tsx";

/** A form that was sent when nobody was signed in any more. */
export interface KeptForm {
  /** Where it was sent to. */
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Answers a form with the sign-in page in its place; the page carries what was typed, and the server keeps nothing. */
export function askOfficerToSignIn(reply: FastifyReply, { path, fields }: KeptForm): FastifyReply {
  const kept = JSON.stringify({ path, fields });
  return reply
    .code(401)
    .type("text/html; charset=utf-8")
    .send(renderPage(<OfficerSignInPage back="/can-bo" error={null} login="" kept={kept} passkeys={false} />));
}

/** The form that a sign-in page carried; undefined when there is none or somebody tampered with it. */
export function readKeptForm(text: string | undefined): KeptForm | undefined {
  if (!text) return undefined;
  try {
    const { path, fields } = JSON.parse(text) as Partial<Record<keyof KeptForm, unknown>>;
    if (typeof path !== "string" || typeof fields !== "object" || fields === null) return undefined;
    const texts = Object.entries(fields).filter(([, value]) => typeof value === "string");
    return { path, fields: Object.fromEntries(texts) as Record<string, string> };
  } catch {
    return undefined;
  }
}
