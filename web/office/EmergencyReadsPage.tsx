import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { Card, Notice } from "../ui/blocks.tsx";
import { ErrorSummary, TextArea, TextInput } from "../ui/fields.tsx";
import { Icon } from "../ui/Icon.tsx";
import { OfficeLayout } from "../ui/Layout.tsx";
import { momentText } from "../ui/moment-text.ts";

const ROOM = "/can-bo/doc-khan-cap";

interface Step {
  readonly at: Moment;
  readonly name: string;
  readonly note: string;
}

export interface ShownGrant {
  readonly id: string;
  readonly dossierId: string;
  readonly code: string;
  /** Null where the reader of the page may not see the dossier. */
  readonly procedureName: string | null;
  readonly heldBy: string | null;
  readonly name: string;
  readonly login: string | null;
  readonly agency: string | null;
  readonly reason: string;
  readonly at: Moment;
  readonly until: Moment;
  readonly open: boolean;
  readonly ended: Step | null;
  readonly reviewed: Step | null;
  readonly reads: number;
}

export interface AskForm {
  /** For how long a dossier is opened. */
  readonly hours: number;
  readonly code: string;
  readonly reason: string;
  readonly errors: readonly { readonly id: string; readonly text: string }[];
}

export type SettledGrant = "reviewed" | "ended";

const SETTLED: Readonly<Record<SettledGrant, string>> = {
  reviewed: "Đã ghi nhận việc xem xét.",
  ended: "Lượt đọc khẩn cấp đã kết thúc; hồ sơ không mở được nữa.",
};

interface Props {
  readonly reader: Reader;
  /** Null for those who may not ask. */
  readonly form: AskForm | null;
  readonly own: readonly ShownGrant[];
  /** What others read of the dossiers in the reader's scope; null for those who do not oversee. */
  readonly overseen: readonly ShownGrant[] | null;
  readonly unreviewed: number;
  /** Where the next page of the overseen begins; null on the last. */
  readonly older: string | null;
  readonly mayReview: boolean;
  readonly settled: SettledGrant | null;
}

/** Reading beyond one's scope in an emergency: asking for it, and for overseers who did and why. */
export function EmergencyReadsPage(props: Props): ReactElement {
  const { reader, form, own, overseen, settled } = props;
  return (
    <OfficeLayout title="Đọc khẩn cấp" reader={reader} path={ROOM}>
      <h1>Đọc khẩn cấp</h1>
      {settled && (
        <div role="status">
          <Notice>{SETTLED[settled]}</Notice>
        </div>
      )}
      {form && form.errors.length > 0 && <ErrorSummary errors={form.errors} />}
      {overseen && <Overseen {...props} overseen={overseen} />}
      {form && <Ask {...form} />}
      {own.length > 0 && (
        <Card title="Ông/bà đã hỏi">
          <Grants rows={own} mayReview={false} />
        </Card>
      )}
    </OfficeLayout>
  );
}

function Overseen({
  overseen,
  unreviewed,
  older,
  mayReview,
}: Props & { readonly overseen: readonly ShownGrant[] }): ReactElement {
  return (
    <Card title="Người ngoài phạm vi đọc hồ sơ của cơ quan ông/bà">
      {unreviewed > 0 && (
        <Notice warn>
          <Icon name="alert" /> {unreviewed} lượt chưa được bộ phận kiểm soát thủ tục xem xét.
        </Notice>
      )}
      {overseen.length === 0 ? <p>Chưa có lượt đọc khẩn cấp nào.</p> : <Grants rows={overseen} mayReview={mayReview} />}
      {older !== null && (
        <nav className="pager" aria-label="Trang">
          <a href={`${ROOM}?truoc=${older}`}>Cũ hơn</a>
        </nav>
      )}
    </Card>
  );
}

