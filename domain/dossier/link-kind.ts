/** How one dossier stands to another: comes after it, belongs to the same matter, is filed in its stead. */
export const LINK_KINDS = ["follows", "related", "replaces"] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** A link as the dossier that names it keeps it; the other one shows the same from its side. */
export interface DossierLink {
  readonly kind: LinkKind;
  readonly dossierId: string;
}
