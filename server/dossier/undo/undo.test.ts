import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Dossier } from "../../../domain/dossier/dossier.ts";
import { useDemoApp } from "../../../testing/demo-app.ts";
import { useDossierApi } from "../../../testing/dossier-api.ts";
import { birthFiling } from "../../../testing/filings.ts";
import { sessionsWaiting, whileRowIsHeld } from "../../../testing/held-row.ts";
import { takeMessages } from "../../exchange/exchange.queries.ts";
import { newId } from "../../platform/ids.ts";
import { openSnapshots, type SnapshotReader } from "../../platform/snapshot.ts";
import type { Finding } from "../../evidence/index.ts";
import { verifyEvents } from "../verify/verify-events.ts";
import { verifyStatistics } from "../verify/verify-statistics.ts";

const demo = useDemoApp();
const { file, act } = useDossierApi(demo);
const HTML = { accept: "text/html" };
const STARTS = "2026-09-07T09:00:00+07:00";

let snapshots: SnapshotReader;
beforeAll(async () => {
  snapshots = await openSnapshots({ url: demo.databaseUrl, schema: "motcua" });
});
afterAll(() => snapshots.end());
beforeEach(() => demo.at(STARTS));

const forward = { action: "forward", next: null, note: "Đủ" };

/** Received at its counter, and whatever it has caused has been delivered. */
async function received(): Promise<string> {
  const { id } = await file("tiepnhan.xa", birthFiling);
  await act("tiepnhan.xa", id, { action: "receive" });
  await sql`update outbox set delivered_at = now() where delivered_at is null and closed_at is null`.execute(
    demo.ownerDb,
  );
  return id;
}

const post = async (who: string, id: string, version: number, headers = {}) =>
  demo.call(who && (await demo.officer(who)), "POST", `/api/v1/dossiers/${id}/undo`, { version }, headers);
const codeOf = async (answer: ReturnType<typeof post>) => {
  const { statusCode, body } = await answer;
  return [statusCode, (JSON.parse(body) as { error?: { code: string } }).error?.code];
};

/** What is kept of the dossier beside its chain. */
async function kept(id: string) {
  const { rows } = await sql<{ state: Dossier; rows: unknown; deltas: Record<string, number> }>`
    select d.state,
      jsonb_build_object('row', to_jsonb(d) - 'state' - 'version' - 'last_hash',
        'stays', (select jsonb_agg(to_jsonb(s) order by s.id) from dossier_stay s where s.dossier_id = d.id),
        'asked', (select jsonb_agg(to_jsonb(c) order by c.id) from dossier_consultation c where c.dossier_id = d.id),
        'agencies', (select jsonb_agg(to_jsonb(x) order by x.agency_id) from dossier_agency x where x.dossier_id = d.id)
      ) as rows,
      (select jsonb_object_agg(t.measure, t.n) from (
        select x.measure, sum(x.amount) as n from dossier_delta x where x.measure <> 'undone' group by 1
        having sum(x.amount) <> 0) t) as deltas
    from dossier d where d.id = ${id}::uuid`.execute(demo.ownerDb);
  const [row] = rows;
  if (!row) throw new Error("There is such a dossier.");
  const { version, ...state } = row.state;
  return { version, state, rows: row.rows, deltas: row.deltas };
}

async function messages(id: string) {
  const { rows } = await sql<{ version: number | null; waits: number; state: string; why: string | null }>`
    select o.event_version as version, round(extract(epoch from o.next_at - o.created_at))::int as waits,
      case when o.closed_at is not null then 'closed' when o.delivered_at is not null then 'delivered'
        when o.leased_until is not null then 'sending' else 'waiting' end as state, o.closed_reason as why
    from outbox o where o.stream = ${id} and o.event_version is not null order by o.id`.execute(demo.ownerDb);
  return rows;
}

async function findings(): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  await verifyEvents({ snapshots, withState: true, report: (one) => found.push(one) });
  await verifyStatistics(snapshots, (one) => found.push(one));
  return found;
}

