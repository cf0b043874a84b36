import type { Moment } from "../shared/moment.ts";

/** What circular 01/2023/TT-VPCP asks the QR code of a paper issued by the system to hold. */
export interface SlipQrContent {
  readonly dossierCode: string;
  readonly procedureCode: string;
  /** Identity number of the dossier's owner; empty when the owner has none yet. */
  readonly ownerIdentityNumber: string;
  readonly paperName: string;
  readonly systemName: string;
  readonly exportedAt: Moment;
  /** On receipts only. */
  readonly dueAt?: Moment;
}

/**
 * The text of a slip's QR code: the required facts in the law's order, parted by `|` as on the citizen's card.
 * A `|` within a fact becomes `/`, so that the count of parts never changes.
 */
export function slipQr(content: SlipQrContent): string {
  const facts: string[] = [
    content.dossierCode,
    content.procedureCode,
    content.ownerIdentityNumber,
    content.paperName,
    content.systemName,
    content.exportedAt,
  ];
  if (content.dueAt !== undefined) facts.push(content.dueAt);
  return facts.map((fact) => fact.normalize("NFC").replaceAll("|", "/").replaceAll(/\s+/g, " ").trim()).join("|");
}
