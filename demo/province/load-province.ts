import { sql } from "kysely";
import type { Moment } from "../../domain/shared/moment.ts";
import { plainDate } from "../../domain/shared/plain-date.ts";
import { hashPassword } from "../../server/identity/index.ts";
import type { Db } from "../../server/platform/database.ts";
import { newId } from "../../server/platform/ids.ts";
import { DEMO_PASSWORD, demoOfficers } from "../accounts.ts";
import { DEMO_BASIS, DEMO_DAYS, DEMO_YEARS } from "../calendar.ts";
import { DEMO_AGENCIES, DEMO_REORGANISATION, DEMO_SINCE } from "./agencies.ts";

/** Agencies, officers with accounts and the calendar of the demo province. */
export async function loadProvince(tx: Db, now: Moment): Promise<void> {
  const ids = new Map(DEMO_AGENCIES.map(({ code }) => [code, newId()]));
  const idOf = (code: string): string => ids.get(code) ?? "";
  await tx
    .insertInto("agency")
    .values(
      DEMO_AGENCIES.map((agency) => ({
        id: idOf(agency.code),
        code: agency.code,
        legacy_code: agency.legacyCode,
        name: agency.name,
        level: agency.level,
        parent_id: agency.parent && idOf(agency.parent),
        is_one_stop: agency.isOneStop ?? false,
        counter_kind: agency.isOneStop ? (agency.level === "province" ? "centre" : "section") : null,
        address: "Tỉnh Thanh Bình",
        hotline: "1022",
        valid_from: plainDate(agency.from ?? DEMO_SINCE),
        valid_to: agency.to ? plainDate(agency.to) : null,
      })),
    )
    .execute();
  const successions = DEMO_AGENCIES.flatMap(({ code, to, successors = [] }) =>
    to
      ? successors.map((next) => ({
          predecessor_id: idOf(code),
          successor_id: idOf(next),
          on_date: plainDate(to),
          basis: DEMO_REORGANISATION,
        }))
      : [],
  );
  await tx.insertInto("agency_successor").values(successions).execute();
  await loadOfficers(tx, idOf);
  await loadCalendar(tx, now);
}

async function loadOfficers(tx: Db, agencyId: (code: string) => string): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const people = demoOfficers.map((officer) => ({ ...officer, id: newId() }));
  await tx
    .insertInto("officer")
    .values(people.map(({ id, name, post }) => ({ id, name, post })))
    .execute();
  await tx
    .insertInto("account")
    .values(
      people.map(({ id, login, name }) => ({
        id: newId(),
        kind: "officer",
        login,
        name,
        officer_id: id,
        password_hash: passwordHash,
      })),
    )
    .execute();
  await tx
    .insertInto("appointment")
    .values(
      people.map(({ id, agency, roles }) => ({
        id: newId(),
        officer_id: id,
        agency_id: agencyId(agency),
        roles: [...roles],
        valid_from: plainDate("2025-07-01"),
      })),
    )
    .execute();
}

async function loadCalendar(tx: Db, now: Moment): Promise<void> {
  for (const year of DEMO_YEARS) {
    await sql`insert into calendar_year (year, basis, confirmed_by, confirmed_at) values (${year}, ${DEMO_BASIS}, 'demo', ${now}::timestamptz)`.execute(
      tx,
    );
  }
  for (const { date, kind, name } of DEMO_DAYS) {
    await sql`insert into calendar_day (date, kind, name, basis) values (${date}::date, ${kind}, ${name}, ${DEMO_BASIS})`.execute(
      tx,
    );
  }
  const hours = JSON.stringify([
    { from: 450, to: 690 },
    { from: 810, to: 1050 },
  ]);
  for (const weekday of [1, 2, 3, 4, 5]) {
    await sql`insert into office_hours (weekday, intervals, valid_from, basis) values (${weekday}, ${hours}::jsonb, ${DEMO_SINCE}::date, 'Quy chế làm việc')`.execute(
      tx,
    );
  }
}
