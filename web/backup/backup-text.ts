/** What is wrong with an archive, by code; `at` names the part, table or file. */
export function archiveFaultText({ code, at }: { readonly code: string; readonly at: string }): string {
  const text = ARCHIVE_FAULTS[code] ?? code;
  return at === "" ? text : `${text} (${at})`;
}

const ARCHIVE_FAULTS: Readonly<Record<string, string>> = {
  "not-an-archive": "Tệp không phải bản sao lưu của Một Cửa",
  "unknown-format": "Bản sao lưu theo khuôn dạng mà bản này không biết; hãy dùng bản phần mềm mới hơn",
  "passphrase-missing": "Bản sao lưu được mã hóa; hãy đặt MOTCUA_BACKUP_PASSPHRASE_FILE hoặc nhập mật khẩu sao lưu",
  "passphrase-wrong": "Mật khẩu sao lưu không đúng, hoặc đầu tệp đã bị sửa",
  "cut-off": "Bản sao lưu bị cắt cụt",
  changed: "Có byte đã bị thay đổi",
  "part-changed": "Phần này đã bị thay đổi",
  "part-missing": "Thiếu phần này",
  "rows-differ": "Số dòng hoặc nội dung không khớp bản kê",
  "file-changed": "Tệp đã bị thay đổi",
  "file-missing": "Thiếu tệp",
  "file-unnamed": "Tệp không có trong bản kê",
};

/** Why a restore was refused; nothing has been changed then. */
export function restoreRefusalText(reason: string, seen: string): string {
  return (RESTORE_REFUSALS[reason] ?? reason).replace("{seen}", seen);
}

interface Refusal {
  readonly reason: string;
  readonly seen: string;
  readonly faults: readonly { readonly code: string; readonly at: string }[];
}

/** The same with every fault of the archive, a line each; one that only needs its passphrase is not called damaged. */
export function restoreRefusalLines({ reason, seen, faults }: Refusal): readonly string[] {
  const lines = faults.map(archiveFaultText);
  const sealed = faults.length > 0 && faults.every(({ code }) => code.startsWith("passphrase-"));
  return sealed ? lines : [restoreRefusalText(reason, seen), ...lines];
}

const RESTORE_REFUSALS: Readonly<Record<string, string>> = {
  damaged: "Bản sao lưu hỏng, chưa thay đổi gì. Hãy dùng một bản khác.",
  newer: "Bản sao lưu thuộc bản phần mềm mới hơn (có {seen}). Hãy cài bản phần mềm đó rồi khôi phục. Chưa thay đổi gì.",
  edited: "Tệp nâng cấp {seen} của bản sao lưu khác với của bản phần mềm này. Chưa thay đổi gì.",
  "not-empty":
    "Hệ thống này đã có dữ liệu. Muốn thay bằng bản sao lưu thì thêm --replace; dữ liệu đang có được giữ thành điểm khôi phục.",
  running: "Hệ thống đang chạy ({seen} kết nối). Hãy dừng các tiến trình motcua start rồi khôi phục. Chưa thay đổi gì.",
  differs: "Dữ liệu nạp vào không khớp bản sao lưu ({seen}). Đã hoàn tác, chưa thay đổi gì.",
};

/** Why an archive could not be written. */
export function backupRefusalText(reason: string, file: string): string {
  return (BACKUP_REFUSALS[reason] ?? reason).replace("{file}", file);
}

const BACKUP_REFUSALS: Readonly<Record<string, string>> = {
  exists: "{file} đã có; bản sao lưu không bao giờ ghi đè. Hãy chọn tên khác.",
  "disk-full": "Hết chỗ trên đĩa khi ghi {file}. Không còn gì dở dang ở đó; hãy dọn chỗ hoặc chọn đĩa khác.",
  "no-folder": "Không có thư mục chứa {file}. Hãy tạo thư mục trước.",
  "not-allowed": "Không được phép ghi {file}.",
};

interface Restored {
  readonly chains: { readonly broken: readonly { readonly dossierId: string; readonly version: number }[] };
  readonly absentFiles: readonly string[];
  readonly damagedFiles: readonly { readonly sha256: string }[];
}

/** What has to be looked at after a restore that is done. */
export function restoreWarnings({ chains, absentFiles, damagedFiles }: Restored): readonly string[] {
  const damaged = new Set(damagedFiles.map(({ sha256 }) => sha256));
  return [
    ...chains.broken.map(({ dossierId, version }) => `chuỗi sự kiện của hồ sơ ${dossierId} đứt ở số ${version}`),
    ...absentFiles.map((sha256) =>
      damaged.has(sha256) ? `tệp đã mất từ trước khi sao lưu: ${sha256}` : `kho tệp không có tệp ${sha256}`,
    ),
  ];
}
