import { apologyDeadline, isOpenAt } from "../calendar/procedural-deadlines.ts";
import { no, yes, type Answer } from "./answer.ts";
import type { Circumstances } from "./circumstances.ts";
import type { DossierCommand } from "./command.ts";
import type { Dossier } from "./dossier.ts";

/** At the latest one working day before the date, to a later date on which the office is open, once (NĐ 61/2018 art. 19.9). */
export function apologise(
  dossier: Dossier,
  { reason, newDueAt }: Extract<DossierCommand, { action: "apologise" }>,
  { now, calendar }: Circumstances,
): Answer {
  if (dossier.dueAt === null) return no("no-due-date");
  const latest = apologyDeadline(dossier.dueAt, calendar);
  if (!latest.ok) return no("calendar-year-missing");
  if (now > latest.at) return no("apology-too-late");
  if (newDueAt <= dossier.dueAt) return no("apology-date-not-later");
  const open = isOpenAt(newDueAt, calendar);
  if (!open.ok) return no("calendar-year-missing");
  if (!open.value) return no("apology-date-closed");
  if (!reason.trim()) return no("note-missing");
  return yes({ type: "apologised", reason, newDueAt });
}
