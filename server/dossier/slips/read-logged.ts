import type { Actor } from "../../../domain/identity/actor.ts";
import { requireOfficer } from "../../identity/index.ts";
import type { Deps } from "../../platform/deps.ts";
import { logWideRead } from "../log-read.ts";
import { readRegister, type RegisterRequest, type RegisterSpan } from "./read-register.ts";

/** The tracking book for whoever asks; that he reads it is written down. Throws as `readRegister`, and 401. */
export async function readLogged(
  shared: Deps,
  asked: { readonly actor: Actor | null; readonly id: string },
  request: RegisterRequest,
): Promise<RegisterSpan> {
  const actor = requireOfficer(asked);
  const span = await readRegister(shared.dbFor(actor), actor, request);
  const object = { kind: "counter", id: span.book.id };
  await logWideRead(shared, { actor, requestId: asked.id }, { kind: "register", object });
  return span;
}
