import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { foldAll } from "../../domain/dossier/fold.ts";
import { recomputeDatesAnew } from "./recompute-dates.job.ts";
import { eventHash } from "../dossier/event-hash.ts";
import { listEvents } from "../dossier/event.queries.ts";
import { openDatabase, type Db } from "../platform/database.ts";
import { off, useAmending } from "../../testing/amending.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { permitFiling as permit } from "../../testing/filings.ts";

const demo = useDemoApp();
const { post, get, receive, act, version, apply, dossierNow, finished, agencyId } = useAmending(demo);

// The owner sees what other sessions wait for, and may end them.
let ownerDb: Db | undefined;
function owner(): Db {
  if (!ownerDb) throw new Error("The owner's connection is opened in beforeAll");
  return ownerDb;
}
beforeAll(async () => {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(demo.worker.db);
  const url = Object.assign(new URL(inject("server").url), { pathname: `/${rows[0]?.name}` }).toString();
  ownerDb = openDatabase({ url, schema: "motcua", max: 3 });
});
afterAll(async () => ownerDb?.destroy());

async function waitingSessions(): Promise<readonly number[]> {
  const { rows } = await sql<{ pid: number }>`
    select a.pid
    from pg_stat_activity a
    where a.datname = current_database() and a.wait_event_type = 'Lock'`.execute(owner());
  return rows.map(({ pid }) => pid);
}

describe("an amendment and the dossiers that it moves", () => {
  beforeAll(() => demo.at("2026-09-07T09:00:00+07:00"));

  test("is previewed, applied, and told to the citizen; the first date and the chain stay whole", async () => {
    const dossier = await receive();
    const preview = (await post("quantri", "/api/v1/calendar/preview", off("2026-09-09"))).json();
    const moved = preview.first.find(({ dossierId }: { dossierId: string }) => dossierId === dossier.id);
    expect(preview).toMatchObject({ total: 1, later: 1, earlier: 0, unreckoned: 0, byAgency: [{ count: 1 }] });
    expect(moved).toMatchObject({ code: dossier.code, oldDue: dossier.dueAt, fault: null });
    expect((await dossierNow(dossier.id)).dueAt).toBe(dossier.dueAt);

    const applied = await apply(off("2026-09-09"));
    expect(applied.statusCode, applied.body).toBe(201);
    await finished(applied.json().id);
    const after = await dossierNow(dossier.id);
    expect(after).toMatchObject({ dueAt: moved.newDue, originalDueAt: dossier.dueAt });

    const chain = await listEvents(demo.worker.db, dossier.id);
    expect(chain.at(-1)?.event).toMatchObject({
      dueBefore: dossier.dueAt,
      dueAfter: moved.newDue,
      actor: { kind: "officer", name: "Thân Văn Lập" },
      fact: { type: "due-date-recomputed", basis: "Công văn 31/UBND-NC" },
    });
    for (const { event, previousHash, hash } of chain) expect(eventHash(event, previousHash)).toBe(hash);
    expect(foldAll(chain.map(({ event }) => event))).toMatchObject({ dueAt: moved.newDue });

    const page = await demo.call(await demo.citizen("cd-may"), "GET", `/ho-so/${dossier.id}`);
    expect(page.body).toContain("Lịch làm việc thay đổi theo Công văn 31/UBND-NC");
    // Applied once more, nothing is left to move.
    expect((await post("quantri", "/api/v1/calendar/preview", off("2026-09-09"))).json()).toMatchObject({ total: 0 });
  });

  test("leaves promised dates, standing clocks and closed dossiers alone", async () => {
    const [promised, waiting, withdrawn] = [await receive(), await receive(), await receive()];
    await act("tiepnhan.tinh", promised.id, { action: "forward", next: null, note: "" });
    await act("lanhdao.xaydung", promised.id, {
      action: "apologise",
      reason: "Chờ ý kiến",
      newDueAt: "2026-12-15T09:00:00+07:00",
    });
    await act("tiepnhan.tinh", waiting.id, {
      action: "request-supplement",
      reasons: [{ code: "paper-missing", componentCode: "1", note: "Thiếu bản vẽ" }],
    });
    await act("tiepnhan.tinh", withdrawn.id, { action: "stop", reason: "Theo đề nghị" });
    const { id } = (await apply(off("2026-09-10"))).json();
    await finished(id);
    expect(await dossierNow(promised.id)).toMatchObject({ dueAt: "2026-12-15T09:00:00+07:00" });
    for (const kept of [waiting, withdrawn]) expect(await dossierNow(kept.id)).toMatchObject({ dueAt: kept.dueAt });
  });

  test("a date that would fall into a year nobody confirmed stays, and nobody is received into that year", async () => {
    const far = await receive();
    await sql`delete from calendar_year where year = 2027`.execute(owner());
    const closed = Array.from({ length: 90 }, (_day, index) =>
      new Date(Date.UTC(2026, 9, 3 + index)).toISOString().slice(0, 10),
    ).filter((date) => date < "2027");
    const days = closed.map((date) => ({ date, kind: "off", name: "Nghỉ", hours: [] }));
    const amendment = { ...off("2026-10-03"), agencyId: await agencyId("H99.02"), days };
    const preview = (await post("quantri", "/api/v1/calendar/preview", amendment)).json();
    expect(preview.unreckoned).toBe(preview.total);
    expect(preview.first.find(({ dossierId }: { dossierId: string }) => dossierId === far.id)).toMatchObject({
      newDue: null,
      fault: "calendar-year-missing",
    });
    const { id } = (await apply(amendment)).json();
    await finished(id);
    expect((await get("quantri", `/api/v1/calendar/amendments/${id}`)).json().recomputed).toMatchObject({
      changed: 0,
      unreckoned: preview.total,
    });
    expect(await dossierNow(far.id)).toMatchObject({ dueAt: far.dueAt });

    const filed = (await post("tiepnhan.tinh", "/api/v1/dossiers", permit)).json();
    const refused = await post("tiepnhan.tinh", `/api/v1/dossiers/${filed.id}/actions`, {
      command: { action: "receive" },
    });
    expect([refused.statusCode, refused.json().error]).toEqual([
      422,
      expect.objectContaining({ code: "calendar-year-missing", message: expect.stringContaining("chưa được công bố") }),
    ]);

    const undone = { ...amendment, days: closed.map((date) => ({ date, kind: "none", name: "", hours: [] })) };
    await finished((await apply(undone)).json().id);
    await finished((await apply({ ...off("2026-10-03"), days: [], confirmYears: [2027] })).json().id);
    expect((await get("quantri", "/api/v1/calendar?year=2027")).json().confirmed).toBe(true);
    expect((await act("tiepnhan.tinh", filed.id, { action: "receive" })).status).toBe("received");
  });
});

