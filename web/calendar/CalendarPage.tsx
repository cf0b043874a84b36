import type { ReactElement, ReactNode } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { OpenInterval } from "../../domain/calendar/working-calendar.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import { AdminLayout } from "../admin/AdminLayout.tsx";
import { SheetExchange } from "../admin/SheetExchange.tsx";
import { TextInput } from "../ui/fields.tsx";
import { AmendForms, type AmendFormState } from "./AmendForms.tsx";
import { DAY_KIND_TEXT, dateText, hoursText, WEEKDAY_NAMES } from "./calendar-text.ts";
import { MonthTable, type GridDay } from "./MonthTable.tsx";

interface SetBy {
  readonly basis: string;
  /** Who set it, when it is inherited; null when it is this calendar's own. */
  readonly from: string | null;
}

export interface CalendarPageProps {
  readonly reader: Reader;
  readonly year: number;
  readonly agency: { readonly id: string; readonly name: string } | null;
  readonly confirmed: string | null;
  readonly months: readonly (readonly GridDay[])[];
  readonly days: readonly (SetBy & {
    readonly date: PlainDate;
    readonly kind: keyof typeof DAY_KIND_TEXT;
    readonly name: string;
    readonly intervals: readonly OpenInterval[];
  })[];
  readonly week: readonly (SetBy & {
    readonly weekday: number;
    readonly intervals: readonly OpenInterval[];
    readonly since: PlainDate;
    readonly until: PlainDate | null;
  })[];
  readonly search: string;
  readonly found: readonly { readonly id: string; readonly code: string; readonly name: string }[] | null;
  readonly mayAmend: boolean;
  readonly mayImport: boolean;
  /** A table was brought in since the dates of open dossiers were last reckoned. */
  readonly unapplied: boolean;
  readonly form: AmendFormState;
}

/** A year of the province's or an agency's calendar: hours, months, special days with their basis, and the forms. */
export function CalendarPage(props: CalendarPageProps): ReactElement {
  const { reader, year, agency, confirmed, months, mayAmend, unapplied } = props;
  return (
    <AdminLayout title={`Lịch làm việc ${year}`} reader={reader} room="/can-bo/quan-tri/lich">
      <h1>
        Lịch làm việc {year}: {agency?.name ?? "toàn tỉnh"}
      </h1>
      <Ways {...props} />
      {confirmed === null ? (
        <p className="notice warn">
          Năm {year} chưa được xác nhận theo thông báo chính thức, nên hệ thống không tính ngày hẹn rơi vào năm này.
        </p>
      ) : (
        <p className="notice">
          Năm {year} đã xác nhận. Căn cứ: {confirmed}
        </p>
      )}
      {unapplied && (
        <p className="notice warn">
          Lịch đã đổi qua bảng nhập mà ngày hẹn của hồ sơ đang mở chưa tính lại. Mở “Tính lại ngày hẹn theo lịch hiện
          hành” bên dưới.
        </p>
      )}
      {mayAmend && <AmendForms agencyId={agency?.id ?? ""} year={year} form={props.form} />}
      {props.mayImport && <SheetExchange kind="calendar" />}
      <h2>Giờ làm việc</h2>
      <WeekTable rows={props.week} />
      <h2>Cả năm</h2>
      <p className="meta">
        Dưới số ngày: “nghỉ” ngày nghỉ, “bù” ngày làm bù, “giờ” ngày có giờ riêng. Ô xám không có chữ: nghỉ hằng tuần.
      </p>
      <div className="months">
        {months.map((days) => (
          <MonthTable key={days[0]?.date} days={days} />
        ))}
      </div>
      <h2>Ngày nghỉ, làm bù và giờ riêng ({props.days.length})</h2>
      <DaysTable rows={props.days} />
    </AdminLayout>
  );
}

function Ways({ year, agency, search, found }: CalendarPageProps): ReactElement {
  const link = (to: number, id = agency?.id): string => `/can-bo/quan-tri/lich?nam=${to}${id ? `&co-quan=${id}` : ""}`;
  return (
    <div className="no-print">
      <p className="rooms-inner">
        <a href={link(year - 1)}>← Năm {year - 1}</a>
        <a href={link(year + 1)}>Năm {year + 1} →</a>
        {agency && <a href={`/can-bo/quan-tri/lich?nam=${year}`}>Lịch toàn tỉnh</a>}
      </p>
      <form method="get" action="/can-bo/quan-tri/lich" className="row">
        <input type="hidden" name="nam" value={year} />
        <TextInput id="tim" label="Lịch của cơ quan" hint="Gõ tên hoặc mã, có dấu hay không" value={search} />
        <button className="quiet">Tìm cơ quan</button>
      </form>
      {found && (
        <ul className="plain">
          {found.length === 0 && <li>Không có cơ quan nào tên hoặc mã như vậy.</li>}
          {found.map(({ id, code, name }) => (
            <li key={id}>
              <a href={link(year, id)}>{name}</a> <span className="meta">{code}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function WeekTable({ rows }: { readonly rows: CalendarPageProps["week"] }): ReactElement {
  return (
    <Scroll label="Giờ làm việc theo thứ" heads={["Thứ", "Giờ", "Áp dụng"]}>
      {rows.map(({ weekday, intervals, since, until, basis, from }) => (
        <tr key={`${weekday}${since}${from ?? ""}`}>
          <td>{WEEKDAY_NAMES[weekday - 1]}</td>
          <td>{hoursText(intervals)}</td>
          <td>
            Từ {dateText(since)}
            {until && ` đến trước ${dateText(until)}`}
            <Basis basis={basis} from={from} />
          </td>
        </tr>
      ))}
    </Scroll>
  );
}

function DaysTable({ rows }: { readonly rows: CalendarPageProps["days"] }): ReactElement {
  return (
    <Scroll label="Ngày nghỉ, làm bù và giờ riêng" heads={["Ngày", "Loại", "Tên, căn cứ"]}>
      {rows.map(({ date, kind, name, intervals, basis, from }) => (
        <tr key={date}>
          <td>{dateText(date)}</td>
          <td>
            {DAY_KIND_TEXT[kind]}
            {kind === "hours" && `: ${hoursText(intervals)}`}
          </td>
          <td>
            {name}
            <Basis basis={basis} from={from} />
          </td>
        </tr>
      ))}
    </Scroll>
  );
}

function Basis({ basis, from }: SetBy): ReactElement {
  return (
    <div className="meta">
      {basis}
      {from && `. Kế thừa từ ${from}`}
    </div>
  );
}

interface ScrollProps {
  readonly label: string;
  readonly heads: readonly string[];
  readonly children: ReactNode;
}

function Scroll({ label, heads, children }: ScrollProps): ReactElement {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={`${label}, cuộn ngang được`}>
      <table aria-label={label}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
