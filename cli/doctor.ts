import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { worst, type CheckedFinding } from "../domain/health/finding.ts";
import { examine, type Patient } from "../server/health/index.ts";
import { now } from "../server/platform/clock.ts";
import { tryConfig, type Config } from "../server/platform/config.ts";
import { databaseOver } from "../server/platform/database.ts";
import { findPostgres } from "../server/platform/postgres/launch.ts";
import { findingWords, verdictText } from "../web/admin/health-text.ts";

const HELP = `motcua doctor [--json]
Xem hệ thống có khoẻ không: máy, thiết đặt, cơ sở dữ liệu, kho tệp, việc nền, sao lưu. Chạy được cả khi hệ thống hoặc
cơ sở dữ liệu không chạy; không đổi gì, không in bí mật nào.
Mã thoát: 0 không có gì hỏng (có thể có mục cần xem), 1 có mục hỏng, 2 gọi sai.
`;

const CONNECT_MS = 5000;
/** Reading alone: the server itself refuses to change anything for this connection. */
const READ_ONLY = "-c default_transaction_read_only=on -c statement_timeout=10s -c TimeZone=Asia/Ho_Chi_Minh";

/** `motcua doctor`. */
export async function doctorCommand(argv: string[]): Promise<number> {
  const { values } = parseArgs({ args: argv, options: { help: { type: "boolean" }, json: { type: "boolean" } } });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const { config, faults } = tryConfig(process.env);
  const database = await openForReading(config);
  const patient: Patient = { config, faults, env: process.env, now, database: database.state };
  try {
    const findings = await examine(patient);
    process.stdout.write(values.json ? `${JSON.stringify(asJson(findings))}\n` : table(findings));
    return worst(findings) === "bad" ? 1 : 0;
  } finally {
    await database.close();
  }
}

interface OpenedForReading {
  readonly state: Patient["database"];
  close(): Promise<void>;
}

function none(failure: string): OpenedForReading {
  return { state: { failure }, close: async () => undefined };
}

/** Connects as the owner, or to the embedded server that is running; starts none. */
async function openForReading(config: Config | undefined): Promise<OpenedForReading> {
  if (!config) return none("not-running");
  const url = config.databaseUrl ?? (await findPostgres(join(config.dataDir, "postgres"), "motcua"));
  if (url === undefined) return none("not-running");
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: "motcua doctor",
    options: `${READ_ONLY} -c search_path=${config.schema},public`,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    // Messages of the driver name neither user nor password; a timeout has no code.
    return none(code ?? message);
  }
  return { state: { db: databaseOver(client) }, close: () => client.end() };
}

function asJson(findings: readonly CheckedFinding[]) {
  return {
    verdict: worst(findings),
    checks: findings.map((finding) => {
      const { title, seen, expected, remedy } = findingWords(finding);
      return { name: finding.name, verdict: finding.verdict, fault: finding.fault, title, seen, expected, remedy };
    }),
  };
}

function table(findings: readonly CheckedFinding[]): string {
  const lines = findings.flatMap((finding) => {
    const { mark, title, seen, expected, remedy } = findingWords(finding);
    const head = `${mark} ${title.padEnd(20)}${seen}`.trimEnd();
    return remedy ? [head, `    cần: ${expected}`, `    → ${remedy}`] : [head];
  });
  return `${lines.join("\n")}\n\n${verdictText(findings)}\n`;
}
