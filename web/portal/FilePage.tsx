import type { ReactElement } from "react";
import type { EForm } from "../../domain/eform/eform.ts";
import type { FieldError } from "../../domain/eform/parse-form.ts";
import type { Component } from "../../domain/procedure/procedure.ts";
import { EFormAnswers, EFormFields } from "../eform/EFormFields.tsx";
import { fieldErrorText, fieldTitle } from "../eform/eform-text.ts";
import { ErrorSummary, Select } from "../ui/fields.tsx";
import { PortalLayout } from "../ui/Layout.tsx";

export interface BroughtFile {
  readonly componentCode: string;
  readonly name: string;
  readonly pages: number | null;
  readonly kilobytes: number;
  readonly digest: string;
}

export interface FilingProps {
  readonly person: string;
  readonly procedureName: string;
  readonly form: EForm | null;
  readonly components: readonly Component[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly files: readonly BroughtFile[];
  readonly places: readonly { readonly value: string; readonly label: string }[];
  readonly place: string | undefined;
}

interface FormProps extends FilingProps {
  readonly action: string;
  readonly errors: readonly FieldError[];
  readonly missing: readonly string[];
  readonly fileError: string | null;
  readonly saved: boolean;
}

/** Fill in and attach. What was saved is here again after a time-out, a reload or a sign-out. */
export function FilePage(props: FormProps): ReactElement {
  const { form, errors, components, files, values, missing } = props;
  const summary = [
    ...errors.map((error) => ({
      id: `f.${error.field}`,
      text: `${form ? fieldTitle(form, error.field) : error.field}: ${fieldErrorText(error)}`,
    })),
    ...components
      .filter(({ code }) => missing.includes(code))
      .map(({ code, name }) => ({ id: `tep.${code}`, text: `${name}: đính kèm ảnh hoặc tệp.` })),
  ];
  return (
    <PortalLayout title={`Nộp hồ sơ: ${props.procedureName}`} person={props.person} path="/">
      <h1>{props.procedureName}</h1>
      {props.saved && (
        <p className="notice">Nội dung đã lưu. Ông/bà có thể dừng và làm tiếp sau trong “Hồ sơ của tôi”.</p>
      )}
      {props.fileError && (
        <p className="summary" role="alert">
          {props.fileError}
        </p>
      )}
      <ErrorSummary errors={summary} />
      <form method="post" action={props.action} encType="multipart/form-data">
        <section className="card">
          <h2>Nơi giải quyết</h2>
          <Select id="place" label="Nộp tại" choices={props.places} value={props.place} />
        </section>
        {form && <EFormFields form={form} values={values} errors={errors} />}
        <section className="card">
          <h2>Giấy tờ</h2>
          {components.map(({ code, name }) => (
            <div className={missing.includes(code) ? "field invalid" : "field"} key={code}>
              <label htmlFor={`tep.${code}`}>{name}</label>
              <p className="hint">Chụp bằng điện thoại hoặc chọn tệp PDF, JPEG, PNG, WebP; không quá 20 MB.</p>
              {missing.includes(code) && <p className="error">Lỗi: Đính kèm ảnh hoặc tệp.</p>}
              <Brought files={files.filter((file) => file.componentCode === code)} />
              <input
                id={`tep.${code}`}
                name={`tep.${code}`}
                type="file"
                accept="image/jpeg,image/png,image/webp,application/pdf"
              />
            </div>
          ))}
        </section>
        <button>Lưu và kiểm tra lại</button>
      </form>
    </PortalLayout>
  );
}

function Brought({ files }: { readonly files: readonly BroughtFile[] }): ReactElement {
  return (
    <ul>
      {files.map(({ name, pages, kilobytes, digest }) => (
        <li key={digest}>
          Đã có: {name}{" "}
          <span className="meta">
            ({pages ?? 1} trang, {kilobytes} KB, mã tệp {digest})
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Check answers, then send. */
export function CheckPage({
  draftId,
  placeName,
  ...props
}: FilingProps & { readonly draftId: string; readonly placeName: string }): ReactElement {
  return (
    <PortalLayout title="Kiểm tra trước khi gửi" person={props.person} path="/">
      <h1>Kiểm tra trước khi gửi</h1>
      <section className="card">
        <h2>{props.procedureName}</h2>
        <p>
          Nơi tiếp nhận: <strong>{placeName}</strong>
        </p>
        {props.form && <EFormAnswers form={props.form} values={props.values} />}
        <h3>Giấy tờ</h3>
        <Brought files={props.files} />
        <p>
          <a href={`/nop/${draftId}`}>Sửa nội dung</a>
        </p>
      </section>
      <p className="notice warn">Bấm “Gửi hồ sơ” là ông/bà đã nộp và chịu trách nhiệm về nội dung khai.</p>
      <form method="post" action={`/nop/${draftId}/gui`}>
        <button>Gửi hồ sơ</button>
      </form>
    </PortalLayout>
  );
}
