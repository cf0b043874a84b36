import { now } from "../server/platform/clock.ts";
import { readConfig } from "../server/platform/config.ts";
import { openDatabase } from "../server/platform/database.ts";
import { ApiError } from "../server/platform/errors.ts";
import { findOfficerLogin } from "../server/identity/index.ts";
import { issueCode } from "../server/organisation/manage-account.ts";
import { momentText } from "../web/ui/moment-text.ts";
import { errorSentence } from "../web/i18n/error-text.ts";
import { openMigrated } from "./open-database.ts";

const HELP = `motcua activate TÊN_ĐĂNG_NHẬP
Cấp mã kích hoạt cho một cán bộ: cho quản trị đầu tiên của một hệ thống mới, hoặc khi không còn quản trị nào vào được.
Mã hiện một lần; người nhận đặt mật khẩu ở /can-bo/kich-hoat trong 7 ngày.
`;
const OPERATOR = { kind: "system", id: "motcua", name: "Dòng lệnh motcua" } as const;

/** `motcua activate LOGIN`: the way in for the first administrator. Exit code 1 when nobody has the login. */
export async function activateCommand(argv: string[]): Promise<number> {
  const [login] = argv;
  if (!login || argv.includes("--help")) {
    (argv.includes("--help") ? process.stdout : process.stderr).write(HELP);
    return argv.includes("--help") ? 0 : 2;
  }
  const config = readConfig(process.env);
  const database = await openMigrated(config);
  const db = openDatabase({ url: database.url, schema: config.schema, max: 2 });
  try {
    const account = await findOfficerLogin(db, login.toLowerCase());
    if (!account)
      throw new Error(`Không có cán bộ nào có tên đăng nhập "${login}". Xem: motcua export officers TỆP.xlsx`);
    const { code, expiresAt } = await issueCode({ db, actor: OPERATOR, now: now() }, account.officerId);
    process.stdout.write(
      `${account.name} (${account.login})\nMã kích hoạt: ${code}\nDùng trước:   ${momentText(expiresAt)}\n`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new Error(errorSentence(error.code), { cause: error });
  } finally {
    await db.destroy();
    await database.close();
  }
}
