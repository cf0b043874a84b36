import { sql } from "kysely";
import Type from "typebox";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { useDemoApp } from "../../testing/demo-app.ts";
import { useDossierApi } from "../../testing/dossier-api.ts";
import { birthFiling } from "../../testing/filings.ts";
import { whileAnyRowIsHeld } from "../../testing/held-row.ts";
import { enqueue } from "../platform/jobs/job.ts";
import { startWorker, type Worker } from "../platform/jobs/run-worker.ts";

const demo = useDemoApp();
const { file } = useDossierApi(demo);
const PLACE = "/can-bo/quan-tri/viec-nen";
const failing = { name: "test.fail", payload: Type.Object({ dossierId: Type.String() }) };

let dossier = { id: "", submissionCode: "" };
let message = 0;
let job = 0;

const ask = async (method: "GET" | "POST", url: string, body?: object, login = "quantri") =>
  demo.call(await demo.officer(login), method, url, body, url.startsWith("/api") ? {} : { accept: "text/html" });
const replay = (body: object) => ask("POST", "/api/v1/background/replay", body);
const discard = (letter: string, reason: string) => ask("POST", "/api/v1/background/discard", { letter, reason });
const decisions = async () =>
  (
    await sql<{ letter: string; decision: string; reason: string | null; by: string; content: unknown }>`
      select letter, decision, reason, decided_by_name as by, content
      from dead_letter_decision order by decided_at, letter`.execute(demo.ownerDb)
  ).rows;

beforeAll(async () => {
  dossier = await file("tiepnhan.xa", birthFiling);
});

beforeEach(async () => {
  await sql`truncate outbox, dead_letter_decision`.execute(demo.ownerDb);
  await sql`delete from graphile_worker._private_jobs`.execute(demo.ownerDb);
  const sent = await sql<{ id: number }>`
    insert into outbox (topic, stream, payload, dead_at, attempts, last_error)
    values ('dossier-state', ${dossier.id}, '{}', now(), 1, 'HTTP 422') returning id`.execute(demo.ownerDb);
  message = sent.rows[0]?.id ?? 0;
  await enqueue(demo.worker.db, { job: failing, payload: { dossierId: dossier.id } });
  const failed = await sql<{ id: number }>`
    update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'no more room' returning id`.execute(
    demo.ownerDb,
  );
  job = failed.rows[0]?.id ?? 0;
});

describe("the page", () => {
  test("shows what has failed for good in plain words, with its dossier", async () => {
    const { body } = await ask("GET", PLACE);
    expect(body).toContain("Việc hỏng, chờ quyết định (2)");
    expect(body).toContain("Bên nhận từ chối nội dung (mã 422)");
    expect(body).toContain("no more room");
    expect(body).toContain(`<a href="/can-bo/ho-so/${dossier.id}">${dossier.submissionCode}</a>`);
    expect(body).toContain("Không có tiến trình nào đang làm việc nền");
    expect((await ask("GET", "/can-bo/quan-tri")).body).toContain("2 việc nền đã hỏng");
  });

  test("does not name a dossier that the reader may not see", async () => {
    const scope = sql`select 1 from account a where a.login = 'quantri' and a.officer_id = user_scope.officer_id`;
    const { rows } = await sql<{ officer_id: string; agency_id: string }>`
      delete from user_scope where exists (${scope}) returning officer_id, agency_id`.execute(demo.ownerDb);
    const { body } = await ask("GET", PLACE);
    const view = (await ask("GET", "/api/v1/background")).json();
    for (const { officer_id, agency_id } of rows)
      await sql`insert into user_scope (officer_id, agency_id) values (${officer_id}, ${agency_id})`.execute(
        demo.ownerDb,
      );
    expect(rows.length).toBeGreaterThan(0);
    expect(body).not.toContain(dossier.id);
    expect(view.dead.map(({ dossierId }: { dossierId: string | null }) => dossierId)).toEqual([null, null]);
  });

  test("sends one again, and the decision is kept", async () => {
    const answer = await ask("POST", `${PLACE}/gui-lai`, { letter: `message-${message}` });
    expect([answer.statusCode, answer.headers["location"]]).toEqual([303, `${PLACE}?xong=gui-lai`]);
    const { body } = await ask("GET", String(answer.headers["location"]));
    expect(body).toContain("Đã đưa vào hàng chờ để làm lại");
    expect(body).toContain("Việc hỏng, chờ quyết định (1)");
    expect(await decisions()).toMatchObject([{ letter: `message-${message}`, decision: "replayed" }]);
  });

  test("does not give one up without a reason, and says so where it is missing", async () => {
    const answer = await ask("POST", `${PLACE}/bo-qua`, { letter: `job-${job}`, [`reason-job-${job}`]: "  " });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain("Nhập lý do bỏ qua");
    expect(await decisions()).toEqual([]);
  });
});

