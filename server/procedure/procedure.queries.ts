import { sql } from "kysely";
import type { EForm } from "../../domain/eform/eform.ts";
import type { ProcedureContent, ServiceLevel } from "../../domain/procedure/procedure.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";

export interface ProcedureVersion {
  readonly id: string;
  readonly code: string;
  readonly number: number;
  readonly name: string;
  readonly field: string;
  readonly serviceLevel: ServiceLevel;
  readonly content: ProcedureContent;
  readonly eform: EForm | null;
  readonly validFrom: PlainDate;
}

/** More versions than a province has; above it the memory is dropped whole rather than managed. */
const MEMORY = 5_000;

const versions = (db: Db) =>
  db
    .selectFrom("procedure_version as v")
    .innerJoin("procedure as p", "p.id", "v.procedure_id")
    .select([
      "v.id",
      "p.code",
      "v.number",
      "v.name",
      "v.field",
      "v.service_level",
      "v.content",
      "v.eform",
      "v.valid_from",
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof versions>["executeTakeFirstOrThrow"]>>;

function toVersion(row: Row): ProcedureVersion {
  return {
    id: row.id,
    code: row.code,
    number: row.number,
    name: row.name,
    field: row.field,
    serviceLevel: row.service_level as ServiceLevel,
    content: row.content as ProcedureContent,
    eform: row.eform as EForm | null,
    validFrom: row.valid_from,
  };
}

/** The version in force on that day, or undefined. */
export async function findCurrentVersion(
  db: Db,
  code: string,
  onDate: PlainDate,
): Promise<ProcedureVersion | undefined> {
  const row = await db
    .selectFrom("procedure_version as v")
    .innerJoin("procedure as p", "p.id", "v.procedure_id")
    .select("v.id")
    .where("p.code", "=", code)
    .where("v.valid_from", "<=", onDate)
    .where((eb) => eb.or([eb("v.valid_to", "is", null), eb("v.valid_to", ">", onDate)]))
    .executeTakeFirst();
  return row && getVersion(db, row.id);
}

/** Every version in force on that day, by code. */
export async function listCurrentVersions(db: Db, onDate: PlainDate): Promise<readonly ProcedureVersion[]> {
  const rows = await versions(db)
    .where("v.valid_from", "<=", onDate)
    .where((eb) => eb.or([eb("v.valid_to", "is", null), eb("v.valid_to", ">", onDate)]))
    .orderBy("p.code")
    .execute();
  return rows.map(toVersion);
}

const rememberedVersions = new Map<string, ProcedureVersion>();

/**
 * Read once: what a version says never changes after its first day. Throws when the id is none of ours: dossiers never
 * name a version that is not there.
 */
export async function getVersion(db: Db, id: string): Promise<ProcedureVersion> {
  const known = rememberedVersions.get(id);
  if (known) return known;
  const row = await versions(db)
    .select(sql<boolean>`v.valid_from < current_date`.as("settled"))
    .where("v.id", "=", id)
    .executeTakeFirstOrThrow();
  const version = toVersion(row);
  if (rememberedVersions.size >= MEMORY) rememberedVersions.clear();
  if (row.settled) rememberedVersions.set(id, version);
  return version;
}

export async function insertSynonyms(
  tx: Db,
  synonyms: readonly { readonly folded: string; readonly meaning: string }[],
): Promise<void> {
  await tx
    .insertInto("search_synonym")
    .values([...synonyms])
    .onConflict((oc) => oc.column("folded").doNothing())
    .execute();
}