/** The open message's time has come. */
const due = (id: string) => sql`update outbox set next_at = now() where stream = ${id}`.execute(demo.ownerDb);
const taking = { partner: "state-feed", leaseMs: 20_000, limit: 10 };

/** The answer, and whether everything is as it was. */
const refused = async (id: string, version: number) => {
  const before = JSON.stringify(await kept(id));
  const [status, code] = await codeOf(post("tiepnhan.xa", id, version));
  return [status, code, JSON.stringify(await kept(id)) === before];
};

const page = async (who: string, id: string) =>
  (await demo.call(await demo.officer(who), "GET", `/can-bo/ho-so/${id}`, undefined, HTML)).body;
const press = async (who: string, id: string, version: string) =>
  demo.app.inject({
    method: "POST",
    url: `/can-bo/ho-so/${id}/hoan-tac`,
    headers: {
      ...HTML,
      cookie: who && (await demo.officer(who)),
      "content-type": "application/x-www-form-urlencoded",
    },
    payload: new URLSearchParams({ version }).toString(),
  });

test("taken back in time, everything is as before: state, rows, dates, figures; the chain has grown and holds", async () => {
  const id = await received();
  const before = await kept(id);
  const acted = await act("tiepnhan.xa", id, forward);
  expect(acted.undo).toEqual({ version: 3, of: "forwarded", until: "2026-09-07T09:00:10+07:00" });
  expect(await messages(id)).toEqual([{ version: 3, waits: 10, state: "waiting", why: null }]);
  demo.at("2026-09-07T09:00:10+07:00");
  const answer = await post("tiepnhan.xa", id, 3);
  expect(answer.statusCode, answer.body).toBe(200);
  expect(answer.json()).toMatchObject({ version: 4, status: "received", undo: null });
  expect(answer.json().actions).toContain("forward");
  expect(await kept(id)).toEqual({ ...before, version: 4 });
  expect(await messages(id)).toEqual([{ version: 3, waits: 10, state: "closed", why: "undone" }]);
  expect(await takeMessages(demo.worker.db, { ...taking, lease: newId() })).toEqual([]);
  const { chain, items } = (
    await demo.call(await demo.officer("tiepnhan.xa"), "GET", `/api/v1/dossiers/${id}/events`)
  ).json();
  expect(chain).toEqual({ ok: true, brokenAt: null });
  expect(items.at(-1).event).toMatchObject({
    at: "2026-09-07T09:00:10+07:00",
    actor: { name: "Bế Thị Thơm" },
    fact: { type: "undone", version: 3, of: "forwarded" },
  });
  expect(await findings()).toEqual([]);
  expect((await act("tiepnhan.xa", id, forward)).version, "and done anew").toBe(5);
  expect(await findings()).toEqual([]);
});

test("an agency that was asked for its opinion by mistake has no part in the dossier once that is taken back", async () => {
  const id = await received();
  await act("tiepnhan.xa", id, forward);
  const handler = (await demo.call(await demo.officer("thuly.xa"), "GET", "/api/v1/session")).json<{ id: string }>().id;
  await act("lanhdao.xa", id, { action: "assign", officerId: handler, note: "" });
  const before = await kept(id);
  const { rows } = await sql<{ id: string }>`
    select p.agency_id as id from appointment p join account a on a.officer_id = p.officer_id
    where a.login = 'thuly.yte'`.execute(demo.ownerDb);
  const consult = { action: "consult", agencyId: rows[0]?.id, question: "Có đúng không?", hours: 8 };
  const { version } = await act("thuly.xa", id, consult);
  const seen = async () =>
    (await demo.call(await demo.officer("thuly.yte"), "GET", `/api/v1/dossiers/${id}`)).statusCode;
  expect(await seen()).toBe(200);
  expect((await post("thuly.xa", id, version)).statusCode).toBe(200);
  expect(await seen()).toBe(404);
  expect(await kept(id)).toEqual({ ...before, version: version + 1 });
  expect(await findings()).toEqual([]);
  const past = await demo.call(await demo.officer("thuly.xa"), "GET", `/api/v1/dossiers/${id}?at=2026-09-07T09:00:00`);
  expect(past.json().consultations).toEqual([]);
});

