import { mkdtempSync, rmSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { moment } from "../../domain/shared/moment.ts";
import { useDatabase } from "../../testing/database.ts";
import { makeRestorePoint } from "./restore-point.ts";
import { verifyBackup } from "./verify-backup.ts";

const database = useDatabase();
const dataDir = mkdtempSync(join(tmpdir(), "motcua-points-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test("the newest five are kept, each a whole archive without files", async () => {
  const config = { dataDir, schema: "motcua", backupPassphrase: undefined };
  const made: string[] = [];
  for (const day of ["01", "02", "03", "04", "05", "06", "06"]) {
    const now = moment(`2026-09-${day}T08:00:00+07:00`);
    made.push(basename(await makeRestorePoint({ config, url: database.url, now })));
  }
  expect(made.at(-1)).toBe("motcua-20260906-080000-2.tar");
  expect((await readdir(join(dataDir, "restore-points"))).toSorted()).toEqual(made.slice(-5).toSorted());
  const { faults, head } = await verifyBackup(join(dataDir, "restore-points", made.at(-1) ?? ""), undefined);
  expect([faults, head?.withFiles]).toEqual([[], false]);
});
