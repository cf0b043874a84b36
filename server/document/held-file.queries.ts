import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "../platform/database.ts";

/** Held: something was found. Unscanned: taken in while no scanner answered. Neither is served. */
export type HeldState = "held" | "unscanned" | "released" | "deleted" | "clean";

export interface HeldFile {
  readonly id: string;
  readonly sha256: string;
  readonly size: number;
  readonly name: string;
  readonly finding: string;
  readonly foundAt: Moment;
  readonly state: HeldState;
  readonly decidedBy: string | null;
  readonly decidedAt: Moment | null;
  readonly reason: string | null;
}

const held = (db: Db) =>
  db
    .selectFrom("held_file as h")
    .select([
      "h.id",
      "h.sha256",
      "h.size",
      "h.name",
      "h.finding",
      "h.found_at as foundAt",
      "h.decided_by as decidedBy",
      "h.decided_at as decidedAt",
      "h.reason",
    ])
    .select((eb) => eb.ref("h.state").$castTo<HeldState>().as("state"));

interface Holding extends Pick<HeldFile, "id" | "sha256" | "size" | "name" | "finding"> {
  readonly state: "held" | "unscanned";
  readonly uploadedBy: string;
  readonly now: Moment;
}

export async function insertHeld(db: Db, { uploadedBy, now, ...file }: Holding): Promise<void> {
  await db
    .insertInto("held_file")
    .values({ ...file, uploaded_by: uploadedBy, found_at: now })
    .execute();
}

const MOST_SHOWN = 500;

/** The latest, those that wait for a decision first. */
export async function listHeld(db: Db): Promise<readonly HeldFile[]> {
  return held(db)
    .where("h.state", "<>", "clean")
    .orderBy((eb) => eb("h.decided_at", "is not", null))
    .orderBy("h.found_at", "desc")
    .limit(MOST_SHOWN)
    .execute();
}

export async function lockHeld(tx: Db, id: string): Promise<HeldFile | undefined> {
  return held(tx).where("h.id", "=", id).forUpdate().executeTakeFirst();
}

/** What is to be scanned as soon as a scanner answers, the oldest first. */
export async function listUnscanned(db: Db, limit: number): Promise<readonly HeldFile[]> {
  return held(db).where("h.state", "=", "unscanned").orderBy("h.found_at").limit(limit).execute();
}

/** What a scanner said later. */
export async function saveScan(
  db: Db,
  { id, state, finding }: { readonly id: string; readonly state: "clean" | "held"; readonly finding: string },
): Promise<void> {
  await db
    .updateTable("held_file")
    .set({ state, finding })
    .where("id", "=", id)
    .where("state", "=", "unscanned")
    .execute();
}

/** Whether bytes may not be served, or were found to be harmless by a person, or neither. */
export async function findHold(db: Db, sha256: string): Promise<"held" | "released" | "deleted" | null> {
  const rows = await db.selectFrom("held_file as h").select("h.state").where("h.sha256", "=", sha256).execute();
  const states = new Set(rows.map(({ state }) => state));
  if (states.has("deleted")) return "deleted";
  if (states.has("released")) return "released";
  return states.has("held") || states.has("unscanned") ? "held" : null;
}

interface Decision {
  /** Of every row of the same bytes that is still open. */
  readonly sha256: string;
  readonly state: "released" | "deleted";
  readonly by: string;
  readonly reason: string;
  readonly now: Moment;
}

export async function saveDecision(tx: Db, { sha256, state, by, reason, now }: Decision): Promise<void> {
  await tx
    .updateTable("held_file")
    .set({ state, decided_by: by, decided_at: now, reason })
    .where("sha256", "=", sha256)
    .where("state", "in", ["held", "unscanned"])
    .execute();
}
