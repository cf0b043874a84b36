import type { Applicant } from "../../domain/dossier/dossier.ts";
import { idOf, randomOf, weightedPicker } from "./random.ts";

const FAMILY = [
  ["Nguyễn", 32],
  ["Trần", 11],
  ["Lê", 9.5],
  ["Phạm", 7],
  ["Hoàng", 5],
  ["Vũ", 4],
  ["Đặng", 3],
  ["Bùi", 3],
  ["Đỗ", 3],
  ["Ngô", 2.5],
  ["Dương", 2],
  ["Lý", 1.5],
  ["Đinh", 1.5],
  ["Lò", 1.2],
  ["Mai", 1],
  ["Trịnh", 1],
  ["Lương", 1],
  ["Hà", 1],
  ["Quách", 0.5],
  ["Bế", 0.4],
  ["Thào", 0.3],
  ["Vàng", 0.3],
  ["Nông", 0.3],
  ["Ứng", 0.1],
] as const;
const MIDDLE = {
  female: ["Thị", "Thị", "Thị", "Ngọc", "Thu", "Thanh", "Kim", "Mỹ", "Thùy", "Diệu"],
  male: ["Văn", "Văn", "Văn", "Đức", "Hữu", "Quang", "Minh", "Xuân", "Đình", "Bá"],
} as const;
const SECOND = ["", "", "", "Anh", "Bảo", "Gia", "Hải", "Hồng", "Khánh", "Ngọc", "Phương", "Thiên", "Tuấn", "Xuân"];
const GIVEN = {
  female: words("Hoa Lan Mai Hương Thảo Trang Linh Hà Nga Hằng Yến Loan Nhung Thơm Dịu Ánh Ỷ Út Mận Nhài Sáu Ngân"),
  male: words("Nam Hùng Dũng Tuấn Sơn Long Khải Bảo Phúc Đạt Thắng Vịnh Tấn Kỳ Ổn Ích Đệ Páo Chứ Lập Thiện Nghị"),
};
const pickFamily = weightedPicker(FAMILY.map(([, weight]) => weight));

function words(text: string): readonly string[] {
  return text.split(" ");
}

export interface Person extends Applicant {
  /** Account on the portal, whether or not it was ever used. */
  readonly accountId: string;
  readonly birthDate: string;
}

/** More people than this would share numbers. */
export const MOST_PEOPLE = 3_000_000;

/** The n-th invented person: the same whoever asks, so that no list of people is kept in memory. */
export function personOf(seed: number, n: number, place: string): Person {
  const random = randomOf(`${seed}/person/${n}`);
  const sex = random.chance(0.5) ? "female" : "male";
  // Each million of people has years of birth of its own, so that their numbers stay different.
  const year = 1945 + 3 * random.int(21) + (Math.floor(n / 1_000_000) % 3);
  const second = random.pick(SECOND);
  const [family] = FAMILY[pickFamily(random)] ?? FAMILY[0];
  const name = [family, random.pick(MIDDLE[sex]), second, random.pick(GIVEN[sex])].filter(Boolean).join(" ");
  const digit = (year >= 2000 ? 2 : 0) + (sex === "female" ? 1 : 0);
  return {
    kind: "person",
    name,
    // Province 098, sex and century, year of birth, and six digits of which no two people have the same seven.
    identityNumber: `098${digit}${String(year).slice(2)}${String(n % 1_000_000).padStart(6, "0")}`,
    address: `Tổ ${1 + random.int(12)}, ${place}, tỉnh Sông Thao`,
    phone: `09${String(random.int(100_000_000)).padStart(8, "0")}`,
    email: "",
    accountId: idOf("a", n),
    birthDate: `${year}-${String(1 + random.int(12)).padStart(2, "0")}-${String(1 + random.int(28)).padStart(2, "0")}`,
  };
}

/** An invented name for an officer. */
export function officerName(seed: number, n: number): string {
  return personOf(seed, 900_000_000 + n, "").name;
}
