import type { ReactElement } from "react";
import type { EForm } from "../../domain/eform/eform.ts";
import type { DossierAction } from "../../domain/dossier/command.ts";
import type { Applicant } from "../../domain/dossier/dossier.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { EFormAnswers } from "../eform/EFormFields.tsx";
import { DossierState, type TrackedDossier } from "../portal/MyDossierPages.tsx";
import { OfficeLayout } from "../ui/Layout.tsx";
import { momentText } from "../ui/moment-text.ts";
import { ActionForms, type ActionChoices } from "./ActionForms.tsx";

export interface LegRow {
  readonly id: number;
  readonly step: string;
  readonly agency: string;
  readonly startedAt: Moment;
  readonly endedAt: Moment | null;
  readonly spentHours: number;
  readonly budgetHours: number;
  readonly lateHours: number;
}

interface Props {
  readonly person: string;
  readonly id: string;
  readonly version: number;
  readonly dossier: TrackedDossier;
  readonly applicant: Applicant;
  readonly channel: string;
  readonly custody: string | null;
  readonly form: EForm | null;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly papers: readonly {
    readonly name: string;
    readonly keptOriginals: number;
    readonly files: readonly { readonly name: string; readonly href: string; readonly pages: number | null }[];
  }[];
  readonly legs: readonly LegRow[];
  readonly slips: readonly { readonly href: string; readonly label: string }[];
  readonly alike: readonly string[];
  readonly actions: readonly DossierAction[];
  readonly choices: ActionChoices;
  readonly error: string | null;
  readonly now: Moment;
}

/** An officer's page of a dossier: the work at left, what can be done and the papers at right. */
export function OfficeDossierPage(props: Props): ReactElement {
  const { dossier, applicant, form, answers } = props;
  return (
    <OfficeLayout title={dossier.code} person={props.person} path="/can-bo">
      <h1>{dossier.procedureName}</h1>
      {props.error && (
        <p className="summary" role="alert">
          {props.error}
        </p>
      )}
      {props.alike.length > 0 && (
        <p className="notice warn">
          Người này đã có hồ sơ cùng thủ tục: {props.alike.join("; ")}. Kiểm tra trùng trước khi tiếp nhận.
        </p>
      )}
      <div className="workspace">
        <div>
          <DossierState dossier={dossier} now={props.now} />
          <section className="card">
            <h2>Người nộp và nội dung khai</h2>
            <dl className="facts">
              <dt>Họ tên</dt>
              <dd>{applicant.name}</dd>
              <dt>Số định danh</dt>
              <dd>{applicant.identityNumber}</dd>
              <dt>Điện thoại</dt>
              <dd>{applicant.phone}</dd>
              <dt>Địa chỉ</dt>
              <dd>{applicant.address}</dd>
              <dt>Cách nộp</dt>
              <dd>{props.channel}</dd>
            </dl>
            {form && <EFormAnswers form={form} values={answers} />}
          </section>
          <Legs legs={props.legs} />
        </div>
        <div>
          <ActionForms dossierId={props.id} version={props.version} actions={props.actions} choices={props.choices} />
          <section className="card">
            <h2>Giấy tờ</h2>
            {props.custody && <p>Bản giấy đang ở: {props.custody}</p>}
            <ul>
              {props.papers.map(({ name, keptOriginals, files }) => (
                <li key={name}>
                  {name}
                  {keptOriginals > 0 && <span className="meta"> – giữ {keptOriginals} bản chính</span>}
                  {files.map((file) => (
                    <div key={file.href}>
                      <a href={file.href}>{file.name}</a> <span className="meta">({file.pages ?? 1} trang)</span>
                    </div>
                  ))}
                </li>
              ))}
            </ul>
          </section>
          {props.slips.length > 0 && (
            <section className="card">
              <h2>In phiếu</h2>
              <ul>
                {props.slips.map(({ href, label }) => (
                  <li key={href}>
                    <a href={href}>{label}</a>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
    </OfficeLayout>
  );
}

function Legs({ legs }: { readonly legs: readonly LegRow[] }): ReactElement | null {
  if (legs.length === 0) return null;
  return (
    <section className="card">
      <h2>Thời gian từng cơ quan</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label="Bảng, cuộn ngang được">
        <table aria-label="Thời gian từng cơ quan">
          <thead>
            <tr>
              <th>Bước</th>
              <th>Cơ quan</th>
              <th>Nhận</th>
              <th>Xong</th>
              <th>Đã dùng / định mức (giờ)</th>
            </tr>
          </thead>
          <tbody>
            {legs.map((leg) => (
              <tr key={leg.id}>
                <td>{leg.step}</td>
                <td>{leg.agency}</td>
                <td>{momentText(leg.startedAt)}</td>
                <td>{momentText(leg.endedAt)}</td>
                <td>
                  {leg.spentHours.toLocaleString("vi-VN")} / {leg.budgetHours > 0 ? leg.budgetHours : "không tính"}
                  {leg.lateHours > 0 && (
                    <span className="chip overdue">⚠ Chậm {leg.lateHours.toLocaleString("vi-VN")} giờ</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
