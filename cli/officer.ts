import { parseArgs } from "node:util";
import { findOfficerLogin } from "../server/identity/index.ts";
import { endSessions, resetSecondFactor } from "../server/organisation/manage-account.ts";
import { now } from "../server/platform/clock.ts";
import { readConfig } from "../server/platform/config.ts";
import { openDatabase } from "../server/platform/database.ts";
import { ApiError } from "../server/platform/errors.ts";
import type { UseCase } from "../server/platform/use-case.ts";
import { errorSentence } from "../web/i18n/error-text.ts";
import { openMigrated } from "./open-database.ts";

const HELP = `motcua officer reset-factor TÊN_ĐĂNG_NHẬP --reason LÝ_DO [--json]
motcua officer end-sessions TÊN_ĐĂNG_NHẬP [--json]
  reset-factor   bỏ xác thực hai bước và khoá truy cập của cán bộ mất điện thoại; mọi nơi đang đăng nhập bị đăng xuất
  end-sessions   đăng xuất cán bộ khỏi mọi nơi
Cho lúc không còn quản trị nào vào được; mỗi việc đều ghi vào nhật ký thay đổi.
Mã thoát: 0 xong, 1 không làm được, 2 lệnh sai.
`;
const OPERATOR = { kind: "system", id: "motcua", name: "Dòng lệnh motcua" } as const;

interface Order {
  readonly login: string;
  readonly json: boolean;
  readonly run: (context: UseCase, officerId: string) => Promise<number>;
}

/** `motcua officer`: what an administrator does with an account, for when none can sign in. Exit code 1 when nobody has the login. */
export async function officerCommand(argv: string[]): Promise<number> {
  const order = readArguments(argv);
  if (typeof order === "number") {
    (order === 0 ? process.stdout : process.stderr).write(HELP);
    return order;
  }
  const config = readConfig(process.env);
  const database = await openMigrated(config);
  const db = openDatabase({ url: database.url, schema: config.schema, max: 2 });
  try {
    const { login, json, run } = order;
    const account = await findOfficerLogin(db, login.toLowerCase());
    if (!account)
      throw new Error(`Không có cán bộ nào có tên đăng nhập "${login}". Xem: motcua export officers TỆP.xlsx`);
    const ended = await run({ db, actor: OPERATOR, now: now() }, account.officerId);
    const told = json ? JSON.stringify({ login: account.login, ended }) : `${account.login}: đã đăng xuất ${ended} nơi`;
    process.stdout.write(`${told}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new Error(errorSentence(error.code), { cause: error });
  } finally {
    await db.destroy();
    await database.close();
  }
}

function readArguments(argv: string[]): Order | 0 | 2 {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { reason: { type: "string" }, json: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (values.help) return 0;
  const [what, login, ...more] = positionals;
  const { reason = "", json = false } = values;
  if (!login || more.length > 0) return 2;
  if (what === "end-sessions" && values.reason === undefined)
    return { login, json, run: (context, id) => endSessions(context, id, null) };
  if (what === "reset-factor" && reason.trim() !== "")
    return { login, json, run: (context, id) => resetSecondFactor(context, id, reason.normalize("NFC")) };
  return 2;
}
