import { mayInspectReads, READ_KINDS, type ReadKind } from "../../../domain/evidence/read-log.ts";
import type { Actor, OfficerActor } from "../../../domain/identity/actor.ts";
import type { Moment } from "../../../domain/shared/moment.ts";
import { dateOf, fromDayNumber, isPlainDate, toDayNumber } from "../../../domain/shared/plain-date.ts";
import { readDate } from "../../../domain/shared/read-date.ts";
import { requireOfficer } from "../../identity/index.ts";
import { ApiError } from "../../platform/errors.ts";
import type { ReadFilter } from "./reads.queries.ts";

/** Whoever may read who has read. Throws 401 and 403. */
export function requireInspector(asked: { readonly actor: Actor | null }): OfficerActor {
  const officer = requireOfficer(asked);
  if (!mayInspectReads(officer)) throw new ApiError(403, "not-your-role");
  return officer;
}

export interface AskedReads {
  readonly dossier?: string | undefined;
  readonly officer?: string | undefined;
  readonly kind?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const MOST_DAYS = 366;
/** Without dates: a week. */
const USUAL_DAYS = 7;

/** What is asked for, in our own terms. Throws 422 `read-span-wrong`, and `read-kind-unknown` for a kind there is not. */
export function readFilter({ dossier, officer, kind, from, to }: AskedReads, now: Moment): ReadFilter {
  const today = dateOf(now);
  const until = to ? (readDate(to) ?? to) : today;
  const since = from ? (readDate(from) ?? from) : fromDayNumber(toDayNumber(today) - USUAL_DAYS + 1);
  if (
    !isPlainDate(since) ||
    !isPlainDate(until) ||
    since > until ||
    toDayNumber(until) - toDayNumber(since) > MOST_DAYS
  )
    throw new ApiError(422, "read-span-wrong", { seen: `${since}–${until}`, expected: `≤ ${MOST_DAYS} days` });
  if (kind && !isReadKind(kind)) throw new ApiError(422, "read-kind-unknown", { seen: kind, expected: READ_KINDS });
  return {
    dossierCode: dossier?.trim().toUpperCase() || undefined,
    login: officer?.trim().toLowerCase() || undefined,
    kind: kind && isReadKind(kind) ? kind : undefined,
    from: since,
    to: until,
  };
}

function isReadKind(text: string): text is ReadKind {
  return READ_KINDS.some((kind) => kind === text);
}

/** The id that a page ended with, out of an address; null for the first page and for nonsense. */
export function readBefore(text: string | undefined): number | null {
  return text && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
