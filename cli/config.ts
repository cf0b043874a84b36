import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import {
  applyConfiguration,
  readConfigured,
  readDocument,
  writeDocument,
  type ConfigReport,
} from "../server/administration/index.ts";
import { configKinds } from "../server/config-kinds.ts";
import { readConfig } from "../server/platform/config.ts";
import { effectiveSettings, type EffectiveSetting } from "../server/platform/settings.ts";
import { changeText } from "../web/admin/config-text.ts";
import { rowFaultText, sheetTitle } from "../web/admin/sheet-text.ts";
import { withDatabase } from "./import-sheet.ts";

const HELP = `motcua config print [--json]
    Các thiết đặt đang có hiệu lực và nơi đặt mỗi giá trị: biến môi trường, tệp (TÊN_FILE) hoặc mặc định. Bí mật bị che.
motcua config export [TỆP]
    Mọi điều quản trị viên đã cấu hình thành một tài liệu JSON, thứ tự không đổi, giữ được trong git. Không có hồ sơ,
    không có mật khẩu.
motcua config diff TỆP [--json]
    Áp dụng tài liệu thì điều gì thay đổi. Không đổi gì.
motcua config apply TỆP --yes [--by TÊN] [--json]
    Áp dụng cả tài liệu trong một giao dịch, hoặc không gì cả nếu có một mục sai. Áp dụng lại thì không đổi gì thêm.
    Điều tài liệu không nhắc tới thì giữ nguyên. Không có --yes thì như diff. Tên sau --by được ghi vào nhật ký.

Mã thoát: 0 tốt, 1 có mục sai, 2 gọi sai.
`;

/** `motcua config print|export|diff|apply`. */
export async function configCommand(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      help: { type: "boolean" },
      json: { type: "boolean" },
      yes: { type: "boolean" },
      by: { type: "string" },
    },
  });
  const [what, file] = positionals;
  const json = values.json ?? false;
  if (values.help) return help(process.stdout, 0);
  if (what === "print" && !file) return print(json);
  if (what === "export") return exportTo(file);
  if (what === "diff" && file) return bring(file, { json, keep: false, by: undefined });
  if (what === "apply" && file) return bring(file, { json, keep: values.yes ?? false, by: values.by });
  return help(process.stderr, 2);
}

function help(to: NodeJS.WriteStream, code: number): number {
  to.write(HELP);
  return code;
}

function print(json: boolean): number {
  const settings = effectiveSettings(readConfig(process.env), process.env);
  process.stdout.write(json ? `${JSON.stringify(settings)}\n` : settings.map(lineOf).join(""));
  return 0;
}

const SOURCES: Readonly<Record<EffectiveSetting["source"], string>> = {
  environment: "biến môi trường",
  file: "tệp",
  default: "mặc định",
};

function lineOf({ name, value, source, file }: EffectiveSetting): string {
  return `${name.padEnd(31)} ${value ?? "(không đặt)"}  [${SOURCES[source]}${file ? ` ${file}` : ""}]\n`;
}

async function exportTo(file: string | undefined): Promise<number> {
  const text = writeDocument(await withDatabase((context) => readConfigured(configKinds, context)));
  if (file) writeFileSync(file, text);
  else process.stdout.write(text);
  return 0;
}

interface Bringing {
  readonly json: boolean;
  readonly keep: boolean;
  readonly by: string | undefined;
}

async function bring(file: string, { json, keep, by }: Bringing): Promise<number> {
  const text = readFileSync(file, "utf8");
  const report = await withDatabase(({ actor, ...context }) => {
    const named = by ? { ...actor, name: by } : actor;
    return applyConfiguration(configKinds, readDocument(text, configKinds), {
      ...context,
      actor: named,
      dryRun: !keep,
    });
  });
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : told(report, keep));
  return report.refused.length > 0 ? 1 : 0;
}

function headersOf(kind: string): ReadonlyMap<string, string> {
  const columns = configKinds.find(({ sheet }) => sheet.kind === kind)?.sheet.columns ?? [];
  return new Map(columns.map(({ key, header }) => [key, header]));
}

function told({ refused, changes, applied }: ConfigReport, keep: boolean): string {
  if (refused.length > 0) {
    const lines = refused.flatMap(({ kind, row }) =>
      row.faults.map((fault) => `${sheetTitle(kind)}, mục ${row.number}: ${rowFaultText(fault, headersOf(kind))}\n`),
    );
    return `${lines.join("")}Không áp dụng gì: có ${refused.length} mục sai.\n`;
  }
  if (changes.length === 0) return "Không có gì thay đổi.\n";
  const lines = changes.map((change) => `${changeText(change, headersOf(change.kind))}\n`).join("");
  if (applied) return `${lines}Đã áp dụng ${changes.length} thay đổi.\n`;
  return `${lines}${changes.length} thay đổi${keep ? "" : ", chưa áp dụng; áp dụng bằng config apply TỆP --yes"}.\n`;
}
