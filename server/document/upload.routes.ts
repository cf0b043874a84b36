import type { FastifyReply, FastifyRequest } from "fastify";
import { Readable } from "node:stream";
import Type from "typebox";
import { MAX_FILE_BYTES } from "../../domain/document/document-type.ts";
import { toEpoch, type Moment } from "../../domain/shared/moment.ts";
import { seenAs, type Deps } from "../platform/deps.ts";
import { ApiError, notFound, tooMany } from "../platform/errors.ts";
import { normaliseText } from "../platform/http/normalise-input.ts";
import type { App } from "../platform/http/server.ts";
import { isId } from "../platform/ids.ts";
import { beginUpload } from "./begin-upload.ts";
import { browserUploader } from "./browser-uploader.ts";
import { continueUpload, type Checksum } from "./continue-upload.ts";
import { deleteUpload, findUpload, type OpenUpload } from "./upload.queries.ts";

const PLACE = "/api/v1/uploads";
const VERSION = "1.0.0";
const BYTES = "application/offset+octet-stream";
/** Beginning is limited for those who are not signed in: they may leave files here. */
const LIMIT = {
  rateLimit: {
    max: 60,
    timeWindow: "1 minute",
    allowList: (request: FastifyRequest) => request.actor !== null,
    errorResponseBuilder: tooMany,
  },
};

/** The hash of the secret by which a browser without a session is known; a new one is given to it when it has none. */
export type KnowBrowser = (request: FastifyRequest, reply: FastifyReply) => string;

interface Owned {
  readonly deps: Deps;
  readonly upload: OpenUpload;
}

/** Files that arrive in parts and survive a lost connection: the tus protocol 1.0. */
export function uploadRoutes(app: App, shared: Deps, knowBrowser: KnowBrowser): void {
  const ownerOf = (request: FastifyRequest, reply: FastifyReply): string =>
    request.actor?.id ?? browserUploader(knowBrowser(request, reply));
  const depsOf = (request: FastifyRequest, owner: string): Deps => seenAs(shared, request.actor ?? { key: owner });
  const own = async (request: FastifyRequest, reply: FastifyReply): Promise<Owned> => {
    requireVersion(request, reply);
    const { id } = request.params as { id: string };
    const owner = ownerOf(request, reply);
    const deps = depsOf(request, owner);
    const upload = isId(id) ? await findUpload(deps.db, { id, owner, now: deps.now() }) : undefined;
    if (!upload) throw notFound();
    return { deps, upload };
  };
  app.addContentTypeParser(BYTES, (_request, payload, done) => done(null, payload));
  describeProtocol(app);
  app.post(
    PLACE,
    { config: LIMIT, schema: described("Bắt đầu tải tệp lên từng phần (tus)") },
    async (request, reply) => {
      requireVersion(request, reply);
      const owner = ownerOf(request, reply);
      const deps = depsOf(request, owner);
      const begun = { owner, address: request.ip, ...readBeginning(request) };
      const { id, expiresAt } = await beginUpload({ db: deps.db, now: deps.now() }, begun);
      void reply.code(201).header("location", `${PLACE}/${id}`).header("upload-expires", httpDate(expiresAt));
      if (request.headers["content-type"] === BYTES) {
        const upload = await findUpload(deps.db, { id, owner, now: deps.now() });
        if (upload) void reply.header("upload-offset", await take(request, { deps, upload }));
      }
      return reply.send();
    },
  );
  const one = { schema: { ...described("Một tệp đang tải lên (tus)"), params: Type.Object({ id: Type.String() }) } };
  app.head(`${PLACE}/:id`, one, async (request, reply) => {
    const { received, size, expiresAt } = (await own(request, reply)).upload;
    void reply.header("upload-offset", received).header("upload-length", size).header("cache-control", "no-store");
    return reply.header("upload-expires", httpDate(expiresAt)).send();
  });
  app.patch(`${PLACE}/:id`, one, async (request, reply) => {
    const owned = await own(request, reply);
    if (request.headers["content-type"] !== BYTES) throw new ApiError(415, "invalid-request", { expected: BYTES });
    if (readCount(request, "upload-offset") === undefined)
      throw new ApiError(400, "invalid-request", { expected: "Upload-Offset" });
    void reply.header("upload-expires", httpDate(owned.upload.expiresAt));
    return reply
      .code(204)
      .header("upload-offset", await take(request, owned))
      .send();
  });
  app.delete(`${PLACE}/:id`, one, async (request, reply) => {
    const { deps, upload } = await own(request, reply);
    await deleteUpload(deps.db, upload.id);
    return reply.code(204).send();
  });
}

