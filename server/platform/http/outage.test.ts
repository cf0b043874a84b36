import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { useDemoApp } from "../../../testing/demo-app.ts";
import { openForReaders } from "../database.ts";
import { buildServer } from "./server.ts";
import { outageBehind } from "./outage.ts";

const demo = useDemoApp();

describe("what is needed and away is no fault of ours", () => {
  test.each([
    [{ code: "ECONNREFUSED", message: "" }, "temporarily-unavailable"],
    [{ code: "57P01", message: "terminating connection due to administrator command" }, "temporarily-unavailable"],
    [{ code: "25006", message: "cannot execute INSERT in a read-only transaction" }, "temporarily-unavailable"],
    [{ message: "Connection terminated unexpectedly" }, "temporarily-unavailable"],
    [{ message: "fetch failed", cause: { code: "ECONNRESET" } }, "temporarily-unavailable"],
    [{ code: "53100", message: "could not extend file" }, "database-full"],
    [{ code: "23505", message: "duplicate key" }, undefined],
    [{ message: "x is not a function" }, undefined],
  ])("%o", (error, outage) => expect(outageBehind(error)).toBe(outage));
});

const gone = openForReaders({ url: "postgres://nobody@127.0.0.1:9/none", schema: "motcua" });
afterAll(() => gone.db.destroy());

/** Answers with what a query over this database comes to. */
async function ask(db: typeof gone.db, accept: string) {
  const app = await buildServer(demo.deps);
  app.get("/hoi", async () => db.selectFrom("agency as a").select("a.id").execute());
  return app.inject({ method: "GET", url: "/hoi", headers: { accept } });
}

test("while the database is away people and programs are told so, and when to come again", async () => {
  const page = await ask(gone.db, "text/html");
  expect([page.statusCode, page.headers["retry-after"]]).toEqual([503, "5"]);
  expect(page.body).toContain("Hệ thống tạm ngừng trong giây lát");
  const answer = await ask(gone.db, "application/json");
  expect([answer.statusCode, answer.json().error.code]).toEqual([503, "temporarily-unavailable"]);
});

test("a connection that is cut in the middle of a question is said to be away as well", async () => {
  const app = await buildServer(demo.deps);
  const client = new pg.Client({ connectionString: demo.databaseUrl });
  client.on("error", () => undefined);
  await client.connect();
  app.get("/hoi", async () => client.query("select pg_terminate_backend(pg_backend_pid())"));
  expect((await app.inject({ method: "GET", url: "/hoi" })).statusCode).toBe(503);
});
