import { createReadStream, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { loadDemo } from "../../demo/load.ts";
import { moment } from "../../domain/shared/moment.ts";
import { useDatabase } from "../../testing/database.ts";
import { searchProcedures } from "./find-procedures.queries.ts";
import { importProcedures } from "./import-procedures.ts";

const pg = useDatabase();
const CATALOGUE = fileURLToPath(
  new URL("../../../shared/data/procedures/procedures-2026-07.jsonl.gz", import.meta.url),
);

describe.skipIf(!existsSync(CATALOGUE))("in the whole national catalogue (skipped where it is absent)", () => {
  beforeAll(async () => {
    const now = moment("2026-09-07T08:00:00+07:00");
    await loadDemo({ db: pg.ownerDb, now });
    const lines = createInterface({ input: createReadStream(CATALOGUE).pipe(createGunzip()) });
    await importProcedures({ db: pg.ownerDb, now, mode: "good-rows", by: "Quản trị" }, lines);
  }, 120_000);

  test.each([
    ["khai sinh", "1.001193", "as it is called"],
    ["lam giay khai sinh", "1.001193", "as people call it, without accents"],
    ["làm giấy khai sih", "1.001193", "with a typing error"],
    ["KHAI SINH ĐĂNG KÝ", "1.001193", "in another order"],
    ["sổ đỏ", "1.012753", "a synonym"],
    ["so do", "1.012753", "a synonym without accents"],
    ["xin phép xây nhà", "1.013236", "a synonym of several words"],
    ["1.001612", "1.001612", "a code"],
    ["hộ kinh doanh", "1.001612", "part of the name"],
    ["ket hom", "1.000894", "two letters wrong"],
  ])("%s finds %s among the first three: %s", async (typed, code) => {
    const found = await searchProcedures(pg.db, typed, 3);
    expect(found.map((one) => one.code)).toContain(code);
  });

  test("nonsense finds nothing rather than something", async () => {
    expect(await searchProcedures(pg.db, "qwzx hjkl")).toEqual([]);
  });
});
