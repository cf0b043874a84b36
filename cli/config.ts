import { parseArgs } from "node:util";
import { readConfig } from "../server/platform/config.ts";
import { effectiveSettings, type EffectiveSetting } from "../server/platform/settings.ts";

const HELP = `motcua config print [--json]
Các thiết đặt đang có hiệu lực và nơi đặt mỗi giá trị: biến môi trường, tệp (TÊN_FILE) hoặc mặc định. Bí mật bị che.
Mã thoát: 0 tốt, 1 có thiết đặt sai, 2 gọi sai.
`;

/** `motcua config print`. */
export async function configCommand(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { help: { type: "boolean" }, json: { type: "boolean" } },
  });
  const [what] = positionals;
  if (values.help || what !== "print") {
    (values.help ? process.stdout : process.stderr).write(HELP);
    return values.help ? 0 : 2;
  }
  const settings = effectiveSettings(readConfig(process.env), process.env);
  process.stdout.write(values.json ? `${JSON.stringify(settings)}\n` : settings.map(lineOf).join(""));
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
