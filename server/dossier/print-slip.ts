import type { SlipDataByKind, SlipHead } from "../../domain/slip/slip-data.ts";
import type { SlipKind } from "../../domain/slip/slip.ts";
import { findStep } from "../../domain/procedure/process.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { SUPPLEMENT_TEXT } from "../../web/dossier/dossier-text.ts";
import { renderSlip } from "../slip/index.ts";
import type { Db } from "../platform/database.ts";
import { slipHeadOf } from "./slip-head.ts";
import type { IssuedSlip } from "./slip.queries.ts";
import type { DossierPicture } from "./view-dossier.ts";

const UNITS = { "working-hour": "giờ làm việc", "working-day": "ngày làm việc", day: "ngày", month: "tháng" } as const;

/** The issued slip as PDF, saying what the dossier says. */
export async function printSlip(db: Db, slip: IssuedSlip, picture: DossierPicture): Promise<Uint8Array> {
  const number = String(slip.number).padStart(2, "0");
  const head = await slipHeadOf(db, { agencyId: slip.agencyId, number, at: slip.issuedAt });
  const builders = slipBuilders(slip, picture, { ...head, qr: qrOf(slip, picture) });
  const build = builders[slip.kind as Exclude<SlipKind, "register">];
  return renderSlip(slip.kind, slip.set, build() as SlipDataByKind[typeof slip.kind]);
}

function qrOf(slip: IssuedSlip, { procedure }: DossierPicture): SlipHead["qr"] {
  return { procedureCode: procedure.code, systemName: "Một Cửa tỉnh Thanh Bình", exportedAt: slip.issuedAt };
}

type Builders = { readonly [K in Exclude<SlipKind, "register">]: () => SlipDataByKind[K] };

function slipBuilders(slip: IssuedSlip, picture: DossierPicture, head: SlipHead): Builders {
  const { dossier, procedure, agencies } = picture;
  const name = (id: string): string => agencies.get(id) ?? "";
  const common = {
    head,
    dossierCode: dossier.code ?? dossier.submissionCode,
    procedureName: procedure.name,
    applicant: dossier.applicant,
  };
  const receivedAt = dossier.receivedAt ?? undefined;
  const reasons = dossier.supplement?.reasons ?? [];
  return {
    receipt: () => ({
      ...common,
      components: dossier.papers.map((paper) => paper.name),
      sets: 1,
      timeLimit: dossier.limit ? `${dossier.limit.amount} ${UNITS[dossier.limit.unit]}` : undefined,
      receivedAt,
      dueAt: dossier.originalDueAt ?? undefined,
      resultAt: dossier.resultPlace,
      book: `01/${slip.issuedAt.slice(0, 4)}`,
      sequence: String(slip.number).padStart(2, "0"),
      submitterName: dossier.submittedBy.kind === "citizen" ? dossier.submittedBy.name : dossier.applicant.name,
      receiverName: slip.issuedBy,
    }),
    "supplement-request": () => ({
      ...common,
      items: reasons.map(({ note }) => note),
      reasons: reasons.map(({ code }) => SUPPLEMENT_TEXT[code] ?? code),
      contactName: name(dossier.receivingAgencyId),
      contactPhone: "1022",
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
      dueAt: dossier.originalDueAt ?? undefined,
      reasons: [dossier.apology?.reason ?? ""],
      newDueDate: dossier.apology ? dateOf(dossier.apology.newDueAt) : undefined,
      signerTitle: "Thủ trưởng cơ quan, đơn vị",
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
    "control-sheet": () => ({ ...common, ...controlSheet(picture) }),
  };
}

/** The trace of form 05/06 writes itself: one hand-over a stay, with what the stay before it took of its time. */
function controlSheet({
  dossier,
  process,
  agencies,
  legs,
}: DossierPicture): Omit<SlipDataByKind["control-sheet"], "head" | "applicant"> {
  const name = (id: string): string => agencies.get(id) ?? "";
  const others = [...new Set(dossier.stays.map(({ agencyId }) => agencyId))].filter(
    (id) => id !== dossier.resolvingAgencyId && id !== dossier.receivingAgencyId,
  );
  return {
    agencyName: name(dossier.resolvingAgencyId),
    cooperating: others.map(name),
    receivedAt: dossier.receivedAt ?? undefined,
    dueAt: dossier.dueAt ?? undefined,
    rows: dossier.stays.slice(1).map((stay, index) => {
      const before = legs[index];
      const late = before && before.lateSeconds > 0;
      return {
        from: name(dossier.stays[index]?.agencyId ?? ""),
        to: `${name(stay.agencyId)} (${findStep(process, stay.stepKey)?.name ?? stay.stepKey})`,
        at: stay.startedAt,
        result: before ? (late ? "late" : "on-time") : undefined,
      };
    }),
  };
}
