import type { SystemActor } from "../../domain/identity/actor.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { SYSTEM_NAME, UNSUPPLIED_TEXT } from "../../web/dossier/dossier-text.ts";
import type { Db } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";
import { actOnDossier } from "./act-on-dossier.ts";
import { listUnsupplied } from "./dossier.queries.ts";

const BATCH = 100;
const SYSTEM: SystemActor = { kind: "system", id: "stop-unsupplied", name: SYSTEM_NAME };

interface StoppedDossiers {
  readonly stopped: readonly string[];
  /** Dossiers that the rule refused after all, with its code: supplied meanwhile, or the calendar lacks a year. */
  readonly skipped: readonly { readonly id: string; readonly code: string }[];
}

/**
 * Stops every dossier for which nothing was supplied for fifteen working days, each in a transaction of its own, so
 * that one that fails holds up no other. Run twice, also at once, it stops each dossier once.
 */
export async function stopUnsupplied({ db, now }: { readonly db: Db; readonly now: Moment }): Promise<StoppedDossiers> {
  const stopped: string[] = [];
  const skipped: { id: string; code: string }[] = [];
  let after: string | null = null;
  for (;;) {
    const ids: readonly string[] = await listUnsupplied(db, { now, after, limit: BATCH });
    for (const id of ids) {
      const code = await stopOne({ db, now }, id);
      if (code === null) stopped.push(id);
      else skipped.push({ id, code });
    }
    const last = ids.at(-1);
    if (last === undefined) return { stopped, skipped };
    after = last;
  }
}

async function stopOne({ db, now }: { readonly db: Db; readonly now: Moment }, id: string): Promise<string | null> {
  try {
    const command = { action: "stop", reason: UNSUPPLIED_TEXT } as const;
    await actOnDossier({ db, actor: SYSTEM, now }, { dossierId: id, command, seenVersion: null });
    return null;
  } catch (error) {
    if (error instanceof ApiError) return error.code;
    throw error;
  }
}
