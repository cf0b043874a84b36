import type { DelegationKind, DelegationState } from "../../domain/organisation/delegation.ts";
import { lastDayOf } from "../../domain/organisation/validity.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import { dayText, rolesText } from "../admin/organisation-text.ts";

/** What kinds of handing work over are called. */
export const KIND_TEXT: Readonly<Record<DelegationKind, string>> = {
  substitution: "Thay thế khi vắng mặt",
  delegation: "Ủy quyền",
};

/** The parts of the list, as its tabs name them. */
export const STATE_TEXT: Readonly<Record<DelegationState, string>> = {
  current: "Đang hiệu lực",
  coming: "Sắp tới",
  past: "Đã qua",
};

interface Named {
  readonly id: string;
  readonly name: string;
}

interface Standing {
  readonly principal: Named;
  readonly substitute: Named;
  readonly roles: readonly string[];
  readonly to: PlainDate;
}

/** `Từ 14/09/2026 đến hết 18/09/2026`. */
export function spanText({ from, to }: { readonly from: PlainDate; readonly to: PlainDate }): string {
  return `Từ ${dayText(from)} đến hết ${dayText(lastDayOf(to))}`;
}

/** Said to one of the two: for whom he stands in, or who stands in for him. */
export function standInText({ principal, substitute, roles, to }: Standing, readerId: string): string {
  const until = `(${rolesText(roles)}) đến hết ${dayText(lastDayOf(to))}.`;
  return substitute.id === readerId
    ? `Ông/bà đang thay cho ${principal.name} ${until}`
    : `${substitute.name} đang thay cho ông/bà ${until}`;
}
