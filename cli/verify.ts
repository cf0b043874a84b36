import { parseArgs } from "node:util";
import { readConfig } from "../server/platform/config.ts";
import { openDatabase } from "../server/platform/database.ts";
import type { FileStore } from "../server/platform/files/file-store.ts";
import { openStore } from "../server/platform/files/open-store.ts";
import { openSnapshots, type SnapshotReader } from "../server/platform/snapshot.ts";
import type { Finding, Report } from "../server/evidence/index.ts";
import { verifyReads } from "../server/evidence/verify-reads.ts";
import { verifyRoots } from "../server/evidence/verify-roots.ts";
import { verifyEvents } from "../server/dossier/verify/verify-events.ts";
import { verifyFiles } from "../server/dossier/verify/verify-files.ts";
import { verifyStatistics } from "../server/dossier/verify/verify-statistics.ts";
import { openMigrated } from "./open-database.ts";
import { verifyBackupFile } from "./verify-backup.ts";
import { findingText, VERIFY_HELP } from "./verify-text.ts";

const PARTS = ["events", "reads", "files", "rollups"] as const;
type Part = (typeof PARTS)[number];

/** `motcua verify`: exit code 0 when all is as it was recorded, 1 when something is not, 2 when it could not be told. */
export async function verifyCommand(argv: string[]): Promise<number> {
  const read = readArguments(argv);
  if (read === "help" || read === "wrong") {
    (read === "help" ? process.stdout : process.stderr).write(VERIFY_HELP);
    return read === "help" ? 0 : 2;
  }
  if ("file" in read) return verifyBackupFile(read.file, read);
  try {
    return await run(read);
  } catch (error) {
    process.stderr.write(`Không kiểm tra được: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

interface Order {
  readonly parts: ReadonlySet<Part>;
  readonly json: boolean;
}

interface BackupOrder {
  readonly file: string;
  readonly restoreTest: boolean;
  readonly json: boolean;
}

const boolean = { type: "boolean" } as const;
const OPTIONS = {
  events: boolean,
  reads: boolean,
  files: boolean,
  rollups: boolean,
  json: boolean,
  help: boolean,
  "restore-test": boolean,
} as const;

function readArguments(argv: string[]): Order | BackupOrder | "help" | "wrong" {
  try {
    const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options: OPTIONS });
    if (values.help) return "help";
    const { json = false, "restore-test": restoreTest = false } = values;
    const named = PARTS.filter((part) => values[part]);
    const [file, ...more] = positionals;
    if (more.length > 0 || (file !== undefined && named.length > 0) || (file === undefined && restoreTest))
      return "wrong";
    if (file !== undefined) return { file, json, restoreTest };
    return { parts: new Set(named.length > 0 ? named : PARTS), json };
  } catch {
    return "wrong";
  }
}

interface Run {
  readonly snapshots: SnapshotReader;
  /** The province's store, found to be this database's own. */
  readonly openFiles: () => Promise<FileStore>;
  readonly report: Report;
}

async function run({ parts, json }: Order): Promise<number> {
  const config = readConfig(process.env);
  const database = await openMigrated(config);
  const snapshots = await openSnapshots({ url: database.url, schema: config.schema });
  const db = openDatabase({ url: database.url, schema: config.schema, max: 1 });
  let findings = 0;
  const report = (finding: Finding): void => {
    findings += 1;
    process.stdout.write(`${json ? JSON.stringify(finding) : findingText(finding)}\n`);
  };
  try {
    const seen: Record<string, number> = {};
    for (const part of PARTS)
      if (parts.has(part))
        Object.assign(seen, await WORK[part]({ snapshots, openFiles: () => openStore(db, config), report }));
    process.stdout.write(json ? `${JSON.stringify({ findings, ...seen })}\n` : summary(findings, seen));
    return findings === 0 ? 0 : 1;
  } finally {
    await snapshots.end();
    await db.destroy();
    await database.close();
  }
}

const WORK: Record<Part, (run: Run) => Promise<Record<string, number>>> = {
  events: async ({ snapshots, report }) => {
    const done = await verifyEvents({
      snapshots,
      withState: true,
      report,
      progress: ({ dossiers, events }) => tell(`${dossiers} hồ sơ, ${events} sự kiện`),
    });
    return { ...done, roots: await verifyRoots(snapshots, report) };
  },
  reads: async ({ snapshots, report }) => ({
    ...(await verifyReads(snapshots, report, (reads) => tell(`${reads} lượt xem`))),
  }),
  files: async ({ snapshots, openFiles, report }) => {
    const files = await openFiles();
    const done = await verifyFiles({ snapshots, files, report, progress: (now) => tell(`${now.files} tệp`) });
    return { ...done };
  },
  rollups: async ({ snapshots, report }) => {
    await verifyStatistics(snapshots, report);
    return {};
  },
};

const TOLD: Readonly<Record<string, string>> = {
  dossiers: "hồ sơ",
  events: "sự kiện",
  files: "tệp",
  roots: "gốc Merkle",
  bytes: "byte",
  reads: "lượt xem",
  links: "mắt xích",
};

function summary(findings: number, seen: Readonly<Record<string, number>>): string {
  const counted = Object.entries(seen).map(([what, count]) => `${count} ${TOLD[what] ?? what}`);
  const verdict = findings === 0 ? "Không có sai lệch." : `Có ${findings} sai lệch.`;
  return `${verdict}${counted.length > 0 ? ` Đã kiểm tra ${counted.join(", ")}.` : ""}\n`;
}

let told = 0;

/** Progress, on a terminal in one line, else now and then. */
function tell(text: string): void {
  const at = performance.now();
  if (process.stderr.isTTY) process.stderr.write(`\r${text}   `);
  else if (at - told > 5_000) {
    told = at;
    process.stderr.write(`${text}\n`);
  }
}
