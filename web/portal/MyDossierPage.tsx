import type { ReactElement } from "react";
import type { Moment } from "../../domain/shared/moment.ts";
import { LinkedDossiers, type LinkedDossier } from "../dossier/LinkedDossiers.tsx";
import type { OpenableFile } from "../document/openable-file.ts";
import type { ShownRead } from "../dossier/shown-read.ts";
import type { TrackedDossier } from "../dossier/tracked-dossier.ts";
import { Alert, Card } from "../ui/blocks.tsx";
import { fileFacts, type StoredFile } from "../ui/FileField.tsx";
import { ErrorSummary, TextInput } from "../ui/fields.tsx";
import { Icon } from "../ui/Icon.tsx";
import { PortalLayout } from "../ui/Layout.tsx";
import { FiledPapers } from "./FiledPapers.tsx";
import { DossierState } from "./DossierState.tsx";
import { ReadList } from "./ReadList.tsx";
import { SupplementForm, type AskedSupplement } from "./SupplementForm.tsx";

interface Props {
  readonly id: string;
  readonly person: string;
  readonly dossier: TrackedDossier;
  readonly now: Moment;
  /** Why the last form did nothing, when no single field is to blame. */
  readonly error: string | null;
  /** What is wrong with a field of the form that came back. */
  readonly faults: readonly { readonly field: string; readonly text: string }[];
  /** What was typed, or kept while the person signed in again. */
  readonly fields: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, readonly StoredFile[]>>;
  readonly slips: readonly { readonly href: string; readonly label: string }[];
  readonly papers: readonly { readonly name: string; readonly files: readonly OpenableFile[] }[];
  readonly results: readonly OpenableFile[];
  /** What is asked for while the clock stands still. */
  readonly supplement: AskedSupplement | null;
  readonly mayWithdraw: boolean;
  readonly links: readonly LinkedDossier[];
  /** The last of those who saw it. */
  readonly reads: readonly ShownRead[];
  /** Id of the draft that filing again begins; null where there is nothing to file again. */
  readonly againDraftId: string | null;
}

/** The owner's page of a dossier: what he must do, what he can take home, where it stands. */
export function MyDossierPage(props: Props): ReactElement {
  const { id, dossier, faults, fields } = props;
  return (
    <PortalLayout title={dossier.procedureName} person={props.person} path="/ho-so">
      <h1>{dossier.procedureName}</h1>
      <Alert>{props.error}</Alert>
      <ErrorSummary errors={faults.map(({ field, text }) => ({ id: field, text }))} />
      {props.supplement && <SupplementForm {...{ id, faults, fields }} asked={props.supplement} files={props.files} />}
      {props.results.length > 0 && (
        <Card title="Nhận kết quả" id="ket-qua">
          <ul className="plain">
            {props.results.map((file) => (
              <li key={file.id}>
                <a href={file.href} download={file.name}>
                  <Icon name="download" /> Tải xuống: {file.name}
                </a>
                <div className="meta">{fileFacts(file)}</div>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <DossierState dossier={dossier} now={props.now} />
      {props.againDraftId && <Again {...props} />}
      <LinkedDossiers links={props.links} base="/ho-so" />
      <FiledPapers papers={props.papers} />
      <Card title="Phiếu của hồ sơ">
        <ul className="plain">
          <li>
            <a href={`/ho-so/${id}/bien-nhan`}>
              <Icon name="file" /> Biên nhận đã gửi
            </a>
          </li>
          {props.slips.map(({ href, label }) => (
            <li key={href}>
              <a href={href}>
                <Icon name="printer" /> {label}
              </a>
            </li>
          ))}
        </ul>
      </Card>
      <Card title="Ai đã xem hồ sơ này" id="nguoi-xem">
        <ReadList rows={props.reads} />
        {props.reads.length > 0 && (
          <p>
            <a href={`/ho-so/${id}/nguoi-xem`}>Xem tất cả</a>
          </p>
        )}
      </Card>
      {props.mayWithdraw && (
        <details className="card" open={fields["reason"] !== undefined}>
          <summary>Rút hồ sơ</summary>
          <form method="post" action={`/ho-so/${id}/rut`}>
            <TextInput
              id="reason"
              label="Lý do"
              value={fields["reason"]}
              error={faults.find(({ field }) => field === "reason")?.text}
            />
            <button className="quiet">Rút hồ sơ</button>
          </form>
        </details>
      )}
    </PortalLayout>
  );
}

function Again({ id, againDraftId }: Props): ReactElement {
  return (
    <Card title="Nộp lại">
      <p>Nội dung đã khai và tệp ông/bà đã nộp được điền sẵn; ông/bà sửa chỗ cần sửa rồi gửi. Hồ sơ này giữ nguyên.</p>
      <form method="post" action={`/ho-so/${id}/nop-lai`}>
        <input type="hidden" name="nhap" value={againDraftId ?? ""} />
        <button>Nộp lại</button>
      </form>
    </Card>
  );
}
