import { seenText } from "../../domain/shared/storable-text.ts";
import { wakeDelivery } from "../exchange/index.ts";
import { requireProvinceAdministrator } from "../organisation/index.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import type { UseCase } from "../platform/use-case.ts";
import { decideLetter, isLetter, listDeadLetters, type LetterDecision } from "./background.queries.ts";

/** One dead letter, or all of a kind. */
export type Which = { readonly letter: string } | { readonly kind: string };

/** So many are replayed at once; the rest by asking again. */
const MOST_AT_ONCE = 10_000;

/**
 * Has them run or sent once more with all their attempts before them. Answers how many; those that somebody else has
 * decided about meanwhile are not among them. Throws 403, 404.
 */
export async function replayDeadLetters(context: UseCase, which: Which): Promise<number> {
  return decide(context, which, { decision: "replayed", reason: null });
}

/** Gives one up for a reason that is kept. Answers 0 when it was decided about before. Throws 403, 404, 422. */
export async function discardDeadLetter(context: UseCase, letter: string, reason: string): Promise<number> {
  return decide(context, { letter }, { decision: "discarded", reason: seenText(reason.trim(), 500) });
}

async function decide(
  context: UseCase,
  which: Which,
  { decision, reason }: Pick<LetterDecision, "decision" | "reason">,
): Promise<number> {
  await requireProvinceAdministrator(context);
  const { db, actor, now } = context;
  return db.transaction().execute(async (tx) => {
    if ("letter" in which && !(await isLetter(tx, which.letter))) throw notFound();
    if (reason === "") throw new ApiError(422, "discard-reason-missing");
    const letters = "letter" in which ? [which.letter] : await lettersOf({ ...context, db: tx }, which.kind);
    let done = 0;
    const by = { id: actor.id, name: actor.name };
    for (const letter of letters) if (await decideLetter(tx, { letter, decision, reason, by, at: now })) done += 1;
    if (decision === "replayed" && done > 0) await wakeDelivery(tx);
    return done;
  });
}

/** In the order of their numbers, so that two who replay all do not wait for each other crosswise. */
async function lettersOf({ db }: UseCase, kind: string): Promise<readonly string[]> {
  const dead = await listDeadLetters(db, MOST_AT_ONCE);
  return dead
    .filter((letter) => letter.kind === kind)
    .map(({ letter }) => letter)
    .toSorted((one, other) => one.localeCompare(other));
}
