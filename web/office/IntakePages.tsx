import type { ReactElement } from "react";
import type { Role } from "../../domain/organisation/role.ts";
import type { EForm } from "../../domain/eform/eform.ts";
import type { FieldError } from "../../domain/eform/parse-form.ts";
import type { Component } from "../../domain/procedure/procedure.ts";
import { EFormFields } from "../eform/EFormFields.tsx";
import { errorItems } from "../eform/eform-text.ts";
import { Alert, Card, Facts, Notice } from "../ui/blocks.tsx";
import type { StoredFile } from "../ui/FileField.tsx";
import { ErrorSummary, Radios, Select, TextInput, type Choice } from "../ui/fields.tsx";
import { OfficeLayout } from "../ui/Layout.tsx";
import { RESTORED } from "./action-form.ts";
import { PaperRows } from "./PaperRows.tsx";

interface Person {
  readonly person: string;
  readonly roles: readonly Role[];
}

interface PickProps extends Person {
  readonly text: string;
  readonly rows: readonly { readonly code: string; readonly name: string; readonly field: string }[];
}

/** First of the counter's intake: which procedure. */
export function IntakePickPage({ person, roles, text, rows }: PickProps): ReactElement {
  return (
    <OfficeLayout title="Tiếp nhận tại quầy" person={person} roles={roles} path="/can-bo/tiep-nhan">
      <h1>Tiếp nhận tại quầy</h1>
      <form method="get" action="/can-bo/tiep-nhan" className="row" role="search">
        <div className="field">
          <label htmlFor="tim">Thủ tục</label>
          <input id="tim" name="tim" type="search" defaultValue={text} />
        </div>
        <button>Tìm</button>
      </form>
      {rows.length === 0 && <p>Không có thủ tục nào nộp được khớp với “{text}”.</p>}
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

interface CaseProps extends Person {
  readonly code: string;
  readonly procedureName: string;
  readonly cases: readonly Choice[];
  readonly missing: boolean;
}

/** Which case it is, where the procedure has several: it decides which papers are asked for. */
export function IntakeCasePage({ person, roles, code, procedureName, cases, missing }: CaseProps): ReactElement {
  const error = missing ? "Chọn trường hợp." : undefined;
  return (
    <OfficeLayout title={`Tiếp nhận: ${procedureName}`} person={person} roles={roles} path="/can-bo/tiep-nhan">
      <h1>{procedureName}</h1>
      <ErrorSummary errors={error ? [{ id: "caseIndex", text: error }] : []} />
      <form method="get" action={`/can-bo/tiep-nhan/${code}`} className="card">
        <input type="hidden" name="tiep" value="1" />
        <Radios id="caseIndex" label="Trường hợp" choices={cases} error={error} />
        <button>Tiếp tục</button>
      </form>
    </OfficeLayout>
  );
}

export interface IntakeFormProps extends Person {
  readonly code: string;
  readonly procedureName: string;
  readonly caseName: string | null;
  readonly counters: readonly Choice[];
  readonly form: EForm | null;
  readonly components: readonly Component[];
  readonly limit: string;
  readonly fees: readonly { readonly channel: string; readonly fee: string }[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly fields: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, readonly StoredFile[]>>;
  readonly errors: readonly FieldError[];
  /** What is wrong outside the e-form, by the field's name. */
  readonly faults: readonly { readonly field: string; readonly text: string }[];
  readonly error: string | null;
  readonly restored: boolean;
}

const choices = (components: readonly Component[]): readonly Choice[] =>
  components.map(({ code, name }) => ({ value: code, label: name }));

/** Second: person, declaration, checklist; receiving gives code and slip at once. */
export function IntakeFormPage(props: IntakeFormProps): ReactElement {
  const { form, fields, errors, faults, components, caseName } = props;
  const rows = { prefix: "", fields, files: props.files, faults };
  const extras = components.filter((one) => one.optional);
  const summary = [...faults.map(({ field, text }) => ({ id: field, text })), ...errorItems(form, errors)];
  return (
    <OfficeLayout
      title={`Tiếp nhận: ${props.procedureName}`}
      person={props.person}
      roles={props.roles}
      path="/can-bo/tiep-nhan"
    >
      <h1>{props.procedureName}</h1>
      {props.restored && <Notice warn>{RESTORED}</Notice>}
      <Alert>{props.error}</Alert>
      <ErrorSummary errors={summary} />
      <form method="post" action={`/can-bo/tiep-nhan/${props.code}`} encType="multipart/form-data">
        {caseName !== null && <input type="hidden" name="caseName" value={caseName} />}
        <div className="workspace">
          <div>
            <ApplicantCard {...props} />
            {form && <EFormFields form={form} values={props.values} errors={errors} />}
          </div>
          <div>
            <Card title="Giấy tờ" aside={caseName && <span className="meta">{caseName}</span>}>
              <PaperRows {...rows} components={choices(components.filter((one) => !one.optional))} optional={false} />
              {extras.length > 0 && (
                <details>
                  <summary>Giấy tờ chỉ một số người phải nộp ({extras.length})</summary>
                  <PaperRows {...rows} components={choices(extras)} optional />
                </details>
              )}
              {components.length === 0 && <p>Không cần giấy tờ kèm theo.</p>}
            </Card>
            <ReceivingCard {...props} />
          </div>
        </div>
      </form>
    </OfficeLayout>
  );
}

function ApplicantCard({ fields, faults }: IntakeFormProps): ReactElement {
  const at = (id: string) => ({ id, value: fields[id], error: faults.find(({ field }) => field === id)?.text });
  return (
    <Card title="Người đứng tên hồ sơ">
      <Radios
        id="kind"
        label="Là"
        inline
        value={fields["kind"] ?? "person"}
        choices={[
          { value: "person", label: "Cá nhân" },
          { value: "organisation", label: "Doanh nghiệp, tổ chức" },
        ]}
      />
      <div className="row">
        <TextInput {...at("name")} label="Họ và tên, hoặc tên tổ chức" />
        <TextInput {...at("identityNumber")} label="Số định danh, hoặc mã số thuế" numeric />
      </div>
      <div className="row">
        <TextInput {...at("phone")} label="Điện thoại" numeric />
        <TextInput {...at("address")} label="Địa chỉ" />
      </div>
    </Card>
  );
}

function ReceivingCard({ fields, counters, limit, fees }: IntakeFormProps): ReactElement {
  return (
    <Card title="Tiếp nhận">
      <div className="row">
        <Select id="counter" label="Quầy" choices={counters} value={fields["counter"]} />
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
      </div>
      <TextInput id="resultPlace" label="Nhận kết quả tại" value={fields["resultPlace"] ?? "Bộ phận một cửa"} />
      <Facts facts={[["Thời hạn", limit], ...fees.map(({ channel, fee }) => [`Phí, ${channel}`, fee] as const)]} />
      <div className="buttons">
        <button>Tiếp nhận và in giấy hẹn</button>
        <button name="do" value="supplement" className="quiet">
          Lập phiếu yêu cầu bổ sung giấy tờ thiếu
        </button>
      </div>
    </Card>
  );
}
