import { parseArgs } from "node:util";
import { sheetKinds } from "../server/sheet-kinds.ts";
import { importProceduresFile } from "./import-procedures.ts";
import { importSheetFile } from "./import-sheet.ts";

const HELP = `motcua import LOẠI TỆP [--all-or-nothing] [--dry-run] [--json] [--report TỆP]
Nạp danh mục; nạp lại không đổi gì thêm. Dòng đúng được nhận dù dòng khác sai, trừ khi có --all-or-nothing.
  procedures   danh mục quốc gia, mỗi dòng một JSON (.jsonl, .jsonl.gz); báo cáo .csv;
               --dry-run chỉ cho biết từng dòng sẽ ra sao, không đổi gì
  ${sheetKinds.map(({ kind }) => kind).join(", ")}
               bảng XLSX, ODS hoặc CSV như \`motcua export\` đưa ra; báo cáo .xlsx có lý do ở từng dòng
Kết quả: 0 mọi dòng đúng, 1 có dòng sai, 2 lệnh sai.
`;

/** `motcua import KIND FILE`: exit code 0 when every row was good, 1 when some were not, 2 on a wrong call. */
export async function importCommand(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      help: { type: "boolean" },
      json: { type: "boolean" },
      "all-or-nothing": { type: "boolean" },
      "dry-run": { type: "boolean" },
      report: { type: "string" },
    },
  });
  const [what, file] = positionals;
  const kind = sheetKinds.find((one) => one.kind === what);
  const dryRun = values["dry-run"] ?? false;
  if (values.help || !file || (what !== "procedures" && (!kind || dryRun))) {
    (values.help ? process.stdout : process.stderr).write(HELP);
    return values.help ? 0 : 2;
  }
  const options = {
    file,
    dryRun,
    allOrNothing: values["all-or-nothing"] ?? false,
    json: values.json ?? false,
    report: values.report,
  };
  return kind ? importSheetFile(kind, options) : importProceduresFile(options);
}