function Ask({ hours, code, reason, errors }: AskForm): ReactElement {
  const errorOf = (field: string): string | undefined => errors.find(({ id }) => id === field)?.text;
  return (
    <form method="post" action={ROOM} className="card form-page">
      <h2>Cần xem ngay một hồ sơ ngoài phạm vi</h2>
      <p>
        Chỉ đọc được đúng hồ sơ này trong {hours} giờ. Lãnh đạo cơ quan đang giữ hồ sơ và bộ phận kiểm soát thủ tục thấy
        ngay tên ông/bà cùng lý do; người đứng tên thấy hồ sơ bị đọc khẩn cấp.
      </p>
      <TextInput
        id="code"
        label="Mã hồ sơ"
        hint="Đủ và đúng từng ký tự, ví dụ H99.20-260907-0001"
        value={code}
        error={errorOf("code")}
        autoComplete="off"
      />
      <TextArea
        id="reason"
        label="Lý do"
        hint="Cần hồ sơ để làm việc gì, vì sao phải ngay. Lý do được lưu và không sửa được."
        value={reason}
        error={errorOf("reason")}
      />
      <button>Mở hồ sơ để đọc</button>
    </form>
  );
}

interface GrantsProps {
  readonly rows: readonly ShownGrant[];
  readonly mayReview: boolean;
}

function Grants({ rows, mayReview }: GrantsProps): ReactElement {
  return (
    <ul className="plain">
      {rows.map((row) => (
        <li key={row.id}>
          <Grant row={row} />
          <Decisions row={row} mayReview={mayReview} />
        </li>
      ))}
    </ul>
  );
}

function Grant({ row }: { readonly row: ShownGrant }): ReactElement {
  const { code, dossierId, procedureName, heldBy, name, login, agency, reason, at, until, ended, reviewed, reads } =
    row;
  // Who read and may no longer sees no more than what he typed.
  const mayOpen = procedureName !== null;
  return (
    <>
      <strong className="number">{mayOpen ? <a href={`/can-bo/ho-so/${dossierId}`}>{code}</a> : code}</strong>{" "}
      <State {...row} />
      <div className="meta">{[procedureName, heldBy].filter(Boolean).join(" · ")}</div>
      <div>
        {name} <span className="meta">{[login, agency].filter(Boolean).join(" · ")}</span>
      </div>
      <div>Lý do: {reason}</div>
      <div className="meta">
        Từ {momentText(at)} đến {momentText(until)} · {reads === 0 ? "chưa mở lần nào" : `đã mở ${reads} lần`}
      </div>
      <StepLine label="Chấm dứt" step={ended} />
      <StepLine label="Xem xét" step={reviewed} />
    </>
  );
}

function State({ open, ended, reviewed }: ShownGrant): ReactElement {
  return (
    <>
      {open ? (
        <span className="chip soon">
          <Icon name="clock" /> Đang mở
        </span>
      ) : (
        <span className="chip">{ended ? "Đã chấm dứt" : "Đã hết giờ"}</span>
      )}{" "}
      {reviewed ? (
        <span className="chip done">
          <Icon name="check" /> Đã xem xét
        </span>
      ) : (
        <span className="chip">Chưa xem xét</span>
      )}
    </>
  );
}

function StepLine({ label, step }: { readonly label: string; readonly step: Step | null }): ReactElement | null {
  if (!step) return null;
  return (
    <div className="meta">
      {label}: {step.name}, {momentText(step.at)}
      {step.note && ` – ${step.note}`}
    </div>
  );
}

function Decisions({
  row,
  mayReview,
}: Pick<GrantsProps, "mayReview"> & { readonly row: ShownGrant }): ReactElement | null {
  const reviewing = mayReview && !row.reviewed;
  if (!reviewing && !row.open) return null;
  return (
    <div className="row">
      {reviewing && (
        <form method="post" action={`${ROOM}/${row.id}/xem-xet`} className="row">
          <div className="field">
            <label htmlFor={`note-${row.id}`}>Ghi chú khi xem xét (nếu có)</label>
            <input id={`note-${row.id}`} name="note" maxLength={1000} />
          </div>
          <button>Đã xem xét</button>
        </form>
      )}
      {row.open && (
        <form method="post" action={`${ROOM}/${row.id}/ket-thuc`}>
          <button className="quiet">Chấm dứt ngay</button>
        </form>
      )}
    </div>
  );
}
