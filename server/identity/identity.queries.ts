import { sql } from "kysely";
import { isIdentityNumber } from "../../domain/eform/field-check.ts";
import type { HeldPower } from "../../domain/identity/power.ts";
import { FIRST_POLICY, type SignInPolicy } from "../../domain/identity/sign-in-policy.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import type { Db } from "../platform/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ApiError } from "../platform/errors.ts";

export interface Account {
  readonly id: string;
  readonly kind: "officer" | "citizen";
  readonly name: string;
  readonly officerId: string | null;
  readonly identityNumber: string | null;
  readonly birthDate: string | null;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
}

const accounts = (db: Db) =>
  db
    .selectFrom("account as a")
    .select([
      "a.id",
      sql<Account["kind"]>`a.kind`.as("kind"),
      "a.name",
      "a.officer_id as officerId",
      "a.identity_number as identityNumber",
      "a.birth_date as birthDate",
      "a.phone",
      "a.email",
      "a.address",
    ]);

export interface Holder {
  readonly accountId: string;
  readonly name: string;
  readonly identityNumber: string | null;
  /** Of a citizen: powers of attorney that were given to him and hold. */
  readonly powers: readonly HeldPower[];
  /** Undefined for a citizen. */
  readonly officer:
    | {
        readonly id: string;
        readonly appointments: readonly HeldAppointment[];
        readonly hasSecondFactor: boolean;
        /** Null until an administrator sets one. */
        readonly policy: SignInPolicy | null;
      }
    | undefined;
}

interface HeldAppointment {
  readonly agencyId: string;
  readonly roles: readonly string[];
  /** Whose roles they are, where another officer's work is done today. */
  readonly onBehalfOf: { readonly id: string; readonly name: string } | null;
}

/** Who holds the session at the moment, with the appointments and delegations of that day: asked at every request, so in one query. */
export async function findHolder(db: Db, tokenHash: string, now: Moment): Promise<Holder | undefined> {
  const { rows } = await sql<{
    accountId: string;
    name: string;
    identityNumber: string | null;
    officerId: string | null;
    powers: HeldPower[];
    appointments: HeldAppointment[];
    hasSecondFactor: boolean;
    policy: SignInPolicy | null;
  }>`
    select a.id as "accountId", coalesce(o.name, a.name) as name, a.identity_number as "identityNumber",
      a.officer_id as "officerId",
      array(
        select json_build_object('id', w.id, 'ownerName', w.owner_name, 'ownerIdentity', w.owner_identity,
          'procedures', w.procedures, 'to', w.valid_to)
        from power_of_attorney w
        where w.accepted_by = a.id and w.revoked_at is null and w.valid_from <= ${dateOf(now)}::date
          and w.valid_to > ${dateOf(now)}::date
        order by w.id
      ) as powers,
      array(
        select json_build_object('agencyId', p.agency_id, 'roles', p.roles) from appointment p
        where p.officer_id = a.officer_id and p.valid_from <= ${dateOf(now)}::date
          and (p.valid_to is null or p.valid_to > ${dateOf(now)}::date)
        union all
        select json_build_object('agencyId', g.agency_id, 'roles', g.roles,
          'onBehalfOf', json_build_object('id', w.id, 'name', w.name))
        from delegations_on(${dateOf(now)}::date) g join officer w on w.id = g.principal_id
        where g.substitute_id = a.officer_id
      ) as appointments,
      exists (select from second_factor f where f.account_id = a.id)
        or exists (select from passkey k where k.account_id = a.id) as "hasSecondFactor",
      case when l is not null then json_build_object('secondFactorFor', l.second_factor_for,
        'secondFactorFrom', l.second_factor_from, 'sessionHours', l.session_hours, 'idleMinutes', l.idle_minutes) end as policy
    from session s join account a on a.id = s.account_id left join officer o on o.id = a.officer_id
      left join sign_in_policy l on true
    where s.token_hash = ${tokenHash} and s.expires_at > ${now}::timestamptz and a.blocked_at is null
      and (a.kind = 'citizen' or s.last_used_at
        > ${now}::timestamptz - coalesce(l.idle_minutes, ${FIRST_POLICY.idleMinutes}) * interval '1 minute')`.execute(
    db,
  );
  const [row] = rows;
  if (!row) return undefined;
  const { accountId, name, identityNumber, powers, officerId, ...held } = row;
  return { accountId, name, identityNumber, powers, officer: officerId ? { id: officerId, ...held } : undefined };
}