describe("who may not", () => {
  test.each([
    ["", 401, "sign-in-required"],
    ["thuly.xa", 403, "undo-not-yours"],
    ["lanhdao.xa", 403, "undo-not-yours"],
    ["kiemsoat", 403, "undo-not-yours"],
    ["tiepnhan.khesim", 404, "not-found"],
  ])("%s: %i %s", async (who, status, code) => {
    const id = await received();
    const { version } = await act("tiepnhan.xa", id, forward);
    expect(await codeOf(post(who, id, version))).toEqual([status, code]);
    expect((await kept(id)).version).toBe(version);
  });

  test("the applicant", async () => {
    const id = await received();
    const citizen = await demo.citizen("cd-may");
    expect((await demo.call(citizen, "POST", `/api/v1/dossiers/${id}/undo`, { version: 2 })).statusCode).toBe(403);
  });

  test("whoever asks the database itself, for what another has done or what was never taken back", async () => {
    const id = await received();
    const { version } = await act("tiepnhan.xa", id, forward);
    const officers = await sql<{ login: string; id: string }>`
      select a.login, a.officer_id as id from account a where a.login in ('tiepnhan.xa', 'thuly.xa')`.execute(
      demo.ownerDb,
    );
    for (const { id: officer } of officers.rows) {
      const db = demo.deps.dbFor({ officer });
      await expect(sql`select take_back_event(${id}::uuid, ${version}, 'x')`.execute(db)).rejects.toMatchObject({
        code: "42501",
      });
    }
    expect((await messages(id)).map(({ state }) => state)).toEqual(["waiting"]);
  });
});

describe("refused, and nothing has changed", () => {
  test("a second after the time is over", async () => {
    const id = await received();
    const { version } = await act("tiepnhan.xa", id, forward);
    demo.at("2026-09-07T09:00:11+07:00");
    expect(await refused(id, version)).toEqual([409, "undo-too-late", true]);
  });

  test("the reception, for which a slip was printed", async () => {
    const id = await received();
    expect(await refused(id, 2)).toEqual([409, "undo-not-possible", true]);
  });

  test("once somebody has acted since", async () => {
    const id = await received();
    const { version } = await act("tiepnhan.xa", id, forward);
    await act("lanhdao.xa", id, { action: "return-to-step", stepKey: "tiep-nhan", note: "Thiếu" });
    expect(await refused(id, version)).toEqual([409, "undo-acted-since", true]);
  });

  test("once the message has left", async () => {
    const id = await received();
    const { version } = await act("tiepnhan.xa", id, forward);
    await due(id);
    expect(await takeMessages(demo.worker.db, { ...taking, lease: newId() })).toHaveLength(1);
    expect(await refused(id, version)).toEqual([409, "undo-already-sent", true]);
    expect(await messages(id)).toMatchObject([{ state: "sending" }]);
  });
});

