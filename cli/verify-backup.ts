import { randomBytes } from "node:crypto";
import { restoreBackup, RestoreError, verifyBackup, type ArchiveCheck } from "../server/backup/index.ts";
import { readConfig } from "../server/platform/config.ts";
import { archiveFaultText, restoreRefusalText } from "../web/backup/backup-text.ts";
import { progressLine } from "./backup-progress.ts";
import { storeOf } from "../server/platform/files/open-store.ts";
import { openServer } from "./open-database.ts";

/** The options of `motcua verify BACKUP`, read. */
export interface VerifyBackupOptions {
  readonly json: boolean;
  /** Also load it beside the running system, compare, and leave nothing behind. */
  readonly restoreTest: boolean;
}

/** `motcua verify BACKUP`: exit code 0 when every byte is as it was written, 1 when not, with each fault named. */
export async function verifyBackupFile(file: string, { json, restoreTest }: VerifyBackupOptions): Promise<number> {
  const config = readConfig(process.env);
  const progress = progressLine();
  let check: ArchiveCheck;
  try {
    check = await verifyBackup(file, config.backupPassphrase, progress.show);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new Error(`Không có tệp ${file}.`, { cause: error });
  } finally {
    progress.end();
  }
  const refusals = check.faults.length === 0 && restoreTest ? await rehearse(file) : [];
  const ok = check.faults.length === 0 && refusals.length === 0;
  process.stdout.write(json ? toJson({ ok, ...check }, refusals) : told(file, check, { refusals, restoreTest }));
  return ok ? 0 : 1;
}

/** What a restore into a schema of its own came upon. */
async function rehearse(file: string): Promise<readonly string[]> {
  const config = readConfig(process.env);
  const database = await openServer(config);
  const progress = progressLine();
  try {
    const { chains } = await restoreBackup(file, {
      url: database.url,
      schema: `motcua_thu_${randomBytes(4).toString("hex")}`,
      files: await storeOf(config),
      passphrase: config.backupPassphrase,
      rehearsal: true,
      onProgress: progress.show,
    });
    return chains.broken.map(({ dossierId, version }) => `chuỗi sự kiện của hồ sơ ${dossierId} đứt ở số ${version}`);
  } catch (error) {
    if (!(error instanceof RestoreError)) throw error;
    return [restoreRefusalText(error.reason, error.seen)];
  } finally {
    progress.end();
    await database.close();
  }
}

function toJson({ ok, faults, head, manifest }: ArchiveCheck & { ok: boolean }, refusals: readonly string[]): string {
  const { createdAt, release, schema, leftOut, keys } = head ?? {};
  const { files, evidence } = manifest ?? {};
  const facts = { createdAt, release, schema, leftOut, keys, files: files?.count, damaged: files?.damaged, evidence };
  return `${JSON.stringify({ ok, faults, restoreTest: refusals, ...facts })}\n`;
}

interface Tested {
  readonly refusals: readonly string[];
  readonly restoreTest: boolean;
}

function told(file: string, { faults, head, manifest }: ArchiveCheck, { refusals, restoreTest }: Tested): string {
  const lines = [
    ...faults.map((fault) => `  ✗ ${archiveFaultText(fault)}`),
    ...refusals.map((text) => `  ✗ ${text}`),
    ...(manifest?.files.damaged ?? []).map(({ sha256 }) => `  ! đã hỏng hoặc mất từ trước khi sao lưu: ${sha256}`),
  ];
  if (faults.length === 0 && head && manifest) {
    const { dossiers, events, root } = manifest.evidence;
    lines.push(
      `  ✓ mọi byte đúng như lúc ghi: ${head.createdAt}, ${dossiers} hồ sơ, ${events} sự kiện, gốc nhật ký ${root}`,
    );
    if (restoreTest && refusals.length === 0)
      lines.push("  ✓ khôi phục thử rồi so lại: giống hệt, mọi chuỗi sự kiện liền");
  }
  return `${file}\n${lines.join("\n")}\n`;
}
