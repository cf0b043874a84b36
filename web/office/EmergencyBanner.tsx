import type { ReactElement } from "react";
import type { Moment } from "../../domain/shared/moment.ts";
import { Notice } from "../ui/blocks.tsx";
import { Icon } from "../ui/Icon.tsx";
import { momentText } from "../ui/moment-text.ts";

export interface EmergencyBannerProps {
  readonly id: string;
  readonly until: Moment;
  readonly reason: string;
}

/** Above a dossier beyond the reader's scope: until when he reads it and why, and how to end it. */
export function EmergencyBanner({ id, until, reason }: EmergencyBannerProps): ReactElement {
  return (
    <Notice warn>
      <p>
        <Icon name="alert" />{" "}
        <strong>Ông/bà đang đọc khẩn cấp hồ sơ này đến {momentText(until)}, chỉ đọc, không xử lý được.</strong>
      </p>
      <p>Lý do: {reason}</p>
      <p className="meta">
        Lãnh đạo cơ quan đang giữ hồ sơ và bộ phận kiểm soát thủ tục thấy lượt đọc này; mỗi lần mở đều được ghi lại và
        người đứng tên xem được.
      </p>
      <form method="post" action={`/can-bo/doc-khan-cap/${id}/ket-thuc`}>
        <button className="quiet">Đọc xong, kết thúc</button>
      </form>
    </Notice>
  );
}
