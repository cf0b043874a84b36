/** What stands in the access log when somebody takes a dossier's evidence; the digest of the manifest follows. */
export const PACK_PURPOSE = "Tải gói bằng chứng, SHA-256 của manifest.json:";

/** What a stranger who opens the pack needs to know. */
export const PACK_READ_ME = `Gói bằng chứng của một hồ sơ thủ tục hành chính

Kiểm tra gói này không cần hệ thống đã tạo ra nó: cần Node.js 20 trở lên và tệp verify-pack.mjs của dự án Một Cửa.

  node verify-pack.mjs GÓI.zip                   kiểm tra nội dung gói
  node verify-pack.mjs GÓI.zip --roots GỐC.jsonl đối chiếu với các gốc ngày đã lưu ở nơi khác

manifest.json   mọi tệp trong gói với dung lượng và SHA-256
events.jsonl    các sự kiện; mỗi sự kiện mang mã băm của sự kiện trước nó
state.json      trạng thái hồ sơ suy từ các sự kiện
documents.json  các tài liệu và tệp tương ứng trong thư mục tep/
reads.jsonl     ai đã mở tài liệu hoặc tải gói bằng chứng trước lúc này
proof.json      đường dẫn từ chuỗi sự kiện đến gốc Merkle gần nhất; null khi hồ sơ mới hơn gốc đó
`;
