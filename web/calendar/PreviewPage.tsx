import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { AdminLayout } from "../admin/AdminLayout.tsx";
import { errorSentence } from "../i18n/error-text.ts";
import { momentText } from "../ui/moment-text.ts";

export interface PreviewPageProps {
  readonly reader: Reader;
  readonly agency: string | null;
  /** The amendment in sentences. */
  readonly changes: readonly string[];
  readonly basis: string;
  readonly total: number;
  readonly later: number;
  readonly earlier: number;
  readonly unreckoned: number;
  readonly byAgency: readonly { readonly name: string; readonly count: number }[];
  readonly first: readonly {
    readonly id: string;
    readonly code: string;
    readonly agency: string;
    readonly oldDue: Moment | null;
    readonly newDue: Moment | null;
    readonly fault: string | null;
  }[];
  /** The amendment and the version of the calendars, for the next step. */
  readonly amendment: string;
  readonly version: string;
  readonly back: string;
  /** What others changed since the first preview; empty when nothing did. */
  readonly meanwhile: readonly { readonly at: Moment; readonly by: string; readonly basis: string }[];
}

/** What an amendment would do to open dossiers; nothing has been changed yet. */
export function PreviewPage(props: PreviewPageProps): ReactElement {
  const { reader, agency, changes, basis, total, first, meanwhile, back } = props;
  return (
    <AdminLayout title="Xem trước khi sửa lịch" reader={reader} room="/can-bo/quan-tri/lich">
      <h1>Xem trước khi sửa lịch: {agency ?? "toàn tỉnh"}</h1>
      {meanwhile.length > 0 && (
        <div className="summary" role="alert">
          <h2>{errorSentence("calendar-changed-meanwhile")}</h2>
          <ul>
            {meanwhile.map((change) => (
              <li key={`${change.at}${change.basis}`}>
                {momentText(change.at)}: {change.by}, căn cứ {change.basis}
              </li>
            ))}
          </ul>
        </div>
      )}
      <section className="card">
        <h2>Sẽ sửa</h2>
        <ul>
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
        <p>Căn cứ: {basis}</p>
      </section>
      <section className="card">
        <h2>{total === 0 ? "Không hồ sơ nào đổi ngày hẹn" : `${total} hồ sơ đang mở đổi ngày hẹn`}</h2>
        {total > 0 && <Counts {...props} />}
        <p>
          Ngày đã hẹn lại khi xin lỗi và ngày hẹn lần đầu giữ nguyên. Người nộp thấy lý do trên trang hồ sơ. Hạn xử lý
          của các bước đang làm được tính lại theo lịch mới; bước đã xong giữ nguyên.
        </p>
        <form method="post" action="/can-bo/quan-tri/lich/ap-dung" className="row">
          <input type="hidden" name="amendment" value={props.amendment} />
          <input type="hidden" name="version" value={props.version} />
          <button>Áp dụng</button>
          <a className="button quiet" href={back}>
            Thôi, không sửa
          </a>
          {total > 0 && (
            <button className="quiet" formAction="/can-bo/quan-tri/lich/danh-sach.csv">
              Tải cả danh sách (CSV)
            </button>
          )}
        </form>
      </section>
      {first.length > 0 && <ChangesTable {...props} />}
    </AdminLayout>
  );
}

function Counts({ later, earlier, unreckoned, byAgency }: PreviewPageProps): ReactElement {
  const kinds = [
    ["Muộn hơn", later],
    ["Sớm hơn", earlier],
    ["Chưa tính được, giữ ngày cũ", unreckoned],
  ] as const;
  return (
    <>
      <Figures rows={kinds.filter(([, count]) => count > 0)} />
      <h3>Theo cơ quan giải quyết</h3>
      <Figures rows={byAgency.map(({ name, count }) => [name, count] as const)} />
    </>
  );
}

function Figures({ rows }: { readonly rows: readonly (readonly [string, number])[] }): ReactElement {
  return (
    <dl className="facts">
      {rows.map(([label, count]) => (
        <div className="fact" key={label}>
          <dt>{label}</dt>
          <dd>{count} hồ sơ</dd>
        </div>
      ))}
    </dl>
  );
}

function ChangesTable({ first, total }: PreviewPageProps): ReactElement {
  return (
    <>
      <h2>Từng hồ sơ</h2>
      {first.length < total && (
        <p className="meta">
          {first.length} hồ sơ đầu trong {total}; tải CSV để xem cả danh sách.
        </p>
      )}
      <div className="scroll" tabIndex={0} role="region" aria-label="Hồ sơ đổi ngày hẹn, cuộn ngang được">
        <table aria-label="Hồ sơ đổi ngày hẹn">
          <thead>
            <tr>
              <th scope="col">Hồ sơ</th>
              <th scope="col">Đang hẹn</th>
              <th scope="col">Sẽ hẹn</th>
              <th scope="col">Cơ quan</th>
            </tr>
          </thead>
          <tbody>
            {first.map(({ id, code, agency, oldDue, newDue, fault }) => (
              <tr key={id}>
                <td>
                  <a href={`/can-bo/ho-so/${id}`}>{code}</a>
                </td>
                <td>{momentText(oldDue)}</td>
                <td>{fault ? errorSentence(fault) : momentText(newDue)}</td>
                <td>{agency}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