describe("who may, and when", () => {
  test.each([
    ["", 401],
    ["tiepnhan.xa", 403],
    ["kiemsoat", 403],
  ])("%s may not", async (login, status) => {
    for (const url of ["preview", "amendments"]) {
      const body = url === "preview" ? off("2026-10-01") : { amendment: off("2026-10-01"), seenVersion: "1.x" };
      expect((await post(login, `/api/v1/calendar/${url}`, body)).statusCode).toBe(status);
    }
    expect((await get(login, "/api/v1/calendar/amendments/1")).statusCode).toBe(status);
  });

  test("an agency that is not there is not found, signed out nobody reads, and the year is asked for", async () => {
    const unknown = { ...off("2026-10-01"), agencyId: "00000000-0000-4000-8000-000000000000" };
    expect((await post("quantri", "/api/v1/calendar/preview", unknown)).statusCode).toBe(404);
    expect((await get("quantri", `/api/v1/calendar?year=2026&agencyId=${unknown.agencyId}`)).statusCode).toBe(404);
    expect((await get("quantri", "/api/v1/calendar/amendments/999999")).statusCode).toBe(404);
    expect((await get("", "/api/v1/calendar?year=2026")).statusCode).toBe(401);
    expect((await get("quantri", "/api/v1/calendar")).statusCode).toBe(400);
  });

  test("of two administrators the second is refused and told what changed", async () => {
    const seen = await version();
    await apply(off("2026-10-05", "Công văn thứ nhất"));
    const second = await post("quantri", "/api/v1/calendar/amendments", {
      amendment: off("2026-10-06"),
      seenVersion: seen,
    });
    expect(second.statusCode).toBe(409);
    expect(second.json().error).toMatchObject({
      code: "calendar-changed-meanwhile",
      details: { changes: [{ basis: "Công văn thứ nhất", by: "Thân Văn Lập" }] },
    });
  });

  test("of two that apply at the same moment one wins", async () => {
    const seenVersion = await version();
    const cookie = await demo.officer("quantri");
    const both = await owner()
      .transaction()
      .execute(async (tx) => {
        await sql`select v.mark from calendar_version v for update`.execute(tx);
        const sent = ["2026-10-12", "2026-10-13"].map((date) =>
          demo.call(cookie, "POST", "/api/v1/calendar/amendments", { amendment: off(date), seenVersion }),
        );
        await expect.poll(waitingSessions, { timeout: 10_000 }).toHaveLength(2);
        return { sent };
      });
    const answers = await Promise.all(both.sent);
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([201, 409]);
  });

  test.each([
    ["basis-missing", { basis: "  " }],
    ["bad-date", { days: [{ date: "2026-02-30", kind: "off", name: "", hours: [] }] }],
    ["bad-hours", { days: [{ date: "2026-10-07", kind: "hours", name: "", hours: ["11:00-07:00"] }] }],
    ["day-hours-missing", { days: [{ date: "2026-10-07", kind: "hours", name: "", hours: [] }] }],
    ["day-twice", { days: [...off("2026-10-07").days, ...off("2026-10-07").days] }],
    ["hours-end-before-start", { hours: [{ weekdays: [6], hours: [], from: "2026-10-07", to: "2026-10-07" }] }],
    ["weekday-twice", { hours: [{ weekdays: [6, 6], hours: [], from: "2026-10-07", to: null }] }],
    ["year-out-of-range", { confirmYears: [1999] }],
  ])("%s is refused by name, in the preview and when applied", async (code, more) => {
    const amendment = { ...off("2026-10-07"), ...more };
    const preview = await post("quantri", "/api/v1/calendar/preview", amendment);
    expect([preview.statusCode, preview.json().error.code]).toEqual([422, code]);
    expect((await apply(amendment)).json().error.code).toBe(code);
  });

  test("an agency's own day moves its own dossiers alone", async () => {
    const dossier = await receive();
    const other = { ...off("2026-09-11"), agencyId: await agencyId("H99.20") };
    expect((await post("quantri", "/api/v1/calendar/preview", other)).json()).toMatchObject({ total: 0 });
    const own = { ...off("2026-09-11"), agencyId: await agencyId("H99.02") };
    const { first } = (await post("quantri", "/api/v1/calendar/preview", own)).json();
    expect(first.map(({ dossierId }: { dossierId: string }) => dossierId)).toContain(dossier.id);
  });
});

