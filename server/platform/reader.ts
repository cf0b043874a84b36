import type { Actor } from "../../domain/identity/actor.ts";

/**
 * Whom the database shows rows to: an officer by scope, a citizen what is his own, and whoever shows a key what that
 * key names – a dossier's code, a login name, or the hash of a session's or a browser's secret. Nobody sees neither
 * dossiers nor persons.
 */
export interface Reader {
  readonly officer?: string;
  readonly citizen?: string;
  readonly identity?: string;
  readonly key?: string;
  /** Under which name files lie that a browser brought before it named the draft that they belong to. */
  readonly brought?: string;
}

export const NOBODY: Reader = {};

/** The reader that somebody who acts is; the system itself is none: it works past the wall. */
export function readerOf(actor: Actor): Reader {
  switch (actor.kind) {
    case "system":
      return NOBODY;
    case "officer":
      return { officer: actor.id };
    case "citizen":
      return { citizen: actor.id, identity: actor.identityNumber };
  }
}
