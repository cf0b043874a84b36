import type { FastifyRequest } from "fastify";
import type { DossierPaper } from "../../../domain/dossier/dossier.ts";
import type { Component } from "../../../domain/procedure/procedure.ts";
import type { StoredFile } from "../../../web/ui/FileField.tsx";
import {
  adoptDocuments,
  bindPhotos,
  listUsableDocuments,
  receiveUpload,
  type DocumentSummary,
} from "../../document/index.ts";
import type { Deps } from "../../platform/deps.ts";
import { ApiError } from "../../platform/errors.ts";
import { isId } from "../../platform/ids.ts";
import { normaliseText } from "../../platform/http/normalise-input.ts";

export interface RefusedFile {
  /** Name of the field it was chosen in. */
  readonly field: string;
  readonly code: string;
  readonly name: string;
}

export interface ReadForm {
  readonly fields: Readonly<Record<string, string>>;
  /** Stored documents by the field they were chosen in: new ones, and those kept from an earlier try. */
  readonly files: ReadonlyMap<string, readonly DocumentSummary[]>;
  /** Files that were not taken; the good ones beside them are. */
  readonly refused: readonly RefusedFile[];
}

interface Reading {
  /** Whose files they become. */
  readonly actorId: string;
  /** Documents of this dossier may be named again as well. */
  readonly dossierId: string | null;
  /** Who brought files before the form was sent, when that is another name of the same person. */
  readonly broughtBy?: string;
  readonly takesFile: (field: string) => boolean;
  /** Components by which files of the form may come, as `tep.<code>`: several photos of one are bound under its name. */
  readonly components: readonly Pick<Component, "code" | "name">[];
}

/** For a form that is only kept until its sender has signed in again: files cannot wait for that. */
export const NO_FILES: Reading = { actorId: "", dossierId: null, takesFile: () => false, components: [] };
const KEPT = "giu.";
const LIMITS = { files: 30, fields: 1000, fileSize: Number.POSITIVE_INFINITY };

/** Reads a form, multipart or not: texts in NFC, files streamed into the store one by one. */
export async function readForm(deps: Deps, request: FastifyRequest, reading: Reading): Promise<ReadForm> {
  const { actorId, dossierId, takesFile } = reading;
  if (!request.isMultipart())
    return { fields: (request.body ?? {}) as Record<string, string>, files: new Map(), refused: [] };
  const fields: Record<string, string> = {};
  const kept: { field: string; id: string }[] = [];
  const files = new Map<string, readonly DocumentSummary[]>();
  const refused: RefusedFile[] = [];
  const add = (field: string, document: DocumentSummary) => files.set(field, [...(files.get(field) ?? []), document]);
  for await (const part of request.parts({ limits: LIMITS })) {
    const name = part.fieldname;
    if (part.type === "field") {
      const value = normaliseText(String(part.value));
      if (name.startsWith(KEPT)) kept.push({ field: name.slice(KEPT.length), id: value });
      else fields[name] = value;
      continue;
    }
    if (!part.filename || !takesFile(name)) {
      part.file.resume();
      continue;
    }
    try {
      const given = { actorId, stream: part.file, fileName: part.filename };
      add(name, await receiveUpload({ ...deps, now: deps.now() }, given));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      part.file.resume();
      refused.push({ field: name, code: error.code, name: part.filename.normalize("NFC") });
    }
  }
  const named = kept.map(({ id }) => id).filter(isId);
  const adopted = await adopt(deps, named, reading);
  const ids = named.map((id) => adopted.get(id) ?? id);
  const usable = await listUsableDocuments(deps.db, { ids, actorId, dossierId });
  for (const { field, id } of kept) {
    const document = usable.find((one) => one.id === (adopted.get(id) ?? id));
    if (document) add(field, document);
  }
  return bound(deps, { fields, files, refused }, reading);
}

/** What a browser without a session brought becomes part of what it is sent with; answers with the new ids. */
async function adopt(deps: Deps, only: readonly string[], { actorId, broughtBy }: Reading) {
  if (broughtBy === undefined || only.length === 0) return new Map<string, string>();
  return adoptDocuments(deps.db, { from: broughtBy, to: actorId, only, now: deps.now() });
}

/** Several photos of one paper stand in the form as one PDF from now on; the photos themselves are kept under it. */
async function bound(deps: Deps, form: ReadForm, { actorId, components }: Reading): Promise<ReadForm> {
  const files = new Map(form.files);
  const refused = [...form.refused];
  for (const [field, documents] of form.files) {
    // A paper is named by its component's code: `tep.1`, `supply.tep.1`; the files of a result stay as they are.
    const code = /(?:^|\.)tep\.(.+)$/.exec(field)?.[1];
    if (code === undefined) continue;
    const photos = await ownPhotos(deps, documents, actorId);
    const [first] = photos;
    if (!first || photos.length < 2) continue;
    const name = components.find((one) => one.code === code)?.name ?? first.name.replace(/\.[^.]+$/, "");
    try {
      const binding = { actorId, documentIds: photos.map(({ id }) => id), name };
      const pdf = await bindPhotos({ ...deps, now: deps.now() }, binding);
      files.set(
        field,
        documents.flatMap((one) => (one === first ? [pdf] : photos.includes(one) ? [] : [one])),
      );
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      refused.push({ field, code: error.code, name: first.name });
    }
  }
  return { ...form, files, refused };
}

/** Photos that he uploaded himself, in the order they were chosen in; what another brought to the dossier is left alone. */
async function ownPhotos(deps: Deps, documents: readonly DocumentSummary[], actorId: string) {
  const photos = documents.filter(({ mediaType }) => mediaType.startsWith("image/"));
  if (photos.length < 2) return [];
  const ids = photos.map(({ id }) => id);
  const own = await listUsableDocuments(deps.db, { ids, actorId, dossierId: null });
  return photos.filter(({ id }) => own.some((one) => one.id === id));
}

/** Papers that were there before, with the files of this form in place of older ones of the same component. */
export function papersOf(
  { files }: ReadForm,
  components: readonly Pick<Component, "code" | "name">[],
  before: readonly DossierPaper[],
): readonly DossierPaper[] {
  const brought = components.flatMap(({ code, name }) => {
    const documentIds = (files.get(`tep.${code}`) ?? []).map(({ id }) => id);
    return documentIds.length > 0 ? [{ componentCode: code, name, documentIds, keptOriginals: 0 }] : [];
  });
  const replaced = new Set(brought.map(({ componentCode }) => componentCode));
  return [...before.filter(({ componentCode }) => !replaced.has(componentCode)), ...brought];
}

/** What a screen shows of a stored document. */
export function storedFile({ id, name, pages, size, sha256 }: DocumentSummary): StoredFile {
  return { id, name, pages, kilobytes: Math.ceil(size / 1024), digest: sha256.slice(0, 8) };
}

/** The files of a form for showing it again, by the field's name. */
export function storedFiles({ files }: ReadForm): Readonly<Record<string, readonly StoredFile[]>> {
  return Object.fromEntries([...files].map(([field, documents]) => [field, documents.map(storedFile)]));
}