describe("replaying", () => {
  test("makes a message open again with all its attempts", async () => {
    expect((await replay({ letter: `message-${message}` })).json()).toEqual({ decided: 1 });
    const { rows } = await sql`select attempts, dead_at from outbox where id = ${message}`.execute(demo.ownerDb);
    expect(rows).toEqual([{ attempts: 0, dead_at: null }]);
  });

  test("has a job run again", async () => {
    await replay({ letter: `job-${job}` });
    const ran: unknown[] = [];
    const run = async (_deps: unknown, payload: unknown): Promise<void> => void ran.push(payload);
    const worker: Worker = await startWorker({
      url: demo.databaseUrl,
      jobs: [{ ...failing, run }],
      deps: demo.worker,
      log: () => undefined,
    });
    await expect.poll(() => ran).toEqual([{ dossierId: dossier.id }]);
    expect((await ask("GET", PLACE)).body).toContain("Tiến trình đang chạy (1)");
    await worker.stop();
  });

  test("all of a kind leaves the others", async () => {
    await sql`insert into outbox (topic, stream, payload, dead_at, attempts) values ('dossier-state', 'x', '{}', now(), 3)`.execute(
      demo.ownerDb,
    );
    expect((await replay({ kind: "message.dossier-state" })).json()).toEqual({ decided: 2 });
    const { dead } = (await ask("GET", "/api/v1/background")).json();
    expect(dead).toMatchObject([{ letter: `job-${job}`, kind: "test.fail" }]);
  });

  test("twice at once is once", async () => {
    const letter = `message-${message}`;
    const both = await whileAnyRowIsHeld(demo.ownerDb, { table: "outbox", id: message, waiting: 2 }, () => [
      replay({ letter }),
      replay({ letter }),
    ]);
    const decided = both.map((answer) => answer.json().decided as number);
    expect(decided.toSorted((a, b) => a - b)).toEqual([0, 1]);
    expect(await decisions()).toHaveLength(1);
  });

  test("once more answers that nothing was left to do, and what never was is not found", async () => {
    await replay({ letter: `job-${job}` });
    expect((await replay({ letter: `job-${job}` })).json()).toEqual({ decided: 0 });
    expect((await replay({ letter: "message-999999" })).statusCode).toBe(404);
    expect((await replay({ letter: "message-1; drop" })).statusCode).toBe(400);
    expect((await replay({})).statusCode).toBe(400);
  });
});

describe("discarding", () => {
  test("keeps a message with who and why, and lets its dossier's later ones go", async () => {
    expect((await discard(`message-${message}`, "Đã báo bằng công văn")).json()).toEqual({ decided: 1 });
    const { rows } = await sql<{ closed: boolean }>`
      select closed_at is not null as closed from outbox where id = ${message}`.execute(demo.ownerDb);
    expect(rows).toEqual([{ closed: true }]);
    expect(await decisions()).toMatchObject([{ decision: "discarded", reason: "Đã báo bằng công văn", content: null }]);
    expect((await ask("GET", PLACE)).body).toContain("Đã báo bằng công văn");
  });

  test("takes a job out of the queue and keeps what it was given", async () => {
    await discard(`job-${job}`, "Không cần nữa");
    const { rows } = await sql`select from graphile_worker.jobs`.execute(demo.ownerDb);
    expect(rows).toEqual([]);
    expect(await decisions()).toMatchObject([{ letter: `job-${job}`, content: { dossierId: dossier.id } }]);
  });

  test("a job that is running or still tries is not a dead letter", async () => {
    await sql`update graphile_worker._private_jobs set attempts = 1`.execute(demo.ownerDb);
    expect((await discard(`job-${job}`, "x")).statusCode).toBe(404);
  });
});

test("only administrators of the province may look or decide", async () => {
  for (const login of ["tiepnhan.xa", "kiemsoat", "lanhdao.xa"]) {
    expect((await ask("GET", PLACE, undefined, login)).statusCode).toBe(403);
    const answer = await ask("POST", "/api/v1/background/replay", { letter: `job-${job}` }, login);
    expect(answer.statusCode).toBe(403);
  }
  expect((await demo.app.inject({ method: "GET", url: "/api/v1/background" })).statusCode).toBe(401);
  expect(await decisions()).toEqual([]);
});

afterAll(async () => {
  await sql`delete from graphile_worker._private_jobs`.execute(demo.ownerDb);
});
