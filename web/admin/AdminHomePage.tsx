import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import { AdminLayout } from "./AdminLayout.tsx";

interface Props {
  readonly reader: Reader;
  readonly agencies: number;
  readonly officers: number;
  readonly procedures: number;
  /** Years without a confirmed calendar, into which no due date can be reckoned. */
  readonly yearsToConfirm: readonly number[];
}

/** Where an administrator begins: what the province's catalogues hold. */
export function AdminHomePage({ reader, agencies, officers, procedures, yearsToConfirm }: Props): ReactElement {
  const counts = [
    ["Cơ quan đang hoạt động", agencies],
    ["Cán bộ có nhiệm vụ", officers],
    ["Thủ tục nộp được", procedures],
  ] as const;
  return (
    <AdminLayout title="Quản trị" reader={reader} room="/can-bo/quan-tri">
      <h1>Quản trị</h1>
      {yearsToConfirm.map((year) => (
        <p key={year} className="notice warn">
          Lịch làm việc năm {year} chưa được xác nhận: hồ sơ có ngày hẹn rơi vào năm này chưa tiếp nhận được.{" "}
          <a href={`/can-bo/quan-tri/lich?nam=${year}`}>Nhập và xác nhận lịch năm {year}</a>
        </p>
      ))}
      <dl className="facts">
        {counts.map(([label, count]) => (
          <div className="fact" key={label}>
            <dt>{label}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
    </AdminLayout>
  );
}
