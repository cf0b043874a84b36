import type { CheckName, Finding, HealthFault, Verdict } from "../../domain/health/finding.ts";

interface CheckText {
  readonly title: string;
  /** With a place `{0}`, `{1}` for each value seen. */
  readonly seen: string;
  readonly expected: string;
}

const TEXTS: Readonly<Record<CheckName, CheckText>> = {
  node: { title: "Node.js", seen: "bản {0}", expected: "bản 20.19 trở lên, nên dùng 24 LTS" },
  machine: { title: "Máy chủ", seen: "{0} lõi, {1} GB bộ nhớ", expected: "ít nhất 2 lõi, 2 GB" },
  settings: { title: "Thiết đặt", seen: "{*}", expected: "mọi giá trị hợp lệ" },
  "unknown-settings": { title: "Tên thiết đặt", seen: "{0}", expected: "không có tên MOTCUA_ nào lạ" },
  "secret-files": { title: "Tệp bí mật", seen: "{0}", expected: "người khác trên máy không đọc được" },
  "public-address": { title: "Địa chỉ công khai", seen: "{0}", expected: "https, mở được từ máy này" },
  proxies: { title: "Máy trung gian", seen: "tin {0}", expected: "địa chỉ của nginx, Caddy hoặc bộ cân tải" },
  database: { title: "Cơ sở dữ liệu", seen: "{0}", expected: "kết nối được" },
  "server-version": { title: "Bản PostgreSQL", seen: "{0}", expected: "15 đến 18" },
  encoding: { title: "Bảng mã", seen: "{0}", expected: "UTF8" },
  "time-zones": { title: "Múi giờ", seen: "", expected: "có Asia/Ho_Chi_Minh" },
  "database-clock": { title: "Đồng hồ", seen: "cơ sở dữ liệu lệch {0} giây", expected: "không quá 2 giây" },
  extensions: { title: "Phần mở rộng", seen: "{0}", expected: "unaccent, pg_trgm" },
  schema: { title: "Lược đồ", seen: "{0}", expected: "đúng bản của chương trình này" },
  roles: { title: "Vai trò", seen: "{0}", expected: "không sở hữu bảng, không vượt được phân quyền dòng" },
  wall: { title: "Phân quyền dòng", seen: "{0}", expected: "bật ở mọi bảng hồ sơ, giấy tờ, tài khoản" },
  store: { title: "Kho tệp", seen: "{0}", expected: "mang dấu của cơ sở dữ liệu này" },
  staging: { title: "Thư mục nhận tệp", seen: "{0}", expected: "ghi được" },
  "free-space": { title: "Đĩa trống", seen: "{0} GB, {1} %", expected: "ít nhất 5 GB và 10 %" },
  scanner: { title: "Quét vi-rút", seen: "{0}", expected: "ClamAV trả lời" },
  inspection: { title: "Xem xét tệp", seen: "", expected: "tiến trình riêng chạy được" },
  workers: { title: "Tiến trình nền", seen: "{0} đang chạy", expected: "ít nhất 1" },
  queue: {
    title: "Việc nền",
    seen: "{0} chờ, trễ nhất {1} phút, {2} đã bỏ cuộc",
    expected: "không trễ quá 5 phút, không việc nào bỏ cuộc",
  },
  outbox: { title: "Tin gửi đi", seen: "{0} chờ, cũ nhất {1} phút", expected: "không chờ quá 15 phút" },
  partner: { title: "Nơi nhận trạng thái", seen: "{0}", expected: "kết nối được" },
  "sealed-root": { title: "Niêm phong nhật ký", seen: "ngày {0}", expected: "ngày hôm qua hoặc hôm kia" },
  backup: { title: "Sao lưu", seen: "cách đây {0} giờ", expected: "mỗi ngày một lần" },
};

