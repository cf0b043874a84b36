import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import {
  chargePaced,
  chargeWaiting,
  ONE_ADDRESS,
  ONE_NAME,
  ONE_PERSON,
  refund,
  type Charge,
  type Tally,
} from "../../domain/identity/attempt-limit.ts";
import { countedAddress } from "../../domain/identity/client-address.ts";
import { moment, type Moment } from "../../domain/shared/moment.ts";
import { fold } from "../../domain/shared/vietnamese-text.ts";
import { inTransaction, type Db } from "../platform/database.ts";
import { ApiError } from "../platform/errors.ts";
import { deleteTally, isKnownBrowser, lockTallies, saveTally } from "./attempt.queries.ts";
import { hashToken, type Visitor } from "./visitor.ts";

/** What an attempt was counted under, to be taken back when it succeeds. */
export interface Attempt {
  /** Of this person: forgotten after a success. */
  readonly own: string;
  /** Of everybody at the address, and of everybody who tries the name. */
  readonly shared: readonly Shared[];
  /** How long it must wait for its turn. */
  readonly delaySeconds: number;
}

interface Shared {
  readonly key: string;
  readonly limit: typeof ONE_ADDRESS | typeof ONE_NAME;
}

interface Context {
  readonly db: Db;
  readonly now: Moment;
}

/**
 * Counts an attempt with a login name as failed before its secret is looked at, the same for names that nobody has.
 * A browser that has signed in with the name before counts for itself alone: strangers cannot keep its owner out.
 * Throws 429 `too-many-attempts` with `until`.
 */
export async function reserveAttempt({ db, now }: Context, login: string, visitor: Visitor): Promise<Attempt> {
  const name = fold(login.trim());
  const { browser } = visitor;
  const token = browser === undefined ? "" : hashToken(browser);
  const known = await isKnownBrowser(db, login.trim().toLowerCase(), token);
  const address = countedAddress(visitor.address);
  const shared: readonly Shared[] = known
    ? []
    : [
        { key: keyOf("address", address), limit: ONE_ADDRESS },
        { key: keyOf("name", name), limit: ONE_NAME },
      ];
  return reserve({ db, now }, { own: known ? keyOf("browser", name, token) : keyOf("person", name, address), shared });
}

/** Counts an attempt of somebody who is signed in already, to whom only the own account is open. Throws as above. */
export async function reserveOwnAttempt(context: Context, accountId: string): Promise<Attempt> {
  return reserve(context, { own: keyOf("account", accountId), shared: [] });
}

/**
 * Counts an attempt at the second step, which only whoever has the password comes to. A browser that the officer signed
 * in with before counts for itself; all others count together for the account, wherever they are, since a code has six
 * digits alone. Throws as above.
 */
export async function reserveCodeAttempt(
  { db, now }: Context,
  { accountId, login }: { readonly accountId: string; readonly login: string },
  { address, browser }: Visitor,
): Promise<Attempt> {
  const token = browser === undefined ? "" : hashToken(browser);
  if (await isKnownBrowser(db, login, token))
    return reserve({ db, now }, { own: keyOf("code", accountId, token), shared: [] });
  const shared = [{ key: keyOf("address", countedAddress(address)), limit: ONE_ADDRESS }];
  return reserve({ db, now }, { own: keyOf("code", accountId), shared });
}

/** Waits for the turn that an attempt was given. */
export async function takeTurn({ delaySeconds }: Attempt): Promise<void> {
  if (delaySeconds > 0) await sleep(delaySeconds * 1000);
}

/** An attempt that succeeded: the person's failures are forgotten, and of the others' only this one is taken back. */
export async function forgiveAttempt(tx: Db, { own, shared }: Attempt): Promise<void> {
  const before = await lockTallies(tx, [own, ...shared.map(({ key }) => key)]);
  await deleteTally(tx, own);
  for (const { key, limit } of shared) {
    const tally = before.get(key);
    const after = tally && refund(tally, limit);
    await (after ? saveTally(tx, key, after) : deleteTally(tx, key));
  }
}

async function reserve({ db, now }: Context, { own, shared }: Omit<Attempt, "delaySeconds">): Promise<Attempt> {
  return inTransaction(db, async (tx) => {
    const before = await lockTallies(tx, [own, ...shared.map(({ key }) => key)]);
    const charges: readonly (readonly [string, Charge])[] = [
      [own, chargeWaiting(before.get(own), ONE_PERSON, now)],
      ...shared.map(({ key, limit }) => [key, chargeShared(before.get(key), limit, now)] as const),
    ];
    let delaySeconds = 0;
    for (const [, charge] of charges)
      if (!charge.ok) throw new ApiError(429, "too-many-attempts", { until: charge.until });
      else delaySeconds = Math.max(delaySeconds, charge.delaySeconds);
    for (const [key, charge] of charges) if (charge.ok) await saveTally(tx, key, charge.tally);
    return { own, shared, delaySeconds };
  });
}

function chargeShared(before: Tally | undefined, limit: Shared["limit"], now: Moment): Charge {
  return "everySeconds" in limit ? chargePaced(before, limit, now) : chargeWaiting(before, limit, now);
}

function keyOf(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex");
}

/** When the next attempt is looked at, of a refusal for too many; null of any other. */
export function waitUntil({ details }: ApiError): Moment | null {
  const { until } = details;
  return typeof until === "string" ? moment(until) : null;
}
