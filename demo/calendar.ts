/** Days off of civil servants, 2025–2027, from the government's public notices; 2027 has the days that are fixed by law. */
export const DEMO_DAYS: readonly { readonly date: string; readonly kind: "off" | "makeup"; readonly name: string }[] = [
  ...span("2025-01-01", 1, "Tết Dương lịch"),
  ...span("2025-01-27", 5, "Tết Nguyên đán"),
  ...span("2025-04-07", 1, "Giỗ Tổ Hùng Vương"),
  { date: "2025-04-26", kind: "makeup", name: "Làm bù cho 2/5" },
  ...span("2025-04-30", 3, "30/4 và 1/5"),
  ...span("2025-09-01", 2, "Quốc khánh"),
  ...span("2026-01-01", 2, "Tết Dương lịch"),
  { date: "2026-01-10", kind: "makeup", name: "Làm bù cho 2/1" },
  ...span("2026-02-16", 5, "Tết Nguyên đán"),
  ...span("2026-04-27", 1, "Giỗ Tổ Hùng Vương (nghỉ bù)"),
  ...span("2026-04-30", 2, "30/4 và 1/5"),
  { date: "2026-08-22", kind: "makeup", name: "Làm bù cho 31/8" },
  ...span("2026-08-31", 3, "Quốc khánh"),
  ...span("2026-11-24", 1, "Ngày Văn hóa Việt Nam"),
  ...span("2027-01-01", 1, "Tết Dương lịch"),
  ...span("2027-02-05", 1, "Tết Nguyên đán"),
  ...span("2027-02-08", 4, "Tết Nguyên đán"),
  ...span("2027-04-16", 1, "Giỗ Tổ Hùng Vương"),
  ...span("2027-04-30", 1, "Ngày Chiến thắng"),
  ...span("2027-05-03", 1, "1/5 (nghỉ bù)"),
  ...span("2027-09-02", 2, "Quốc khánh"),
];

export const DEMO_YEARS = [2025, 2026, 2027];
export const DEMO_BASIS = "Thông báo lịch nghỉ hằng năm của Chính phủ";

function span(first: string, days: number, name: string): { date: string; kind: "off"; name: string }[] {
  const start = Date.parse(`${first}T00:00:00Z`);
  return Array.from({ length: days }, (_none, index) => ({
    date: new Date(start + index * 86_400_000).toISOString().slice(0, 10),
    kind: "off",
    name,
  }));
}