export async function findAccount(db: Db, id: string): Promise<Account | undefined> {
  return accounts(db).where("a.id", "=", id).executeTakeFirst();
}

export interface Credentials extends Account {
  readonly passwordHash: string | null;
  /** Since when an administrator keeps it closed. */
  readonly blockedAt: Moment | null;
  readonly activationHash: string | null;
  readonly activationExpiresAt: Moment | null;
}

const withSecrets = (db: Db) =>
  accounts(db).select([
    "a.password_hash as passwordHash",
    "a.blocked_at as blockedAt",
    "a.activation_hash as activationHash",
    "a.activation_expires_at as activationExpiresAt",
  ]);

/** The credentials of an account that is known, held until the transaction ends. */
export async function lockCredentialsOf(tx: Db, accountId: string): Promise<Credentials | undefined> {
  return withSecrets(tx).where("a.id", "=", accountId).forUpdate().executeTakeFirst();
}

const credentials = (db: Db, login: string) => withSecrets(db).where("a.login", "=", login);

/** The account of a login name with what opens it. */
export async function findCredentials(db: Db, login: string): Promise<Credentials | undefined> {
  return credentials(db, login).executeTakeFirst();
}

/** The account that holds the session, with what opens it. */
export async function findOwnCredentials(db: Db, tokenHash: string): Promise<(Credentials & Named) | undefined> {
  return withSecrets(db)
    .innerJoin("session as s", "s.account_id", "a.id")
    .select("a.login")
    .where("s.token_hash", "=", tokenHash)
    .executeTakeFirst();
}

interface Named {
  readonly login: string;
}

/** As `findCredentials`, held until the transaction ends so that a code is used once. */
export async function lockCredentials(tx: Db, login: string): Promise<Credentials | undefined> {
  return credentials(tx, login).forUpdate().executeTakeFirst();
}

export interface NewSession {
  readonly tokenHash: string;
  readonly accountId: string;
  readonly createdAt: Moment;
  readonly expiresAt: Moment;
  readonly userAgent: string;
  readonly address: string;
}

export async function insertSession(tx: Db, session: NewSession): Promise<void> {
  await tx
    .insertInto("session")
    .values({
      token_hash: session.tokenHash,
      account_id: session.accountId,
      created_at: session.createdAt,
      expires_at: session.expiresAt,
      last_used_at: session.createdAt,
      user_agent: session.userAgent,
      address: session.address,
    })
    .execute();
}

export async function deleteSession(db: Db, tokenHash: string): Promise<void> {
  await db.deleteFrom("session").where("token_hash", "=", tokenHash).execute();
}

export interface CitizenClaims {
  readonly subject: string;
  readonly name: string;
  readonly identityNumber: string;
  readonly birthDate: string | null;
  readonly phone: string;
  readonly address: string;
}

/**
 * The citizen's account, made at the first sign-in and brought up to date at every other. The identity number never
 * changes and is one person's: throws 409 `identity-number-changed` and `identity-number-taken`, 422
 * `identity-number-missing` when the provider names none of twelve digits.
 */
export async function saveCitizen(deps: Pick<Deps, "dbFor">, id: string, claims: CitizenClaims): Promise<string> {
  if (!isIdentityNumber(claims.identityNumber)) throw new ApiError(422, "identity-number-missing");
  const db = deps.dbFor({ key: claims.subject, identity: claims.identityNumber });
  const known = await db
    .selectFrom("account as a")
    .select(["a.login", "a.identity_number"])
    .where((eb) => eb.or([eb("a.login", "=", claims.subject), eb("a.identity_number", "=", claims.identityNumber)]))
    .execute();
  if (known.some(({ login, identity_number: number }) => login === claims.subject && number !== claims.identityNumber))
    throw new ApiError(409, "identity-number-changed");
  if (known.some(({ login }) => login !== claims.subject)) throw new ApiError(409, "identity-number-taken");
  const { rows } = await sql<{ id: string }>`
    insert into account as a (id, kind, login, name, identity_number, birth_date, phone, address)
    values (${id}, 'citizen', ${claims.subject}, ${claims.name}, ${claims.identityNumber}, ${claims.birthDate}::date, ${claims.phone}, ${claims.address})
    on conflict (login) do update set name = excluded.name, phone = excluded.phone, address = excluded.address
    returning a.id`.execute(db);
  return rows[0]?.id ?? id;
}
