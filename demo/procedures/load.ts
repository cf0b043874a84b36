import { dateOf, plainDate } from "../../domain/shared/plain-date.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../../server/platform/database.ts";
import { newId } from "../../server/platform/ids.ts";
import { findCurrentVersion, insertSynonyms, publishProcess, saveVersions } from "../../server/procedure/index.ts";
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

const DEMO = "Tỉnh mẫu";

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
    const validFrom = plainDate("2025-07-01");
    const version = {
      id: newId(),
      code,
      name,
      field,
      serviceLevel,
      content,
      eform,
      validFrom,
      madeAt: now,
      madeBy: DEMO,
      isOwn: true,
    };
    await saveVersions(tx, [version]);
    await publishProcess(tx, {
      procedureCode: code,
      process,
      decisionNumber: "12/QĐ-UBND",
      decisionDate: plainDate("2025-06-20"),
      now,
      publishedBy: DEMO,
    });
  }
  await insertSynonyms(tx, SYNONYMS);
}
