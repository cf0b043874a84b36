import { parseArgs } from "node:util";
import {
  discardDeadLetter,
  readBackground,
  replayDeadLetters,
  type Background,
} from "../server/administration/index.ts";
import { now } from "../server/platform/clock.ts";
import { readConfig } from "../server/platform/config.ts";
import { openDatabase } from "../server/platform/database.ts";
import type { UseCase } from "../server/platform/use-case.ts";
import { failureText, kindText } from "../web/admin/background-text.ts";
import { errorSentence } from "../web/i18n/error-text.ts";
import { openMigrated } from "./open-database.ts";

const HELP = `motcua jobs list [--json]
motcua jobs replay MÃ | --kind LOẠI
motcua jobs discard MÃ --reason "LÝ DO"
  list      việc nền: đang chờ, đang làm, lỗi; tiến trình đang chạy; việc hỏng chờ quyết định
  replay    làm lại một việc hỏng (như message-17), hoặc mọi việc hỏng của một loại
  discard   bỏ qua một việc hỏng; lý do được lưu lại
Mã thoát: 0 xong, 1 không làm được, 2 lệnh sai.
`;
const OPERATOR = { kind: "system", id: "motcua", name: "Dòng lệnh motcua" } as const;

type Order = (context: UseCase) => Promise<string>;

/** `motcua jobs list|replay|discard`: what the administrators' page of the work in the background does. */
export async function jobsCommand(argv: string[]): Promise<number> {
  const order = readArguments(argv);
  if (typeof order === "number") {
    (order === 0 ? process.stdout : process.stderr).write(HELP);
    return order;
  }
  const config = readConfig(process.env);
  const database = await openMigrated(config);
  const db = openDatabase({ url: database.url, schema: config.schema, max: 5 });
  try {
    process.stdout.write(await order({ db, actor: OPERATOR, now: now() }));
    return 0;
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code !== "not-found" && code !== "discard-reason-missing") throw error;
    process.stderr.write(`${code === "not-found" ? "Không có việc hỏng nào mang mã này." : errorSentence(code)}\n`);
    return 1;
  } finally {
    await db.destroy();
    await database.close();
  }
}

function readArguments(argv: string[]): Order | 0 | 2 {
  const string = { type: "string" } as const;
  const boolean = { type: "boolean" } as const;
  const options = { json: boolean, help: boolean, kind: string, reason: string };
  const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options });
  const [what, letter, ...more] = positionals;
  const { kind, reason } = values;
  if (values.help) return 0;
  if (more.length > 0) return 2;
  if (what === "list" && letter === undefined)
    return async (context) => {
      const background = await readBackground(context);
      return values.json ? `${JSON.stringify(background)}\n` : listText(background);
    };
  if (what === "replay" && (letter === undefined) !== (kind === undefined))
    return async (context) =>
      `Đã đưa ${await replayDeadLetters(context, kind === undefined ? { letter: letter ?? "" } : { kind })} việc vào hàng chờ.\n`;
  if (what === "discard" && letter !== undefined && reason !== undefined)
    return async (context) => `Đã bỏ qua ${await discardDeadLetter(context, letter, reason)} việc.\n`;
  return 2;
}

function listText({ kinds, workers, dead }: Background): string {
  const lines = [
    `${workers.length} tiến trình đang chạy; ${dead.length} việc hỏng chờ quyết định.`,
    ...kinds.map(
      ({ kind, waiting, running, failing, dead: lost, lastError }) =>
        `  ${kind}: chờ ${waiting}, đang làm ${running}, sẽ thử lại ${failing}, hỏng ${lost}  ${failureText(lastError)}`,
    ),
    ...dead.map(
      ({ letter, kind, attempts, deadAt, lastError }) =>
        `  ${letter}  ${kindText(kind)}  ${deadAt}  ${attempts} lần  ${failureText(lastError)}`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}
