import type { OfficerActor } from "../../domain/identity/actor.ts";
import type { Role } from "../../domain/organisation/role.ts";
import { officerName } from "./people.ts";
import { idOf } from "./random.ts";

export interface MadeAgency {
  readonly id: string;
  readonly code: string;
  readonly legacyCode: string;
  readonly name: string;
  readonly level: "province" | "commune";
  readonly parentId: string | null;
  readonly isOneStop: boolean;
  /** What share of all dossiers its counter takes in, against the others; 0 without a counter. */
  readonly weight: number;
}

export interface MadeOfficer {
  readonly id: string;
  readonly accountId: string;
  readonly login: string;
  readonly name: string;
  readonly post: string;
  readonly agencyId: string;
  readonly roles: readonly Role[];
}

export interface Province {
  readonly agencies: readonly MadeAgency[];
  readonly officers: readonly MadeOfficer[];
}

const DEPARTMENTS = [
  "Sở Xây dựng",
  "Sở Tư pháp",
  "Sở Nông nghiệp và Môi trường",
  "Sở Y tế",
  "Sở Tài chính",
  "Sở Nội vụ",
  "Sở Công Thương",
  "Sở Giáo dục và Đào tạo",
  "Sở Khoa học và Công nghệ",
  "Sở Văn hóa, Thể thao và Du lịch",
  "Ban Quản lý các khu công nghiệp",
  "Phòng Cảnh sát phòng cháy, chữa cháy",
];
const FIRST = [
  "An",
  "Bình",
  "Cẩm",
  "Đồng",
  "Hòa",
  "Khánh",
  "Long",
  "Minh",
  "Phú",
  "Quang",
  "Tân",
  "Thanh",
  "Vĩnh",
  "Xuân",
];
const LAST = [
  "An",
  "Bản",
  "Châu",
  "Điền",
  "Giang",
  "Hải",
  "Khê",
  "Lâm",
  "Mỹ",
  "Ninh",
  "Phong",
  "Sơn",
  "Thạch",
  "Thịnh",
  "Vân",
];
const COMMUNE_POSTS: readonly (readonly [slug: string, post: string, role: Role, count: number])[] = [
  ["tiepnhan", "Công chức một cửa", "receiver", 3],
  ["thuly", "Công chức chuyên môn", "handler", 5],
  ["lanhdao", "Phó Chủ tịch", "leader", 2],
  ["vanthu", "Văn thư", "seal-clerk", 1],
];
const DEPARTMENT_POSTS: typeof COMMUNE_POSTS = [
  ["thuly", "Chuyên viên", "handler", 8],
  ["thamdinh", "Thẩm định viên", "appraiser", 2],
  ["lanhdao", "Phó Giám đốc", "leader", 2],
  ["vanthu", "Văn thư", "seal-clerk", 1],
];

/** Codes of the departments, in the order in which the catalogue spreads its procedures over them. */
export const DEPARTMENT_CODES = DEPARTMENTS.map((_name, index) => `H98.${pad(index + 2)}`);

/**
 * The invented province of Sông Thao: people's committee, centre, departments and as many communes as make the number;
 * a few counters take in most of what comes (the n-th commune 1/n of the first, the centre as much as ten of those).
 */
export function makeProvince(seed: number, agencyCount: number): Province {
  const root = agency(0, { code: "H98", name: "Ủy ban nhân dân tỉnh Sông Thao", level: "province", weight: 0 });
  const centre = agency(1, {
    code: "H98.01",
    name: "Trung tâm Phục vụ hành chính công tỉnh",
    level: "province",
    weight: 1.2,
  });
  const departments = DEPARTMENTS.map((name, index) =>
    agency(index + 2, { code: DEPARTMENT_CODES[index] ?? "", name, level: "province", weight: 0 }),
  );
  const before = 2 + departments.length;
  const communes = Array.from({ length: Math.max(1, agencyCount - before) }, (_none, index) =>
    agency(before + index, {
      code: `H98.1${String(index).padStart(3, "0")}`,
      name: `Ủy ban nhân dân ${index % 7 === 0 ? "phường" : "xã"} ${communeName(index)}`,
      level: "commune",
      weight: 1 / (index + 1) ** 0.9,
    }),
  );
  const agencies = [root, centre, ...departments, ...communes];
  return { agencies, officers: makeOfficers(seed, { root, centre, departments, communes }) };
}

function communeName(index: number): string {
  const [first, last] = [FIRST[index % FIRST.length], LAST[Math.floor(index / FIRST.length) % LAST.length]];
  const round = Math.floor(index / (FIRST.length * LAST.length));
  return `${first} ${last}${round > 0 ? ` ${round + 1}` : ""}`;
}

function agency(
  n: number,
  { code, name, level, weight }: Pick<MadeAgency, "code" | "name" | "level" | "weight">,
): MadeAgency {
  return {
    id: idOf("b", n),
    code,
    legacyCode: `000.${pad(Math.floor(n / 100))}.${pad(n % 100)}.H98`,
    name,
    level,
    parentId: n === 0 ? null : idOf("b", 0),
    isOneStop: weight > 0,
    weight,
  };
}

interface Places {
  readonly root: MadeAgency;
  readonly centre: MadeAgency;
  readonly departments: readonly MadeAgency[];
  readonly communes: readonly MadeAgency[];
}

function makeOfficers(seed: number, { root, centre, departments, communes }: Places): readonly MadeOfficer[] {
  const officers: MadeOfficer[] = [];
  const hire = (at: MadeAgency, posts: typeof COMMUNE_POSTS): void => {
    for (const [slug, post, role, count] of posts) {
      for (let number = 1; number <= count; number += 1) {
        const n = officers.length;
        const login = `${slug}${number}.${at.code.toLowerCase()}`;
        const name = officerName(seed, n);
        officers.push({ id: idOf("c", n), accountId: idOf("d", n), login, name, post, agencyId: at.id, roles: [role] });
      }
    }
  };
  hire(root, [
    ["kiemsoat", "Phòng Kiểm soát TTHC", "control-officer", 3],
    ["quantri", "Quản trị hệ thống", "administrator", 2],
    ["thanhtra", "Thanh tra", "auditor", 2],
  ]);
  hire(centre, [["tiepnhan", "Cán bộ một cửa", "receiver", 20]]);
  for (const at of departments) hire(at, DEPARTMENT_POSTS);
  for (const at of communes) hire(at, COMMUNE_POSTS);
  return officers;
}

/** The officers of each agency and role, as the rules see them. */
export function staffOf({ officers }: Province): (agencyId: string, role: Role) => readonly OfficerActor[] {
  const byPost = new Map<string, OfficerActor[]>();
  for (const { id, name, agencyId, roles } of officers) {
    const actor: OfficerActor = { kind: "officer", id, name, appointments: [{ agencyId, roles: new Set(roles) }] };
    for (const role of roles) {
      const key = `${agencyId}/${role}`;
      byPost.set(key, [...(byPost.get(key) ?? []), actor]);
    }
  }
  return (agencyId, role) => byPost.get(`${agencyId}/${role}`) ?? [];
}

function pad(n: number): string {
  return String(n).padStart(2, "0");
}
