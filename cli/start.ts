import { join } from "node:path";
import { DEMO_PASSWORD, demoCitizens } from "../demo/accounts.ts";
import { loadDemo } from "../demo/load.ts";
import { buildApp } from "../server/app.ts";
import { now } from "../server/platform/clock.ts";
import { readConfig, type Config } from "../server/platform/config.ts";
import { APP_ROLE, openDatabase } from "../server/platform/database.ts";
import { openLocalStore } from "../server/platform/files/local-store.ts";
import { openMigrated } from "./open-database.ts";

const HELP = `motcua start
Chạy toàn bộ hệ thống. Không có DATABASE_URL thì dùng PostgreSQL đi kèm, dữ liệu ở MOTCUA_DATA_DIR (.motcua).
PORT (3000), HOST (127.0.0.1), MOTCUA_BASE_URL, MOTCUA_DEMO=yes|no
`;

/** `motcua start`: database, schema, demo province when asked, HTTP; ends in good order on SIGINT and SIGTERM. */
export async function startCommand(argv: string[]): Promise<number> {
  if (argv.includes("--help")) {
    process.stdout.write(HELP);
    return 0;
  }
  const config = readConfig(process.env);
  const database = await openMigrated(config);
  if (config.demo) await prepareDemo(database.url, config);
  const db = openDatabase({ url: database.url, schema: config.schema, role: APP_ROLE, max: 20 });
  const demo = config.demo ? { people: demoCitizens, password: DEMO_PASSWORD } : undefined;
  const app = await buildApp({ db, config, now, files: openLocalStore(join(config.dataDir, "files")) }, demo);
  try {
    await app.listen({ port: config.port, host: config.host });
    process.stdout.write(banner(config));
    await stopSignal();
    process.stdout.write("Đang dừng…\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new Error(
      `Cổng ${config.port} đang được dùng. Dừng chương trình kia hoặc đặt PORT khác, ví dụ PORT=3100 npm start.`,
      { cause: error },
    );
  } finally {
    await app.close();
    await db.destroy();
    await database.close();
  }
  return 0;
}

async function prepareDemo(url: string, { schema }: Config): Promise<void> {
  const owner = openDatabase({ url, schema, max: 1 });
  try {
    await loadDemo({ db: owner, now: now() });
  } finally {
    await owner.destroy();
  }
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve()).once("SIGTERM", () => resolve());
  });
}

function banner({ baseUrl, demo }: Config): string {
  const accounts = `
Tỉnh mẫu Thanh Bình (người và số liệu đều hư cấu):
  Công dân   ${baseUrl}/dang-nhap   ${demoCitizens.map(({ subject }) => subject).join(", ")}
  Cán bộ     ${baseUrl}/can-bo   tiepnhan.xa, thuly.xa, lanhdao.xa, vanthu.xa, tiepnhan.tinh, lanhdao.xaydung, …
  Mật khẩu   ${DEMO_PASSWORD}
`;
  return `\nMột Cửa đang chạy: ${baseUrl}\n${demo ? accounts : ""}\nDừng: Ctrl+C\n`;
}
