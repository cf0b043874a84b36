import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { EForm } from "../../domain/eform/eform.ts";
import type { FieldError } from "../../domain/eform/parse-form.ts";
import type { Component } from "../../domain/procedure/procedure.ts";
import { CHANNEL_TEXT } from "../dossier/dossier-text.ts";
import { EFormFields } from "../eform/EFormFields.tsx";
import { errorItems } from "../eform/eform-text.ts";
import { Alert, Card, Facts, Notice } from "../ui/blocks.tsx";
import { FILE_HINT, FileField, type StoredFile } from "../ui/FileField.tsx";
import { ErrorSummary, Radios, Select, TextInput, type Choice } from "../ui/fields.tsx";
import { OfficeLayout } from "../ui/Layout.tsx";
import { ALIKE_TICK, AlikeTick, type AlikeWarning } from "./AlikeList.tsx";
import { RESTORED } from "./action-form.ts";
import { PaperRows } from "./PaperRows.tsx";

export interface IntakeFormProps {
  readonly reader: Reader;
  readonly code: string;
  readonly procedureName: string;
  readonly caseName: string | null;
  readonly counters: readonly Choice[];
  /** Local agencies among which the place of the matter is chosen; null where the procedure itself settles it. */
  readonly competent: readonly Choice[] | null;
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
  /** Dossiers that look like this one, to be looked at before it is received; null when there are none. */
  readonly alike: AlikeWarning | null;
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
    <OfficeLayout title={`Tiếp nhận: ${props.procedureName}`} reader={props.reader} path="/can-bo/tiep-nhan">
      <h1>{props.procedureName}</h1>
      {props.restored && <Notice warn>{RESTORED}</Notice>}
      <Alert>{props.error}</Alert>
      <ErrorSummary errors={summary} />
      <form method="post" action={`/can-bo/tiep-nhan/${props.code}`} encType="multipart/form-data">
        {caseName !== null && <input type="hidden" name="caseName" value={caseName} />}
        {props.alike && <AlikeTick {...props.alike} ticked={fields[ALIKE_TICK] === props.alike.seen} />}
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

function binder({ fields, faults }: IntakeFormProps) {
  return (id: string) => ({ id, value: fields[id], error: faults.find(({ field }) => field === id)?.text });
}

function ApplicantCard(props: IntakeFormProps): ReactElement {
  const { fields } = props;
  const at = binder(props);
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

const CHANNELS = (["direct", "authorised-direct", "assisted-online", "postal"] as const).map((channel) => ({
  value: channel,
  label: CHANNEL_TEXT[channel],
}));

function ReceivingCard(props: IntakeFormProps): ReactElement {
  const { fields, counters, competent, limit, fees } = props;
  const at = binder(props);
  return (
    <Card title="Tiếp nhận">
      <div className="row">
        <Select {...at("counter")} label="Quầy" choices={counters} />
        <Select {...at("channel")} label="Cách nộp" choices={CHANNELS} />
      </div>
      <fieldset className="field for-authorised">
        <legend>Người được ủy quyền</legend>
        <div className="row">
          <TextInput {...at("authorised.name")} label="Họ và tên" />
          <TextInput {...at("authorised.identityNumber")} label="Số định danh" numeric />
        </div>
        <div className="row">
          <TextInput {...at("authorised.phone")} label="Điện thoại" numeric />
          <TextInput {...at("authorised.address")} label="Địa chỉ" />
        </div>
        <TextInput
          {...at("authorised.paper")}
          label="Giấy tờ ủy quyền"
          hint="Tên, số và ngày, ví dụ: Giấy ủy quyền số 5 ngày 05/9/2026."
        />
        <FileField
          id="tep.uy-quyen"
          label="Ảnh, bản quét của giấy đó"
          hint={FILE_HINT}
          error={at("tep.uy-quyen").error}
          kept={props.files["uy-quyen"] ?? []}
          multiple
        />
      </fieldset>
      {competent && (
        <Select
          {...at("competent")}
          label="Nơi giải quyết"
          hint="Xã, phường có thẩm quyền; quầy nào cũng tiếp nhận được."
          choices={competentChoices(props, competent)}
          value={fields["competent"] ?? ownPlace(props, competent)}
        />
      )}
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

/** The counter's own commune; undefined at a counter that belongs to none. */
function ownPlace({ counters }: IntakeFormProps, competent: readonly Choice[]): string | undefined {
  return counters.map(({ value }) => value).find((code) => competent.some(({ value }) => value === code));
}

/** Where not every counter is a commune's own, the place must be named: nothing is chosen beforehand. */
function competentChoices({ counters }: IntakeFormProps, competent: readonly Choice[]): readonly Choice[] {
  const local = new Set(competent.map(({ value }) => value));
  const settled = counters.every(({ value }) => local.has(value));
  return settled ? competent : [{ value: "", label: "Chọn xã, phường" }, ...competent];
}
