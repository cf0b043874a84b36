import { documentsOfFact } from "../../../domain/dossier/event-documents.ts";
import { listDocuments } from "../../document/index.ts";
import type { Db } from "../../platform/database.ts";
import type { StoredEvent } from "../event.queries.ts";

interface NamedDocument {
  readonly id: string;
  readonly name: string;
}

/** The documents that came with each of the events, with their names; those that the reader may not see are left out. */
export async function documentsOfEvents(
  db: Db,
  events: readonly Pick<StoredEvent, "event">[],
): Promise<readonly (readonly NamedDocument[])[]> {
  const ids = new Set(events.flatMap(({ event }) => documentsOfFact(event.fact)));
  const names = new Map((await listDocuments(db, [...ids])).map(({ id, name }) => [id, name]));
  return events.map(({ event }) =>
    documentsOfFact(event.fact).flatMap((id) => {
      const name = names.get(id);
      return name === undefined ? [] : [{ id, name }];
    }),
  );
}
