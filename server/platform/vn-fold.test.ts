import { sql } from "kysely";
import { expect, test } from "vitest";
import { fold } from "../../domain/shared/vietnamese-text.ts";
import { useDatabase } from "../../testing/database.ts";

const pg = useDatabase();

test.each([
  ["Đặng Thị Ánh Ỷ Ướt", "dang thi anh y uot"],
  ["NGUYỄN  VĂN Ổn", "nguyen van on"],
  ["Nguyễn".normalize("NFD"), "nguyen"],
  ["ĐẮK LẮK", "dak lak"],
  [" Hoà Bình ", "hoa binh"],
])("%s is searched as %s, in TypeScript and in SQL alike", async (text, key) => {
  const { rows } = await sql<{ key: string }>`select vn_fold(${text}) as key`.execute(pg.db);
  expect([fold(text), rows[0]?.key]).toEqual([key, key]);
});
