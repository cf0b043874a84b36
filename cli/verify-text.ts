import type { FaultCode, Finding } from "../server/evidence/index.ts";

export const VERIFY_HELP = `motcua verify [--events] [--reads] [--files] [--rollups] [--json]
motcua verify TỆP [--restore-test] [--json]
Kiểm tra những gì đã ghi có bị sửa, xóa hay chen vào không; không chỉ phần nào thì kiểm tra tất cả. Không đổi gì.
  --events   mọi chuỗi sự kiện, gốc Merkle từng ngày, trạng thái đã lưu và các dòng danh sách
  --reads    nhật ký xem dữ liệu cá nhân: từng dòng và chuỗi của chúng
  --files    mọi tệp: nội dung, dung lượng; tệp lạ trong kho
  --rollups  số liệu thống kê so với sự kiện
  TỆP        thay vào đó, tính lại mọi mã băm của một bản sao lưu; với --restore-test còn khôi phục thử vào một lược đồ
             riêng của cơ sở dữ liệu đang dùng, so lại, rồi xóa hết
  --json     mỗi dòng một đối tượng JSON: từng sai lệch, dòng cuối là tổng kết
Tiến độ ở đầu ra lỗi. Mã thoát: 0 không có gì sai, 1 có sai lệch, 2 không kiểm tra được.
`;

const FAULTS: Record<FaultCode, string> = {
  "event-altered": "Sự kiện đã bị sửa: nội dung không khớp mã băm đã ghi.",
  "event-missing": "Thiếu sự kiện.",
  "event-unlinked": "Sự kiện không nối với sự kiện trước nó.",
  "event-extra": "Sự kiện thừa hoặc sai số thứ tự.",
  "event-of-nobody": "Sự kiện của một hồ sơ không có.",
  "head-wrong": "Số sự kiện và mã băm cuối lưu ở hồ sơ không khớp chuỗi.",
  "state-wrong": "Trạng thái đã lưu khác với trạng thái suy từ các sự kiện.",
  "row-wrong": "Dòng dùng cho danh sách khác với trạng thái suy từ các sự kiện.",
  "file-missing": "Không đọc được tệp trong kho.",
  "file-altered": "Nội dung tệp đã bị sửa.",
  "file-size-wrong": "Dung lượng tệp không đúng.",
  "file-strange": "Tệp lạ trong kho: không tài liệu nào dùng.",
  "sealed-otherwise": "Sự kiện nay khác với khi được đưa vào gốc Merkle.",
  "leaf-missing": "Thiếu hồ sơ trong cây Merkle của ngày.",
  "chunk-wrong": "Gốc của một phần cây Merkle không khớp các hồ sơ trong đó.",
  "root-wrong": "Gốc Merkle của ngày không khớp các chuỗi sự kiện lúc đó.",
  "root-unlinked": "Gốc Merkle không nối với gốc của ngày trước.",
  "read-altered": "Dòng nhật ký xem đã bị sửa: nội dung không khớp mã băm đã ghi.",
  "read-missing": "Thiếu dòng nhật ký xem.",
  "read-unlinked": "Dòng nhật ký xem chưa vào chuỗi dù các dòng sau nó đã vào.",
  "link-wrong": "Mắt xích của nhật ký xem không khớp mã băm đã ghi.",
  "link-missing": "Thiếu mắt xích của nhật ký xem.",
  "rollup-wrong": "Số liệu thống kê khác với số sự kiện.",
};

/** One finding in a line or three: where, what, and what was expected and seen. */
export function findingText({ fault, where, event, expected, seen }: Finding): string {
  const place = event === null ? where : `${where}, sự kiện ${event}`;
  const facts = [expected && `cần: ${expected}`, seen && `thấy: ${seen}`].filter(Boolean);
  return [`${place}: ${FAULTS[fault]}`, ...facts.map((fact) => `    ${fact}`)].join("\n");
}
