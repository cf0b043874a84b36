import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import Type from "typebox";
import { afterEach, describe, expect, test } from "vitest";
import { fromEpoch } from "../../../domain/shared/moment.ts";
import { useDatabase } from "../../../testing/database.ts";
import { testDeps } from "../../../testing/deps.ts";
import { migrate } from "../migrate.ts";
import { defineJob, enqueue, wake, type Job } from "./job.ts";
import { startWorker, type Worker } from "./run-worker.ts";

const database = useDatabase();
const workers: Worker[] = [];
const logged: string[] = [];
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
  await sql`delete from graphile_worker._private_jobs`.execute(database.ownerDb);
  await sql`delete from worker`.execute(database.ownerDb);
  logged.length = 0;
});

/** Fast enough for a test; what is proved is the order of things, not their speed. */
const heart = { beatMs: 50, deadMs: 500 };

const log = (level: string, message: string): void => void logged.push(`${level} ${message}`);

async function work(jobs: readonly Job[], schema = "motcua"): Promise<Worker> {
  const deps = testDeps(database.db, { schema });
  const worker = await startWorker({ url: database.url, jobs, deps, log, heart });
  workers.push(worker);
  return worker;
}

/** A promise that the test or a job settles. */
function gate<T = void>(): { readonly opened: Promise<T>; readonly open: (value: T) => void } {
  const settle = new EventEmitter();
  const opened = new Promise<T>((done) => settle.once("open", done));
  return { opened, open: (value) => void settle.emit("open", value) };
}

const module = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);

interface QueuedJob {
  readonly name: string;
  readonly attempts: number;
  readonly error: string | null;
  readonly inFuture: boolean;
}

async function queued(): Promise<readonly QueuedJob[]> {
  const { rows } = await sql<QueuedJob>`
    select task_identifier as name, attempts, last_error as error, run_at > now() as "inFuture"
    from graphile_worker.jobs order by id`.execute(database.ownerDb);
  return rows;
}

const greet = (run: (name: string) => Promise<void> | void): Job =>
  defineJob({
    name: "test.greet",
    payload: Type.Object({ name: Type.String() }),
    run: async (_deps, { name }) => run(name),
  }) as Job;

