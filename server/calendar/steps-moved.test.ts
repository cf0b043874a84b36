import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { off, useAmending } from "../../testing/amending.ts";
import { useDemoApp } from "../../testing/demo-app.ts";
import { eventHash } from "../dossier/event-hash.ts";
import { listEvents } from "../dossier/event.queries.ts";

const demo = useDemoApp();
const { get, receive, act, apply, dossierNow, finished, agencyId } = useAmending(demo);

const staysOf = async (id: string) => {
  const { rows } = await sql<{ dueAt: string | null; endedAt: string | null }>`
    select s.due_at as "dueAt", s.ended_at as "endedAt" from dossier_stay s
    where s.dossier_id = ${id}::uuid order by s.id`.execute(demo.worker.db);
  return rows;
};

beforeAll(() => demo.at("2026-09-07T09:00:00+07:00"));

test("a day off at the counter alone moves when it must have forwarded", async () => {
  const dossier = await receive();
  const [before] = await staysOf(dossier.id);
  expect(before?.dueAt).toBe("2026-09-07T17:30:00+07:00");
  const amendment = { ...off("2026-09-07"), agencyId: await agencyId("H99.01") };
  await finished((await apply(amendment)).json().id);
  expect((await staysOf(dossier.id))[0]?.dueAt).toBe("2026-09-08T17:30:00+07:00");
  expect((await dossierNow(dossier.id)).dueAt).toBe(dossier.dueAt);
});

test("moves the time of the steps at work with it, and of no step that is done", async () => {
  demo.at("2026-09-14T09:00:00+07:00");
  const [moved, promised] = [await receive(), await receive()];
  for (const { id } of [moved, promised]) await act("tiepnhan.tinh", id, { action: "forward", next: null, note: "" });
  const apology = { action: "apologise", reason: "Chờ ý kiến", newDueAt: "2026-12-15T09:00:00+07:00" };
  await act("lanhdao.xaydung", promised.id, apology);
  const before = await Promise.all([moved, promised].map(({ id }) => staysOf(id)));
  const { id } = (await apply(off("2026-09-14"))).json();
  await finished(id);
  for (const [index, dossier] of [moved, promised].entries()) {
    const [done, open] = before[index] ?? [];
    const [doneAfter, openAfter] = await staysOf(dossier.id);
    expect(doneAfter).toEqual(done);
    expect(openAfter?.dueAt).toBe("2026-09-15T11:30:00+07:00");
    expect(open?.dueAt).toBe("2026-09-14T15:00:00+07:00");
  }
  // This one and the one of the test before, whose appointments moved; not the one that was promised a date.
  expect((await get("quantri", `/api/v1/calendar/amendments/${id}`)).json().recomputed.changed).toBe(2);
  const page = await demo.call(await demo.citizen("cd-may"), "GET", `/ho-so/${promised.id}`);
  expect(page.body).toContain("ngày hẹn trả giữ nguyên");
  const chain = await listEvents(demo.worker.db, promised.id);
  for (const { event, previousHash, hash } of chain) expect(eventHash(event, previousHash)).toBe(hash);
});
