import { computeDue } from "../../domain/calendar/due-date.ts";
import type { DueStep } from "../../domain/calendar/due-step.ts";
import { inKnownYears } from "../../domain/calendar/opening.ts";
import type { WorkingCalendar } from "../../domain/calendar/working-calendar.ts";
import { attributeTime, type TimeSpent } from "../../domain/dossier/attribute-time.ts";
import type { Dossier } from "../../domain/dossier/dossier.ts";
import { allowedActions } from "../../domain/dossier/permission.ts";
import type { DossierAction } from "../../domain/dossier/command.ts";
import type { Actor } from "../../domain/identity/actor.ts";
import type { Process } from "../../domain/procedure/process.ts";
import { withoutNumbers } from "../../domain/shared/masked-number.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { loadCalendar } from "../calendar/index.ts";
import { getProcess, getVersion, type ProcedureVersion } from "../procedure/index.ts";
import type { Db } from "../platform/database.ts";
import { isUnmasked } from "./reveal/reveal-dossier.ts";
import { findShown, readSurroundings, type Emergency, type ShownLink, type Surroundings } from "./link.queries.ts";

/** Everything a screen or the API shows of one dossier to one reader. */
export interface DossierPicture {
  /** As the reader sees it: without persons' numbers where `masked`. */
  readonly dossier: Dossier;
  readonly masked: boolean;
  readonly procedure: ProcedureVersion;
  readonly process: Process;
  /** Null before reception, when no time runs yet. */
  readonly calendar: WorkingCalendar | null;
  readonly actions: readonly DossierAction[];
  readonly legs: readonly TimeSpent[];
  /** How the due date was reckoned; empty before reception. */
  readonly dueSteps: readonly DueStep[];
  readonly agencies: ReadonlyMap<string, string>;
  /** Other dossiers tied to it, as far as the reader may see them. */
  readonly links: readonly ShownLink[];
  /** Under which grant the reader reads it in an emergency; null in his scope. */
  readonly emergency: Emergency | null;
}

export interface Reading {
  readonly db: Db;
  readonly actor: Actor;
  readonly now: Moment;
  /** The dossier as it is today, where an earlier state of it is shown: that decides what is masked. */
  readonly today?: { readonly dossier: Dossier; readonly now: Moment };
}

/** Reads what surrounds the dossier; whether the reader may see it has been decided before. */
export async function pictureDossier(reading: Reading, dossier: Dossier): Promise<DossierPicture> {
  return composePicture(reading, dossier, await readSurroundings(reading.db, dossier.id, reading.actor));
}

/** The dossier of that id as the reader sees it; undefined when he may not, or there is none. */
export async function pictureVisible(reading: Reading, id: string): Promise<DossierPicture | undefined> {
  const shown = await findShown(reading.db, id, reading.actor);
  return shown && composePicture(reading, shown.dossier, shown.around);
}

/** The picture of a state of the dossier at the reading's moment, in surroundings that have been read. */
export async function composePicture(
  { db, actor, now, today }: Reading,
  dossier: Dossier,
  around: Surroundings,
): Promise<DossierPicture> {
  const process = await getProcess(db, dossier.processVersionId);
  const calendar = dossier.receivedAt === null ? null : await loadCalendar(db, dossier.resolvingAgencyId);
  const counterCalendar = calendar && (await loadCalendar(db, dossier.receivingAgencyId));
  const legs = inKnownYears(() =>
    calendar && counterCalendar ? attributeTime(dossier, { process, calendar, counterCalendar, now }) : [],
  );
  const judged = today ?? { dossier, now };
  const unmasked = await isUnmasked({ db, actor, now: judged.now }, judged.dossier, {
    process: await getProcess(db, judged.dossier.processVersionId),
    emergency: around.emergency !== null,
  });
  return {
    dossier: unmasked ? dossier : withoutNumbers(dossier),
    masked: !unmasked,
    procedure: await getVersion(db, dossier.procedureVersionId),
    process,
    calendar,
    actions: around.emergency ? [] : allowedActions(dossier, actor, process),
    // A year that nobody confirmed must not hide the dossier; its time is then not told.
    legs: legs.ok ? legs.value : [],
    dueSteps: explain(dossier, calendar),
    ...around,
  };
}

function explain(
  { receivedAt, limit, supplementPolicy, pauses }: Dossier,
  calendar: WorkingCalendar | null,
): readonly DueStep[] {
  if (receivedAt === null || limit === null || calendar === null) return [];
  const due = computeDue({ received: receivedAt, limit, policy: supplementPolicy, pauses }, calendar);
  return due.ok ? due.explanation : [];
}
