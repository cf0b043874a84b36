import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { BackupFileError, keysOf, makeBackup, rememberBackup, type BackupReport } from "../server/backup/index.ts";
import { now } from "../server/platform/clock.ts";
import { readConfig } from "../server/platform/config.ts";
import { release } from "../server/platform/release.ts";
import { backupRefusalText } from "../web/backup/backup-text.ts";
import { progressLine } from "./backup-progress.ts";
import { storeOf } from "../server/platform/files/open-store.ts";
import { openServer } from "./open-database.ts";

const HELP = `motcua backup TỆP [--json]
Sao lưu cả hệ thống vào một tệp trong khi hệ thống vẫn chạy: mọi dòng của cơ sở dữ liệu ở cùng một thời điểm, rồi mọi
tệp mà các dòng đó nhắc tới. Không bao giờ ghi đè; chưa xong thì chưa có TỆP.

  --json    kết quả là một đối tượng JSON
  --help    in trang này

Mã hóa khi MOTCUA_BACKUP_PASSPHRASE_FILE chỉ tới tệp chứa mật khẩu; mất mật khẩu là mất bản sao lưu.
Mã thoát: 0 tốt, 1 không sao lưu được hoặc kho tệp có tệp hỏng, 2 gọi sai.
`;

/** `motcua backup FILE`. */
export async function backupCommand(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { help: { type: "boolean" }, json: { type: "boolean" } },
  });
  const [file] = positionals;
  if (values.help || !file || positionals.length > 1) {
    (values.help ? process.stdout : process.stderr).write(HELP);
    return values.help ? 0 : 2;
  }
  const target = resolve(file);
  const report = await backup(target);
  const { damaged } = report.manifest.files;
  process.stdout.write(
    values.json ? `${JSON.stringify({ file: target, ...summaryOf(report) })}\n` : told(target, report),
  );
  return damaged.length > 0 ? 1 : 0;
}

async function backup(file: string): Promise<BackupReport> {
  const config = readConfig(process.env);
  const progress = progressLine();
  const database = await openServer(config);
  try {
    const report = await makeBackup(file, {
      url: database.url,
      schema: config.schema,
      files: await storeOf(config),
      release: release(),
      keys: keysOf(config),
      passphrase: config.backupPassphrase,
      onProgress: progress.show,
    });
    rememberBackup(config, now());
    return report;
  } catch (error) {
    if (error instanceof BackupFileError)
      throw new Error(backupRefusalText(error.reason, error.file), { cause: error });
    if ((error as { code?: string }).code !== "42P01") throw error;
    throw new Error(`Lược đồ "${config.schema}" chưa có dữ liệu nào để sao lưu.`, { cause: error });
  } finally {
    progress.end();
    await database.close();
  }
}

function summaryOf({ head, manifest }: BackupReport) {
  return {
    createdAt: head.createdAt,
    schemaVersion: head.migrations.at(-1)?.name ?? null,
    rows: Object.values(manifest.tables).reduce((sum, { rows }) => sum + rows, 0),
    files: manifest.files.count,
    fileBytes: manifest.files.bytes,
    damaged: manifest.files.damaged,
    evidence: manifest.evidence,
    leftOut: head.leftOut,
    keys: head.keys,
  };
}

function told(file: string, report: BackupReport): string {
  const { rows, files, fileBytes, damaged, evidence, createdAt } = summaryOf(report);
  return [
    file,
    `  thời điểm ${createdAt}, ${rows} dòng, ${files} tệp (${Math.ceil(fileBytes / 1024 / 1024)} MB)`,
    `  ${evidence.dossiers} hồ sơ, ${evidence.events} sự kiện, gốc nhật ký ${evidence.root}`,
    "  KHÔNG có trong bản sao lưu, phải giữ riêng: các thiết đặt và mật khẩu (DATABASE_URL, mật khẩu sao lưu, khóa TLS).",
    "  secret.key cũng không, phải giữ riêng: thiếu nó thì mã 6 số của cán bộ không dùng được nữa, chỉ còn mã khôi phục.",
    "  Sau khi khôi phục mọi người đăng nhập lại.",
    ...damaged.map(
      ({ sha256, reason }) =>
        `  ! ${reason === "missing" ? "kho tệp không còn tệp" : "kho tệp có tệp bị sửa"} ${sha256}`,
    ),
    "",
  ].join("\n");
}