/** Takes the bytes of the request in; answers with how many there are now. */
async function take(request: FastifyRequest, { deps, upload }: Owned): Promise<number> {
  const given = { upload, offset: readCount(request, "upload-offset") ?? 0, checksum: readChecksum(request) };
  const bytes = request.body instanceof Readable ? request.body : Readable.from([]);
  return continueUpload({ ...deps, now: deps.now() }, { ...given, bytes });
}

function describeProtocol(app: App): void {
  app.options(PLACE, { schema: { hide: true } }, async (_request, reply) =>
    reply
      .code(204)
      .header("tus-resumable", VERSION)
      .header("tus-version", VERSION)
      .header("tus-extension", "creation,creation-with-upload,checksum,termination,expiration")
      .header("tus-checksum-algorithm", "sha1,sha256")
      .header("tus-max-size", MAX_FILE_BYTES)
      .send(),
  );
}

const described = (summary: string) => ({ tags: ["document"], summary, hide: true });

function requireVersion({ headers }: FastifyRequest, reply: FastifyReply): void {
  void reply.header("tus-resumable", VERSION);
  if (headers["tus-resumable"] === VERSION) return;
  void reply.header("tus-version", VERSION);
  throw new ApiError(412, "upload-version", { seen: headers["tus-resumable"], expected: VERSION });
}

/** A whole number of a header, or undefined when it is missing. Throws 400. */
function readCount({ headers }: FastifyRequest, name: "upload-length" | "upload-offset"): number | undefined {
  const text = headers[name];
  if (text === undefined) return undefined;
  if (typeof text === "string" && /^\d{1,15}$/.test(text)) return Number(text);
  throw new ApiError(400, "invalid-request", { seen: text, expected: name });
}

function readBeginning(request: FastifyRequest) {
  const size = readCount(request, "upload-length");
  if (size === undefined) throw new ApiError(400, "invalid-request", { expected: "Upload-Length" });
  const metadata = new Map(
    String(request.headers["upload-metadata"] ?? "")
      .split(",")
      .map((pair) => pair.trim().split(" "))
      .map(([key = "", value = ""]) => [key, Buffer.from(value, "base64").toString("utf8")]),
  );
  const sha256 = metadata.get("sha256") ?? null;
  if (sha256 !== null && !/^[0-9a-f]{64}$/.test(sha256))
    throw new ApiError(400, "invalid-request", { seen: sha256.slice(0, 80), expected: "sha256" });
  // A name is cleaned, never refused.
  const name = normaliseText((metadata.get("filename") ?? "").replaceAll("\0", ""));
  return { size, sha256, name };
}

function readChecksum({ headers }: FastifyRequest): Checksum | null {
  const text = headers["upload-checksum"];
  if (text === undefined) return null;
  const [algorithm, digest] = String(text).split(" ");
  if ((algorithm !== "sha1" && algorithm !== "sha256") || !digest)
    throw new ApiError(400, "invalid-request", { seen: text, expected: "sha1, sha256" });
  return { algorithm, digest: Buffer.from(digest, "base64") };
}

const httpDate = (moment: Moment): string => new Date(toEpoch(moment)).toUTCString();
