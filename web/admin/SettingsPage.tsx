import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { EForm } from "../../domain/eform/eform.ts";
import { EFormFields } from "../eform/EFormFields.tsx";
import { CHANNEL_TEXT, POLICY_TEXT, SERVICE_LEVEL_TEXT } from "../procedure/version-text.ts";
import type { SettingsError } from "../procedure/settings-text.ts";
import { ErrorSummary, Field, FieldGroup, Radios, Select, TextInput, type Choice } from "../ui/fields.tsx";
import { AdminLayout } from "./AdminLayout.tsx";

interface Props {
  readonly reader: Reader;
  readonly code: string;
  readonly name: string;
  readonly basedOn: string;
  /** As typed; names as the inputs of the form. */
  readonly fields: Readonly<Record<string, string>>;
  readonly feeRows: number;
  /** Rules besides a named agency by which the competent agency is found. */
  readonly competences: readonly Choice[];
  /** The agencies that work today, by code. */
  readonly agencies: readonly Choice[];
  readonly errors: readonly SettingsError[];
  /** A sound e-form to look at. */
  readonly preview: EForm | null;
}

const choices = (texts: Readonly<Record<string, string>>): readonly Choice[] =>
  Object.entries(texts).map(([value, text]) => ({ value, label: `${text.charAt(0).toUpperCase()}${text.slice(1)}` }));

/** What the province decides about a procedure; saved as a new version. */
export function SettingsPage(props: Props): ReactElement {
  const { reader, code, name, basedOn, fields, errors, preview, competences } = props;
  const error = (id: string): string | undefined => errors.find((one) => one.id === id)?.text;
  return (
    <AdminLayout title={`Thiết lập: ${name}`} reader={reader} room="/can-bo/quan-tri/thu-tuc">
      <p>
        <a href={`/can-bo/quan-tri/thu-tuc/${code}`}>‹ Về trang thủ tục</a>
      </p>
      <h1>Thiết lập của tỉnh</h1>
      <p>{name}</p>
      <ErrorSummary errors={errors} />
      <form method="post" action={`/can-bo/quan-tri/thu-tuc/${code}/thiet-lap`} className="form-page">
        <input type="hidden" name="basedOn" value={basedOn} />
        <section className="card">
          <Radios
            id="serviceLevel"
            label="Mức độ dịch vụ công trực tuyến"
            value={fields["serviceLevel"]}
            choices={choices(SERVICE_LEVEL_TEXT)}
            error={error("serviceLevel")}
          />
          <Radios
            id="competence"
            label="Nơi giải quyết"
            value={fields["competence"]}
            choices={[...competences, { value: "agency", label: "Cơ quan có mã dưới đây" }]}
            error={error("competence")}
          />
          <TextInput
            id="agencyCode"
            label="Mã cơ quan giải quyết"
            hint="Gõ mã hoặc tên để chọn, ví dụ: H99.02"
            value={fields["agencyCode"]}
            suggestions={props.agencies}
          />
          <Radios
            id="supplementPolicy"
            label="Thời hạn sau khi người dân bổ sung xong"
            value={fields["supplementPolicy"]}
            choices={choices(POLICY_TEXT)}
          />
          <FieldGroup id="sensitive" label="Dữ liệu cá nhân">
            <label className="choice">
              <input type="checkbox" name="sensitive" defaultChecked={fields["sensitive"] === "on"} />
              Nhạy cảm (sức khỏe, trẻ em, án tích…): che với người không xử lý hồ sơ
            </label>
          </FieldGroup>
        </section>
        <Fees {...props} error={error("fees")} />
        <section className="card">
          <h2>Mẫu khai điện tử</h2>
          <Field
            id="eform"
            label="Tài liệu mẫu khai (JSON)"
            hint="Cách viết: tài liệu docs/eform.md. Để trống nếu không có mẫu khai."
            error={error("eform")}
          >
            <textarea id="eform" name="eform" rows={16} spellCheck={false} defaultValue={fields["eform"]} />
          </Field>
          <button className="quiet" name="viec" value="xem">
            Kiểm tra và xem trước mẫu khai
          </button>
        </section>
        <p>
          <button name="viec" value="luu">
            Lưu thành phiên bản mới
          </button>
        </p>
      </form>
      {preview && (
        <section aria-label="Xem trước mẫu khai" className="form-page">
          <h2>Xem trước mẫu khai</h2>
          <p className="meta">Như người dân sẽ thấy; ở đây không gửi đi đâu. Thiết lập chưa được lưu.</p>
          <EFormFields form={preview} values={{}} errors={[]} whole />
        </section>
      )}
    </AdminLayout>
  );
}

function Fees({ fields, feeRows, error }: Props & { readonly error: string | undefined }): ReactElement {
  return (
    <section className="card">
      <FieldGroup id="fees" label="Khoản thu" hint="Dòng trống được bỏ qua. Lưu để có thêm dòng." error={error}>
        {Array.from({ length: feeRows }, (_none, index) => {
          const id = `fee.${String(index)}`;
          return (
            <div className="row" key={id}>
              <TextInput id={`${id}.name`} label="Tên" value={fields[`${id}.name`]} />
              <TextInput id={`${id}.amount`} label="Số tiền (đồng)" value={fields[`${id}.amount`]} numeric />
              <Select
                id={`${id}.channel`}
                label="Cách nộp"
                value={fields[`${id}.channel`] ?? ""}
                choices={[{ value: "", label: "Mọi cách nộp" }, ...choices(CHANNEL_TEXT)]}
              />
            </div>
          );
        })}
      </FieldGroup>
    </section>
  );
}
