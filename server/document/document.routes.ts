import Type from "typebox";
import type { Actor } from "../../domain/identity/actor.ts";
import { VIEW_PURPOSE } from "../../web/document/document-text.ts";
import { recordRead } from "../evidence/index.ts";
import { requireActor } from "../identity/index.ts";
import { seenAs, type Deps } from "../platform/deps.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import { errorAnswers } from "../platform/http/error-schema.ts";
import type { App } from "../platform/http/server.ts";
import { bindPhotos } from "./bind-photos.ts";
import { findDocument } from "./document.queries.ts";
import { findHold } from "./held-file.queries.ts";
import { receiveUpload } from "./receive-upload.ts";
import { checkDownload } from "./download-url.ts";

const Summary = Type.Object(
  {
    id: Type.String({ format: "uuid" }),
    name: Type.String(),
    mediaType: Type.String(),
    pages: Type.Union([Type.Integer(), Type.Null()]),
    size: Type.Integer({ description: "byte" }),
    sha256: Type.String(),
    pdfId: Type.Union([Type.String(), Type.Null()], { description: "Bản PDF làm từ ảnh này" }),
  },
  {
    examples: [
      {
        id: "0199d1a0-1111-7aaa-8bbb-000000000001",
        name: "giấy chứng sinh.jpg",
        mediaType: "image/jpeg",
        pages: 1,
        size: 412_345,
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        pdfId: "0199d1a0-1111-7aaa-8bbb-000000000002",
      },
    ],
  },
);
const Binding = Type.Object(
  {
    documentIds: Type.Array(Type.String({ format: "uuid" }), { minItems: 2, maxItems: 50, uniqueItems: true }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
  },
  {
    additionalProperties: false,
    examples: [
      {
        documentIds: ["0199d1a0-1111-7aaa-8bbb-000000000001", "0199d1a0-1111-7aaa-8bbb-000000000003"],
        name: "Giấy chứng sinh",
      },
    ],
  },
);
// Shown in a frame of our own pages. Browsers' own PDF viewers do not start inside a sandbox.
const PDF_POLICY =
  "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; img-src 'self' data: blob:; frame-ancestors 'self'";
const PHOTO_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'";

/** Whether the actor may see the dossier; told by the dossier module at composition. */
export type MaySee = (actor: Actor, dossierId: string) => Promise<boolean>;

/** Uploading over the API, and opening a document by an address that expires. */
export function documentRoutes(app: App, shared: Deps, maySee: MaySee): void {
  app.post(
    "/api/v1/documents",
    {
      schema: {
        tags: ["document"],
        summary: "Tải tệp lên (multipart, một tệp)",
        response: {
          201: Summary,
          ...errorAnswers({
            401: ["sign-in-required"],
            413: ["file-too-big"],
            422: [
              "file-empty",
              "file-type-unknown",
              "file-damaged",
              "image-too-large",
              "pdf-password-protected",
              "pdf-too-many-pages",
              "pdf-active-content",
              "file-too-complex",
              "file-mixed",
              "file-infected",
            ],
            503: ["inspection-failed", "scanner-unavailable"],
            507: ["storage-full"],
          }),
        },
      },
    },
    async (request, reply) => {
      const deps = seenAs(shared, request.actor);
      const actor = requireActor(request);
      const file = await request.file({ limits: { fileSize: Number.POSITIVE_INFINITY } });
      if (!file) throw new ApiError(422, "file-empty");
      const document = await receiveUpload(
        { ...deps, now: deps.now() },
        { actorId: actor.id, stream: file.file, fileName: file.filename },
      );
      return reply.code(201).send(document);
    },
  );
  app.post(
    "/api/v1/documents/bound",
    {
      schema: {
        tags: ["document"],
        summary: "Đóng nhiều ảnh của một giấy tờ thành một tệp PDF, ảnh gốc vẫn giữ",
        body: Binding,
        response: {
          201: Summary,
          ...errorAnswers({
            401: ["sign-in-required"],
            413: ["file-too-big"],
            422: ["document-unknown", "photos-only"],
            503: ["inspection-failed"],
            507: ["storage-full"],
          }),
        },
      },
    },
    async (request, reply) => {
      const deps = seenAs(shared, request.actor);
      const actor = requireActor(request);
      const bound = await bindPhotos({ ...deps, now: deps.now() }, { actorId: actor.id, ...request.body });
      return reply.code(201).send(bound);
    },
  );
  const schema = {
    hide: true,
    params: Type.Object({ id: Type.String({ format: "uuid" }) }),
    querystring: Type.Object({ han: Type.Integer(), ky: Type.String() }),
  };
  app.get("/tai-lieu/:id", { schema }, async (request, reply) => {
    const deps = seenAs(shared, request.actor);
    const actor = requireActor(request);
    const { id } = request.params;
    checkDownload(deps, { documentId: id, actorId: actor.id }, request.query);
    const document = await findDocument(deps.db, id);
    const within = document && (await dossierFor(actor, document, maySee));
    if (!document || within === undefined) throw notFound();
    const hold = await findHold(deps.db, document.sha256);
    if (hold === "held") throw new ApiError(409, "file-held");
    if (hold === "deleted") throw new ApiError(410, "file-removed");
    await recordRead(deps, {
      actor,
      kind: "document",
      dossierId: within,
      object: { kind: "document", id },
      purpose: VIEW_PURPOSE,
      requestId: request.id,
    });
    return reply
      .type(document.mediaType)
      .header("content-disposition", `inline; filename*=UTF-8''${encodeURIComponent(document.name)}`)
      .header("content-security-policy", document.mediaType === "application/pdf" ? PDF_POLICY : PHOTO_POLICY)
      .header("cache-control", "private, no-store")
      .send(deps.files.open(document.sha256));
  });
}

/** The dossier through which the actor may open the document; null for his own that is in none, undefined when he may not. */
async function dossierFor(
  actor: Actor,
  document: { uploadedBy: string; dossierIds: readonly string[] },
  maySee: MaySee,
): Promise<string | null | undefined> {
  for (const dossierId of document.dossierIds) if (await maySee(actor, dossierId)) return dossierId;
  return document.uploadedBy === actor.id ? null : undefined;
}
