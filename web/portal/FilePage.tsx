import type { ReactElement } from "react";
import type { FilingFor } from "../../domain/dossier/filing-for.ts";
import type { HeldPower } from "../../domain/identity/power.ts";
import type { EForm } from "../../domain/eform/eform.ts";
import type { FieldError } from "../../domain/eform/parse-form.ts";
import type { Component } from "../../domain/procedure/procedure.ts";
import { EFormFields } from "../eform/EFormFields.tsx";
import { errorItems } from "../eform/eform-text.ts";
import { Card, Facts, Notice } from "../ui/blocks.tsx";
import { FILE_HINT, FileField, type StoredFile } from "../ui/FileField.tsx";
import { lastDayText } from "../identity/power-text.ts";
import { ErrorSummary, Radios, Select, TextInput, type Choice } from "../ui/fields.tsx";
import { PortalLayout } from "../ui/Layout.tsx";

export interface FilingProps {
  /** Null while nobody is signed in: filled in first, signed in before sending. */
  readonly person: string | null;
  readonly procedureName: string;
  readonly form: EForm | null;
  /** What can be chosen as the case; empty for none of them. */
  readonly cases: readonly string[];
  readonly caseName: string | null;
  /** Papers that this case really needs. */
  readonly components: readonly Component[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly filingFor: FilingFor;
  /** By which the person may file this for others. */
  readonly powers: readonly HeldPower[];
  /** Stored files by the code of their component. */
  readonly files: Readonly<Record<string, readonly StoredFile[]>>;
  readonly places: readonly { readonly value: string; readonly label: string }[];
  readonly place: string | undefined;
  /** Time limit and fee of filing online, in words. */
  readonly limit: string;
  readonly fee: string;
}

export interface FilingFaults {
  readonly errors: readonly FieldError[];
  /** Codes of components without a file. */
  readonly missing: readonly string[];
  readonly filingFor: readonly ("name" | "identityNumber" | "authorisation")[];
  /** Files that were not taken, by the field's name. */
  readonly refused: readonly { readonly field: string; readonly text: string }[];
  readonly caseMissing: boolean;
}

export const NO_FAULTS: FilingFaults = { errors: [], missing: [], filingFor: [], refused: [], caseMissing: false };

interface FormProps extends FilingProps {
  readonly action: string;
  readonly draftId: string;
  /** The one section to change, or null for all of them. */
  readonly section: string | null;
  readonly faults: FilingFaults;
  readonly saved: boolean;
}

/** Fill in and attach. What was saved is here again after a time-out, a reload or a sign-out. */
export function FilePage(props: FormProps): ReactElement {
  const { form, section, faults, values, caseName } = props;
  const shows = (key: string): boolean => section === null || section === key;
  const asksCase = section === "truong-hop" || faults.caseMissing;
  const shown = form && { ...form, layout: form.layout.filter(({ key }) => shows(key)) };
  return (
    <PortalLayout title={`Nộp hồ sơ: ${props.procedureName}`} person={props.person} path="/">
      <h1>{props.procedureName}</h1>
      {props.saved && <Notice>Nội dung đã lưu. Ông/bà có thể dừng và làm tiếp sau trong “Hồ sơ của tôi”.</Notice>}
      {props.person === null && (
        <Notice>
          Ông/bà chưa đăng nhập. Cứ điền trước; khi lưu sẽ đăng nhập rồi quay lại đúng chỗ này. Tệp đính kèm chọn sau
          cùng, ngay trước khi lưu.
        </Notice>
      )}
      <ErrorSummary errors={summaryOf(props)} />
      <form method="post" action={props.action} encType="multipart/form-data">
        <input type="hidden" name="nhap" value={props.draftId} />
        {section && <input type="hidden" name="phan" value={section} />}
        {caseName !== null && !asksCase && <input type="hidden" name="caseName" value={caseName} />}
        {asksCase && <CaseChoice {...props} />}
        {section === null && caseName && !asksCase && (
          <p>
            Trường hợp: <strong>{caseName}</strong>
          </p>
        )}
        {shows("noi-nop") && (
          <Card title="Nơi giải quyết">
            <Select id="place" label="Nộp tại" choices={props.places} value={props.place} />
          </Card>
        )}
        {shows("nguoi-dung-ten") && <ForWhom {...props} />}
        {shown && <EFormFields form={shown} values={values} errors={faults.errors} />}
        {shows("giay-to") && <Papers {...props} />}
        <button>{props.person === null ? "Lưu và đăng nhập" : "Lưu và kiểm tra lại"}</button>
      </form>
    </PortalLayout>
  );
}

type ForFault = FilingFaults["filingFor"][number];

/** Field and sentence of what is wrong with the one for whom it is filed. */
function forFault(kind: FilingFor["kind"], fault: ForFault): { readonly id: string; readonly text: string } {
  if (fault === "authorisation") return { id: "tep.uy-quyen", text: "Đính kèm ảnh hoặc tệp văn bản ủy quyền." };
  const organisation = kind === "organisation";
  if (fault === "name")
    return organisation
      ? { id: "for.organisation", text: "Nhập tên doanh nghiệp, tổ chức." }
      : { id: "for.person", text: "Nhập họ và tên người ủy quyền." };
  return organisation
    ? { id: "for.taxCode", text: "Nhập mã số thuế đúng, gồm 10 hoặc 13 chữ số." }
    : { id: "for.personNumber", text: "Nhập số định danh gồm 12 chữ số của người ủy quyền." };
}

function summaryOf({ form, components, faults, filingFor }: FormProps): readonly { id: string; text: string }[] {
  return [
    ...(faults.caseMissing ? [{ id: "caseIndex", text: "Chọn trường hợp của ông/bà." }] : []),
    ...faults.filingFor.map((fault) => forFault(filingFor.kind, fault)),
    ...errorItems(form, faults.errors),
    ...faults.refused.map(({ field, text }) => ({ id: field, text })),
    ...components
      .filter(({ code }) => faults.missing.includes(code))
      .map(({ code, name }) => ({ id: `tep.${code}`, text: `${name}: đính kèm ảnh hoặc tệp.` })),
  ];
}

function CaseChoice({ cases, caseName, faults }: FormProps): ReactElement {
  return (
    <Card title="Trường hợp">
      <CaseRadios cases={cases} caseName={caseName} missing={faults.caseMissing} />
    </Card>
  );
}

/** Value of the choice that none of the cases is the person's. */
export const NO_CASE = "khong";

/** The cases as they are chosen from, each by its place; the empty one is none of them. */
export function caseChoices(cases: readonly string[]): readonly Choice[] {
  return cases.map((name, index) =>
    name === ""
      ? { value: NO_CASE, label: "Không thuộc trường hợp nào ở trên" }
      : { value: String(index), label: name.replace(/:\s*$/, "") },
  );
}

function CaseRadios({
  cases,
  caseName,
  missing,
}: {
  readonly cases: readonly string[];
  readonly caseName: string | null;
  readonly missing: boolean;
}): ReactElement {
  return (
    <Radios
      id="caseIndex"
      label="Trường hợp nào đúng với ông/bà?"
      hint="Giấy tờ cần nộp tùy theo trường hợp."
      error={missing ? "Chọn trường hợp của ông/bà." : undefined}
      choices={caseChoices(cases)}
      value={caseName === null ? undefined : caseName === "" ? NO_CASE : String(cases.indexOf(caseName))}
    />
  );
}

interface CaseProps {
  readonly person: string | null;
  readonly procedureName: string;
  readonly cases: readonly string[];
  readonly action: string;
  readonly missing: boolean;
  /** Kept in the address while the case is chosen. */
  readonly later: boolean;
}

/** Which case it is comes first, because it decides which papers are asked for. */
export function CasePage({ person, procedureName, cases, action, missing, later }: CaseProps): ReactElement {
  return (
    <PortalLayout title={`Chọn trường hợp: ${procedureName}`} person={person} path="/">
      <h1>{procedureName}</h1>
      <ErrorSummary errors={missing ? [{ id: "caseIndex", text: "Chọn trường hợp của ông/bà." }] : []} />
      <form method="get" action={action}>
        {later && <input type="hidden" name="dang-nhap" value="sau" />}
        <input type="hidden" name="tiep" value="1" />
        <CaseRadios cases={cases} caseName={null} missing={missing} />
        <button>Tiếp tục</button>
      </form>
    </PortalLayout>
  );
}

/** Before the id of a power of attorney, where it is chosen for whom to file. */
export const BY_POWER = "power:";

function ForWhom({ filingFor, files, faults, powers }: FormProps): ReactElement {
  const { kind, name, identityNumber, powerId } = filingFor;
  const found = faults.filingFor.map((one) => forFault(kind, one));
  const fault = (id: string): string | undefined => found.find((one) => one.id === id)?.text;
  const refused = faults.refused.find(({ field }) => field === "tep.uy-quyen")?.text;
  return (
    <Card title="Hồ sơ đứng tên ai?">
      <Radios
        id="for"
        label="Ông/bà nộp"
        value={powerId === undefined ? kind : `${BY_POWER}${powerId}`}
        choices={[
          { value: "self", label: "Cho chính tôi" },
          ...powers.map(({ id, ownerName, to }) => ({
            value: `${BY_POWER}${id}`,
            label: `Cho ${ownerName}, theo ủy quyền đến hết ${lastDayText(to)}`,
          })),
          { value: "organisation", label: "Cho doanh nghiệp, tổ chức của tôi" },
          { value: "other", label: "Cho người khác, có ủy quyền" },
        ]}
      />
      <div className="for-organisation">
        <TextInput
          id="for.organisation"
          label="Tên doanh nghiệp, tổ chức"
          value={kind === "organisation" ? name : ""}
          error={fault("for.organisation")}
          autoComplete="organization"
        />
        <TextInput
          id="for.taxCode"
          label="Mã số thuế"
          value={kind === "organisation" ? identityNumber : ""}
          error={fault("for.taxCode")}
          numeric
        />
      </div>
      <div className="for-other">
        <TextInput
          id="for.person"
          label="Họ và tên người ủy quyền"
          value={kind === "other" && powerId === undefined ? name : ""}
          error={fault("for.person")}
        />
        <TextInput
          id="for.personNumber"
          label="Số định danh của người ủy quyền"
          value={kind === "other" && powerId === undefined ? identityNumber : ""}
          error={fault("for.personNumber")}
          numeric
        />
        <FileField
          id="tep.uy-quyen"
          label="Văn bản ủy quyền"
          hint={FILE_HINT}
          error={refused ?? fault("tep.uy-quyen")}
          kept={files["uy-quyen"] ?? []}
          multiple
        />
      </div>
    </Card>
  );
}

function Papers({ components, files, faults }: FormProps): ReactElement | null {
  if (components.length === 0) return null;
  return (
    <Card title="Giấy tờ" id="s-giay-to">
      {components.map(({ code, name, optional }) => {
        const id = `tep.${code}`;
        const refused = faults.refused.find(({ field }) => field === id)?.text;
        const missing = faults.missing.includes(code) ? "Đính kèm ảnh hoặc tệp." : undefined;
        return (
          <FileField
            key={code}
            id={id}
            label={optional ? `${name} (nếu thuộc trường hợp này)` : name}
            hint={FILE_HINT}
            error={refused ?? missing}
            kept={files[code] ?? []}
            multiple
          />
        );
      })}
    </Card>
  );
}

/** Time limit and fee of the way it is filed, before anything is sent. */
export function Terms({ limit, fee }: Pick<FilingProps, "limit" | "fee">): ReactElement {
  return (
    <Facts
      facts={[
        ["Thời hạn giải quyết", limit],
        ["Phí, lệ phí khi nộp trực tuyến", fee],
      ]}
    />
  );
}
