import { isIdentityNumber, isTaxCode } from "../eform/field-check.ts";

/** For whom a citizen files: himself, an organisation, or somebody who authorised him. */
export const FILING_FOR = ["self", "organisation", "other"] as const;

export interface FilingFor {
  readonly kind: (typeof FILING_FOR)[number];
  /** Of the organisation or the other person; empty when he files for himself. */
  readonly name: string;
  /** Tax code or 12-digit personal number. */
  readonly identityNumber: string;
  /** The power of attorney given here by which he files for the other person; absent where he brings a paper. */
  readonly powerId?: string;
}

export const FOR_SELF: FilingFor = { kind: "self", name: "", identityNumber: "" };

/** Code under which the authorisation stands among the papers of a dossier. */
export const AUTHORISATION = "uy-quyen";

/** What is wrong with the one for whom it is filed, by field. */
export function filingForFaults({ kind, name, identityNumber }: FilingFor): readonly ("name" | "identityNumber")[] {
  if (kind === "self") return [];
  const isNumber = kind === "organisation" ? isTaxCode(identityNumber) : isIdentityNumber(identityNumber);
  return [...(name.trim().length < 2 ? ["name" as const] : []), ...(isNumber ? [] : ["identityNumber" as const])];
}
