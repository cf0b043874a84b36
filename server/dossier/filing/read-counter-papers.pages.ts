import type { DossierPaper } from "../../../domain/dossier/dossier.ts";
import { AUTHORISATION } from "../../../domain/dossier/filing-for.ts";
import type { Component } from "../../../domain/procedure/procedure.ts";
import type { ReadForm } from "./read-form.pages.ts";

export interface CounterPapers {
  readonly papers: readonly DossierPaper[];
  /** Components that the person did not bring. */
  readonly missing: readonly Component[];
  /** Components said to be scanned, without a scan. */
  readonly unscanned: readonly string[];
}

/**
 * What the counter did with each paper: `paper.<code>` is `kept`, `seen` (given back), `scanned` or `none`; files come
 * as `tep.<code>`. A file of a paper marked missing counts as scanned. Components without an answer are left alone.
 */
export function readCounterPapers({ fields, files }: ReadForm, components: readonly Component[]): CounterPapers {
  const papers: DossierPaper[] = [];
  const missing: Component[] = [];
  const unscanned: string[] = [];
  for (const component of components) {
    const { code, name, originals } = component;
    const documentIds = (files.get(`tep.${code}`) ?? []).map(({ id }) => id);
    const state = fields[`paper.${code}`] ?? "";
    if (documentIds.length === 0 && (state === "" || state === "none")) {
      if (state === "none") missing.push(component);
      continue;
    }
    if (state === "scanned" && documentIds.length === 0) unscanned.push(code);
    const keptOriginals = state === "kept" ? Math.max(1, originals) : 0;
    papers.push({ componentCode: code, name, documentIds, keptOriginals });
  }
  return { papers, missing, unscanned };
}

/** The scan of what shows that whoever stands at the counter may file for the applicant, as a paper of the dossier. */
export function authorisationScan({ fields, files }: ReadForm): readonly DossierPaper[] {
  const documentIds = (files.get(`tep.${AUTHORISATION}`) ?? []).map(({ id }) => id);
  const name = fields["authorised.paper"]?.trim() ?? "";
  if (fields["channel"] !== "authorised-direct" || documentIds.length === 0) return [];
  return [{ componentCode: AUTHORISATION, name, documentIds, keptOriginals: 0 }];
}
