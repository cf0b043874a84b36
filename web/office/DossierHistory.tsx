import type { ReactElement } from "react";
import type { Moment } from "../../domain/shared/moment.ts";
import { Card, Table } from "../ui/blocks.tsx";
import { Icon } from "../ui/Icon.tsx";
import { momentText } from "../ui/moment-text.ts";

export interface LegRow {
  readonly id: number;
  readonly step: string;
  readonly agency: string;
  readonly officer: string;
  readonly startedAt: Moment;
  readonly endedAt: Moment | null;
  readonly spentHours: number;
  /** 0: the step's time is not counted. */
  readonly budgetHours: number;
  readonly lateHours: number;
}

const hoursText = (hours: number): string => `${hours.toLocaleString("vi-VN")} giờ`;

/** Each stay with its budget, what it took, and by how much it was late. */
export function Legs({ legs }: { readonly legs: readonly LegRow[] }): ReactElement | null {
  if (legs.length === 0) return null;
  return (
    <Card title="Thời gian từng cơ quan">
      <Table label="Thời gian từng cơ quan" head={["Bước", "Nhận – xong", "Định mức", "Đã dùng", "Chậm"]} dense>
        <tbody>
          {legs.map((leg) => (
            <tr key={leg.id}>
              <td>
                {leg.step}
                <div className="meta">
                  {leg.agency}
                  {leg.officer && ` · ${leg.officer}`}
                </div>
              </td>
              <td className="meta number">
                {momentText(leg.startedAt)}
                <br />
                {leg.endedAt ? momentText(leg.endedAt) : "đang làm"}
              </td>
              <td className="number">{leg.budgetHours > 0 ? hoursText(leg.budgetHours) : "không tính"}</td>
              <td className="number">{hoursText(leg.spentHours)}</td>
              <td>
                {leg.lateHours > 0 ? (
                  <span className="chip overdue">
                    <Icon name="alert" /> Chậm {hoursText(leg.lateHours)}
                  </span>
                ) : (
                  <span className="meta">Không</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

export interface ConsultationRow {
  readonly id: number;
  readonly agency: string;
  readonly question: string;
  readonly askedAt: Moment;
  readonly dueAt: Moment;
  readonly answer: string | null;
  readonly answeredAt: Moment | null;
}

/** Opinions asked of other agencies, and until when. */
export function Consultations({
  rows,
  now,
}: {
  readonly rows: readonly ConsultationRow[];
  readonly now: Moment;
}): ReactElement | null {
  if (rows.length === 0) return null;
  return (
    <Card title="Lấy ý kiến">
      <ul className="plain">
        {rows.map((row) => (
          <li key={row.id}>
            <strong>{row.agency}</strong>{" "}
            <span className="meta">
              hỏi {momentText(row.askedAt)}, hạn {momentText(row.dueAt)}
            </span>{" "}
            <ConsultationChip row={row} now={now} />
            <div>{row.question}</div>
            {row.answer && (
              <div className="inside">
                <span className="meta">Trả lời {momentText(row.answeredAt)}:</span> {row.answer}
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function ConsultationChip({ row, now }: { readonly row: ConsultationRow; readonly now: Moment }): ReactElement {
  if (row.answer !== null)
    return (
      <span className="chip done">
        <Icon name="check" /> Đã trả lời
      </span>
    );
  return row.dueAt < now ? (
    <span className="chip overdue">
      <Icon name="alert" /> Quá hạn trả lời
    </span>
  ) : (
    <span className="chip">
      <Icon name="clock" /> Đang chờ
    </span>
  );
}
