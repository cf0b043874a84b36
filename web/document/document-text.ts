/** What stands in the access log as the purpose of opening a document. */
export const VIEW_PURPOSE = "Xem tài liệu trong hồ sơ";

/** How the photos are announced from which a paper was bound. */
export function originalsText(count: number): string {
  return `Ảnh gốc (${count})`;
}
