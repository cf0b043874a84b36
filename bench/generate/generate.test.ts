import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import { moment } from "../../domain/shared/moment.ts";
import { buildApp } from "../../server/app.ts";
import type { Dossier } from "../../domain/dossier/dossier.ts";
import { listEvents } from "../../server/dossier/event.queries.ts";
import { verifyChain } from "../../server/dossier/verify-chain.ts";
import { openSession } from "../../server/identity/sessions.ts";
import type { Deps } from "../../server/platform/deps.ts";
import { readConfig, type Config } from "../../server/platform/config.ts";
import { openLocalStore } from "../../server/platform/files/local-store.ts";
import type { App } from "../../server/platform/http/server.ts";
import { useDatabase } from "../../testing/database.ts";
import { checkProcess } from "../../domain/procedure/check-process.ts";
import { makeCatalogue } from "./catalogue.ts";
import { counterDays, splitCounters } from "./counter-days.ts";
import { fillCounters } from "./fill-counters.ts";
import { generate } from "./generate.ts";
import { makeWorld, type Order } from "./world.ts";

const UNTIL = moment("2026-11-25T09:00:00+07:00");
const order: Order = { seed: 7, dossiers: 400, agencies: 40, procedures: 30, until: UNTIL, history: "all" };

describe("the plan", () => {
  test("every process of the catalogue could be published", () => {
    expect(makeCatalogue(60).flatMap(({ process }) => checkProcess(process))).toEqual([]);
  });

  test("the same order makes the same rows, however the counters are split", async () => {
    const rows = async (processes: number): Promise<readonly string[]> => {
      const made: string[] = [];
      const world = makeWorld(order);
      for (const counterIds of splitCounters(world, processes)) {
        const emit = (table: string, row: readonly unknown[]): void => void made.push(`${table} ${row.join("\t")}`);
        await fillCounters({ world, counterIds, emit, onProgress: async () => undefined });
      }
      return made.toSorted();
    };
    const alone = await rows(1);
    expect(alone.filter((row) => row.startsWith("dossier "))).toHaveLength(order.dossiers);
    expect(await rows(3)).toEqual(alone);
  });

  test("a few counters take in most of it, and every dossier has its day", () => {
    const world = makeWorld({ ...order, dossiers: 10_000, agencies: 300 });
    const byCounter = new Map<string, number>();
    for (const { counter, dossiers } of counterDays(world, new Set(splitCounters(world, 1)[0])))
      byCounter.set(counter.code, (byCounter.get(counter.code) ?? 0) + dossiers);
    const counts = [...byCounter.values()].toSorted((a, b) => b - a);
    const sum = counts.reduce((total, count) => total + count, 0);
    expect(sum).toBe(10_000);
    expect(counts.slice(0, 30).reduce((total, count) => total + count, 0)).toBeGreaterThan(sum / 2);
  });
});

describe("a generated province in the application", () => {
  const pg = useDatabase();
  const world = makeWorld(order);
  const folder = mkdtempSync(join(tmpdir(), "motcua-generated-"));
  let app: App;
  let deps: Deps;

  beforeAll(async () => {
    const files = openLocalStore(join(folder, "files"));
    await generate({ url: pg.url, order, password: null, files: join(folder, "files"), say: () => undefined });
    const config: Config = { ...readConfig({}), dataDir: folder, port: 0, demo: false, services: new Set(["web"]) };
    deps = { ...pg.readers, config, files, now: () => UNTIL };
    app = await buildApp(deps);
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function as(officerId: string): Promise<string> {
    const account = await pg.db
      .selectFrom("account as a")
      .select("a.id")
      .where("a.officer_id", "=", officerId)
      .executeTakeFirstOrThrow();
    const visitor = { address: "", userAgent: "" };
    const token = await openSession(pg.db, { account: { id: account.id, kind: "officer" }, now: UNTIL, visitor });
    return `motcua_session=${token}`;
  }
  const officerOf = (role: "control-officer" | "receiver", at: string): string => {
    const place = world.byCode(at);
    return (place && world.staff(place.id, role)[0]?.id) ?? "";
  };

  test("every chain verifies, and folds to the saved state", async () => {
    const dossiers = await pg.db.selectFrom("dossier as d").select(["d.id", "d.state"]).execute();
    expect(dossiers).toHaveLength(order.dossiers);
    for (const { id, state } of dossiers)
      expect([id, verifyChain(await listEvents(pg.db, id), state as Dossier)]).toEqual([
        id,
        { ok: true, brokenAt: null },
      ]);
  });

  test("numbers run without gap, and the series know the last", async () => {
    const { rows } = await sql<{ wrong: number }>`
      select count(*)::int as wrong from (
        select s.agency_id, s.kind, s.period, max(s.number) as last, count(*) as n from slip s group by 1, 2, 3
      ) s full join (select * from number_series n where n.kind like 'slip-%') n
        on n.agency_id = s.agency_id and n.kind = 'slip-' || s.kind and n.period = s.period
      where s.last is distinct from n.last or s.n is distinct from s.last`.execute(pg.db);
    expect(rows).toEqual([{ wrong: 0 }]);
  });

  test("a control officer of the province opens every dossier with its papers", async () => {
    const cookie = await as(officerOf("control-officer", "H98"));
    const ids = await pg.db.selectFrom("dossier as d").select("d.id").orderBy("d.id").execute();
    for (const { id } of ids.filter((_one, index) => index % 8 === 0)) {
      const page = await app.inject({ url: `/can-bo/ho-so/${id}`, headers: { cookie } });
      expect([id, page.statusCode]).toEqual([id, 200]);
    }
    const filed = await pg.db.selectFrom("dossier_document as l").selectAll("l").executeTakeFirstOrThrow();
    const page = await app.inject({
      url: `/can-bo/ho-so/${filed.dossier_id}?xem=${filed.document_id}`,
      headers: { cookie },
    });
    const href = /"(\/tai-lieu\/[^"]*)"/.exec(page.body)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect((await app.inject({ url: href, headers: { cookie } })).body).toContain("%PDF-1.4");
  });

  test("the counter's officer lists, finds and acts on what waits", async () => {
    const at = await pg.db
      .selectFrom("dossier as d")
      .innerJoin("agency as a", "a.id", "d.receiving_agency_id")
      .select(["d.id", "d.version", "a.code"])
      .where("d.status", "=", "submitted")
      .executeTakeFirstOrThrow();
    const cookie = await as(officerOf("receiver", at.code));
    const work = await app.inject({ url: "/can-bo", headers: { cookie } });
    expect(work.body).toContain(at.id);
    const received = await app.inject({
      method: "POST",
      url: `/api/v1/dossiers/${at.id}/actions`,
      headers: { cookie, "idempotency-key": "generated-1" },
      payload: { version: at.version, command: { action: "receive" } },
    });
    expect([received.statusCode, received.json<{ status: string }>().status]).toEqual([200, "received"]);
    const state = await pg.db.selectFrom("dossier as d").select("d.state").where("d.id", "=", at.id).executeTakeFirst();
    expect(verifyChain(await listEvents(pg.db, at.id), state?.state as Dossier).ok).toBe(true);
  });

  test("a database that holds agencies is refused", async () => {
    await expect(generate({ url: pg.url, order, password: null, files: null, say: () => undefined })).rejects.toThrow(
      "holds agencies already",
    );
  });
});