const REMEDIES: Readonly<Record<HealthFault, string>> = {
  "too-old": "Cài Node.js mới hơn rồi khởi động lại.",
  "too-small": "Thêm lõi hoặc bộ nhớ; hệ thống chạy được nhưng chậm khi đông người.",
  "wrong-settings": "Sửa các thiết đặt đã nêu; hệ thống không khởi động khi chúng còn sai.",
  "unknown-settings": "Có lẽ gõ sai tên: xem tên đúng bằng motcua config print.",
  "readable-by-all": "Đặt quyền 0600 (chmod 600) cho các tệp đã nêu.",
  "not-https": "Đặt MOTCUA_BASE_URL là địa chỉ https và để nginx hoặc Caddy giữ chứng thư.",
  unreachable: "Xem nơi đó có chạy không, tường lửa, tên miền và mật khẩu.",
  "no-proxy": "Đặt MOTCUA_TRUSTED_PROXIES, nếu không mọi người dân bị đếm như một địa chỉ.",
  "not-running": "Chạy motcua start, hoặc đặt DATABASE_URL.",
  unsupported: "Chuyển sang PostgreSQL 15 đến 18.",
  "wrong-encoding": "Tạo lại cơ sở dữ liệu với encoding UTF8 rồi khôi phục bản sao lưu.",
  "no-time-zone": "Cài tzdata cho máy chủ PostgreSQL.",
  "clocks-differ": "Bật đồng bộ giờ (chrony, systemd-timesyncd) trên cả hai máy.",
  "extension-missing": "Cài postgresql-contrib rồi chạy motcua migrate.",
  "schema-older": "Chạy motcua migrate.",
  "schema-newer": "Cơ sở dữ liệu đã lên bản mới hơn: chạy chương trình của bản đó.",
  "schema-missing": "Chạy motcua migrate hoặc motcua start.",
  "role-too-strong": "Bỏ các quyền đã nêu (alter role … nosuperuser nobypassrls), trả bảng về chủ của lược đồ.",
  "role-missing": "Chạy motcua migrate bằng người dùng được tạo vai trò.",
  "wall-down": "Có người đã tắt: bật lại (alter table … enable row level security) và tìm xem ai, từ bao giờ.",
  "store-unmarked": "Có lẽ ổ đĩa chưa được gắn: gắn lại trước khi khởi động.",
  "store-foreign": "Chỉ đến đúng kho của cơ sở dữ liệu này (MOTCUA_DATA_DIR, MOTCUA_S3_*).",
  "not-writable": "Cho người dùng chạy motcua quyền ghi vào thư mục đó.",
  "little-space": "Thêm đĩa hoặc dọn các bản sao lưu cũ.",
  "no-space": "Thêm đĩa ngay: hồ sơ mới có tệp sẽ bị từ chối.",
  "not-configured": "Cài ClamAV và đặt MOTCUA_CLAMAV; chưa có thì tệp tải lên không được quét.",
  "no-worker": "Khởi động tiến trình nền (MOTCUA_SERVICES=worker).",
  "queue-late": "Xem nhật ký của tiến trình nền; thêm một tiến trình nếu chỉ vì nhiều việc.",
  "dead-letters": "Xem nhật ký tìm nguyên nhân rồi cho chạy lại.",
  "outbox-late": "Xem nơi nhận có trả lời không; tin vẫn được giữ và gửi lại.",
  "root-late": "Xem tiến trình nền có chạy ban đêm không.",
  "backup-old": "Xem bộ hẹn giờ sao lưu (systemctl status motcua-backup.timer).",
  "backup-unknown": "Chưa có lần motcua backup nào từ máy này; bỏ qua nếu sao lưu ở máy khác.",
  failed: "Không kiểm tra được; xem nhật ký của chương trình.",
};

const MARKS: Readonly<Record<Verdict, string>> = { good: "✓", warning: "!", bad: "✗", unknown: "–" };

const WORDS: Readonly<Record<Verdict, string>> = {
  good: "Tốt",
  warning: "Cần xem",
  bad: "Hỏng",
  unknown: "Không rõ",
};

/** One finding in words: what, what was seen, what is expected, and what to do when it is not so. */
export interface TellableFinding {
  readonly mark: string;
  readonly word: string;
  readonly title: string;
  readonly seen: string;
  readonly expected: string;
  readonly remedy: string | null;
}

/** The finding as people read it. */
export function findingWords({ name, verdict, seen, fault }: Finding & { readonly name: CheckName }): TellableFinding {
  const { title, seen: form, expected } = TEXTS[name];
  const text = seen.length === 0 ? "" : filled(form, seen);
  return {
    mark: MARKS[verdict],
    word: WORDS[verdict],
    title,
    // What could not be looked at has only its reason to show.
    seen: fault === "failed" ? seen.join("; ") : text,
    expected,
    remedy: fault ? REMEDIES[fault] : null,
  };
}

function filled(form: string, seen: readonly string[]): string {
  return form.replace("{*}", seen.join("; ")).replaceAll(/\{(\d)\}/g, (_all, at) => seen[Number(at)] ?? "–");
}

/** The verdict over all, in one sentence. */
export function verdictText(findings: readonly Finding[]): string {
  const count = (verdict: Verdict): number => findings.filter((finding) => finding.verdict === verdict).length;
  const [broken, odd] = [count("bad"), count("warning")];
  if (broken + odd === 0) return "Mọi thứ đều tốt.";
  return [broken > 0 && `${broken} mục hỏng`, odd > 0 && `${odd} mục cần xem`].filter(Boolean).join(", ") + ".";
}
