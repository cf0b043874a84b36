import type { DossierEvent } from "../../../domain/dossier/event.ts";
import { foldAll } from "../../../domain/dossier/fold.ts";
import type { SlipDataByKind } from "../../../domain/slip/slip-data.ts";
import type { SlipKind } from "../../../domain/slip/slip.ts";
import { dateOf } from "../../../domain/shared/plain-date.ts";
import { SUPPLEMENT_TEXT } from "../../../web/dossier/dossier-text.ts";
import { limitText } from "../../../web/portal/limit-text.ts";
import { renderSlip } from "../../slip/index.ts";
import type { Db } from "../../platform/database.ts";
import { letterheadOf, type Letterhead } from "./slip-head.ts";
import { controlSheet } from "./control-sheet.ts";
import { listEvents } from "../event.queries.ts";
import type { IssuedSlip } from "./slip.queries.ts";
import type { DossierPicture } from "../view-dossier.ts";

/**
 * The issued slip as PDF. It says what the dossier said when it was issued, however often it is printed again; only
 * the control sheet goes on with the dossier.
 */
export async function printSlip(db: Db, slip: IssuedSlip, picture: DossierPicture): Promise<Uint8Array> {
  const number = String(slip.number).padStart(2, "0");
  const letterhead = await letterheadOf(db, { agencyId: slip.agencyId, number, at: slip.issuedAt });
  const events = (await listEvents(db, slip.dossierId)).map(({ event }) => event);
  const builders = slipBuilders({ slip, picture, events }, letterhead);
  const build = builders[slip.kind as Exclude<SlipKind, "register">];
  return renderSlip(slip.kind, slip.set, build() as SlipDataByKind[typeof slip.kind]);
}

type Builders = { readonly [K in Exclude<SlipKind, "register">]: () => SlipDataByKind[K] };

interface Printed {
  readonly slip: IssuedSlip;
  readonly picture: DossierPicture;
  readonly events: readonly DossierEvent[];
}

function slipBuilders({ slip, picture, events }: Printed, { head, phone, systemName }: Letterhead): Builders {
  const { procedure, agencies } = picture;
  const until = events.filter(({ version }) => version <= slip.dossierVersion);
  const dossier = foldAll(until);
  const name = (id: string): string => agencies.get(id) ?? "";
  const qr = { procedureCode: procedure.code, systemName, exportedAt: slip.issuedAt };
  const common = {
    head: { ...head, qr },
    dossierCode: picture.dossier.code ?? dossier.submissionCode,
    procedureName: procedure.name,
    applicant: dossier.applicant,
  };
  const receivedAt = dossier.receivedAt ?? undefined;
  const reasons = dossier.supplement?.reasons ?? [];
  return {
    receipt: () => ({
      ...common,
      authorised: dossier.authorisation
        ? { ...dossier.authorisation, document: dossier.authorisation.paper }
        : undefined,
      components: dossier.papers.map((paper) => paper.name),
      sets: 1,
      timeLimit: dossier.limit ? limitText(dossier.limit) : undefined,
      receivedAt,
      dueAt: dossier.originalDueAt ?? undefined,
      resultAt: dossier.resultPlace,
      book: `01/${slip.issuedAt.slice(0, 4)}`,
      sequence: String(slip.number).padStart(2, "0"),
      submitterName:
        dossier.submittedBy.kind === "citizen"
          ? dossier.submittedBy.name
          : (dossier.authorisation ?? dossier.applicant).name,
      receiverName: slip.issuedBy,
    }),
    "supplement-request": () => ({
      ...common,
      items: reasons.map(({ note }) => note),
      reasons: reasons.map(({ code }) => SUPPLEMENT_TEXT[code] ?? code),
      contactName: name(dossier.receivingAgencyId),
      contactPhone: phone,
      guideName: slip.issuedBy,
    }),
    refusal: () => ({
      ...common,
      reasons: [dossier.closingReason ?? ""],
      submitterName: dossier.applicant.name,
      receiverName: slip.issuedBy,
    }),
    apology: () => ({
      ...common,
      agencyName: name(dossier.resolvingAgencyId),
      receivedDate: receivedAt && dateOf(receivedAt),
      dueAt: until.at(-1)?.dueBefore ?? undefined,
      reasons: [dossier.apology?.reason ?? ""],
      newDueDate: dossier.apology ? dateOf(dossier.apology.newDueAt) : undefined,
      signerName: slip.issuedBy,
    }),
    "stop-notice": () => ({
      ...common,
      receivedDate: receivedAt && dateOf(receivedAt),
      requestedDate: dateOf(slip.issuedAt),
      requestText: dossier.closingReason ?? undefined,
      stoppedAt: slip.issuedAt,
      returned: dossier.papers.filter(({ keptOriginals }) => keptOriginals > 0).map((paper) => paper.name),
      signerName: slip.issuedBy,
    }),
    "control-sheet": () => ({ ...common, ...controlSheet(picture, events) }),
  };
}
