import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { moment } from "../../domain/shared/moment.ts";
import type { OfficerActor } from "../../domain/identity/actor.ts";
import { listDossiers, type DossierFilter } from "../../server/dossier/api/list.queries.ts";
import { findIds } from "../../server/dossier/find-ids.queries.ts";
import { useDatabase } from "../../testing/database.ts";
import { generate } from "./generate.ts";
import { makeWorld, type Order } from "./world.ts";

const order: Order = {
  seed: 11,
  dossiers: 600,
  agencies: 30,
  procedures: 24,
  until: moment("2026-11-25T09:00:00+07:00"),
  history: "open",
};
const pg = useDatabase();
const world = makeWorld(order);

beforeAll(() => generate({ url: pg.url, order, password: null, files: null, say: () => undefined }));

const readers: readonly (readonly [string, OfficerActor])[] = [
  ["of one commune", officer("H98.1000", "handler")],
  ["of a department", officer("H98.02", "handler")],
  ["of the whole province", officer("H98", "control-officer")],
];

function officer(code: string, role: "handler" | "control-officer"): OfficerActor {
  const [found] = world.staff(world.byCode(code)?.id ?? "", role);
  if (!found) throw new Error(`Nobody at ${code}`);
  return found;
}

interface Plain {
  readonly id: string;
  readonly key: string;
  readonly code: string;
}

/** The same by reading everything and looking at each, which is what the lists must not do. */
async function plain(officerId: string, filter: Partial<DossierFilter>): Promise<readonly Plain[]> {
  const { rows } = await sql<Plain>`
    select d.id, d.applicant_key as key, coalesce(d.code, d.submission_code) as code
    from dossier d join procedure_version v on v.id = d.procedure_version_id join procedure p on p.id = v.procedure_id
    where d.id in (select x.dossier_id from dossier_agency x join user_scope s using (agency_id) where s.officer_id = ${officerId})
      and (${filter.status ?? null}::text is null or d.status = ${filter.status ?? null})
      and (${filter.procedure ?? null}::text is null or p.code = ${filter.procedure ?? null})
      and (${filter.dueBefore ?? null}::timestamptz is null or d.due_at < ${filter.dueBefore ?? null})
      and (${filter.agency ?? null}::text is null or exists (select from agency a where a.code = ${filter.agency ?? null}
        and a.id in (d.receiving_agency_id, d.resolving_agency_id)))
      and (not ${filter.mine ?? false} or exists (select from dossier_stay w where w.dossier_id = d.id
        and w.ended_at is null and w.officer_id = ${officerId}))
    order by d.submitted_at desc, d.id desc`.execute(pg.ownerDb);
  return rows;
}

const filters: readonly Partial<DossierFilter>[] = [
  {},
  { status: "returned" },
  { status: "processing" },
  { procedure: "9.000001" },
  { procedure: "9.000003", status: "returned" },
  { agency: "H98.02" },
  { agency: "H98.1000", status: "returned" },
  { dueBefore: order.until, status: "processing" },
  { mine: true },
];

describe.each(readers)("an officer %s", (_who, reader) => {
  test.each(filters)("turns page after page of %o and sees each dossier once, the newest first", async (filter) => {
    const seen: string[] = [];
    for (let after: DossierFilter["after"] = null; ;) {
      const page = await listDossiers(pg.readers.dbFor(reader), reader, { ...filter, limit: 7, after });
      seen.push(...(JSON.parse(page.items) as { id: string }[]).map(({ id }) => id));
      if (!page.last) break;
      after = page.last;
    }
    expect(seen).toEqual((await plain(reader.id, filter)).map(({ id }) => id));
  });

  test.each(["nguyen", "NGUYỄN VĂN", "ung", "thi", "khong co ai"])(
    "finds %s without regard to accents",
    async (text) => {
      const key = text === "NGUYỄN VĂN" ? "nguyen van" : text;
      const wanted = (await plain(reader.id, {})).filter((one) => one.key.includes(key));
      expect(await findIds(pg.readers.dbFor({ officer: reader.id }), reader.id, { text, limit: 20 })).toEqual(
        wanted.slice(0, 20).map(({ id }) => id),
      );
    },
  );

  test("finds a code whole and by its end, within the scope alone", async () => {
    const [own] = await plain(reader.id, { status: "returned" });
    const end = own?.code.slice(-11) ?? "";
    expect(
      await findIds(pg.readers.dbFor({ officer: reader.id }), reader.id, { text: own?.code ?? "", limit: 20 }),
    ).toEqual([own?.id]);
    const wanted = (await plain(reader.id, {})).filter(({ code }) => code.endsWith(end) && !code.startsWith("N."));
    expect(await findIds(pg.readers.dbFor({ officer: reader.id }), reader.id, { text: end, limit: 20 })).toEqual(
      wanted.map(({ id }) => id),
    );
  });
});

test("what lists are read from is as in the dossiers", async () => {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from dossier_agency x join dossier d on d.id = x.dossier_id
    where (x.status, x.procedure_version_id, x.submitted_at)
      is distinct from (d.status, d.procedure_version_id, d.submitted_at)`.execute(pg.db);
  expect(rows).toEqual([{ count: 0 }]);
});

test("a new status and a new agency are in the lists at once, whoever writes them", async () => {
  const [one] = await plain(officer("H98.1000", "handler").id, {});
  const id = one?.id ?? "";
  await sql`update dossier set status = 'stopped' where id = ${id}`.execute(pg.db);
  await sql`insert into dossier_agency (dossier_id, agency_id) values (${id}, ${world.byCode("H98.07")?.id})`.execute(
    pg.db,
  );
  const { rows } = await sql<{ status: string; moment: boolean }>`
    select distinct x.status, x.submitted_at = d.submitted_at as moment
    from dossier_agency x join dossier d on d.id = x.dossier_id where d.id = ${id}`.execute(pg.db);
  expect(rows).toEqual([{ status: "stopped", moment: true }]);
});
