import { bad, CHECKS, type CheckedFinding, type Finding } from "../../domain/health/finding.ts";
import type { Check, Patient } from "./check.ts";
import { databaseChecks } from "./checks/database.ts";
import { machineChecks } from "./checks/machine.ts";
import { settingsChecks } from "./checks/settings.ts";
import { storeChecks } from "./checks/store.ts";
import { workChecks } from "./checks/work.ts";

/** Every check there is; a new one is one entry in its room. */
const ALL: readonly Check[] = [...machineChecks, ...settingsChecks, ...databaseChecks, ...storeChecks, ...workChecks];

const LONGEST_MS = 15_000;

/** Looks at everything that can be reached, changes nothing, and never throws: a check that fails is a finding. */
export async function examine(patient: Patient): Promise<readonly CheckedFinding[]> {
  const found: CheckedFinding[] = [];
  for (const check of ALL.toSorted((a, b) => CHECKS.indexOf(a.name) - CHECKS.indexOf(b.name))) {
    const finding = await lookSafely(check, patient);
    if (finding) found.push({ name: check.name, ...finding });
  }
  return found;
}

async function lookSafely(check: Check, patient: Patient): Promise<Finding | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding>((resolve) => {
    timer = setTimeout(() => resolve(bad("failed", `> ${LONGEST_MS / 1000} s`)), LONGEST_MS);
  });
  try {
    return await Promise.race([lookAt(check, patient), late]);
  } catch (error) {
    return bad("failed", reasonOf(error));
  } finally {
    clearTimeout(timer);
  }
}

async function lookAt(check: Check, patient: Patient): Promise<Finding | null> {
  if (check.needs === "nothing") return check.look(patient);
  const { config, database } = patient;
  if (!config) return null;
  if (check.needs === "settings") return check.look({ ...patient, config });
  return "db" in database ? check.look({ ...patient, config, db: database.db }) : null;
}

/** A code where there is one: messages of drivers may repeat an address with its password. */
function reasonOf(error: unknown): string {
  const { code, name } = error as { code?: string; name?: string };
  return code ?? name ?? "Error";
}
