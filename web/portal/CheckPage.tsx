import type { ReactElement } from "react";
import { EFormSection } from "../eform/EFormFields.tsx";
import { Alert, Card, Facts, Notice, type Fact } from "../ui/blocks.tsx";
import { fileFacts, type StoredFile } from "../ui/FileField.tsx";
import { PortalLayout } from "../ui/Layout.tsx";
import { Terms, type FilingProps } from "./FilePage.tsx";

interface Props extends FilingProps {
  readonly draftId: string;
  readonly placeName: string;
  readonly error: string | null;
}

/** Check answers, each part with its own way back, then send. */
export function CheckPage(props: Props): ReactElement {
  const { draftId, form, filingFor, files, components, values } = props;
  const change = (key: string, what: string): ReactElement => (
    <a href={`/nop/${draftId}?phan=${key}`}>
      Sửa<span className="hidden-text"> {what}</span>
    </a>
  );
  return (
    <PortalLayout title="Kiểm tra trước khi gửi" person={props.person} path="/">
      <h1>Kiểm tra trước khi gửi</h1>
      <Alert>{props.error}</Alert>
      <p>{props.procedureName}</p>
      {props.caseName !== null && (
        <Card title="Trường hợp" aside={change("truong-hop", "trường hợp")}>
          <p>{props.caseName || "Không thuộc trường hợp riêng nào"}</p>
        </Card>
      )}
      <Card title="Nơi giải quyết" aside={change("noi-nop", "nơi giải quyết")}>
        <p>
          <strong>{props.placeName}</strong>
        </p>
        <Terms limit={props.limit} fee={props.fee} />
      </Card>
      <Card title="Đứng tên hồ sơ" aside={change("nguoi-dung-ten", "người đứng tên")}>
        <Facts facts={forFacts(props)} />
        {filingFor.kind === "other" && filingFor.powerId === undefined && <FileList files={files["uy-quyen"] ?? []} />}
      </Card>
      {form?.layout.map(({ key, title, fields }) => (
        <Card key={key} title={title} aside={change(key, title.toLocaleLowerCase("vi"))}>
          <EFormSection form={form} fields={fields} values={values} />
        </Card>
      ))}
      {components.length > 0 && (
        <Card title="Giấy tờ" aside={change("giay-to", "giấy tờ")}>
          {components.map(({ code, name }) => (
            <div key={code}>
              <h3>{name}</h3>
              {files[code] ? <FileList files={files[code]} /> : <p className="meta">Không nộp</p>}
            </div>
          ))}
        </Card>
      )}
      <Notice warn>Bấm “Gửi hồ sơ” là ông/bà đã nộp và chịu trách nhiệm về nội dung khai.</Notice>
      <form method="post" action={`/nop/${draftId}/gui`}>
        <button>Gửi hồ sơ</button>
      </form>
    </PortalLayout>
  );
}

function forFacts({ filingFor, person }: Props): readonly (Fact | null)[] {
  const { kind, name, identityNumber, powerId } = filingFor;
  if (kind === "self") return [["Họ và tên", person]];
  return kind === "organisation"
    ? [
        ["Doanh nghiệp, tổ chức", name],
        ["Mã số thuế", identityNumber],
        ["Người nộp", person],
      ]
    : [
        ["Người ủy quyền", name],
        ["Số định danh", identityNumber],
        ["Người nộp thay", person],
        powerId === undefined ? null : ["Căn cứ", "Ủy quyền điện tử"],
      ];
}

/** Files as a person checks them: name, pages, size, digest. */
export function FileList({ files }: { readonly files: readonly StoredFile[] }): ReactElement {
  return (
    <ul>
      {files.map((file) => (
        <li key={file.id}>
          {file.name} <span className="meta">({fileFacts(file)})</span>
        </li>
      ))}
    </ul>
  );
}
