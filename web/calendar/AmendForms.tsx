import type { ReactElement, ReactNode } from "react";
import { errorSentence } from "../i18n/error-text.ts";
import { ErrorSummary, Field, FieldGroup, Select, TextInput } from "../ui/fields.tsx";
import { WEEKDAY_NAMES } from "./calendar-text.ts";

/** What was filled in, by field name, and what is wrong with it; ids of faults are field names. */
export interface AmendFormState {
  readonly values: Readonly<Record<string, string>>;
  readonly faults: readonly { readonly id: string; readonly code: string }[];
}

interface Props {
  readonly agencyId: string;
  readonly year: number;
  readonly form: AmendFormState;
}

/** Every way to change a calendar; each leads to the preview, nothing is changed before that. */
export function AmendForms({ agencyId, year, form }: Props): ReactElement {
  const task = form.values["task"];
  const common = { agencyId, year, form };
  return (
    <section aria-label="Sửa lịch" className="no-print">
      <ErrorSummary errors={form.faults.map(({ id, code }) => ({ id, text: errorSentence(code) }))} />
      <Task {...common} name="day" title="Thêm, sửa hoặc bỏ ngày nghỉ, làm bù, giờ riêng" open={task === "day"}>
        <DayFields form={form} />
      </Task>
      <Task {...common} name="week" title="Đổi giờ làm việc hằng tuần" open={task === "week"}>
        <WeekFields form={form} />
      </Task>
      {agencyId === "" && (
        <Task {...common} name="year" title="Xác nhận một năm theo thông báo chính thức" open={task === "year"}>
          <TextInput
            {...wrap(form, "year.year", "Năm")}
            hint="Chỉ xác nhận khi mọi ngày nghỉ, làm bù của năm đã có trong lịch."
            value={form.values["year.year"] ?? String(year)}
            numeric
          />
        </Task>
      )}
      <Task {...common} name="recompute" title="Tính lại ngày hẹn theo lịch hiện hành" open={task === "recompute"}>
        <p>Dùng sau khi nhập lịch bằng bảng: xem những hồ sơ đang mở có ngày hẹn chưa theo lịch mới rồi áp dụng.</p>
      </Task>
    </section>
  );
}

interface TaskProps extends Props {
  readonly name: string;
  readonly title: string;
  readonly open: boolean;
  readonly children: ReactNode;
}

function Task({ name, title, open, agencyId, year, form, children }: TaskProps): ReactElement {
  return (
    <details className="card" open={open}>
      <summary>{title}</summary>
      <form method="post" action="/can-bo/quan-tri/lich/xem-truoc">
        <input type="hidden" name="task" value={name} />
        <input type="hidden" name="agencyId" value={agencyId} />
        <input type="hidden" name="shownYear" value={year} />
        {children}
        <TextInput
          {...wrap(form, `${name}.basis`, "Căn cứ")}
          hint="Số, ngày và nơi ban hành của văn bản; người dân đọc được."
          value={form.values[`${name}.basis`]}
        />
        <button>Xem trước ảnh hưởng</button>
      </form>
    </details>
  );
}

function DayFields({ form }: { readonly form: AmendFormState }): ReactElement {
  return (
    <>
      <Select
        {...wrap(form, "day.kind", "Việc")}
        value={form.values["day.kind"] ?? "off"}
        choices={[
          { value: "off", label: "Nghỉ" },
          { value: "makeup", label: "Làm bù cả ngày" },
          { value: "hours", label: "Giờ riêng, như nửa ngày" },
          { value: "none", label: "Bỏ ngày riêng, trở lại lịch thường" },
        ]}
      />
      <div className="row">
        <DateField form={form} id="day.from" label="Từ ngày" />
        <DateField form={form} id="day.to" label="Đến hết ngày (nếu nhiều ngày)" />
        <DateField form={form} id="day.swap" label="Làm bù vào ngày (nếu nghỉ hoán đổi)" />
      </div>
      <TextInput
        {...wrap(form, "day.name", "Tên")}
        hint="Ví dụ: Quốc khánh, Nghỉ tránh bão"
        value={form.values["day.name"]}
      />
      <TextInput
        {...wrap(form, "day.hours", "Giờ mở cửa (chỉ với giờ riêng)")}
        hint="Ví dụ: 07:30-11:30 hoặc 07:30-11:30, 13:30-16:30"
        value={form.values["day.hours"]}
      />
    </>
  );
}

function WeekFields({ form }: { readonly form: AmendFormState }): ReactElement {
  const chosen = (form.values["week.weekday"] ?? "1,2,3,4,5").split(",");
  return (
    <>
      <FieldGroup {...wrap(form, "week.weekday", "Những thứ đổi giờ")}>
        <div className="weekdays">
          {WEEKDAY_NAMES.map((name, index) => (
            <label className="choice" key={name}>
              <input
                type="checkbox"
                name="week.weekday"
                value={index + 1}
                defaultChecked={chosen.includes(String(index + 1))}
              />
              {name}
            </label>
          ))}
        </div>
      </FieldGroup>
      <TextInput
        {...wrap(form, "week.hours", "Giờ mở cửa")}
        hint="Ví dụ: 07:00-11:30, 13:30-17:00. Để trống là không làm việc."
        value={form.values["week.hours"]}
      />
      <div className="row">
        <DateField form={form} id="week.from" label="Áp dụng từ ngày" />
        <DateField form={form} id="week.to" label="Đến trước ngày (nếu có hạn)" />
      </div>
    </>
  );
}

function DateField({
  form,
  id,
  label,
}: {
  readonly form: AmendFormState;
  readonly id: string;
  readonly label: string;
}): ReactElement {
  const wrapped = wrap(form, id, label);
  return (
    <Field {...wrapped}>
      <input
        id={id}
        name={id}
        type="date"
        defaultValue={form.values[id]}
        aria-invalid={wrapped.error ? true : undefined}
        aria-describedby={wrapped.error ? `${id}-error` : undefined}
      />
    </Field>
  );
}

function wrap(form: AmendFormState, id: string, label: string) {
  const fault = form.faults.find((one) => one.id === id);
  return { id, label, error: fault && errorSentence(fault.code) };
}