describe("in the caller's transaction", () => {
  test("a job runs once that has committed, with its payload", async () => {
    const done = gate<string>();
    const job = greet(done.open);
    await work([job]);
    await database.db.transaction().execute((tx) => enqueue(tx, { job, payload: { name: "Lò Thị Mây" } }));
    expect(await done.opened).toBe("Lò Thị Mây");
  });

  test("rolled back, it was never there", async () => {
    const job = greet(() => undefined);
    const failing = database.db.transaction().execute(async (tx) => {
      await enqueue(tx, { job, payload: { name: "x" } });
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(await queued()).toEqual([]);
  });

  test("a job with a key replaces the one that waits, at its new moment", async () => {
    const job = greet(() => undefined);
    const runAt = fromEpoch(Date.now() + 3_600_000);
    await enqueue(database.db, { job, payload: { name: "first" } }, { key: "one" });
    await enqueue(database.db, { job, payload: { name: "second" } }, { key: "one", runAt });
    expect(await queued()).toMatchObject([{ name: "motcua:test.greet", inFuture: true }]);
  });

  test("a hundred wake-ups are one job, and none waits for another's transaction", async () => {
    const job = greet(() => undefined);
    await wake(database.db, job);
    await database.db.transaction().execute(async (open) => {
      await wake(open, job);
      // While that transaction stays open, the others do not queue behind it.
      await Promise.all(Array.from({ length: 100 }, () => wake(database.db, job)));
    });
    expect(await queued()).toHaveLength(1);
  });

  test("the application can neither read nor write the queue by another way", async () => {
    await expect(sql`select * from graphile_worker.jobs`.execute(database.db)).rejects.toThrow(/permission denied/);
    await expect(sql`select graphile_worker.add_job('motcua:x')`.execute(database.db)).rejects.toThrow(/permission/);
  });
});

test("a province's worker runs its own jobs and leaves those of another alone", async () => {
  await migrate({ url: database.url, schema: "tinh_khac" });
  const ours = gate<string>();
  const theirs = gate<string>();
  const job = greet(ours.open);
  await sql`select tinh_khac.enqueue_job('test.greet', '{"name":"theirs"}', null, 'k')`.execute(database.ownerDb);
  await enqueue(database.db, { job, payload: { name: "ours" } }, { key: "k" });
  const worker = await work([job]);
  expect(await ours.opened).toBe("ours");
  await worker.stop();
  workers.length = 0;
  expect(await queued()).toMatchObject([{ name: "tinh_khac:test.greet", attempts: 0 }]);
  await work([greet(theirs.open)], "tinh_khac");
  expect(await theirs.opened).toBe("theirs");
});

test("a failure is tried again later; numbers of people reach neither the log nor the queue", async () => {
  const failed = gate();
  const job = greet(() => {
    failed.open();
    throw new Error("no such person: 099199000001");
  });
  await enqueue(database.db, { job, payload: { name: "x" } });
  const worker = await work([job]);
  await failed.opened;
  await worker.stop();
  workers.length = 0;
  const [waiting] = await queued();
  expect(waiting).toMatchObject({ attempts: 1, inFuture: true });
  expect(waiting?.error).toContain("no such person: …");
  expect(logged.join("\n")).toContain("no such person: …");
  expect(`${waiting?.error} ${logged.join("\n")}`).not.toContain("099199000001");
});

test("a payload that is not of the job's schema is refused without running it", async () => {
  const refused = gate();
  const job = greet(() => expect.unreachable());
  await sql`select enqueue_job('test.greet', '{"name":7}', null, null)`.execute(database.db);
  const deps = testDeps(database.db, {});
  workers.push(
    await startWorker({ url: database.url, jobs: [job], deps, heart, log: (_level, text) => refused.open(void text) }),
  );
  await refused.opened;
  // The log line comes a moment before the queue has written the failure down.
  await expect
    .poll(async () => (await queued())[0]?.error)
    .toContain("test.greet was given what its schema does not allow");
});

test("stopping waits for the job that is running, and leaves no trace of the worker", async () => {
  const begun = gate();
  const finish = gate();
  const steps: string[] = [];
  const job = greet(async () => {
    begun.open();
    await finish.opened;
    steps.push("job done");
  });
  await enqueue(database.db, { job, payload: { name: "x" } });
  const worker = await work([job]);
  await begun.opened;
  const stopped = worker.stop().then(() => steps.push("worker stopped"));
  finish.open();
  await stopped;
  workers.length = 0;
  expect(steps).toEqual(["job done", "worker stopped"]);
  const { rows } = await sql`select from worker`.execute(database.ownerDb);
  expect([rows, await queued()]).toEqual([[], []]);
});

test("a job marked so runs when a worker starts", async () => {
  const done = gate<string>();
  await work([{ name: "test.start", payload: Type.Object({}), atStart: true, run: async () => done.open("run") }]);
  expect(await done.opened).toBe("run");
});

test("the job of a worker that was killed in the middle of it is run again by another", async () => {
  const job = greet(() => undefined);
  await enqueue(database.db, { job, payload: { name: "Bạch Văn Sơn" } });
  const code = `
    const { startWorker } = await import(${module("run-worker.ts")});
    const { testDeps } = await import(${module("../../../testing/deps.ts")});
    const run = () => { console.log("begun"); return new Promise(() => undefined); };
    const job = { name: "test.greet", payload: {}, run };
    await startWorker({ url: ${JSON.stringify(database.url)}, jobs: [job], deps: testDeps(undefined, {}), log: console.error,
      heart: ${JSON.stringify(heart)} });`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], {
    cwd: fileURLToPath(new URL("../../..", import.meta.url)),
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  const exit = once(child, "exit");
  child.kill("SIGKILL");
  await exit;
  expect(await queued()).toMatchObject([{ attempts: 1 }]);
  const again = gate<string>();
  await work([greet(again.open)]);
  expect(await again.opened).toBe("Bạch Văn Sơn");
});
