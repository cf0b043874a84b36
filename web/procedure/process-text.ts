import type { ProcessFault } from "../../domain/procedure/check-process.ts";
import type { ProcedureChannel } from "../../domain/procedure/procedure.ts";
import { CHANNEL_TEXT } from "./version-text.ts";

/** What is wrong with a process, as the end of a sentence that begins with what was seen. */
export const PROCESS_FAULT_TEXT: Readonly<Record<ProcessFault["code"], string>> = {
  empty: "quy trình chưa có bước nào",
  "key-twice": "ghi hai lần; mỗi bước một mã, mỗi bước sau chỉ ghi một lần",
  "next-unknown": "là bước sau không có trong quy trình; ngăn cách các bước bằng dấu ;",
  "start-missing": "quy trình chưa có bước tiếp nhận",
  "start-several": "bước tiếp nhận; chỉ được có một",
  "end-missing": "quy trình chưa có bước trả kết quả (bước không có bước sau)",
  unreachable: "là bước không có đường nào đi tới",
  cycle: "đi vòng tròn; việc trả lại bước trước đã có sẵn, không vẽ vào quy trình",
  "role-unfit": "là vai trò không làm loại việc này",
  "hours-negative": "là số giờ không hợp lệ; ghi từ 0 trở lên",
  "hand-out-not-last": "chỉ bước trả kết quả, và bước đó luôn, không có bước sau",
  "name-missing": "bước chưa có mã hoặc tên",
  "choice-not-here": "chỉ bước tiếp nhận và thẩm định được chọn một trong nhiều bước sau; ở đây ghi song song",
  "runs-twice": "có bước chạy hai lần; cho các nhánh chờ đủ cả trước khi đi tiếp",
  "leg-lost": "có đường đi dừng lại giữa chừng",
  "ends-with-work-open": "trả kết quả khi nhánh khác chưa xong; cho bước trả kết quả chờ đủ cả",
  "nothing-to-decide": "đến bước này chưa ai dự thảo kết quả; trước đó cần một bước thẩm định do người thụ lý làm",
  "never-issued": "trả kết quả chưa phát hành; trước đó cần bước phát hành",
  "too-tangled": "bước rẽ nhánh quá nhiều, không kiểm tra hết được; chia lại cho gọn",
};

/** One fault of a process in a sentence. */
export function processFaultText({ code, step, seen }: ProcessFault): string {
  const where = step === null ? "" : `Bước ${step}: `;
  return `${where}${seen && seen !== step ? `“${seen}” ` : ""}${PROCESS_FAULT_TEXT[code]}.`;
}

/** A warning: the steps take longer than the law leaves. */
export function overLimitText(
  channel: ProcedureChannel,
  { hours, allowed }: { readonly hours: number; readonly allowed: number },
): string {
  return `Các bước cần ${hours.toLocaleString("vi-VN")} giờ làm việc, quá thời hạn ${allowed.toLocaleString("vi-VN")} giờ (${CHANNEL_TEXT[channel]}).`;
}
