import { sql } from "kysely";
import { expect, test } from "vitest";
import { useDemoApp } from "../../testing/demo-app.ts";
import { useDossierApi } from "../../testing/dossier-api.ts";
import { birthFiling } from "../../testing/filings.ts";
import { sessionsWaiting, whileRowIsHeld } from "../../testing/held-row.ts";

const demo = useDemoApp();
const { file, act } = useDossierApi(demo);

const numberOf = ({ code }: { code: string | null }): string | undefined => code?.split("-").at(-1);
const command = { action: "receive" } as const;
const atDongMan = { ...birthFiling, receivingAgencyCode: "H99.21" };

test("two officers acting at the same moment: one wins, the other is told what is allowed now", async () => {
  const { id, version } = await file("tiepnhan.xa", birthFiling);
  const cookie = await demo.officer("tiepnhan.xa");
  const both = await whileRowIsHeld(demo.ownerDb, { dossierId: id, waiting: 2 }, () =>
    [1, 2].map(async () => demo.call(cookie, "POST", `/api/v1/dossiers/${id}/actions`, { version, command })),
  );
  expect(both.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const told = both.find(({ statusCode }) => statusCode === 409)?.json();
  expect(told.error).toMatchObject({ code: "wrong-status", details: { status: "received", version: 2 } });
  const { rows } = await sql`select from dossier_event e where e.dossier_id = ${id}::uuid`.execute(demo.worker.db);
  expect(rows).toHaveLength(2);
});

test("the numbers of a day have no gap when one of the receptions fails after it took its number", async () => {
  demo.at("2026-09-08T09:00:00+07:00");
  const dossiers = await Promise.all([1, 2, 3].map(() => file("tiepnhan.dongman", atDongMan)));
  const [first, failing, last] = dossiers;
  if (!first || !failing || !last) throw new Error("Three dossiers were filed.");
  expect(numberOf(await act("tiepnhan.dongman", first.id, command))).toBe("0001");

  // Takes the second number and then cannot append its event: the version is taken already.
  const { ownerDb } = demo;
  await sql`
    insert into dossier_event (dossier_id, version, at, actor_kind, actor_id, actor_name, type, fact, previous_hash, hash)
    values (${failing.id}::uuid, 2, now(), 'system', 'test', 'test', 'test', '{}', '', '')`.execute(ownerDb);
  const cookie = await demo.officer("tiepnhan.dongman");
  const receive = async (id: string) => demo.call(cookie, "POST", `/api/v1/dossiers/${id}/actions`, { command });
  // Both wait for the row of the day's numbers, the failing one first.
  const [broken, whole] = await ownerDb
    .transaction()
    .execute(async (tx) => {
      await sql`select from number_series s where s.kind = 'dossier' and s.period = '2026-09-08' for update`.execute(
        tx,
      );
      const running: ReturnType<typeof receive>[] = [];
      for (const [index, { id }] of [failing, last].entries()) {
        running.push(receive(id));
        while ((await sessionsWaiting(ownerDb)) <= index) await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return { running };
    })
    .then(({ running }) => Promise.all(running));
  expect([broken?.statusCode, whole?.statusCode]).toEqual([500, 200]);
  expect(whole && numberOf(whole.json())).toBe("0002");
});

test("a filing that fails after it took its number gives it back", async () => {
  demo.at("2026-09-09T09:00:00+07:00");
  await sql`
    create function motcua.refuse_postal() returns trigger language plpgsql as $$ begin raise exception 'full'; end $$;
    create trigger refuse_postal before insert on motcua.dossier_delta for each row when (new.channel = 'postal')
      execute function motcua.refuse_postal()`.execute(demo.ownerDb);
  const cookie = await demo.officer("tiepnhan.dongman");
  const submit = async (channel: string) =>
    demo.call(
      cookie,
      "POST",
      "/api/v1/dossiers",
      { ...atDongMan, channel },
      { "idempotency-key": `filed-by-${channel}` },
    );
  const failed = await submit("postal");
  await sql`drop trigger refuse_postal on motcua.dossier_delta`.execute(demo.ownerDb);
  expect([failed.statusCode, (await submit("direct")).json().submissionCode]).toEqual([500, "N.H99.21-260909-0001"]);
  expect((await submit("postal")).json().submissionCode, "the same key may be tried again").toBe(
    "N.H99.21-260909-0002",
  );
});

test("past 9999 a day's numbers get longer, and the chain holds what the database numbered", async () => {
  demo.at("2026-09-10T09:00:00+07:00");
  const first = await file("tiepnhan.dongman", atDongMan);
  await sql`
    update motcua.number_series set last = 9998 where kind = 'submission' and period = '2026-09-10'`.execute(
    demo.ownerDb,
  );
  const later = [await file("tiepnhan.dongman", atDongMan), await file("tiepnhan.dongman", atDongMan)];
  expect([first, ...later].map(({ submissionCode }) => submissionCode)).toEqual([
    "N.H99.21-260910-0001",
    "N.H99.21-260910-9999",
    "N.H99.21-260910-10000",
  ]);
  const cookie = await demo.officer("tiepnhan.dongman");
  const { chain, items } = (await demo.call(cookie, "GET", `/api/v1/dossiers/${later[1]?.id}/events`)).json();
  expect(chain).toEqual({ ok: true, brokenAt: null });
  expect(items[0].event.fact.filing.submissionCode).toBe("N.H99.21-260910-10000");
  const { rows } = await sql`
    select o.payload ->> 'code' as code from outbox o where o.stream = ${later[1]?.id}`.execute(demo.worker.db);
  expect(rows).toEqual([{ code: "N.H99.21-260910-10000" }]);
});
