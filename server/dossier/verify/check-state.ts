import { isDeepStrictEqual } from "node:util";
import { involvedAgencies, type Dossier } from "../../../domain/dossier/dossier.ts";
import type { DossierEvent } from "../../../domain/dossier/event.ts";
import { foldAll } from "../../../domain/dossier/fold.ts";
import { moment } from "../../../domain/shared/moment.ts";
import { dossierRow, stayRows, consultationRows } from "../dossier.queries.ts";
import type { Report } from "../../evidence/index.ts";
import type { SavedDossier } from "./verify.queries.ts";

/** Compares the saved state, and the rows that lists are read from, with the fold of the events. */
export function checkState(saved: SavedDossier, events: readonly DossierEvent[], report: Report): void {
  const folded = plain(fold(events));
  const differ = (fault: "state-wrong" | "row-wrong", what: string, expected: unknown, seen: unknown): void =>
    report({ fault, where: saved.code, event: null, expected: `${what}: ${text(expected)}`, seen: text(seen) });
  if (folded === null) return differ("state-wrong", "submitted", "1", events.length);
  for (const [key, expected, seen] of differences(folded, saved.state as Record<string, unknown>))
    differ("state-wrong", key, expected, seen);
  const dossier = folded;
  const { id: _id, state: _state, last_hash: _hash, version: _version, ...row } = dossierRow(dossier, "");
  for (const [key, expected, seen] of differences(row, inOurTime(saved.row ?? {})))
    differ("row-wrong", key, expected, seen);
  const rows = {
    stays: stayRows(dossier),
    consultations: consultationRows(dossier),
    agencies: involvedAgencies(dossier).toSorted(),
    links: dossier.links.map(({ dossierId, kind }) => [dossierId, kind]).toSorted(byText),
  };
  const kept = saved.rows ?? {};
  for (const [key, expected] of Object.entries(rows)) {
    const seen = (kept[key] ?? []).map((one) => inOurTime(one));
    const wanted = plain(expected).map((one) => (isRecord(one) ? withoutKey(one) : one));
    if (!isDeepStrictEqual(wanted, seen)) differ("row-wrong", key, wanted, seen);
  }
}

function fold(events: readonly DossierEvent[]): Dossier | null {
  try {
    return foldAll(events);
  } catch {
    // A chain that does not begin with its submission.
    return null;
  }
}

/** As it is after JSON, which knows no undefined. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

type Difference = readonly [key: string, expected: unknown, seen: unknown];

function differences(expected: object, seen: object): readonly Difference[] {
  const [ours, theirs] = [new Map(Object.entries(expected)), new Map(Object.entries(seen))];
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .filter((key) => !isDeepStrictEqual(ours.get(key), theirs.get(key)))
    .map((key) => [key, ours.get(key), theirs.get(key)]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withoutKey({ dossier_id: _id, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return rest;
}

const STAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/;

/** Moments in rows made by PostgreSQL's own JSON, as ours are written. */
function inOurTime<T>(row: T): T {
  if (!isRecord(row)) return row;
  const entries = Object.entries(row).map(([key, value]) => [
    key,
    key.endsWith("_at") || key === "supply_by"
      ? typeof value === "string" && STAMP.test(value)
        ? moment(value)
        : value
      : value,
  ]);
  return Object.fromEntries(entries) as T;
}

function byText(a: readonly string[], b: readonly string[]): number {
  return a.join() < b.join() ? -1 : 1;
}

// A state may hold personal data: what is shown of it is cut short.
function text(value: unknown): string {
  const shown = JSON.stringify(value) ?? "–";
  return shown.length > 120 ? `${shown.slice(0, 120)}…` : shown;
}