describe("at the same moment exactly one wins", () => {
  test("the sender that has just taken the message, over an undoing that must wait for it", async () => {
    const id = await received();
    const { version } = await act("tiepnhan.xa", id, forward);
    await due(id);
    const { taken, undoing } = await demo.worker.db.transaction().execute(async (tx) => {
      const messagesTaken = await takeMessages(tx, { ...taking, lease: newId() });
      const running = codeOf(post("tiepnhan.xa", id, version));
      while ((await sessionsWaiting(demo.ownerDb)) < 1) await new Promise((resolve) => setTimeout(resolve, 20));
      return { taken: messagesTaken, undoing: { running } };
    });
    expect(taken).toHaveLength(1);
    expect(await undoing.running).toEqual([409, "undo-already-sent"]);
    expect(await messages(id)).toMatchObject([{ state: "sending" }]);
    expect((await kept(id)).version).toBe(version);
  });

  test("an undoing that holds the message, over a sender that passes it by", async () => {
    const id = await received();
    const { version } = await act("tiepnhan.xa", id, forward);
    await due(id);
    // The undoing stops before its end, with the message in its hands: the row it deletes last is held.
    const stopped = sql`select from dossier_stay s where s.dossier_id = ${id}::uuid and s.id = 2 for update`;
    const { running } = await demo.ownerDb.transaction().execute(async (tx) => {
      // Saving the state only touches what it keeps, so the stay that is to go is met after the message.
      await stopped.execute(tx);
      const undoing = codeOf(post("tiepnhan.xa", id, version));
      while ((await sessionsWaiting(demo.ownerDb)) < 1) await new Promise((resolve) => setTimeout(resolve, 20));
      expect(await takeMessages(demo.worker.db, { ...taking, lease: newId() })).toEqual([]);
      return { running: undoing };
    });
    expect(await running).toEqual([200, undefined]);
    expect(await takeMessages(demo.worker.db, { ...taking, lease: newId() })).toEqual([]);
    expect(await messages(id)).toMatchObject([{ state: "closed", why: "undone" }]);
  });

  test("one of two undoings; and sent twice with its key it is done once, with the same answer", async () => {
    const id = await received();
    const { version } = await act("tiepnhan.xa", id, forward);
    const both = await whileRowIsHeld(demo.ownerDb, { dossierId: id, waiting: 2 }, () =>
      [1, 2].map(async () => codeOf(post("tiepnhan.xa", id, version))),
    );
    expect(both.toSorted(([one], [other]) => Number(one) - Number(other))).toEqual([
      [200, undefined],
      [409, "undo-acted-since"],
    ]);
    const again = await act("tiepnhan.xa", id, forward);
    const keyed = { "idempotency-key": "undo-once-only" };
    const first = await post("tiepnhan.xa", id, again.version, keyed);
    const second = await post("tiepnhan.xa", id, again.version, keyed);
    expect([first.json().version, second.json().version]).toEqual([again.version + 1, again.version + 1]);
  });
});

describe("on the page", () => {
  const OFFER = /Còn (\d+) giây để hoàn tác, đến <span class="number">([\d:]+)<\/span>/;

  test("who has acted reads how long he has, and one press takes it back; others are offered nothing", async () => {
    const id = await received();
    await act("tiepnhan.xa", id, forward);
    demo.at("2026-09-07T09:00:03+07:00");
    const shown = await page("tiepnhan.xa", id);
    expect(OFFER.exec(shown)?.slice(1)).toEqual(["7", "09:00:10"]);
    expect(await page("lanhdao.xa", id)).not.toMatch(OFFER);
    const [, version = ""] = /hoan-tac".*?name="version" value="(\d+)"/.exec(shown) ?? [];
    const answer = await press("tiepnhan.xa", id, version);
    expect([answer.statusCode, answer.headers["location"]]).toEqual([303, `/can-bo/ho-so/${id}`]);
    const after = await page("tiepnhan.xa", id);
    expect(after).not.toMatch(OFFER);
    expect(after).toContain("<strong>Hoàn tác</strong>");
  });

  test("too late, it says so above the dossier as it is", async () => {
    const id = await received();
    await act("tiepnhan.xa", id, forward);
    demo.at("2026-09-07T09:00:11+07:00");
    expect(await page("tiepnhan.xa", id)).not.toMatch(OFFER);
    const answer = await press("tiepnhan.xa", id, "3");
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain("Chưa hoàn tác được.");
    expect(answer.body).toContain("Đã hết thời gian hoàn tác.");
    expect((await press("tiepnhan.xa", id, "x")).statusCode).toBe(409);
    expect((await press("thuly.xa", id, "3")).statusCode).toBe(403);
    expect((await press("tiepnhan.khesim", id, "3")).statusCode).toBe(404);
    const nobody = await press("", id, "3");
    expect([nobody.statusCode, nobody.headers["location"]]).toEqual([
      303,
      `/can-bo/dang-nhap?ve=${encodeURIComponent(`/can-bo/ho-so/${id}/hoan-tac`)}`,
    ]);
  });
});
