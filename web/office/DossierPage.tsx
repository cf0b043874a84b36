import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { EForm } from "../../domain/eform/eform.ts";
import type { DossierAction } from "../../domain/dossier/command.ts";
import type { Applicant, Authorisation } from "../../domain/dossier/dossier.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { STATUS_TEXT } from "../dossier/dossier-text.ts";
import { LinkedDossiers, type LinkedDossier } from "../dossier/LinkedDossiers.tsx";
import { Timeline, type TimelineEntry } from "../dossier/Timeline.tsx";
import type { TrackedDossier } from "../dossier/tracked-dossier.ts";
import { EFormAnswers } from "../eform/EFormFields.tsx";
import { Card, Facts, Notice } from "../ui/blocks.tsx";
import { dueText } from "../dossier/due-text.ts";
import { DueChip } from "../ui/DueChip.tsx";
import { Icon } from "../ui/Icon.tsx";
import { OfficeLayout } from "../ui/Layout.tsx";
import { momentText } from "../ui/moment-text.ts";
import { AlikeList, type Alike } from "./AlikeList.tsx";
import { ActionForms, ActionRefusal } from "./ActionForms.tsx";
import type { ActionChoices, PostedAction } from "./action-form.ts";
import { Consultations, Legs, type ConsultationRow, type LegRow } from "./DossierHistory.tsx";
import type { OpenableFile } from "../document/openable-file.ts";
import { RevealForm } from "./RevealForm.tsx";
import { EmergencyBanner, type EmergencyBannerProps } from "./EmergencyBanner.tsx";
import { PapersPanel, type PaperView } from "./PapersPanel.tsx";

export interface OfficeDossierProps {
  readonly reader: Reader;
  readonly id: string;
  readonly version: number;
  readonly dossier: TrackedDossier;
  /** With officers' names and notes, which people outside do not see. */
  readonly timeline: readonly TimelineEntry[];
  readonly applicant: Applicant;
  readonly submitter: string;
  readonly authorisation: Authorisation | null;
  readonly caseName: string | null;
  readonly channel: string;
  readonly custody: string | null;
  readonly form: EForm | null;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly papers: readonly PaperView[];
  readonly results: readonly OpenableFile[];
  readonly legs: readonly LegRow[];
  readonly consultations: readonly ConsultationRow[];
  readonly slips: readonly { readonly href: string; readonly label: string }[];
  readonly alike: Alike;
  readonly links: readonly LinkedDossier[];
  readonly mayTakeEvidence: boolean;
  /** Under which grant it is read beyond the reader's scope; null within it. */
  readonly emergency: EmergencyBannerProps | null;
  /** Persons' numbers are masked until the reader says what for. */
  readonly masked: boolean;
  readonly revealFault: boolean;
  readonly actions: readonly DossierAction[];
  readonly choices: ActionChoices;
  /** Until when a filing is to be answered, while it waits for reception. */
  readonly answerBy: Moment | null;
  readonly posted: PostedAction | null;
  readonly viewing: OpenableFile | null;
  readonly now: Moment;
}

/** An officer's page of a dossier: the work at left, what can be done and the papers at right. */
export function OfficeDossierPage(props: OfficeDossierProps): ReactElement {
  const { dossier, posted, actions } = props;
  return (
    <OfficeLayout title={dossier.code} reader={props.reader} path="/can-bo">
      <div className="head">
        <h1>{dossier.procedureName}</h1>
        <span className="code">{dossier.code}</span>
        <span>{props.applicant.name}</span>
        <span className="chip">{STATUS_TEXT[dossier.status]}</span>
        <DueChip due={dossier} now={props.now} />
      </div>
      {props.emergency && <EmergencyBanner {...props.emergency} />}
      {posted && <ActionRefusal posted={posted} actions={actions} />}
      {props.alike.items.length + props.alike.hidden > 0 && (
        <Notice warn>
          <AlikeList {...props.alike} />
        </Notice>
      )}
      <div className="workspace">
        <div>
          <State {...props} />
          <Declared {...props} />
          <LinkedDossiers links={props.links} base="/can-bo/ho-so" />
          <Consultations rows={props.consultations} now={props.now} />
          <Legs legs={props.legs} />
          <Card title="Quá trình">
            <Timeline entries={props.timeline} />
            {props.mayTakeEvidence && (
              <p>
                <a href={`/api/v1/dossiers/${props.id}/evidence`} download>
                  <Icon name="download" /> Tải gói bằng chứng
                </a>{" "}
                <span className="meta">ZIP: sự kiện, tệp, nhật ký xem; lần tải được ghi lại</span>
                <br />
                <a href={`/can-bo/nhat-ky-xem?ho-so=${encodeURIComponent(dossier.code)}`}>Ai đã xem hồ sơ này</a>
              </p>
            )}
          </Card>
        </div>
        <div>
          <ActionForms
            dossierId={props.id}
            version={props.version}
            actions={actions}
            choices={props.choices}
            posted={posted}
          />
          <PapersPanel
            dossierId={props.id}
            papers={props.papers}
            results={props.results}
            custody={props.custody}
            viewing={props.viewing}
          />
          {props.slips.length > 0 && (
            <Card title="In phiếu">
              <ul className="plain">
                {props.slips.map(({ href, label }) => (
                  <li key={href}>
                    <a href={href} target="_blank" rel="noreferrer">
                      <Icon name="printer" /> {label}
                    </a>
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </div>
      </div>
    </OfficeLayout>
  );
}

function State({ dossier, answerBy }: OfficeDossierProps): ReactElement {
  const { status, dueAt, originalDueAt, result, apology, closingReason } = dossier;
  return (
    <Card title="Tình trạng">
      <Facts
        facts={[
          status !== "returned" && ["Nơi đang giữ", dossier.holder],
          ["Gửi lúc", momentText(dossier.submittedAt)],
          answerBy && ["Trả lời trước", momentText(answerBy)],
          ["Hẹn trả", dueText(dueAt, status)],
          originalDueAt !== dueAt && ["Hẹn lần đầu", momentText(originalDueAt)],
          apology && ["Đã xin lỗi", `${apology.reason}; hẹn lại ${momentText(apology.newDueAt)}`],
          result && [
            "Kết quả",
            `${result.granted ? "Đồng ý" : "Không đồng ý"}, số ${result.number}. ${result.summary}`,
          ],
          ["Lý do kết thúc", closingReason],
        ]}
      />
    </Card>
  );
}

function Declared({
  id,
  masked,
  revealFault,
  applicant,
  submitter,
  authorisation,
  channel,
  caseName,
  form,
  answers,
}: OfficeDossierProps): ReactElement {
  const organisation = applicant.kind === "organisation";
  return (
    <Card title="Người đứng tên và nội dung khai">
      <Facts
        facts={[
          [organisation ? "Tên tổ chức" : "Họ tên", applicant.name],
          [organisation ? "Mã số thuế" : "Số định danh", applicant.identityNumber],
          submitter !== applicant.name && ["Người nộp", submitter],
          ["Điện thoại", applicant.phone],
          ["Địa chỉ", applicant.address],
          ["Cách nộp", channel],
          authorisation && [
            "Người được ủy quyền",
            `${authorisation.name}, số định danh ${authorisation.identityNumber}`,
          ],
          authorisation && ["Giấy tờ ủy quyền", authorisation.paper],
          ["Trường hợp", caseName],
        ]}
      />
      {form && <EFormAnswers form={form} values={answers} />}
      {masked && <RevealForm dossierId={id} fault={revealFault} />}
    </Card>
  );
}
