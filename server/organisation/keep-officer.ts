import { isLogin } from "../../domain/identity/login.ts";
import type { FieldFault } from "../../domain/organisation/agency.ts";
import { canonicalTones } from "../../domain/shared/vietnamese-text.ts";
import { findOfficerLogin, insertOfficerAccount, isLoginTaken, renameAccount } from "../identity/index.ts";
import { inTransaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type { UseCase } from "../platform/use-case.ts";
import { appointOfficer, type NewTask } from "./appoint-officer.ts";
import { insertChange } from "./change-log.queries.ts";
import { requireAdministered } from "./administered.ts";
import { refuseFaults } from "./field-faults.ts";
import { getManaged } from "./managed-officer.ts";
import { findOfficer, insertOfficer, updateOfficer, type Officer, type OfficerFacts } from "./officer.queries.ts";

export interface NewOfficer {
  readonly login: string;
  readonly facts: OfficerFacts;
  readonly task: NewTask;
}

/**
 * A new officer with a first task and an account without password. Throws 403, 404 for an agency of another branch,
 * 422 with every fault, `login-taken` when the login is somebody's.
 */
export async function createOfficer(context: UseCase, { login, facts, task }: NewOfficer): Promise<string> {
  const { actor, now } = context;
  return inTransaction(context.db, async (tx) => {
    // Who may not make officers learns nothing of their logins.
    await requireAdministered(tx, actor, task.agencyId);
    const taken = isLogin(login) && (await isLoginTaken(tx, login));
    refuseFaults([
      ...(isLogin(login) ? [] : [{ field: "login", code: "login-form", seen: login }]),
      ...(taken ? [{ field: "login", code: "login-taken", seen: login }] : []),
      ...checkFacts(facts),
    ]);
    const id = newId();
    await insertOfficer(tx, { id, ...facts });
    await insertOfficerAccount(tx, { id: newId(), login, name: facts.name, officerId: id });
    const change = { action: "officer-created", agencyId: null, officerId: id, before: null, basis: task.basis };
    await insertChange({ db: tx, actor, now }, { ...change, after: { login, ...facts } });
    await appointOfficer({ db: tx, actor, now }, id, task);
    return id;
  });
}

/** Corrects who a person is and says whether anything changed. Throws 403, 404, 422 with every fault. */
export async function changeOfficer(context: UseCase, id: string, facts: OfficerFacts): Promise<boolean> {
  const { actor, now } = context;
  const known = await getManaged(context, id);
  refuseFaults(checkFacts(facts));
  const fields = (["name", "post", "phone", "email"] as const).filter((field) => known[field] !== facts[field]);
  if (fields.length === 0) return false;
  const pick = (of: OfficerFacts) => Object.fromEntries(fields.map((field) => [field, of[field]]));
  return inTransaction(context.db, async (tx) => {
    await updateOfficer(tx, id, facts);
    if (fields.includes("name")) await renameAccount(tx, id, facts.name);
    const change = { action: "officer-changed", agencyId: null, officerId: id, basis: "" };
    await insertChange({ db: tx, actor, now }, { ...change, before: pick(known), after: pick(facts) });
    return true;
  });
}

/** The officer behind the login when the name is the same person's. Throws 422 `login-taken` for another person's. */
export async function findByLogin({ db }: UseCase, login: string, name: string): Promise<Officer | undefined> {
  const account = await findOfficerLogin(db, login);
  if (!account) return undefined;
  const same = canonicalTones(account.name).toLowerCase() === canonicalTones(name).toLowerCase();
  if (!same) refuseFaults([{ field: "login", code: "login-taken", seen: login }]);
  return findOfficer(db, account.officerId);
}

function checkFacts({ name, phone, email }: OfficerFacts): FieldFault[] {
  const faults: FieldFault[] = [];
  if (name.trim().length < 2) faults.push({ field: "name", code: "officer-name-missing", seen: name });
  if (phone !== "" && !/^\+?[\d .-]{8,20}$/.test(phone))
    faults.push({ field: "phone", code: "phone-form", seen: phone });
  if (email !== "" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    faults.push({ field: "email", code: "email-form", seen: email });
  return faults;
}
