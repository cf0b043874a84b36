import { createHash } from "node:crypto";
import { mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import canonicalizeModule from "canonicalize";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DossierEvent } from "../../../domain/dossier/event.ts";
import { useDemoApp } from "../../../testing/demo-app.ts";
import { useDossierApi } from "../../../testing/dossier-api.ts";
import { birthFiling } from "../../../testing/filings.ts";
import { permitToApology } from "../../../testing/permit-journey.ts";
import { whileTampered } from "../../../testing/tamper.ts";
import { copiedBytes } from "../../platform/copy-out.ts";
import { openSnapshots, type SnapshotReader } from "../../platform/snapshot.ts";
import { CHAIN_START, eventHash } from "../event-hash.ts";
import type { Finding } from "../../evidence/index.ts";
import { verifyEvents } from "./verify-events.ts";
import { verifyFiles } from "./verify-files.ts";
import { verifyStatistics } from "./verify-statistics.ts";

const demo = useDemoApp();
const { file } = useDossierApi(demo);
let snapshots: SnapshotReader;
let permit = "";
const CODE = "H99.01-260907-0001";

beforeAll(async () => {
  snapshots = await openSnapshots({ url: demo.databaseUrl, schema: "motcua" });
  permit = await permitToApology(demo);
  for (let n = 0; n < 3; n += 1) await file("tiepnhan.xa", birthFiling);
});
afterAll(() => snapshots.end());

async function found(): Promise<Finding[]> {
  const findings: Finding[] = [];
  await verifyEvents({ snapshots, withState: true, report: (one) => findings.push(one) });
  await verifyStatistics(snapshots, (one) => findings.push(one));
  return findings;
}

const told = (findings: readonly Finding[]) => findings.map(({ fault, where, event }) => [fault, where, event]);
const asLines = (rows: readonly (readonly unknown[])[]) =>
  rows.map((row) => row.join(" ")).toSorted((a, b) => (a < b ? -1 : 1));

describe("what was recorded holds", () => {
  test("every chain, state and row of dossiers that nobody touched", async () => {
    const findings: Finding[] = [];
    const done = await verifyEvents({ snapshots, withState: true, report: (one) => findings.push(one) });
    expect(findings).toEqual([]);
    expect(done).toEqual({ dossiers: 4, events: 10 });
    expect(await found()).toEqual([]);
  });

  test("chains of before the fact was kept as it was hashed", async () => {
    await changed([`update dossier_event set fact = fact::jsonb::json`], async () => {
      expect(await found()).toEqual([]);
    });
  });

  test("the hash is over the canonical JSON of the event, whatever its texts hold", () => {
    const canonicalize = canonicalizeModule as unknown as (value: unknown) => string;
    const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary-ascii" }));
    fc.assert(
      fc.property(text, text, fc.option(fc.uuid()), fc.jsonValue(), (id, name, agencyId, answers) => {
        const event = {
          dossierId: "019a0000-0000-7000-8000-000000000000",
          version: 3,
          at: "2026-09-07T09:00:00+07:00",
          actor: { kind: "officer", id, name },
          agencyId,
          dueBefore: null,
          dueAfter: "2026-09-08T09:00:00+07:00",
          fact: { type: "supplied", answers },
        } as unknown as DossierEvent;
        const canonical = canonicalize({ ...event, previousHash: CHAIN_START });
        expect(eventHash(event, CHAIN_START)).toBe(createHash("sha256").update(canonical).digest("hex"));
      }),
    );
  });

  test("a copied field is read as it was", () => {
    expect(["\\N", "a\\tb\\\\n\\n", "thường"].map(copiedBytes)).toEqual([null, "a\tb\\n\n", "thường"]);
  });
});

const TABLES = ["dossier", "dossier_event", "dossier_stay", "dossier_agency", "dossier_delta", "dossier_link"];
const changed = (statements: readonly string[], work: () => Promise<void>): Promise<void> =>
  whileTampered(demo.ownerDb, { tables: TABLES, statements }, work);

const ofPermit = () => `dossier_id = '${permit}'`;

