import { readConfig } from "../server/platform/config.ts";
import { openMigrated } from "./open-database.ts";

/** `motcua migrate`: forward only; says what was applied. */
export async function migrateCommand(argv: string[]): Promise<number> {
  if (argv.includes("--help")) {
    process.stdout.write("motcua migrate [--json]\nĐưa lược đồ cơ sở dữ liệu lên đúng bản này; chạy lại không sao.\n");
    return 0;
  }
  const database = await openMigrated(readConfig(process.env));
  const { applied } = database.report;
  await database.close();
  process.stdout.write(
    argv.includes("--json") ? `${JSON.stringify({ applied })}\n` : `Đã áp dụng ${applied.length} tệp.\n`,
  );
  return 0;
}
