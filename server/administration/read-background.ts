import type { Moment } from "../../domain/shared/moment.ts";
import { codesOfSeen } from "../dossier/index.ts";
import { requireProvinceAdministrator } from "../organisation/index.ts";
import { HEART } from "../platform/jobs/heartbeat.ts";
import type { UseCase } from "../platform/use-case.ts";
import {
  listDeadLetters,
  listDecided,
  listWork,
  listWorkers,
  type DeadLetter,
  type DecidedLetter,
  type WorkOfKind,
} from "./background.queries.ts";

export interface ShownLetter extends DeadLetter {
  /** Its code, where the reader may see the dossier. */
  readonly dossierCode: string | null;
}

export interface Background {
  readonly at: Moment;
  readonly kinds: readonly WorkOfKind[];
  readonly workers: readonly { readonly host: string; readonly startedAt: Moment; readonly beatAt: Moment }[];
  readonly dead: readonly ShownLetter[];
  readonly decided: readonly DecidedLetter[];
}

/** More than so many are not counted one by one. */
export const MOST_COUNTED = 10_000;
const MOST_SHOWN = 200;

/** How the work in the background goes: what waits, who does it, what has failed for good. Throws 403. */
export async function readBackground(context: UseCase): Promise<Background> {
  await requireProvinceAdministrator(context);
  const { db, actor, now } = context;
  const [kinds, workers, dead, decided] = await Promise.all([
    listWork(db, MOST_COUNTED),
    listWorkers(db, HEART.deadMs),
    listDeadLetters(db, MOST_SHOWN),
    listDecided(db, 50),
  ]);
  const ids = dead.flatMap(({ dossierId }) => dossierId ?? []);
  const codes = await codesOfSeen(db, ids, actor);
  const shown = dead.map((letter) => {
    const dossierCode = letter.dossierId === null ? null : (codes.get(letter.dossierId) ?? null);
    const seen = dossierCode !== null || actor.kind === "system";
    return { ...letter, dossierCode, dossierId: seen ? letter.dossierId : null };
  });
  return { at: now, kinds, workers, dead: shown, decided };
}
