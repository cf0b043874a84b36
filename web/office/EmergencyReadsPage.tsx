import type { ReactElement } from "react";
import { EMERGENCY_HOURS } from "../../domain/dossier/emergency-read.ts";
import type { Reader } from "../../domain/identity/actor.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { Card, Notice, Table } from "../ui/blocks.tsx";
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
          <Grants label="Ông/bà đã hỏi" rows={own} mayReview={false} mayEnd asked />
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
      {overseen.length === 0 ? (
        <p>Chưa có lượt đọc khẩn cấp nào.</p>
      ) : (
        <Grants label="Lượt đọc khẩn cấp" rows={overseen} mayReview={mayReview} mayEnd asked={false} />
      )}
      {older !== null && (
        <nav className="pager" aria-label="Trang">
          <a href={`${ROOM}?truoc=${older}`}>Cũ hơn</a>
        </nav>
      )}
    </Card>
  );
}

function Ask({ code, reason, errors }: AskForm): ReactElement {
  const errorOf = (field: string): string | undefined => errors.find(({ id }) => id === field)?.text;
  return (
    <form method="post" action={ROOM} className="card form-page">
      <h2>Cần xem ngay một hồ sơ ngoài phạm vi</h2>
      <p>
        Chỉ đọc được đúng hồ sơ này trong {EMERGENCY_HOURS.usual} giờ. Lãnh đạo cơ quan đang giữ hồ sơ và bộ phận kiểm
        soát thủ tục thấy ngay tên ông/bà cùng lý do; người đứng tên thấy hồ sơ bị đọc khẩn cấp.
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
  readonly label: string;
  readonly rows: readonly ShownGrant[];
  readonly mayReview: boolean;
  readonly mayEnd: boolean;
  /** By the reader of the page himself. */
  readonly asked: boolean;
}

function Grants({ label, rows, asked, ...may }: GrantsProps): ReactElement {
  const head = [...(asked ? [] : ["Người đọc"]), "Hồ sơ", "Lý do", "Từ – đến", "Tình trạng"];
  return (
    <Table label={label} head={head} dense>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {!asked && (
              <td>
                {row.name}
                <div className="meta">{[row.login, row.agency].filter(Boolean).join(" · ")}</div>
              </td>
            )}
            <td>
              <span className="number">
                {row.open || !asked ? <a href={`/can-bo/ho-so/${row.dossierId}`}>{row.code}</a> : row.code}
              </span>
              <div className="meta">{[row.procedureName, row.heldBy].filter(Boolean).join(" · ")}</div>
            </td>
            <td>{row.reason}</td>
            <td className="meta number">
              {momentText(row.at)}
              <br />
              {momentText(row.until)}
            </td>
            <td>
              <State {...row} />
              <Decisions row={row} {...may} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function State({ open, ended, reviewed, reads }: ShownGrant): ReactElement {
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
      <div className="meta">{reads === 0 ? "Chưa mở lần nào" : `Đã mở ${reads} lần`}</div>
      {[ended, reviewed].map(
        (step) =>
          step && (
            <div className="meta" key={step.at + step.name}>
              {step.name}, {momentText(step.at)}
              {step.note && `: ${step.note}`}
            </div>
          ),
      )}
    </>
  );
}

interface DecisionsProps {
  readonly row: ShownGrant;
  readonly mayReview: boolean;
  readonly mayEnd: boolean;
}

function Decisions({ row, mayReview, mayEnd }: DecisionsProps): ReactElement {
  return (
    <>
      {mayReview && !row.reviewed && (
        <details>
          <summary>Xem xét</summary>
          <form method="post" action={`${ROOM}/${row.id}/xem-xet`}>
            <label htmlFor={`note-${row.id}`}>Ghi chú (nếu có)</label>
            <input id={`note-${row.id}`} name="note" maxLength={1000} />
            <button>Đã xem xét</button>
          </form>
        </details>
      )}
      {mayEnd && row.open && (
        <form method="post" action={`${ROOM}/${row.id}/ket-thuc`}>
          <button className="quiet">Chấm dứt ngay</button>
        </form>
      )}
    </>
  );
}
