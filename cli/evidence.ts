import { createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { findIdByCode } from "../server/dossier/pack/pack.queries.ts";
import { makePack } from "../server/dossier/pack/make-pack.ts";
import { exportRoots } from "../server/evidence/export-roots.ts";
import { now } from "../server/platform/clock.ts";
import { readConfig, type Config } from "../server/platform/config.ts";
import { openDatabase, type Db } from "../server/platform/database.ts";
import { openStore } from "../server/platform/files/open-store.ts";
import { openMigrated } from "./open-database.ts";

const HELP = `motcua evidence roots --out TỆP.jsonl
motcua evidence export MÃ_HỒ_SƠ --out TỆP.zip
  roots    mọi gốc Merkle của từng ngày, mỗi dòng một JSON; cất ở nơi khác để về sau đối chiếu
  export   gói bằng chứng của một hồ sơ; kiểm tra bằng docs/evidence/verify-pack.mjs, không cần hệ thống này
Mã thoát: 0 xong, 1 không làm được, 2 lệnh sai.
`;
const OPERATOR = { kind: "system", id: "motcua", name: "Dòng lệnh motcua" } as const;

/** `motcua evidence roots|export`: what proves the record to others, written to a file. */
export async function evidenceCommand(argv: string[]): Promise<number> {
  const order = readArguments(argv);
  if (typeof order === "number") {
    (order === 0 ? process.stdout : process.stderr).write(HELP);
    return order;
  }
  const config = readConfig(process.env);
  const database = await openMigrated(config);
  const db = openDatabase({ url: database.url, schema: config.schema, max: 2 });
  try {
    process.stdout.write(await order.run({ db, config, out: order.out }));
    return 0;
  } finally {
    await db.destroy();
    await database.close();
  }
}

interface Work {
  readonly db: Db;
  readonly config: Config;
  readonly out: string;
}

function readArguments(argv: string[]): { run(work: Work): Promise<string>; readonly out: string } | 0 | 2 {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { out: { type: "string" }, help: { type: "boolean" } },
    });
    const [what, code, ...more] = positionals;
    if (values.help) return 0;
    const { out } = values;
    if (!out || more.length > 0) return 2;
    if (what === "roots" && code === undefined) return { out, run: writeRoots };
    if (what === "export" && code) return { out, run: (work) => writePack(work, code) };
    return 2;
  } catch {
    return 2;
  }
}

async function writeRoots({ db, out }: Work): Promise<string> {
  let count = 0;
  const lines = async function* () {
    for await (const root of exportRoots(db)) {
      count += 1;
      yield `${JSON.stringify(root)}\n`;
    }
  };
  await writeWhole(out, lines());
  return `${out}: ${count} gốc ngày\n`;
}

async function writePack({ db, config, out }: Work, code: string): Promise<string> {
  const id = await findIdByCode(db, code.toUpperCase());
  if (!id) throw new Error(`Không có hồ sơ nào có mã "${code}".`);
  const files = await openStore(db, config);
  const { bytes } = await makePack({ db, files, now }, OPERATOR, id);
  await writeWhole(out, bytes);
  return `${out}: kiểm tra bằng node docs/evidence/verify-pack.mjs ${out}\n`;
}

/** The file is there whole, on disk, or not at all. */
async function writeWhole(path: string, bytes: AsyncIterable<string | Uint8Array>): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    await pipeline(Readable.from(bytes), createWriteStream(beside, { mode: 0o600 }));
    const file = await open(beside, "r");
    await file.sync();
    await file.close();
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