test("killed in the middle of a batch nothing is half done, and the next run finishes", async () => {
  const dossiers = [await receive(), await receive(), await receive()];
  const [first, held] = dossiers;
  const id = await owner()
    .transaction()
    .execute(async (tx) => {
      await sql`select d.id from dossier d where d.id = ${held?.id}::uuid for update`.execute(tx);
      const applied = (await apply(off("2026-09-14"))).json();
      const killed = recomputeDatesAnew.run(demo.worker, {}).then(
        () => "finished",
        () => "killed",
      );
      await expect.poll(waitingSessions, { timeout: 10_000 }).toHaveLength(1);
      const [pid] = await waitingSessions();
      await sql`select pg_terminate_backend(${pid})`.execute(owner());
      expect(await killed).toBe("killed");
      return applied.id;
    });
  expect((await get("quantri", `/api/v1/calendar/amendments/${id}`)).json().recomputed.changed).toBe(0);
  expect(await dossierNow(first?.id ?? "")).toMatchObject({ dueAt: first?.dueAt });

  const { db } = demo.worker;
  await Promise.all([recomputeDatesAnew.run(demo.worker, {}), recomputeDatesAnew.run(demo.worker, {})]);
  await finished(id);
  for (const dossier of dossiers) {
    expect((await dossierNow(dossier.id)).dueAt > dossier.dueAt).toBe(true);
    const facts = (await listEvents(db, dossier.id)).map(({ event }) => event.fact.type);
    expect(facts.filter((type) => type === "due-date-recomputed")).toHaveLength(1);
  }
});

test("one dossier that cannot be saved is counted and does not hold up the others", async () => {
  const [broken, sound] = [await receive(), await receive()];
  // Its state names the code of the other, so saving it breaks the rule that a code is given once.
  await sql`
    update dossier set state = state || jsonb_build_object('code', ${sound.code}::text)
    where id = ${broken.id}::uuid`.execute(owner());
  const { id } = (await apply(off("2026-09-15"))).json();
  await expect(recomputeDatesAnew.run(demo.worker, {})).rejects.toThrow(broken.id);
  const { recomputed } = (await get("quantri", `/api/v1/calendar/amendments/${id}`)).json();
  expect(recomputed).toMatchObject({ failed: 1, changed: expect.any(Number) });
  expect((await dossierNow(sound.id)).dueAt > sound.dueAt).toBe(true);
  expect((await dossierNow(broken.id)).dueAt).toBe(broken.dueAt);
});

describe("due dates over the API", () => {
  const body = { received: "2026-08-28T16:20:00+07:00", amount: 3, unit: "working-day", policy: "pause", pauses: [] };

  test("are reckoned and explained", async () => {
    expect((await post("tiepnhan.xa", "/api/v1/due", body)).json()).toEqual({
      due: "2026-09-07T16:20:00+07:00",
      original: "2026-09-07T16:20:00+07:00",
      explanation: ["nhận 16:20 thứ Sáu 28/8", "+3 ngày làm việc", "nghỉ 31/8–2/9", "trả 16:20 thứ Hai 7/9"],
    });
  });

  test.each([
    [401, "sign-in-required", "", {}],
    [422, "calendar-year-missing", "tiepnhan.xa", { received: "2031-01-06T09:00:00+07:00" }],
    [422, "invalid-moment", "tiepnhan.xa", { received: "2026-02-30T09:00:00+07:00" }],
    [422, "invalid-amount", "tiepnhan.xa", { unit: "day", amount: 0.5 }],
    [422, "invalid-pause-before-receipt", "tiepnhan.xa", { pauses: [{ from: "2026-08-01T09:00:00+07:00" }] }],
    [400, "invalid-request", "tiepnhan.xa", { unit: "week" }],
    [404, "not-found", "tiepnhan.xa", { agencyId: "00000000-0000-4000-8000-000000000000" }],
  ])("%d %s", async (status, code, login, more) => {
    const answer = await post(login, "/api/v1/due", { ...body, ...more });
    expect([answer.statusCode, answer.json().error.code]).toEqual([status, code]);
  });
});
