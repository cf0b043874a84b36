import type { RevealPurpose } from "../../domain/dossier/disclosure.ts";
import type { Dossier } from "../../domain/dossier/dossier.ts";
import { isLoggedRead, type ReadKind } from "../../domain/evidence/read-log.ts";
import type { Actor } from "../../domain/identity/actor.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { READ_TEXT, readAtText, REVEAL_TEXT } from "../../web/dossier/read-text.ts";
import { recordRead } from "../evidence/index.ts";
import type { Deps } from "../platform/deps.ts";

/** Who asks, and under which id the server's own log has the request. */
export interface Asking {
  readonly actor: Actor;
  readonly requestId: string | null;
}

interface Shown {
  readonly kind: ReadKind;
  /** What was opened of it; the dossier itself where it is left out. */
  readonly object?: { readonly kind: string; readonly id: string };
  /** The moment at which it is shown as it stood then; now where it is left out. */
  readonly at?: Moment | undefined;
}

/** Writes down, before it is shown, that somebody other than its applicant sees the dossier or a part of it. */
export async function logDossierRead(
  deps: Pick<Deps, "dbFor" | "now">,
  { actor, requestId }: Asking,
  { kind, object, at, dossier }: Shown & { readonly dossier: Pick<Dossier, "id" | "applicant"> },
): Promise<void> {
  if (!isLoggedRead(actor, dossier.applicant.identityNumber)) return;
  const purpose = at ? readAtText(kind, at) : READ_TEXT[kind];
  const read = { actor, kind, dossierId: dossier.id, purpose, requestId, ...(object && { object }) };
  await recordRead({ db: deps.dbFor(actor), now: () => deps.now() }, read);
}

/** Writes down, before they are shown, that somebody looks through many dossiers: for what he asked is not kept. */
export async function logWideRead(
  deps: Pick<Deps, "dbFor" | "now">,
  { actor, requestId }: Asking,
  { kind, object }: Required<Pick<Shown, "kind" | "object">>,
): Promise<void> {
  const read = { actor, kind, dossierId: null, object, purpose: READ_TEXT[kind], requestId };
  await recordRead({ db: deps.dbFor(actor), now: () => deps.now() }, read);
}

/** Writes down, before it is shown, that an officer opens what is masked in the dossier, and what for. */
export async function logReveal(
  deps: Pick<Deps, "dbFor" | "now">,
  { actor, requestId }: Asking,
  { dossier, purpose }: { readonly dossier: Pick<Dossier, "id">; readonly purpose: RevealPurpose },
): Promise<void> {
  const read = { actor, kind: "reveal", dossierId: dossier.id, purpose: REVEAL_TEXT[purpose], requestId } as const;
  await recordRead({ db: deps.dbFor(actor), now: () => deps.now() }, read);
}

/** Writes down that an officer asks to read a dossier beyond his scope; null where his code is no such dossier's. */
export async function logEmergencyAsk(
  deps: Pick<Deps, "db" | "now">,
  { actor, requestId }: Asking,
  dossierId: string | null,
): Promise<void> {
  const read = { actor, kind: "emergency", dossierId, purpose: READ_TEXT.emergency, requestId } as const;
  await recordRead(deps, read);
}
