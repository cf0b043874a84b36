import type { ReactElement } from "react";
import type { EForm } from "../../domain/eform/eform.ts";
import type { FieldError } from "../../domain/eform/parse-form.ts";
import type { Component } from "../../domain/procedure/procedure.ts";
import { EFormFields } from "../eform/EFormFields.tsx";
import { fieldErrorText, fieldTitle } from "../eform/eform-text.ts";
import { ErrorSummary, Select, TextInput, type Choice } from "../ui/fields.tsx";
import { OfficeLayout } from "../ui/Layout.tsx";

interface PickProps {
  readonly person: string;
  readonly text: string;
  readonly rows: readonly { readonly code: string; readonly name: string; readonly field: string }[];
}

/** First of the counter's intake: which procedure. */
export function IntakePickPage({ person, text, rows }: PickProps): ReactElement {
  return (
    <OfficeLayout title="Tiếp nhận tại quầy" person={person} path="/can-bo/tiep-nhan">
      <h1>Tiếp nhận tại quầy</h1>
      <form method="get" action="/can-bo/tiep-nhan" className="row" role="search">
        <div className="field">
          <label htmlFor="tim">Thủ tục</label>
          <input id="tim" name="tim" type="search" defaultValue={text} />
        </div>
        <button>Tìm</button>
      </form>
      <ul className="plain">
        {rows.map(({ code, name, field }) => (
          <li key={code}>
            <a href={`/can-bo/tiep-nhan/${code}`}>{name}</a> <span className="meta">{field}</span>
          </li>
        ))}
      </ul>
    </OfficeLayout>
  );
}

interface FormProps {
  readonly person: string;
  readonly code: string;
  readonly procedureName: string;
  readonly counters: readonly Choice[];
  readonly form: EForm | null;
  readonly components: readonly Component[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly fields: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
  readonly error: string | null;
}

/** Second: person, declaration, checklist; receiving gives code and slip at once. */
export function IntakeFormPage(props: FormProps): ReactElement {
  const { form, fields, errors, components } = props;
  const summary = errors.map((error) => ({
    id: `f.${error.field}`,
    text: `${form ? fieldTitle(form, error.field) : error.field}: ${fieldErrorText(error)}`,
  }));
  return (
    <OfficeLayout title={`Tiếp nhận: ${props.procedureName}`} person={props.person} path="/can-bo/tiep-nhan">
      <h1>{props.procedureName}</h1>
      {props.error && (
        <p className="summary" role="alert">
          {props.error}
        </p>
      )}
      <ErrorSummary errors={summary} />
      <form method="post" action={`/can-bo/tiep-nhan/${props.code}`}>
        <div className="workspace">
          <div>
            <section className="card">
              <h2>Người nộp</h2>
              <div className="row">
                <TextInput id="name" label="Họ và tên" value={fields["name"]} required />
                <TextInput id="identityNumber" label="Số định danh" value={fields["identityNumber"]} numeric required />
              </div>
              <div className="row">
                <TextInput id="phone" label="Điện thoại" value={fields["phone"]} numeric />
                <TextInput id="address" label="Địa chỉ" value={fields["address"]} />
              </div>
            </section>
            {form && <EFormFields form={form} values={props.values} errors={errors} />}
          </div>
          <div>
            <section className="card">
              <h2>Giấy tờ</h2>
              {components.map(({ code, name }) => (
                <Select
                  key={code}
                  id={`paper.${code}`}
                  label={name}
                  value={fields[`paper.${code}`] ?? "kept"}
                  choices={[
                    { value: "kept", label: "Đã nhận bản giấy" },
                    { value: "seen", label: "Đã xem, trả lại" },
                    { value: "none", label: "Thiếu" },
                  ]}
                />
              ))}
            </section>
            <section className="card">
              <h2>Tiếp nhận</h2>
              <Select id="counter" label="Quầy" choices={props.counters} value={fields["counter"]} />
              <Select
                id="channel"
                label="Cách nộp"
                value={fields["channel"]}
                choices={[
                  { value: "direct", label: "Trực tiếp" },
                  { value: "assisted-online", label: "Trực tuyến, hỗ trợ tại quầy" },
                  { value: "postal", label: "Bưu chính" },
                ]}
              />
              <TextInput id="resultPlace" label="Nhận kết quả tại" value={fields["resultPlace"] ?? "Bộ phận một cửa"} />
              <button>Tiếp nhận và in giấy hẹn</button>
            </section>
          </div>
        </div>
      </form>
    </OfficeLayout>
  );
}
