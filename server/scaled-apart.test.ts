import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import Type from "typebox";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useDemoApp } from "../testing/demo-app.ts";
import { buildApp } from "./app.ts";
import { downloadUrl } from "./document/index.ts";
import type { App } from "./platform/http/server.ts";
import type { Deps } from "./platform/deps.ts";
import { defineJob } from "./platform/jobs/job.ts";
import { startWorker } from "./platform/jobs/run-worker.ts";

/** One process of the demo application, and another on the same database and store with a data folder of its own. */
const demo = useDemoApp();
const folder = mkdtempSync(join(tmpdir(), "motcua-other-"));
let other: App;
let both: readonly Deps[];

beforeAll(async () => {
  const secretKey = randomBytes(32).toString("base64");
  both = [demo.deps.config.dataDir, folder].map((dataDir) => ({
    ...demo.deps,
    config: { ...demo.deps.config, dataDir, secretKey },
  }));
  const [, second] = both;
  if (second) other = await buildApp(second);
});
afterAll(async () => {
  await other.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a session of one process is one of the other, and ended at one it is ended at both", async () => {
  const cookie = await demo.officer("tiepnhan.xa");
  expect((await other.inject({ url: "/api/v1/work", headers: { cookie } })).statusCode).toBe(200);
  await other.inject({ method: "DELETE", url: "/api/v1/session", headers: { cookie } });
  expect((await demo.app.inject({ url: "/api/v1/work", headers: { cookie } })).statusCode).toBe(401);
});

test("an upload begun at one goes on at the other", async () => {
  const cookie = await demo.citizen("cd-may");
  const bytes = Buffer.from("%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n".repeat(9));
  const half = 100;
  const tus = { cookie, "tus-resumable": "1.0.0" };
  const sent = { ...tus, "content-type": "application/offset+octet-stream" };
  const name = Buffer.from("giay.pdf").toString("base64");
  const begun = await demo.app.inject({
    method: "POST",
    url: "/api/v1/uploads",
    headers: { ...tus, "upload-length": String(bytes.length), "upload-metadata": `filename ${name}` },
  });
  expect(begun.statusCode, begun.body).toBe(201);
  const url = new URL(String(begun.headers.location), "http://x").pathname;
  const first = await demo.app.inject({
    method: "PATCH",
    url,
    headers: { ...sent, "upload-offset": "0" },
    payload: bytes.subarray(0, half),
  });
  expect(first.statusCode, first.body).toBe(204);
  const head = await other.inject({ method: "HEAD", url, headers: tus });
  expect(head.headers["upload-offset"]).toBe(String(half));
  const second = await other.inject({
    method: "PATCH",
    url,
    headers: { ...sent, "upload-offset": String(half) },
    payload: bytes.subarray(half, half + 50),
  });
  expect([second.statusCode, second.headers["upload-offset"]]).toEqual([204, String(half + 50)]);
});

test("a link to a file made by one is good at the other, and with another key it is not", () => {
  const [one, two] = both;
  if (!one || !two) throw new Error("Two processes");
  const download = { documentId: "00000000-0000-4000-8000-000000000001", actorId: "a" };
  expect(downloadUrl(one, download)).toBe(downloadUrl(two, download));
  const alone = { ...two, config: { ...two.config, secretKey: undefined } };
  expect(downloadUrl(alone, download)).not.toBe(downloadUrl(one, download));
});

test("two workers share the work: every job is done, and none twice", async () => {
  const done = new Map<string, string[]>();
  const jobFor = (worker: string) =>
    defineJob({
      name: "test.share",
      payload: Type.Object({ key: Type.String() }),
      async run(_deps, { key }) {
        done.set(key, [...(done.get(key) ?? []), worker]);
        await sleep(20);
      },
    });
  const keys = Array.from({ length: 60 }, (_none, index) => createHash("sha256").update(String(index)).digest("hex"));
  for (const key of keys)
    await sql`select graphile_worker.add_job('motcua:test.share', json_build_object('key', ${key}::text))`.execute(
      demo.ownerDb,
    );
  const options = { url: demo.databaseUrl, deps: demo.worker, log: () => undefined };
  const workers = await Promise.all(["a", "b"].map((name) => startWorker({ ...options, jobs: [jobFor(name)] })));
  try {
    await expect.poll(() => done.size, { timeout: 20_000 }).toBe(keys.length);
  } finally {
    for (const worker of workers) await worker.stop();
  }
  expect([...done.values()].every((by) => by.length === 1)).toBe(true);
  expect(new Set([...done.values()].flat())).toEqual(new Set(["a", "b"]));
});
