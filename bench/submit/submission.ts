import { permitFiling } from "../../testing/filings.ts";

/** A building permit at the province's counter with five papers, as a receiver sends it. */
export const submission = {
  ...permitFiling,
  papers: [
    ["1", "Giấy tờ chứng minh quyền sử dụng đất"],
    ["2", "Bản vẽ thiết kế xây dựng: mặt bằng"],
    ["2", "Bản vẽ thiết kế xây dựng: mặt cắt"],
    ["2", "Bản vẽ thiết kế xây dựng: kết cấu"],
    ["3", "Bản vẽ thiết kế phòng cháy, chữa cháy"],
  ].map(([componentCode, name]) => ({ componentCode, name, documentIds: [], keptOriginals: 1 })),
};
