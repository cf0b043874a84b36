import { isSchemaReady } from "./applied-migrations.ts";
import type { Deps } from "./deps.ts";

const LONGEST_MS = 3000;
type Part = "database" | "schema" | "store";

/**
 * What keeps this process from its work: the database does not answer, its schema lacks what this release needs, or the
 * file store cannot be reached. Each has three seconds.
 */
export async function failingParts({ db, files }: Deps): Promise<readonly Part[]> {
  const [schema, store] = await Promise.allSettled([
    inTime(isSchemaReady(db)),
    inTime(files.readMark().then((mark) => mark !== undefined)),
  ]);
  const database = schema.status === "rejected" ? (["database"] as const) : [];
  const older = schema.status === "fulfilled" && !schema.value ? (["schema"] as const) : [];
  const lost = store.status === "rejected" || !store.value ? (["store"] as const) : [];
  return [...database, ...older, ...lost];
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("too late")), LONGEST_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
