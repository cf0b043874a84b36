import type { FastifyRequest } from "fastify";
import type { DossierPaper } from "../../domain/dossier/dossier.ts";
import type { Component } from "../../domain/procedure/procedure.ts";
import { receiveUpload } from "../document/index.ts";
import type { Deps } from "../platform/deps.ts";
import { ApiError } from "../platform/errors.ts";

export interface ReadFiling {
  readonly fields: Readonly<Record<string, string>>;
  /** Papers that were there before, with the files of this request in place of older ones of the same component. */
  readonly papers: readonly DossierPaper[];
  /** Code of the refusal of a file; the good ones are kept. */
  readonly fileError: string | null;
}

interface Given {
  readonly actorId: string;
  readonly components: readonly Component[];
  readonly papers: readonly DossierPaper[];
}

/** Reads a multipart form: fields in NFC, each file named `tep.<component>` streamed into the store. */
export async function readFiling(
  deps: Deps,
  request: FastifyRequest,
  { actorId, components, papers }: Given,
): Promise<ReadFiling> {
  const fields: Record<string, string> = {};
  const kept = new Map(papers.map((paper) => [paper.componentCode, paper]));
  let fileError: string | null = null;
  for await (const part of request.parts({ limits: { files: 30, fields: 500, fileSize: Number.POSITIVE_INFINITY } })) {
    if (part.type === "field") {
      fields[part.fieldname] = String(part.value).normalize("NFC");
      continue;
    }
    const component = components.find(({ code }) => `tep.${code}` === part.fieldname);
    if (!component || !part.filename) {
      part.file.resume();
      continue;
    }
    try {
      const document = await receiveUpload(
        { ...deps, now: deps.now() },
        { actorId, stream: part.file, fileName: part.filename },
      );
      kept.set(component.code, {
        componentCode: component.code,
        name: component.name,
        documentIds: [document.id],
        keptOriginals: 0,
      });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      part.file.resume();
      fileError = error.code;
    }
  }
  return { fields, papers: [...kept.values()], fileError };
}
