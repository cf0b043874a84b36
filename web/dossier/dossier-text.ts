import type { DossierAction } from "../../domain/dossier/command.ts";
import type { Channel } from "../../domain/dossier/dossier.ts";
import type { LinkKind } from "../../domain/dossier/link-kind.ts";
import type { Custody } from "../../domain/dossier/paper-bundle.ts";
import type { DossierFact } from "../../domain/dossier/event.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { momentText } from "../ui/moment-text.ts";
import type { DossierStatus } from "../../domain/dossier/status.ts";

/** What a status means to people. */
export const STATUS_TEXT: Readonly<Record<DossierStatus, string>> = {
  submitted: "Đã gửi, chờ tiếp nhận",
  received: "Đã tiếp nhận",
  refused: "Không được tiếp nhận",
  processing: "Đang giải quyết",
  "awaiting-supplement": "Chờ bổ sung",
  "awaiting-payment": "Chờ nộp tiền",
  withdrawn: "Đã rút",
  stopped: "Đã dừng",
  finished: "Có kết quả, chờ trả",
  returned: "Đã trả kết quả",
};

/** The verb of an action, as its button says it. */
export const ACTION_TEXT: Readonly<Record<DossierAction, string>> = {
  receive: "Tiếp nhận",
  "refuse-reception": "Từ chối tiếp nhận",
  "request-supplement": "Yêu cầu bổ sung",
  supply: "Nộp bổ sung",
  "request-payment": "Yêu cầu nộp tiền",
  "confirm-payment": "Xác nhận đã thu tiền",
  assign: "Phân công",
  forward: "Chuyển bước sau",
  consult: "Lấy ý kiến",
  answer: "Trả lời ý kiến",
  "return-to-step": "Trả lại bước trước",
  "propose-result": "Trình kết quả",
  approve: "Duyệt",
  sign: "Ký",
  finish: "Vào số, phát hành",
  apologise: "Xin lỗi và hẹn lại",
  withdraw: "Rút hồ sơ",
  stop: "Dừng giải quyết",
  "hand-out": "Trả kết quả",
  "take-papers": "Xác nhận đã nhận bản giấy",
  "return-papers": "Trả lại giấy tờ",
  link: "Liên kết hồ sơ",
  correct: "Đính chính kết quả",
};

/** Who did something for no agency. */
export function actorText(kind: "officer" | "citizen" | "system"): string {
  return kind === "system" ? "Hệ thống" : "Người nộp";
}

/** What an event was, told afterwards. */
export const FACT_TEXT: Readonly<Record<DossierFact["type"], string>> = {
  submitted: "Nộp hồ sơ",
  received: "Tiếp nhận",
  "reception-refused": "Từ chối tiếp nhận",
  "supplement-requested": "Yêu cầu bổ sung",
  supplied: "Nộp bổ sung",
  "payment-requested": "Yêu cầu nộp tiền",
  "payment-confirmed": "Xác nhận đã thu tiền",
  assigned: "Phân công",
  forwarded: "Chuyển bước",
  consulted: "Lấy ý kiến",
  "consultation-answered": "Trả lời ý kiến",
  "returned-to-step": "Trả lại bước trước",
  "result-proposed": "Trình kết quả",
  approved: "Duyệt kết quả",
  signed: "Ký kết quả",
  finished: "Phát hành kết quả",
  apologised: "Xin lỗi và hẹn lại",
  "due-date-recomputed": "Tính lại ngày hẹn",
  "steps-recomputed": "Tính lại hạn xử lý của bước",
  withdrawn: "Rút hồ sơ",
  stopped: "Dừng giải quyết",
  "handed-out": "Trả kết quả",
  "papers-taken": "Nhận bản giấy",
  "papers-returned": "Trả lại giấy tờ cho người nộp",
  linked: "Liên kết với hồ sơ khác",
  corrected: "Đính chính kết quả",
  undone: "Hoàn tác",
};

export const CHANNEL_TEXT: Readonly<Record<Channel, string>> = {
  "self-online": "Tự nộp trực tuyến",
  "assisted-online": "Trực tuyến, hỗ trợ tại quầy",
  "authorised-online": "Trực tuyến, nộp thay có ủy quyền",
  direct: "Trực tiếp",
  "authorised-direct": "Trực tiếp, nộp thay có ủy quyền",
  postal: "Bưu chính",
};

/** How a result was handed out. */
export const HANDING_TEXT: Readonly<Record<string, string>> = {
  direct: "Trực tiếp",
  online: "Bản điện tử",
  postal: "Bưu chính",
};

export const SUPPLEMENT_TEXT: Readonly<Record<string, string>> = {
  "paper-missing": "Thiếu giấy tờ",
  "paper-unreadable": "Giấy tờ mờ, không đọc được",
  "paper-expired": "Giấy tờ hết hiệu lực",
  "paper-not-certified": "Giấy tờ chưa chứng thực",
  "declaration-wrong": "Khai sai",
  "declaration-incomplete": "Khai thiếu",
  "content-contradictory": "Nội dung mâu thuẫn",
  other: "Lý do khác",
};

export const REFUSAL_TEXT: Readonly<Record<string, string>> = {
  "not-competent": "Không thuộc thẩm quyền",
  "not-eligible": "Không đủ điều kiện",
  duplicate: "Trùng hồ sơ đã nộp",
  "papers-forged": "Giấy tờ có dấu hiệu giả mạo",
  "not-a-procedure": "Không phải thủ tục hành chính",
  other: "Lý do khác",
};

/** How a dossier stands to one that it names, and from the other side. */
export const LINK_TEXT: Readonly<Record<LinkKind, { readonly own: string; readonly other: string }>> = {
  follows: { own: "Tiếp theo hồ sơ", other: "Có hồ sơ tiếp theo" },
  related: { own: "Liên quan hồ sơ", other: "Liên quan hồ sơ" },
  replaces: { own: "Thay cho hồ sơ", other: "Được thay bằng hồ sơ" },
};

/** Where the paper bundle is, in words. */
export function custodyText({ holderAgencyId, inTransitTo }: Custody, name: (id: string) => string): string {
  return inTransitTo ? `${name(holderAgencyId)} đã gửi, ${name(inTransitTo)} chưa xác nhận nhận` : name(holderAgencyId);
}

/** Under which name the system itself acts. */
export const SYSTEM_NAME = "Hệ thống";

/** What the notice says when the system stops a dossier. */
export const UNSUPPLIED_TEXT = "Quá 15 ngày làm việc kể từ ngày yêu cầu mà chưa nhận được hồ sơ bổ sung";

/** Said above a form that comes back after its sender had to sign in again. */
export const RESTORED_TEXT =
  "Ông/bà đã đăng nhập lại. Nội dung vừa nhập còn nguyên và chưa được gửi: kiểm tra rồi bấm nút lần nữa.";

/** Where a result is fetched when nothing else was said. */
export const RESULT_PLACE = "Tại bộ phận một cửa";

/** The new date that was promised, as the last step of how a date was reckoned. */
export function promisedText(newDueAt: Moment): string {
  return `xin lỗi, hẹn lại ${momentText(newDueAt)}`;
}
