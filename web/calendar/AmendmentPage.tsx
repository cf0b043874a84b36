import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { AdminLayout } from "../admin/AdminLayout.tsx";
import { momentText } from "../ui/moment-text.ts";

interface Props {
  readonly reader: Reader;
  readonly agency: string | null;
  readonly at: Moment;
  readonly by: string;
  readonly basis: string;
  readonly changes: readonly string[];
  readonly changed: number;
  readonly unreckoned: number;
  readonly failed: number;
  /** Null when the dates were not ordered to be reckoned anew with this change. */
  readonly finished: boolean | null;
  readonly back: string;
}

/** One amendment of a calendar, and how far the dates of open dossiers have been reckoned anew. */
export function AmendmentPage(props: Props): ReactElement {
  const { reader, agency, at, by, basis, changes, changed, unreckoned, failed, finished, back } = props;
  return (
    <AdminLayout title="Sửa lịch" reader={reader} room="/can-bo/quan-tri/lich">
      <h1>Đã sửa lịch: {agency ?? "toàn tỉnh"}</h1>
      {finished === true && (
        <p className="notice">
          Đã tính lại xong: {changed} hồ sơ đổi ngày hẹn.
          {unreckoned > 0 && ` ${unreckoned} hồ sơ giữ ngày cũ vì ngày mới rơi vào năm chưa xác nhận.`}
        </p>
      )}
      {failed > 0 && (
        <p className="notice warn">
          {failed} hồ sơ chưa lưu được ngày mới do lỗi hệ thống. Báo bộ phận kỹ thuật; sửa xong thì dùng mục Tính lại
          ngày hẹn theo lịch hiện hành.
        </p>
      )}
      {finished === false && (
        <p className="notice warn">
          Đang tính lại, đến nay {changed} hồ sơ đã đổi ngày hẹn. Tải lại trang để xem tiếp; đóng trang không sao, và
          máy chủ dừng giữa chừng thì khi chạy lại sẽ làm nốt.
        </p>
      )}
      <section className="card">
        <ul>
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
        <p>Căn cứ: {basis}</p>
        <p className="meta">
          {by}, {momentText(at)}
        </p>
      </section>
      <p>
        <a href={back}>‹ Về lịch làm việc</a>
      </p>
    </AdminLayout>
  );
}
