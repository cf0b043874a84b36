import type pg from "pg";
import { CALENDAR_BASIS, CALENDAR_FROM, GENERATED_DAYS, GENERATED_YEARS, OFFICE_HOURS, WEEKDAYS } from "./calendar.ts";
import { GENERATED_FORM, type MadeProcedure } from "./catalogue.ts";
import { openCopy, type Row } from "./copy-stream.ts";
import { personOf } from "./people.ts";
import type { World } from "./world.ts";

const AUTHOR = "Bộ sinh dữ liệu";

/** Everything but dossiers: agencies, officers with accounts, the calendar, the catalogue and the people. */
export async function loadBase(client: pg.Client, world: World, passwordHash: string | null): Promise<void> {
  await client.query("begin");
  await loadProvince(client, world, passwordHash);
  await loadCalendar(client);
  await loadCatalogue(client, world.catalogue);
  await loadPeople(client, world);
  await client.query("commit");
}

async function copy(client: pg.Client, table: string, columns: readonly string[], rows: Iterable<Row>): Promise<void> {
  const stream = await openCopy(client, table, columns);
  for (const row of rows) await stream.write(row);
  await stream.end();
}

async function loadProvince(client: pg.Client, { province }: World, passwordHash: string | null): Promise<void> {
  const { agencies, officers } = province;
  await copy(
    client,
    "agency",
    [
      ["id", "code", "legacy_code", "name", "level", "parent_id", "is_one_stop", "counter_kind", "address"],
      ["hotline", "valid_from"],
    ].flat(),
    agencies.map(({ id, code, legacyCode, name, level, parentId, isOneStop }) => {
      const counter = isOneStop ? (level === "province" ? "centre" : "section") : null;
      const place = ["Tỉnh Sông Thao (hư cấu)", "1022", CALENDAR_FROM];
      return [id, code, legacyCode, name, level, parentId, isOneStop ? "t" : "f", counter, ...place];
    }),
  );
  await copy(
    client,
    "officer",
    ["id", "name", "post"],
    officers.map(({ id, name, post }) => [id, name, post]),
  );
  await copy(
    client,
    "account",
    ["id", "kind", "login", "name", "officer_id", "password_hash"],
    officers.map(({ accountId, login, name, id }) => [accountId, "officer", login, name, id, passwordHash]),
  );
  await copy(
    client,
    "appointment",
    ["id", "officer_id", "agency_id", "roles", "valid_from"],
    officers.map(({ id, accountId, agencyId, roles }) => [
      accountId,
      id,
      agencyId,
      `{${roles.map((role) => `"${role}"`).join(",")}}`,
      CALENDAR_FROM,
    ]),
  );
}

async function loadCalendar(client: pg.Client): Promise<void> {
  for (const year of GENERATED_YEARS)
    await client.query(
      "insert into calendar_year (year, basis, confirmed_by, confirmed_at) values ($1, $2, $3, now())",
      [year, CALENDAR_BASIS, AUTHOR],
    );
  for (const { date, kind, name } of GENERATED_DAYS)
    await client.query("insert into calendar_day (date, kind, name, basis) values ($1, $2, $3, $4)", [
      date,
      kind,
      name,
      CALENDAR_BASIS,
    ]);
  for (const weekday of WEEKDAYS)
    await client.query("insert into office_hours (weekday, intervals, valid_from, basis) values ($1, $2, $3, $4)", [
      weekday,
      JSON.stringify(OFFICE_HOURS),
      CALENDAR_FROM,
      "Quy chế làm việc",
    ]);
}

async function loadCatalogue(client: pg.Client, catalogue: readonly MadeProcedure[]): Promise<void> {
  await copy(
    client,
    "procedure",
    ["id", "code"],
    catalogue.map(({ id, code }) => [id, code]),
  );
  await copy(
    client,
    "procedure_version",
    [
      ["id", "procedure_id", "number", "name", "field", "service_level", "content", "eform", "valid_from"],
      ["valid_to", "made_by", "is_own"],
    ].flat(),
    catalogue.flatMap(({ versions, name, field, content, ...procedure }) =>
      versions.map(({ id, number, validFrom, validTo }) => [
        id,
        procedure.id,
        number,
        name,
        field,
        "full",
        JSON.stringify(content),
        JSON.stringify(GENERATED_FORM),
        validFrom,
        validTo,
        AUTHOR,
        "t",
      ]),
    ),
  );
  await copy(
    client,
    "process_version",
    ["id", "procedure_version_id", "number", "decision_number", "decision_date", "published_at", "published_by"],
    catalogue.flatMap(({ versions }) =>
      versions.map(({ id, processVersionId, validFrom }) => [
        processVersionId,
        id,
        1,
        "01/QĐ-UBND",
        validFrom,
        `${validFrom}T08:00:00+07:00`,
        AUTHOR,
      ]),
    ),
  );
  await copy(
    client,
    "process_step",
    ["process_version_id", "position", "key", "name", "kind", "role", "unit", "hours", "next", "split", "join_rule"],
    catalogue.flatMap(({ versions, process }) =>
      versions.flatMap(({ processVersionId }) =>
        process.steps.map(({ key, name, kind, role, unit, hours, next, split, join }, position) => [
          processVersionId,
          position,
          key,
          name,
          kind,
          role,
          typeof unit === "string" ? unit : unit.agencyCode,
          hours,
          `{${next.join(",")}}`,
          split,
          join,
        ]),
      ),
    ),
  );
}

async function loadPeople(client: pg.Client, { order, people }: World): Promise<void> {
  const columns = ["id", "kind", "login", "name", "identity_number", "birth_date", "phone", "address"];
  const stream = await openCopy(client, "account", columns);
  for (let n = 0; n < people; n += 1) {
    const { accountId, name, identityNumber, birthDate, phone, address } = personOf(order.seed, n, "xã An Bản");
    await stream.write([accountId, "citizen", `nguoi-${n}`, name, identityNumber, birthDate, phone, address]);
  }
  await stream.end();
}
