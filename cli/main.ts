import type { Command } from "./command.ts";

const COMMANDS: Readonly<Record<string, { readonly summary: string; load(): Promise<Command> }>> = {
  start: { summary: "chạy toàn bộ hệ thống", load: async () => (await import("./start.ts")).startCommand },
  migrate: {
    summary: "đưa cơ sở dữ liệu lên bản này",
    load: async () => (await import("./migrate.ts")).migrateCommand,
  },
  doctor: {
    summary: "xem hệ thống có khoẻ không",
    load: async () => (await import("./doctor.ts")).doctorCommand,
  },
  config: {
    summary: "thiết đặt và cấu hình: config print|export|diff|apply",
    load: async () => (await import("./config.ts")).configCommand,
  },
  import: {
    summary: "nạp danh mục: import LOẠI TỆP",
    load: async () => (await import("./import.ts")).importCommand,
  },
  export: {
    summary: "đưa danh mục ra bảng: export LOẠI TỆP.xlsx",
    load: async () => (await import("./import-sheet.ts")).exportCommand,
  },
  activate: {
    summary: "cấp mã kích hoạt cho một cán bộ: activate TÊN_ĐĂNG_NHẬP",
    load: async () => (await import("./activate.ts")).activateCommand,
  },
  officer: {
    summary: "tài khoản của một cán bộ: officer reset-factor|end-sessions TÊN_ĐĂNG_NHẬP --reason LÝ_DO",
    load: async () => (await import("./officer.ts")).officerCommand,
  },
  verify: {
    summary: "kiểm tra chuỗi sự kiện, tệp, số liệu có bị sửa không; verify TỆP: kiểm tra một bản sao lưu",
    load: async () => (await import("./verify.ts")).verifyCommand,
  },
  evidence: {
    summary: "xuất bằng chứng: evidence roots|export",
    load: async () => (await import("./evidence.ts")).evidenceCommand,
  },
  jobs: {
    summary: "việc nền: jobs list|replay|discard",
    load: async () => (await import("./jobs.ts")).jobsCommand,
  },
  backup: {
    summary: "sao lưu cả hệ thống vào một tệp: backup TỆP",
    load: async () => (await import("./backup.ts")).backupCommand,
  },
  restore: {
    summary: "khôi phục từ bản sao lưu: restore TỆP",
    load: async () => (await import("./restore.ts")).restoreCommand,
  },
  due: {
    summary: "tính hạn trả: dòng JSON vào, dòng JSON ra",
    load: async () => (await import("./due.ts")).dueCommand,
  },
};

const HELP = `motcua LỆNH [tham số]

${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`)
  .join("\n")}

  motcua LỆNH --help    cách dùng một lệnh
`;

/** The `motcua` command. Answers with the exit code: 0 done, 1 the work failed, 2 the call is wrong. */
export async function main(argv: readonly string[]): Promise<number> {
  const [name = "--help", ...rest] = argv;
  if (name === "--help" || name === "-h") {
    process.stdout.write(HELP);
    return 0;
  }
  const command = COMMANDS[name];
  if (!command) {
    process.stderr.write(`Không có lệnh "${name}".\n\n${HELP}`);
    return 2;
  }
  try {
    return await (
      await command.load()
    )(rest);
  } catch (error) {
    // An option that the command does not have.
    if ((error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS")) {
      process.stderr.write(`${(error as Error).message}\n`);
      return 2;
    }
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}
