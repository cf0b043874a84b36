import type { Role } from "../domain/organisation/role.ts";

/** Works only where the demo is on, which production refuses. */
export const DEMO_PASSWORD = "motcua-demo";

export interface DemoOfficer {
  readonly login: string;
  readonly name: string;
  readonly post: string;
  readonly agency: string;
  readonly roles: readonly Role[];
}

const department = (slug: string, agency: string, names: readonly [string, string, string]): readonly DemoOfficer[] => [
  { login: `thuly.${slug}`, name: names[0], post: "Chuyên viên", agency, roles: ["handler"] },
  { login: `lanhdao.${slug}`, name: names[1], post: "Phó Giám đốc", agency, roles: ["leader"] },
  { login: `vanthu.${slug}`, name: names[2], post: "Văn thư", agency, roles: ["seal-clerk"] },
];

const commune = (
  slug: string,
  agency: string,
  names: readonly [string, string, string, string],
): readonly DemoOfficer[] => [
  { login: `tiepnhan.${slug}`, name: names[0], post: "Công chức một cửa", agency, roles: ["receiver"] },
  { login: `thuly.${slug}`, name: names[1], post: "Công chức chuyên môn", agency, roles: ["handler"] },
  { login: `lanhdao.${slug}`, name: names[2], post: "Phó Chủ tịch", agency, roles: ["leader"] },
  { login: `vanthu.${slug}`, name: names[3], post: "Văn thư", agency, roles: ["seal-clerk"] },
];

/** Invented people, one for every kind of work. */
export const demoOfficers: readonly DemoOfficer[] = [
  { login: "tiepnhan.tinh", name: "Đinh Thị Hoà", post: "Cán bộ một cửa", agency: "H99.01", roles: ["receiver"] },
  ...department("xaydung", "H99.02", ["Lương Văn Tấn", "Hà Quang Vịnh", "Mai Thị Dịu"]),
  ...department("tuphap", "H99.03", ["Quách Thị Ngân", "Tống Duy Khải", "Vi Thị Lành"]),
  ...department("moitruong", "H99.04", ["Cao Bá Nhân", "Đoàn Thị Hường", "Lục Văn Ước"]),
  ...department("yte", "H99.05", ["Kiều Thị Mận", "Nông Văn Bảo", "Trịnh Thị Xuyến"]),
  {
    login: "thamdinh.pccc",
    name: "Phùng Đức Thiện",
    post: "Cán bộ thẩm duyệt",
    agency: "H99.07",
    roles: ["appraiser"],
  },
  { login: "lanhdao.pccc", name: "Tạ Hữu Nghị", post: "Phó Trưởng phòng", agency: "H99.07", roles: ["leader"] },
  ...commune("xa", "H99.20", ["Bế Thị Thơm", "La Văn Kỳ", "Chu Thị Ánh", "Giáp Văn Ổn"]),
  ...commune("dongman", "H99.21", ["Ma Thị Sáu", "Thào A Chứ", "Lại Văn Ích", "Ứng Thị Mơ"]),
  ...commune("khesim", "H99.22", ["Hứa Thị Ỷ", "Sùng A Páo", "Lâm Văn Đệ", "Nghiêm Thị Út"]),
  {
    login: "kiemsoat",
    name: "Vương Thị Minh",
    post: "Trưởng phòng Kiểm soát TTHC",
    agency: "H99",
    roles: ["control-officer"],
  },
  { login: "quantri", name: "Thân Văn Lập", post: "Quản trị hệ thống", agency: "H99", roles: ["administrator"] },
  { login: "kiemtoan", name: "Khúc Thị Ngọ", post: "Thanh tra", agency: "H99", roles: ["auditor"] },
];

export interface DemoCitizen {
  readonly subject: string;
  readonly name: string;
  readonly identityNumber: string;
  readonly birthDate: string;
  readonly phone: string;
  readonly address: string;
}

/** Invented citizens, whom the development stand-in for the national identity service lets in. */
export const demoCitizens: readonly DemoCitizen[] = [
  {
    subject: "cd-may",
    name: "Lò Thị Mây",
    identityNumber: "099199000001",
    birthDate: "1999-02-28",
    phone: "0912000001",
    address: "Tổ 3, phường Bến Đò, tỉnh Thanh Bình",
  },
  {
    subject: "cd-son",
    name: "Bạch Văn Sơn",
    identityNumber: "099085000002",
    birthDate: "1985-11-05",
    phone: "0912000002",
    address: "Thôn Giữa, xã Đồng Mận, tỉnh Thanh Bình",
  },
  {
    subject: "cd-nhai",
    name: "Vàng Thị Nhài",
    identityNumber: "099160000003",
    birthDate: "1960-05-19",
    phone: "0912000003",
    address: "Bản Khe Trên, xã Khe Sim, tỉnh Thanh Bình",
  },
];
