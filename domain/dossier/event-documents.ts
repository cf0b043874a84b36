import type { DossierFact } from "./event.ts";

/** Ids of the documents that came with an event: papers that were filed or supplied, drafts and results. */
export function documentsOfFact(fact: DossierFact): readonly string[] {
  if (fact.type === "submitted") return fact.filing.papers.flatMap(({ documentIds }) => documentIds);
  if (fact.type === "supplied") return fact.papers.flatMap(({ documentIds }) => documentIds);
  return "documentIds" in fact ? fact.documentIds : [];
}
