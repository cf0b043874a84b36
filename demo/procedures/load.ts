import { createHash } from "node:crypto";
import { dateOf, plainDate } from "../../domain/shared/plain-date.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../../server/platform/database.ts";
import { newId } from "../../server/platform/ids.ts";
import {
  ensureProcedure,
  findCurrentVersion,
  insertSynonyms,
  insertVersion,
  publishProcess,
} from "../../server/procedure/index.ts";
import type { DemoProcedure } from "./build.ts";
import { birthRegistration, maritalStatus, marriage } from "./civil-status.ts";
import { buildingPermit, criminalRecord, landCertificate } from "./provincial.ts";
import {
  certifiedCopy,
  foodSafety,
  householdBusiness,
  socialAllowance,
  treeFelling,
  deathRegistration,
} from "./daily-life.ts";

/** The common procedures of the demo province. */
export const demoProcedures: readonly DemoProcedure[] = [
  birthRegistration,
  marriage,
  maritalStatus,
  deathRegistration,
  certifiedCopy,
  socialAllowance,
  householdBusiness,
  buildingPermit,
  landCertificate,
  criminalRecord,
  foodSafety,
  treeFelling,
];

const SYNONYMS = [
  { folded: "so do", meaning: "giay chung nhan quyen su dung dat" },
  { folded: "so hong", meaning: "giay chung nhan quyen su dung dat" },
  { folded: "lam giay khai sinh", meaning: "dang ky khai sinh" },
  { folded: "xin phep xay nha", meaning: "giay phep xay dung" },
  { folded: "cuoi", meaning: "dang ky ket hon" },
  { folded: "mo quan", meaning: "ho kinh doanh" },
  { folded: "ly lich", meaning: "ly lich tu phap" },
];

/** Puts the procedures and their published processes into the catalogue. */
export async function loadDemoProcedures(tx: Db, now: Moment): Promise<void> {
  for (const { code, name, field, serviceLevel, content, eform, process } of demoProcedures) {
    // A catalogue that was imported first knows it better.
    if (await findCurrentVersion(tx, code, dateOf(now))) continue;
    const procedureId = await ensureProcedure(tx, code, newId());
    const id = newId();
    const contentHash = createHash("sha256")
      .update(JSON.stringify({ name, field, serviceLevel, content }))
      .digest("hex");
    await insertVersion(tx, {
      id,
      procedureId,
      name,
      field,
      serviceLevel,
      content,
      contentHash,
      eform,
      validFrom: plainDate("2025-07-01"),
    });
    await publishProcess(tx, {
      procedureVersionId: id,
      process,
      decisionNumber: "12/QĐ-UBND",
      decisionDate: plainDate("2025-06-20"),
      now,
    });
  }
  await insertSynonyms(tx, SYNONYMS);
}
