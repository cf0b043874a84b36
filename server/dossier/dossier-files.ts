import type { Dossier, DossierPaper } from "../../domain/dossier/dossier.ts";
import { downloadUrl, listDocuments, listOriginals, type DocumentSummary } from "../document/index.ts";
import type { Deps } from "../platform/deps.ts";

export interface DossierFile extends DocumentSummary {
  /** Address that opens it, for ten minutes and for this reader alone. */
  readonly href: string;
  /** The photos it was bound from, in the order of its pages. */
  readonly originals: readonly Omit<DossierFile, "originals">[];
}

export interface DossierFiles {
  readonly papers: readonly (Pick<DossierPaper, "componentCode" | "name" | "keptOriginals"> & {
    readonly files: readonly DossierFile[];
  })[];
  /** The result's files; before it is issued, and for officers only, those of its draft. */
  readonly results: readonly DossierFile[];
}

/** Every file of the dossier with an address for this reader, who has been found to be allowed to see the dossier. */
export async function dossierFiles(
  deps: Deps,
  dossier: Dossier,
  reader: { readonly id: string; readonly kind: string },
): Promise<DossierFiles> {
  const draftIds = reader.kind === "officer" ? (dossier.proposal?.documentIds ?? []) : [];
  const resultIds = dossier.result?.documentIds ?? draftIds;
  const ids = [...dossier.papers.flatMap(({ documentIds }) => documentIds), ...resultIds];
  const documents = new Map((await listDocuments(deps.db, ids)).map((one) => [one.id, one]));
  const originals = await listOriginals(deps.db, ids);
  const opened = (one: DocumentSummary) => ({
    ...one,
    href: downloadUrl(deps, { documentId: one.id, actorId: reader.id }),
  });
  const filesOf = (named: readonly string[]): readonly DossierFile[] =>
    named.flatMap((id) => {
      const one = documents.get(id);
      return one ? [{ ...opened(one), originals: (originals.get(id) ?? []).map(opened) }] : [];
    });
  return {
    papers: dossier.papers.map(({ componentCode, name, keptOriginals, documentIds }) => ({
      componentCode,
      name,
      keptOriginals,
      files: filesOf(documentIds),
    })),
    results: filesOf(resultIds),
  };
}
