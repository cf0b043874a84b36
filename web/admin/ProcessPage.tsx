import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { TimeLimit } from "../../domain/calendar/time-limit.ts";
import type { OutlinedStep } from "../../domain/procedure/outline-process.ts";
import type { ProcedureChannel } from "../../domain/procedure/procedure.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import { dateInFigures } from "../../domain/shared/vietnamese-date.ts";
import { CHANNEL_TEXT, limitText } from "../procedure/version-text.ts";
import { momentText } from "../ui/moment-text.ts";
import { AdminLayout } from "./AdminLayout.tsx";
import { ProcessTable } from "./ProcessTable.tsx";

export interface ChannelBudget {
  readonly channel: ProcedureChannel;
  readonly limit: TimeLimit | null;
  readonly isOver: boolean;
}

interface Published {
  readonly id: string;
  readonly decisionNumber: string;
  readonly decisionDate: PlainDate;
  readonly publishedAt: Moment;
  readonly publishedBy: string;
  readonly outline: readonly OutlinedStep[];
  /** Working hours of the slowest way through. */
  readonly hours: number;
  /** The law's limits; empty on processes no longer in force. */
  readonly budgets: readonly ChannelBudget[];
}

interface Props {
  readonly reader: Reader;
  readonly code: string;
  readonly name: string;
  readonly agencies: ReadonlyMap<string, string>;
  /** The one in force first. */
  readonly published: readonly Published[];
  readonly done: string | null;
}

/** Every process that was published for a procedure, the one in force laid open. */
export function ProcessPage({ reader, code, name, agencies, published, done }: Props): ReactElement {
  const path = `/can-bo/quan-tri/thu-tuc/${code}`;
  return (
    <AdminLayout title={`Quy trình: ${name}`} reader={reader} room="/can-bo/quan-tri/thu-tuc">
      <p>
        <a href={path}>‹ Về trang thủ tục</a>
      </p>
      <h1>Quy trình nội bộ</h1>
      <p>{name}</p>
      {done && (
        <p className="notice" role="status">
          {done}
        </p>
      )}
      <p>
        <a className="button" href={`${path}/quy-trinh/soan`}>
          {published.length > 0 ? "Soạn quy trình mới từ bản đang dùng" : "Soạn quy trình"}
        </a>
      </p>
      <p className="meta">
        Sửa nhiều quy trình một lúc: tải bảng “Quy trình nội bộ” ở trang danh sách thủ tục, sửa trong bảng tính rồi nhập
        lại. Hồ sơ đang giải quyết giữ quy trình lúc nộp.
      </p>
      {published.map((one, index) => (
        <details className="card" key={one.id} open={index === 0}>
          <summary>
            {index === 0 ? "Đang dùng: " : ""}Quyết định {one.decisionNumber} ngày {dateInFigures(one.decisionDate)}
          </summary>
          <p className="meta">
            Công bố {momentText(one.publishedAt)}
            {one.publishedBy && `, ${one.publishedBy}`}
          </p>
          <Budget hours={one.hours} budgets={one.budgets} />
          <ProcessTable
            caption={`Quy trình theo Quyết định ${one.decisionNumber}`}
            rows={one.outline}
            agencies={agencies}
          />
        </details>
      ))}
    </AdminLayout>
  );
}

/** Hours that the steps take, against what the law leaves on each channel. */
export function Budget({
  hours,
  budgets,
}: {
  readonly hours: number;
  readonly budgets: readonly ChannelBudget[];
}): ReactElement {
  return (
    <ul>
      <li>
        Đường dài nhất: {hours.toLocaleString("vi-VN")} giờ làm việc ({(hours / 8).toLocaleString("vi-VN")} ngày)
      </li>
      {budgets.map(({ channel, limit, isOver }, index) => (
        <li key={`${channel}-${String(index)}`}>
          Thời hạn {CHANNEL_TEXT[channel]}: {limit ? limitText(limit) : "không đặt"}
          {isOver ? <strong> – ⚠ các bước quá thời hạn</strong> : limit && limitNote(limit)}
        </li>
      ))}
    </ul>
  );
}

function limitNote({ unit }: TimeLimit): string {
  return unit === "working-day" || unit === "working-hour" ? " – ✓ vừa" : " – không so được vì tính theo ngày thường";
}
