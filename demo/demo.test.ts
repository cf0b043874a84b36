import { expect, test } from "vitest";
import { checkProcess, longestWay, overLimit } from "../domain/procedure/check-process.ts";
import { moment } from "../domain/shared/moment.ts";
import { searchProcedures } from "../server/procedure/index.ts";
import { useDatabase } from "../testing/database.ts";
import { loadDemo } from "./load.ts";
import { demoProcedures } from "./procedures/load.ts";

const pg = useDatabase();

test("the demo province loads once, and people find what they mean", async () => {
  const now = moment("2026-09-07T08:00:00+07:00");
  expect([await loadDemo({ db: pg.ownerDb, now }), await loadDemo({ db: pg.ownerDb, now })]).toEqual([true, false]);
  for (const typed of ["khai sinh", "KHAI SINH", "lam giay khai sinh", "dang ky khai shin", "1.001193"]) {
    expect((await searchProcedures(pg.db, typed))[0]?.name, typed).toBe("Đăng ký khai sinh");
  }
  expect((await searchProcedures(pg.db, "sổ đỏ"))[0]?.code).toBe("1.012753");
  expect(await searchProcedures(pg.db, "zzzzzz")).toEqual([]);
});

test.each(demoProcedures.map((procedure) => [procedure.name, procedure] as const))(
  "%s has a sound process within its limit",
  (_name, { process, content }) => {
    expect(checkProcess(process)).toEqual([]);
    expect(longestWay(process)).toBeGreaterThan(0);
    expect(content.channels.map(({ limit }) => overLimit(process, limit))).toEqual(content.channels.map(() => null));
  },
);
