import { AGENCY_LEVELS, COUNTER_KINDS, type CounterKind } from "../../domain/organisation/agency.ts";
import { toLegacyCode } from "../../domain/organisation/agency-code.ts";
import type { Typed } from "../../web/admin/form.ts";
import { dayText } from "../../web/admin/organisation-text.ts";
import { ApiError } from "../platform/errors.ts";
import type { UseCase } from "../platform/use-case.ts";
import { codesIn } from "./arrange-agencies.ts";
import { changeAgency } from "./change-agency.ts";
import { closeAgency } from "./close-agency.ts";
import { createAgency } from "./create-agency.ts";
import { dayIn, dayOrNull } from "./form-faults.pages.ts";
import { findAgencyByCode, type Agency } from "./organisation.queries.ts";

/** Opens the agency that the form describes and answers with its id. Throws as `createAgency` does. */
export async function createFromForm(context: UseCase, typed: Typed): Promise<string> {
  const code = (typed["code"] ?? "").toUpperCase();
  const level = AGENCY_LEVELS.find((one) => one === typed["level"]) ?? "province";
  const facts = { ...factsIn(typed, code), code, level, from: dayIn(typed, "from"), to: null };
  return createAgency(context, { facts, basis: typed["basis"] ?? "" });
}

/** Changes the agency as the form says. Throws as `changeAgency` does. */
export async function changeFromForm(context: UseCase, agency: Agency, typed: Typed): Promise<void> {
  const change = { ...factsIn(typed, agency.code), since: dayOrNull(typed, "since"), basis: typed["basis"] ?? "" };
  await changeAgency(context, agency.id, change);
}

/** Closes the agency as the form says. Throws as `closeAgency` does, with the basis under the form's own name. */
export async function closeFromForm(context: UseCase, agency: Agency, typed: Typed): Promise<void> {
  const on = dayIn(typed, "on");
  const successorIds: string[] = [];
  for (const code of codesIn(typed["successors"] ?? "")) {
    const found = await findAgencyByCode(context.db, code, on);
    const fault = { field: "successors", code: "successor-unknown", seen: code };
    if (!found) throw new ApiError(422, fault.code, { seen: code, faults: [fault] });
    successorIds.push(found.id);
  }
  const basis = typed["closing-basis"] ?? "";
  if (basis === "") {
    const fault = { field: "closing-basis", code: "basis-missing", seen: "" };
    throw new ApiError(422, fault.code, { faults: [fault] });
  }
  await closeAgency(context, agency.id, { on, successorIds, basis });
}

/** The fields of the form that changes an agency, as it is now. */
export function typedOfAgency(agency: Agency): Typed {
  const { name, parentId, legacyCode, counterKind, address, hotline } = agency;
  return {
    name,
    parentId: parentId ?? "",
    legacyCode: legacyCode ?? "",
    counterKind: counterKind ?? "",
    address,
    hotline,
    on: dayText(agency.to),
  };
}

function factsIn(typed: Typed, code: string) {
  const counterKind: CounterKind | null = COUNTER_KINDS.find((kind) => kind === typed["counterKind"]) ?? null;
  return {
    name: typed["name"] ?? "",
    parentId: typed["parentId"] || null,
    legacyCode: typed["legacyCode"] || toLegacyCode(code),
    counterKind,
    address: typed["address"] ?? "",
    hotline: typed["hotline"] ?? "",
  };
}
