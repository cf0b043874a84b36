import Type from "typebox";
import type { Actor } from "../../domain/identity/actor.ts";
import { requireActor } from "../identity/index.ts";
import type { Deps } from "../platform/deps.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import type { App } from "../platform/http/server.ts";
import { findDocument, logView } from "./document.queries.ts";
import { receiveUpload } from "./receive-upload.ts";
import { checkDownload } from "./download-url.ts";

// Shown in a frame of our own pages. Browsers' own PDF viewers do not start inside a sandbox.
const PDF_POLICY =
  "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; img-src 'self' data: blob:; frame-ancestors 'self'";
const PHOTO_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'";

/** Whether the actor may see the dossier; told by the dossier module at composition. */
export type MaySee = (actor: Actor, dossierId: string) => Promise<boolean>;

/** Uploading over the API, and opening a document by an address that expires. */
export function documentRoutes(app: App, deps: Deps, maySee: MaySee): void {
  app.post(
    "/api/v1/documents",
    { schema: { tags: ["document"], summary: "Tải tệp lên (multipart, một tệp)" } },
    async (request, reply) => {
      const actor = requireActor(request);
      const file = await request.file({ limits: { fileSize: Number.POSITIVE_INFINITY } });
      if (!file) throw new ApiError(422, "file-empty");
      const { files, db } = deps;
      const document = await receiveUpload(
        { db, files, now: deps.now() },
        { actorId: actor.id, stream: file.file, fileName: file.filename },
      );
      return reply.code(201).send(document);
    },
  );
  const schema = {
    hide: true,
    params: Type.Object({ id: Type.String({ format: "uuid" }) }),
    querystring: Type.Object({ han: Type.Integer(), ky: Type.String() }),
  };
  app.get("/tai-lieu/:id", { schema }, async (request, reply) => {
    const actor = requireActor(request);
    const { id } = request.params;
    checkDownload(deps, { documentId: id, actorId: actor.id }, request.query);
    const document = await findDocument(deps.db, id);
    if (!document || !(await mayOpen(actor, document, maySee))) throw notFound();
    await logView(deps.db, {
      actorKind: actor.kind,
      actorId: actor.id,
      documentId: id,
      purpose: "Xem tài liệu trong hồ sơ",
    });
    return reply
      .type(document.mediaType)
      .header("content-disposition", `inline; filename*=UTF-8''${encodeURIComponent(document.name)}`)
      .header("content-security-policy", document.mediaType === "application/pdf" ? PDF_POLICY : PHOTO_POLICY)
      .header("cache-control", "private, no-store")
      .send(deps.files.open(document.sha256));
  });
}

async function mayOpen(
  actor: Actor,
  document: { uploadedBy: string; dossierIds: readonly string[] },
  maySee: MaySee,
): Promise<boolean> {
  if (document.uploadedBy === actor.id) return true;
  for (const dossierId of document.dossierIds) if (await maySee(actor, dossierId)) return true;
  return false;
}