describe("what was changed behind the application is named", () => {
  test.each<[string, () => readonly string[], readonly (readonly [string, string, number | null])[]]>([
    [
      "one letter of what somebody said",
      () => [
        `update dossier_event set fact = replace(fact::text, 'Đạt', 'Đắt')::json where ${ofPermit()} and version = 6`,
      ],
      [["event-altered", CODE, 6]],
    ],
    [
      "who did it",
      () => [`update dossier_event set actor_name = 'Ai khác' where ${ofPermit()} and version = 2`],
      [["event-altered", CODE, 2]],
    ],
    [
      "when, by half a second",
      () => [`update dossier_event set at = at + interval '0.5 s' where ${ofPermit()} and version = 3`],
      [["event-altered", CODE, 3]],
    ],
    [
      "for which agency",
      () => [`update dossier_event set agency_id = null where ${ofPermit()} and version = 2`],
      [["event-altered", CODE, 2]],
    ],
    [
      "the date before",
      () => [`update dossier_event set due_before = due_before + interval '1 day' where ${ofPermit()} and version = 7`],
      [["event-altered", CODE, 7]],
    ],
    [
      "the kind of event in its own column",
      () => [`update dossier_event set type = 'signed' where ${ofPermit()} and version = 7`],
      [["event-altered", CODE, 7]],
    ],
    [
      "an event in the middle removed",
      () => [`delete from dossier_event where ${ofPermit()} and version = 4`],
      [["event-missing", CODE, 4]],
    ],
    [
      "the last event removed",
      () => [`delete from dossier_event where ${ofPermit()} and version = 7`],
      [["event-missing", CODE, 7]],
    ],
    ["all events removed", () => [`delete from dossier_event where ${ofPermit()}`], [["event-missing", CODE, 1]]],
    [
      "two events in each other's place",
      () =>
        [
          [3, 99],
          [4, 3],
          [99, 4],
        ].map(([from, to]) => `update dossier_event set version = ${to} where ${ofPermit()} and version = ${from}`),
      [
        ["event-unlinked", CODE, 3],
        ["event-altered", CODE, 3],
        ["event-unlinked", CODE, 4],
        ["event-altered", CODE, 4],
        ["event-unlinked", CODE, 5],
      ],
    ],
    [
      "another head",
      () => [`update dossier set last_hash = repeat('a', 64) where id = '${permit}'`],
      [["head-wrong", CODE, 7]],
    ],
    [
      "the dossier gone and its events left",
      () => [`delete from dossier where id = '${permit}'`],
      [["event-of-nobody", "", 1]],
    ],
    [
      "the saved state",
      () => [`update dossier set state = jsonb_set(state, '{resultPlace}', '"Chỗ khác"') where id = '${permit}'`],
      [["state-wrong", CODE, null]],
    ],
    [
      "a row that lists read",
      () => [`update dossier set due_at = due_at + interval '1 day' where id = '${permit}'`],
      [["row-wrong", CODE, null]],
    ],
    [
      "the end of a step's time",
      () => [`update dossier_stay set due_at = due_at - interval '1 hour' where ${ofPermit()} and id = 2`],
      [["row-wrong", CODE, null]],
    ],
    [
      "who may see it",
      () => [
        `delete from dossier_agency where ${ofPermit()} and agency_id = (select id from agency where code = 'H99.02')`,
      ],
      [["row-wrong", CODE, null]],
    ],
  ])("%s", async (_what, change, expected) => {
    await changed(change(), async () => {
      const findings = told(await found()).filter(([fault]) => fault !== "rollup-wrong");
      expect(findings).toEqual(expected.map(([fault, where, event]) => [fault, where || permit, event]));
    });
    expect(await found()).toEqual([]);
  });

  test("an event slipped in at the end, hashed as it should be", async () => {
    const slipped = [
      `
      insert into dossier_event select dossier_id, 8, at, actor_kind, actor_id, actor_name, agency_id, type, due_before,
        due_after, fact, hash, repeat('b', 64) from dossier_event where ${ofPermit()} and version = 7`,
    ];
    await changed(slipped, async () =>
      expect(told(await found()).slice(0, 2)).toEqual([
        ["event-altered", CODE, 8],
        ["head-wrong", CODE, 8],
      ]),
    );
  });

  test("a figure of the statistics that no event caused", async () => {
    const doubled = [`update dossier_delta set amount = 2 where measure = 'apologised'`];
    await changed(doubled, async () => {
      const findings = await found();
      expect(findings).toEqual([
        {
          fault: "rollup-wrong",
          where: "2026-10-01 H99.02 1.013236 direct apologised",
          event: null,
          expected: "1",
          seen: "2",
        },
      ]);
    });
  });
});

const checkFiles = async () => {
  const findings: Finding[] = [];
  const done = await verifyFiles({ snapshots, files: demo.deps.files, report: (one) => findings.push(one) });
  return { findings, done };
};
const place = (sha256: string): string =>
  join(demo.deps.config.dataDir, "files", sha256.slice(0, 2), sha256.slice(2, 4), sha256);
const aged = (path: string): void => utimesSync(path, new Date(0), new Date(0));

describe("files", () => {
  test("each is read whole; altered, cut, lost and strange ones are named with the dossier", async () => {
    const kept: string[] = [];
    for (const text of ["một", "hai hai", "ba"]) {
      const { sha256, size } = await demo.deps.files.put(Readable.from([Buffer.from(text)]), { maxBytes: 100 });
      await sql`insert into stored_file (sha256, size, media_type, created_at) values (${sha256}, ${size}, 'text/plain', now())`.execute(
        demo.ownerDb,
      );
      aged(place(sha256));
      kept.push(sha256);
    }
    const [altered = "", cut = "", lost = ""] = kept;
    const id = "019a0000-0000-7000-8000-000000000001";
    await sql`insert into document (id, sha256, name, uploaded_by, uploaded_at) values (${id}::uuid, ${altered}, 'a', 'x', now())`.execute(
      demo.ownerDb,
    );
    await sql`insert into dossier_document (dossier_id, document_id) values (${permit}::uuid, ${id}::uuid)`.execute(
      demo.ownerDb,
    );
    expect(await checkFiles()).toEqual({ findings: [], done: { files: 3, bytes: 5 + 7 + 2 } });

    writeFileSync(place(altered), "mốt");
    writeFileSync(place(cut), "hai");
    rmSync(place(lost));
    const stranger = createHash("sha256").update("lạ").digest("hex");
    mkdirSync(join(place(stranger), ".."), { recursive: true });
    for (const path of [place(stranger), join(demo.deps.config.dataDir, "files", "ghi-chu.txt")]) {
      writeFileSync(path, "lạ");
      aged(path);
    }
    writeFileSync(join(demo.deps.config.dataDir, "files", "vua-toi.txt"), "chưa kịp ghi");
    const { findings } = await checkFiles();
    expect(asLines(told(findings))).toEqual(
      asLines([
        ["file-altered", `${altered} (${CODE})`, null],
        ["file-altered", cut, null],
        ["file-size-wrong", cut, null],
        ["file-missing", lost, null],
        ["file-strange", "ghi-chu.txt", null],
        ["file-strange", join(stranger.slice(0, 2), stranger.slice(2, 4), stranger), null],
      ]),
    );
  });
});
