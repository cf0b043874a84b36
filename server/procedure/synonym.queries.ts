import type { Db } from "../platform/database.ts";

/** Every synonym, folded, by what people say. */
export async function listSynonyms(db: Db): Promise<readonly { said: string; meant: string }[]> {
  return db
    .selectFrom("search_synonym as s")
    .select(["s.folded as said", "s.meaning as meant"])
    .orderBy("s.folded")
    .execute();
}

/** Adds or changes a synonym and says which it was. */
export async function saveSynonym(
  tx: Db,
  { said, meant }: { readonly said: string; readonly meant: string },
): Promise<"created" | "changed" | "unchanged"> {
  const known = await tx
    .selectFrom("search_synonym as s")
    .select("s.meaning")
    .where("s.folded", "=", said)
    .executeTakeFirst();
  if (known?.meaning === meant) return "unchanged";
  await tx
    .insertInto("search_synonym")
    .values({ folded: said, meaning: meant })
    .onConflict((oc) => oc.column("folded").doUpdateSet({ meaning: meant }))
    .execute();
  return known ? "changed" : "created";
}
