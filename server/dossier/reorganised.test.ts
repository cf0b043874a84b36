import { expect, test } from "vitest";
import { sql } from "kysely";
import { useDemoApp } from "../../testing/demo-app.ts";
import { useDossierApi } from "../../testing/dossier-api.ts";
import { permitFiling } from "../../testing/filings.ts";

const demo = useDemoApp();
const { file, act, refuse } = useDossierApi(demo);
const forward = { action: "forward", next: null, note: "" };

const idOf = async (login: string): Promise<string> =>
  (await demo.call(await demo.officer(login), "GET", "/api/v1/session")).json<{ id: string }>().id;

async function agencyId(code: string): Promise<string> {
  const found = demo.ownerDb.selectFrom("agency").select("id").where("code", "=", code);
  return (await found.executeTakeFirstOrThrow()).id;
}

async function assignable(): Promise<string> {
  const { id } = await file("tiepnhan.tinh", permitFiling);
  await act("tiepnhan.tinh", id, { action: "receive" });
  await act("tiepnhan.tinh", id, forward);
  return id;
}

test("a process that names an agency by its old code goes on at the one that carries on its work", async () => {
  demo.at("2026-09-07T09:00:00+07:00");
  const id = await assignable();
  const closed = await demo.call(
    await demo.officer("quantri"),
    "POST",
    `/api/v1/agencies/${await agencyId("H99.07")}/closure`,
    { on: "2026-09-08", successorIds: [await agencyId("H99.05")], basis: "Nghị quyết số 08/NQ-HĐND" },
  );
  expect(closed.statusCode, closed.body).toBe(200);
  demo.at("2026-09-08T09:00:00+07:00");
  const assign = { action: "assign", officerId: await idOf("thuly.xaydung"), note: "" };
  const legs = (await act("lanhdao.xaydung", id, assign)).legs.filter(({ endedAt }) => endedAt === null);
  expect(legs.map(({ agency }) => agency)).toEqual(["Sở Xây dựng", "Sở Y tế"]);
  // Her task went over with her agency.
  await act("thamdinh.pccc", id, forward);
});

test("whose appointment has ended acts and reads no more, with a session that is still open", async () => {
  demo.at("2026-09-09T16:00:00+07:00");
  const id = await assignable();
  await act("lanhdao.xaydung", id, { action: "assign", officerId: await idOf("thuly.xaydung"), note: "" });
  const cookie = await demo.officer("thuly.xaydung");
  await sql`update appointment set valid_to = '2026-09-10' where officer_id = ${await idOf("thuly.xaydung")}`.execute(
    demo.ownerDb,
  );
  const command = { action: "forward", next: null, note: "" };
  const open = (url: string) => demo.call(cookie, "GET", url);
  expect((await open("/api/v1/session")).statusCode).toBe(200);
  demo.at("2026-09-10T00:00:01+07:00");
  expect((await demo.call(cookie, "POST", `/api/v1/dossiers/${id}/actions`, { command })).statusCode).toBe(401);
  expect((await open(`/api/v1/dossiers/${id}`)).statusCode).toBe(401);
  // The leader names somebody else, or nobody could go on.
  demo.at("2026-09-10T09:00:00+07:00");
  expect(
    await refuse("lanhdao.xaydung", id, { action: "assign", officerId: await idOf("thuly.tuphap"), note: "" }),
  ).toEqual([422, "officer-not-suitable"]);
});
