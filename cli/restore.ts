import { parseArgs } from "node:util";
import { makeRestorePoint, restoreBackup, RestoreError, type RestoreReport } from "../server/backup/index.ts";
import { now } from "../server/platform/clock.ts";
import { readConfig } from "../server/platform/config.ts";
import { restoreRefusalLines, restoreWarnings } from "../web/backup/backup-text.ts";
import { progressLine } from "./backup-progress.ts";
import { storeOf } from "../server/platform/files/open-store.ts";
import { openServer } from "./open-database.ts";

const HELP = `motcua restore TỆP [--replace] [--json]
Khôi phục một bản sao lưu vào hệ thống trống: kiểm tra toàn bộ trước, nạp, so lại với bản sao lưu, rồi đưa lên bản phần
mềm này. Tất cả hoặc không gì cả: bị ngắt giữa chừng thì hệ thống vẫn như trước, chạy lại là được.

  --replace   thay dữ liệu đang có; dữ liệu đó được giữ thành một điểm khôi phục trước
  --json      kết quả là một đối tượng JSON
  --help      in trang này

Mã thoát: 0 tốt, 1 không khôi phục được hoặc có điều phải xem, 2 gọi sai.
`;

/** `motcua restore FILE`: exit code 1 also when the archive itself holds a broken chain or lacks a file. */
export async function restoreCommand(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { help: { type: "boolean" }, json: { type: "boolean" }, replace: { type: "boolean" } },
  });
  const [file] = positionals;
  if (values.help || !file || positionals.length > 1) {
    (values.help ? process.stdout : process.stderr).write(HELP);
    return values.help ? 0 : 2;
  }
  const report = await restore(file, values.replace ?? false);
  const warnings = restoreWarnings(report);
  process.stdout.write(values.json ? `${JSON.stringify({ ...report, warnings })}\n` : told(file, report, warnings));
  return warnings.length > 0 ? 1 : 0;
}

async function restore(file: string, replace: boolean): Promise<RestoreReport> {
  const config = readConfig(process.env);
  const database = await openServer(config);
  const progress = progressLine();
  const keep = async (): Promise<void> => {
    const kept = await makeRestorePoint({ config, url: database.url, now: now() });
    progress.end();
    process.stderr.write(`Dữ liệu đang có được giữ ở ${kept}\n`);
  };
  try {
    return await restoreBackup(file, {
      url: database.url,
      schema: config.schema,
      files: await storeOf(config),
      passphrase: config.backupPassphrase,
      replace: replace ? keep : undefined,
      onProgress: progress.show,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new Error(`Không có tệp ${file}.`, { cause: error });
    if (!(error instanceof RestoreError)) throw error;
    throw new Error(restoreRefusalLines(error).join("\n  ✗ "), { cause: error });
  } finally {
    progress.end();
    await database.close();
  }
}

function told(file: string, report: RestoreReport, warnings: readonly string[]): string {
  const { head, rows, files, jobs, chains } = report;
  return [
    `Đã khôi phục ${file}`,
    `  thời điểm ${head.createdAt}: ${rows} dòng, ${files} tệp, ${jobs} việc đang chờ`,
    `  ${chains.dossiers} hồ sơ, ${chains.events} sự kiện, ${chains.broken.length === 0 ? "mọi chuỗi liền" : "CÓ CHUỖI ĐỨT"}`,
    "  Mọi người đăng nhập lại. Số hồ sơ đã cấp sau thời điểm trên không còn trong hệ thống: xem docs/operations.md.",
    ...warnings.map((warning) => `  ! ${warning}`),
    "",
  ].join("\n");
}
