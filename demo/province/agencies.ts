/** The invented province of Thanh Bình: levels as before 1/7/2025 (three) and since then (two). */
export interface DemoAgency {
  readonly code: string;
  readonly legacyCode: string;
  readonly name: string;
  readonly level: "province" | "district" | "commune";
  readonly parent: string | null;
  readonly isOneStop?: true;
  readonly from?: string;
  readonly to?: string;
  /** Codes of those that carry on its work after `to`. */
  readonly successors?: readonly string[];
}

const REORGANISED = "2025-07-01";

export const DEMO_AGENCIES: readonly DemoAgency[] = [
  {
    code: "H99",
    legacyCode: "000.00.00.H99",
    name: "Ủy ban nhân dân tỉnh Thanh Bình",
    level: "province",
    parent: null,
  },
  {
    code: "H99.00",
    legacyCode: "000.00.01.H99",
    name: "Văn phòng Ủy ban nhân dân tỉnh",
    level: "province",
    parent: "H99",
  },
  {
    code: "H99.01",
    legacyCode: "000.00.02.H99",
    name: "Trung tâm Phục vụ hành chính công tỉnh",
    level: "province",
    parent: "H99",
    isOneStop: true,
  },
  { code: "H99.02", legacyCode: "000.00.03.H99", name: "Sở Xây dựng", level: "province", parent: "H99" },
  { code: "H99.03", legacyCode: "000.00.04.H99", name: "Sở Tư pháp", level: "province", parent: "H99" },
  {
    code: "H99.04",
    legacyCode: "000.00.05.H99",
    name: "Sở Nông nghiệp và Môi trường",
    level: "province",
    parent: "H99",
  },
  { code: "H99.05", legacyCode: "000.00.06.H99", name: "Sở Y tế", level: "province", parent: "H99" },
  { code: "H99.06", legacyCode: "000.00.07.H99", name: "Sở Tài chính", level: "province", parent: "H99" },
  {
    code: "H99.07",
    legacyCode: "000.00.08.H99",
    name: "Phòng Cảnh sát phòng cháy, chữa cháy",
    level: "province",
    parent: "H99",
  },
  { code: "H99.08", legacyCode: "000.00.09.H99", name: "Sở Nội vụ", level: "province", parent: "H99" },
  {
    code: "H99.30",
    legacyCode: "000.00.30.H99",
    name: "Ủy ban nhân dân huyện Sông Lam",
    level: "district",
    parent: "H99",
    isOneStop: true,
    to: REORGANISED,
    successors: ["H99.20", "H99.21"],
  },
  {
    code: "H99.31",
    legacyCode: "000.00.31.H99",
    name: "Ủy ban nhân dân huyện Núi Voi",
    level: "district",
    parent: "H99",
    isOneStop: true,
    to: REORGANISED,
    successors: ["H99.22"],
  },
  {
    code: "H99.30.01",
    legacyCode: "000.01.30.H99",
    name: "Ủy ban nhân dân xã Bến Đò",
    level: "commune",
    parent: "H99.30",
    isOneStop: true,
    to: REORGANISED,
    successors: ["H99.20"],
  },
  {
    code: "H99.30.02",
    legacyCode: "000.02.30.H99",
    name: "Ủy ban nhân dân xã Đồng Mận",
    level: "commune",
    parent: "H99.30",
    isOneStop: true,
    to: REORGANISED,
    successors: ["H99.21"],
  },
  {
    code: "H99.31.01",
    legacyCode: "000.01.31.H99",
    name: "Ủy ban nhân dân xã Khe Sim",
    level: "commune",
    parent: "H99.31",
    isOneStop: true,
    to: REORGANISED,
    successors: ["H99.22"],
  },
  {
    code: "H99.20",
    legacyCode: "000.00.20.H99",
    name: "Ủy ban nhân dân phường Bến Đò",
    level: "commune",
    parent: "H99",
    isOneStop: true,
    from: REORGANISED,
  },
  {
    code: "H99.21",
    legacyCode: "000.00.21.H99",
    name: "Ủy ban nhân dân xã Đồng Mận",
    level: "commune",
    parent: "H99",
    isOneStop: true,
    from: REORGANISED,
  },
  {
    code: "H99.22",
    legacyCode: "000.00.22.H99",
    name: "Ủy ban nhân dân xã Khe Sim",
    level: "commune",
    parent: "H99",
    isOneStop: true,
    from: REORGANISED,
  },
];

export const DEMO_SINCE = "2023-01-01";
export const DEMO_REORGANISATION = "Nghị quyết số 01/NQ-HĐND (tỉnh mẫu Thanh Bình)";
