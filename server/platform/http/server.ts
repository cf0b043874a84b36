import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import helmet from "@fastify/helmet";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from "fastify";
import type { Deps } from "../deps.ts";
import { ApiError } from "../errors.ts";
import { failingParts } from "../failing-parts.ts";
import { newId } from "../ids.ts";
import { answerError, answerNotFound } from "./answer-error.ts";
import { guardRefused, keepNothing, nameAnswer } from "./guard-headers.ts";
import { normaliseInput, readAsForm, refuseEndless } from "./normalise-input.ts";

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

const BODY_LIMIT = 2 * 1024 * 1024;
const YEAR_S = 31_536_000;
const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/** The HTTP server without any module: parsing, guards, error answers, health and the description of the API. */
export async function buildServer(deps: Deps): Promise<App> {
  const app: App = Fastify({
    logger: {
      level: deps.config.production ? "info" : "warn",
      redact: ["req.headers.cookie", "req.headers.authorization"],
      serializers: { req: loggedRequest },
    },
    genReqId: () => newId(),
    bodyLimit: BODY_LIMIT,
    // A forwarded address counts only where one of our own proxies has told it: anybody else would invent a new one for
    // each guess and so escape every limit.
    trustProxy: [...deps.config.trustedProxies],
    // An address that the router itself refuses is answered like any other, not with its own words.
    frameworkErrors: (error, request, reply) => {
      guardRefused(request, reply);
      void answerError(error, request, reply);
    },
    // Every fault of a form is answered at once, and nothing unknown is silently dropped.
    ajv: { customOptions: { allErrors: true, removeAdditional: false, coerceTypes: "array", keywords: ["x-example"] } },
  }).withTypeProvider<TypeBoxTypeProvider>();
  await app.register(rateLimit, { global: false });
  await app.register(cookie);
  await app.register(formbody);
  await app.register(multipart, { limits: { files: 1, fields: 50, fieldSize: 64 * 1024 } });
  await app.register(helmet, {
    // With helmet's own "no-referrer" browsers send forms with the origin "null", which cannot be compared.
    referrerPolicy: { policy: "same-origin" },
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        // Scans and results are shown beside the work by the browser's own viewer.
        objectSrc: ["'self'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: deps.config.baseUrl.startsWith("https:")
      ? { maxAge: YEAR_S, includeSubDomains: true }
      : false,
  });
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Một Cửa", version: "1", description: "API của hệ thống thông tin giải quyết thủ tục hành chính" },
    },
    // Pages are for people; what is described is what programs call.
    transform: ({ schema, url }) => ({ schema: { ...schema, hide: schema?.hide ?? !url.startsWith("/api/") }, url }),
  });
  app.addHook("onRequest", nameAnswer);
  app.addHook("onSend", keepNothing);
  app.addHook("onRequest", async (request) =>
    refuseForeignOrigin(request.method, request.headers, deps.config.baseUrl),
  );
  app.addHook("preValidation", async (request) => {
    normaliseInput(request);
    const ownQuery = request.routeOptions.schema?.querystring !== undefined;
    if (!request.url.startsWith("/api/")) readAsForm(request, { ownQuery });
  });
  app.addHook("preHandler", async (request) => refuseEndless(request));
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerNotFound);
  app.get("/livez", { schema: { hide: true } }, async () => ({ ok: true }));
  app.get("/readyz", { schema: { hide: true } }, async (_request, reply) => {
    // The parts and nothing more, since anybody may ask.
    const failing = await failingParts(deps);
    return failing.length === 0 ? { ok: true } : reply.code(503).send({ ok: false, failing });
  });
  app.get("/api/openapi.json", { schema: { hide: true } }, async () => app.swagger());
  return app;
}

// Identity numbers must not reach the log, not even through an address somebody typed.
function loggedRequest(request: { method: string; url: string; id: string }): { method: string; url: string } {
  return { method: request.method, url: request.url.replaceAll(/\d{9,12}/g, "…") };
}

/** Forms and calls of other sites ride on the person's cookie; browsers name the origin, so it is compared. */
function refuseForeignOrigin(
  method: string,
  headers: { origin?: string | undefined; host?: string | undefined },
  baseUrl: string,
): void {
  if (READING.has(method) || headers.origin === undefined) return;
  const own = headers.origin === new URL(baseUrl).origin || headers.origin.replace(/^https?:\/\//, "") === headers.host;
  if (!own) throw new ApiError(403, "foreign-origin", { seen: headers.origin });
}
