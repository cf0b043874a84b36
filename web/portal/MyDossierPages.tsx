import type { ReactElement } from "react";
import type { DossierStatus } from "../../domain/dossier/status.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { STATUS_TEXT, SUPPLEMENT_TEXT } from "../dossier/dossier-text.ts";
import { DueChip } from "../ui/DueChip.tsx";
import { TextArea, TextInput } from "../ui/fields.tsx";
import { PortalLayout } from "../ui/Layout.tsx";
import { momentText } from "../ui/moment-text.ts";

export interface OwnRow {
  readonly id: string;
  readonly code: string;
  readonly status: DossierStatus;
  readonly procedureName: string;
  readonly dueAt: Moment | null;
  readonly submittedAt: Moment;
}

interface ListProps {
  readonly person: string;
  readonly rows: readonly OwnRow[];
  readonly drafts: readonly { readonly id: string; readonly procedureName: string; readonly savedAt: Moment }[];
  readonly now: Moment;
}

/** A person's dossiers, and what he has begun. */
export function MyDossiersPage({ person, rows, drafts, now }: ListProps): ReactElement {
  return (
    <PortalLayout title="Hồ sơ của tôi" person={person} path="/ho-so">
      <h1>Hồ sơ của tôi</h1>
      {drafts.length > 0 && (
        <section className="card">
          <h2>Đang làm dở</h2>
          <ul className="plain">
            {drafts.map(({ id, procedureName, savedAt }) => (
              <li key={id}>
                <a href={`/nop/${id}`}>{procedureName}</a>
                <div className="meta">Lưu lúc {momentText(savedAt)}, chưa gửi</div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {rows.length === 0 && <p>Ông/bà chưa gửi hồ sơ nào.</p>}
      <ul className="plain">
        {rows.map(({ id, code, status, procedureName, dueAt, submittedAt }) => (
          <li key={id}>
            <a href={`/ho-so/${id}`}>{procedureName}</a>
            <div>
              {STATUS_TEXT[status]} <DueChip status={status} dueAt={dueAt} now={now} />
            </div>
            <div className="meta">
              {code} · gửi {momentText(submittedAt)}
            </div>
          </li>
        ))}
      </ul>
    </PortalLayout>
  );
}

export interface TrackedDossier {
  readonly code: string;
  readonly submissionCode: string;
  readonly procedureName: string;
  readonly status: DossierStatus;
  readonly holder: string;
  readonly submittedAt: Moment;
  readonly dueAt: Moment | null;
  readonly originalDueAt: Moment | null;
  readonly explanation: readonly string[];
  readonly timeline: readonly {
    readonly at: Moment;
    readonly what: string;
    readonly by: string;
    /** Why it happened, where the reader is owed a reason. */
    readonly why: string | null;
  }[];
  readonly result: { readonly number: string; readonly summary: string; readonly granted: boolean } | null;
  readonly closingReason: string | null;
  readonly apology: { readonly reason: string; readonly newDueAt: Moment } | null;
}

/** Where a dossier stands, in plain words: shared by its owner's page and the look-up by code. */
export function DossierState({
  dossier,
  now,
}: {
  readonly dossier: TrackedDossier;
  readonly now: Moment;
}): ReactElement {
  const { status, dueAt, originalDueAt, explanation, result, apology, closingReason } = dossier;
  return (
    <>
      <section className="card">
        <h2>
          {STATUS_TEXT[status]} <DueChip status={status} dueAt={dueAt} now={now} />
        </h2>
        <dl className="facts">
          <dt>Mã hồ sơ</dt>
          <dd>{dossier.code}</dd>
          <dt>Nơi đang giữ</dt>
          <dd>{dossier.holder}</dd>
          <dt>Gửi lúc</dt>
          <dd>{momentText(dossier.submittedAt)}</dd>
          {dueAt && <dt>Hẹn trả</dt>}
          {dueAt && (
            <dd>
              {momentText(dueAt)}
              {originalDueAt !== dueAt && originalDueAt && (
                <span className="meta"> (hẹn lần đầu {momentText(originalDueAt)})</span>
              )}
            </dd>
          )}
          {result && <dt>Kết quả</dt>}
          {result && (
            <dd>
              {result.granted ? "Đồng ý" : "Không đồng ý"}, số {result.number}. {result.summary}
            </dd>
          )}
          {closingReason && <dt>Lý do</dt>}
          {closingReason && <dd>{closingReason}</dd>}
        </dl>
        {apology && (
          <p className="notice warn">
            Cơ quan giải quyết xin lỗi vì chậm: {apology.reason}. Hẹn lại {momentText(apology.newDueAt)}.
          </p>
        )}
        {explanation.length > 0 && (
          <details>
            <summary>Ngày hẹn được tính thế nào?</summary>
            <ul>
              {explanation.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </details>
        )}
      </section>
      <section className="card">
        <h2>Quá trình</h2>
        <ol className="timeline">
          {dossier.timeline.map(({ at, what, by, why }) => (
            <li key={`${at}${what}`}>
              <strong>{what}</strong>
              {why && <div>{why}</div>}
              <div className="meta">
                {momentText(at)} · {by}
              </div>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

interface OwnProps {
  readonly id: string;
  readonly person: string;
  readonly dossier: TrackedDossier;
  readonly now: Moment;
  readonly justSent: boolean;
  readonly error: string | null;
  readonly slips: readonly { readonly href: string; readonly label: string }[];
  /** What is asked for while the clock stands still. */
  readonly supplement: readonly {
    readonly code: string;
    readonly component: { readonly code: string; readonly name: string } | null;
    readonly note: string;
  }[];
  readonly mayWithdraw: boolean;
}

/** The owner's page of a dossier: where it stands and what he must do. */
export function MyDossierPage({
  id,
  person,
  dossier,
  now,
  justSent,
  error,
  slips,
  supplement,
  mayWithdraw,
}: OwnProps): ReactElement {
  return (
    <PortalLayout title={dossier.procedureName} person={person} path="/ho-so">
      <h1>{dossier.procedureName}</h1>
      {justSent && (
        <p className="notice">
          Đã gửi hồ sơ, mã <strong>{dossier.submissionCode}</strong>. Cơ quan tiếp nhận trả lời trong 8 giờ làm việc.
        </p>
      )}
      {error && (
        <p className="summary" role="alert">
          {error}
        </p>
      )}
      {supplement.length > 0 && (
        <section className="card">
          <h2>Ông/bà cần bổ sung</h2>
          <p>Thời gian giải quyết tạm dừng cho đến khi ông/bà nộp đủ.</p>
          <form method="post" action={`/ho-so/${id}/bo-sung`} encType="multipart/form-data">
            {supplement.map(({ code, component, note }, index) => (
              <div className="field" key={`${code}${note}`}>
                <strong>
                  {index + 1}. {SUPPLEMENT_TEXT[code] ?? code}
                  {component && `: ${component.name}`}
                </strong>
                <p>{note}</p>
                {component && <label htmlFor={`tep.${component.code}`}>Tệp thay thế</label>}
                {component && (
                  <input
                    id={`tep.${component.code}`}
                    name={`tep.${component.code}`}
                    type="file"
                    accept="image/jpeg,image/png,image/webp,application/pdf"
                  />
                )}
              </div>
            ))}
            <TextArea id="note" label="Giải trình (nếu có)" />
            <button>Nộp bổ sung</button>
          </form>
        </section>
      )}
      <DossierState dossier={dossier} now={now} />
      {slips.length > 0 && (
        <section className="card">
          <h2>Phiếu</h2>
          <ul>
            {slips.map(({ href, label }) => (
              <li key={href}>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {mayWithdraw && (
        <details className="card">
          <summary>Rút hồ sơ</summary>
          <form method="post" action={`/ho-so/${id}/rut`}>
            <TextInput id="reason" label="Lý do" />
            <button className="quiet">Rút hồ sơ</button>
          </form>
        </details>
      )}
    </PortalLayout>
  );
}

interface TrackProps {
  readonly person: string | null;
  readonly code: string;
  readonly asked: boolean;
  readonly dossier: TrackedDossier | null;
  readonly now: Moment;
}

/** Look a dossier up by code and the last four digits of the applicant's number. */
export function TrackPage({ person, code, asked, dossier, now }: TrackProps): ReactElement {
  return (
    <PortalLayout title="Tra cứu hồ sơ" person={person} path="/tra-cuu">
      <h1>Tra cứu hồ sơ</h1>
      <form method="post" action="/tra-cuu">
        <TextInput id="ma" label="Mã hồ sơ" hint="In trên giấy tiếp nhận, ví dụ H99.20-260907-0001" value={code} />
        <TextInput id="so" label="4 số cuối của số định danh người đứng tên" numeric />
        <button>Tra cứu</button>
      </form>
      {asked && !dossier && (
        <p className="notice warn">Không tìm thấy hồ sơ với mã và số này. Kiểm tra lại từng ký tự.</p>
      )}
      {dossier && <DossierState dossier={dossier} now={now} />}
    </PortalLayout>
  );
}
