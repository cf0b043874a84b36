import { sql } from "kysely";
import type { HeldPower, PowerFacts } from "../../domain/identity/power.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";

/** A power of attorney with what became of it. */
export interface Power extends PowerFacts {
  readonly id: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly ownerIdentity: string;
  readonly madeAt: Moment;
  readonly answeredAt: Moment | null;
  readonly accepted: boolean;
  readonly revokedAt: Moment | null;
  readonly revokedBy: "owner" | "attorney" | null;
}

const powers = (db: Db) =>
  db
    .selectFrom("power_of_attorney as p")
    .select([
      "p.id",
      "p.owner_id as ownerId",
      "p.owner_name as ownerName",
      "p.owner_identity as ownerIdentity",
      "p.attorney_name as attorneyName",
      "p.attorney_identity as attorneyIdentity",
      "p.procedures",
      "p.valid_from as from",
      "p.valid_to as to",
      "p.made_at as madeAt",
      "p.answered_at as answeredAt",
      sql<boolean>`p.accepted_by is not null`.as("accepted"),
      "p.revoked_at as revokedAt",
      sql<Power["revokedBy"]>`p.revoked_by`.as("revokedBy"),
    ]);

const MOST = 200;

/** What the person has given, the newest first. */
export async function listGiven(db: Db, ownerId: string): Promise<readonly Power[]> {
  return powers(db).where("p.owner_id", "=", ownerId).orderBy("p.id", "desc").limit(MOST).execute();
}

/** What was offered to somebody of that number, the newest first; whether by that name too is for the caller to ask. */
export async function listReceived(db: Db, identityNumber: string): Promise<readonly Power[]> {
  return powers(db).where("p.attorney_identity", "=", identityNumber).orderBy("p.id", "desc").limit(MOST).execute();
}

/** The power, held until the transaction ends so that it is answered and taken back once. */
export async function lockPower(tx: Db, id: string): Promise<Power | undefined> {
  return powers(tx).where("p.id", "=", id).forUpdate().executeTakeFirst();
}

/** The power by which the person may file on the day, kept from being taken back until the transaction ends. */
export async function holdPower(
  tx: Db,
  id: string,
  { accountId, on }: { readonly accountId: string; readonly on: PlainDate },
): Promise<(HeldPower & { readonly madeAt: Moment }) | undefined> {
  return powers(tx)
    .where("p.id", "=", id)
    .where("p.accepted_by", "=", accountId)
    .where("p.revoked_at", "is", null)
    .where("p.valid_from", "<=", on)
    .where("p.valid_to", ">", on)
    .forShare()
    .executeTakeFirst();
}

export async function insertPower(
  tx: Db,
  power: PowerFacts & Pick<Power, "id" | "ownerId" | "ownerName" | "ownerIdentity" | "madeAt">,
): Promise<void> {
  await tx
    .insertInto("power_of_attorney")
    .values({
      id: power.id,
      owner_id: power.ownerId,
      owner_name: power.ownerName,
      owner_identity: power.ownerIdentity,
      attorney_name: power.attorneyName,
      attorney_identity: power.attorneyIdentity,
      procedures: power.procedures && [...power.procedures],
      valid_from: power.from,
      valid_to: power.to,
      made_at: power.madeAt,
    })
    .execute();
}

export async function answerRow(
  tx: Db,
  id: string,
  { at, acceptedBy }: { readonly at: Moment; readonly acceptedBy: string | null },
): Promise<void> {
  await tx
    .updateTable("power_of_attorney")
    .set({ answered_at: at, accepted_by: acceptedBy })
    .where("id", "=", id)
    .execute();
}

export async function revokeRow(
  tx: Db,
  id: string,
  { at, by }: { readonly at: Moment; readonly by: "owner" | "attorney" },
): Promise<void> {
  await tx.updateTable("power_of_attorney").set({ revoked_at: at, revoked_by: by }).where("id", "=", id).execute();
}

/** Gives of one owner follow one another, so that nobody goes beyond the limit by giving many at once. */
export async function lockOwner(tx: Db, ownerId: string): Promise<void> {
  await tx.selectFrom("account as a").select("a.id").where("a.id", "=", ownerId).forUpdate().execute();
}

/** Of these codes those that a procedure of the catalogue has, with the name that holds. */
export async function procedureNames(db: Db, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await db
    .selectFrom("procedure_version as v")
    .innerJoin("procedure as p", "p.id", "v.procedure_id")
    .select(["p.code", "v.name"])
    .where("p.code", "in", [...codes])
    .where("v.valid_to", "is", null)
    .execute();
  return new Map(rows.map(({ code, name }) => [code, name]));
}
