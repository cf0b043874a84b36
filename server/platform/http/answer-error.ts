import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { errorSentence, faultSentence } from "../../../web/i18n/error-text.ts";
import { renderErrorPage } from "../../../web/ui/ErrorPage.tsx";
import { ApiError, notFound } from "../errors.ts";
import { outageBehind } from "./outage.ts";
import { renderPage } from "./render.tsx";

/** Every error in one form: JSON for programs, a page with a number to read over the telephone for people. */
export function answerError(
  error: FastifyError | ApiError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const known = toApiError(error);
  if (!known || known.status >= 500 || error.code === BEHIND_THE_WALL) request.log.error(error);
  const { status, code, details } = known ?? { status: 500, code: "internal", details: {} };
  const message = errorSentence(code);
  if (status === 503) void reply.header("retry-after", AGAIN_S);
  if (request.url.startsWith("/api/") || !wantsPage(request)) {
    return reply.code(status).send({ error: { code, message, details, requestId: request.id } });
  }
  if (code === "sign-in-required") return reply.redirect(signInPath(request.url), 303);
  if (code === "second-factor-owed") return reply.redirect("/can-bo/tai-khoan/xac-thuc", 303);
  return reply
    .code(status)
    .type("text/html; charset=utf-8")
    .send(renderPage(renderErrorPage({ message, requestId: request.id })));
}

export function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return answerError(notFound(), request, reply);
}

function signInPath(url: string): string {
  const page = url.startsWith("/can-bo") ? "/can-bo/dang-nhap" : "/dang-nhap";
  return `${page}?ve=${encodeURIComponent(url)}`;
}

function wantsPage({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes("text/html") ?? false;
}

/** When somebody may try again who was told that the system is away for a moment. */
const AGAIN_S = 5;

// What the reader of multipart forms throws, without any status, when one is malformed or a phone loses its connection.
const BROKEN_FORM = /^Multipart: Boundary not found$|unexpected end of multipart data$/i;

/** PostgreSQL's code of a row that its reader may not write. */
const BEHIND_THE_WALL = "42501";

function toApiError(error: FastifyError | ApiError): ApiError | undefined {
  if (error instanceof ApiError) return error;
  if (error.validation) {
    const faults = error.validation.map(({ instancePath, keyword, params }) => ({
      field: instancePath.slice(1).replaceAll("/", ".") || named(params),
      code: keyword,
      message: faultSentence(keyword, params),
    }));
    return new ApiError(400, "invalid-request", { faults });
  }
  // A check of ours forgot to ask; to whoever asked it is what he may not see (ADR 10).
  if (error.code === BEHIND_THE_WALL && error.message.includes("row-level security")) return notFound();
  const outage = outageBehind(error);
  if (outage) return new ApiError(503, outage);
  if (error.code === "FST_REQ_FILE_TOO_LARGE") return new ApiError(413, "file-too-big");
  if (BROKEN_FORM.test(error.message)) return new ApiError(400, "invalid-request", { seen: error.message });
  if (error.statusCode && error.statusCode < 500)
    return new ApiError(error.statusCode, "invalid-request", { seen: error.code });
  return undefined;
}

/** The property that a fault is about, where the path does not name it. */
function named(params: Readonly<Record<string, unknown>>): string {
  const name = params["missingProperty"] ?? params["additionalProperty"];
  return typeof name === "string" ? name : "";
}
