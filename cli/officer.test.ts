import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { useDemoApp } from "../testing/demo-app.ts";

const demo = useDemoApp();
const run = promisify(execFile);

async function officer(...args: readonly string[]) {
  const env = { ...process.env, DATABASE_URL: demo.databaseUrl, MOTCUA_DATA_DIR: demo.deps.config.dataDir };
  return run(process.execPath, ["bin/motcua", "officer", ...args], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

test("the second factor of somebody who lost it is reset with a reason, and every session ends", async () => {
  await demo.officer("quantri");
  await sql`insert into second_factor (account_id, sealed_secret, since, last_step)
    select id, 'x', now(), 1 from account where login = 'quantri'`.execute(demo.ownerDb);
  expect((await officer("reset-factor", "quantri")).code).toBe(2);
  const done = await officer("reset-factor", "QUANTRI", "--reason", "Mất điện thoại", "--json");
  expect([done.code, JSON.parse(done.stdout)]).toEqual([0, { login: "quantri", ended: 1 }]);
  const [last] = await demo.ownerDb.selectFrom("organisation_change").selectAll().orderBy("id", "desc").execute();
  expect(last).toMatchObject({ action: "second-factor-reset", actor_kind: "system", basis: "Mất điện thoại" });
  const again = await officer("reset-factor", "quantri", "--reason", "Mất điện thoại");
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining("không bật xác thực hai bước")]);
});

test("sessions are ended; who has no such login is told so", async () => {
  demo.at("2026-09-07T08:10:00+07:00");
  await demo.officer("quantri");
  expect((await officer("end-sessions", "quantri")).stdout).toBe("quantri: đã đăng xuất 1 nơi\n");
  const nobody = await officer("end-sessions", "khong.co.ai");
  expect([nobody.code, nobody.stderr]).toEqual([1, expect.stringContaining('"khong.co.ai"')]);
  expect((await officer("dance", "quantri")).code).toBe(2);
});
