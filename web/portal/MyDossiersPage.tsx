import type { ReactElement } from "react";
import { isClosed, type DossierStatus } from "../../domain/dossier/status.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { STATUS_TEXT } from "../dossier/dossier-text.ts";
import { ButtonLink, Card } from "../ui/blocks.tsx";
import { DueChip, type Due } from "../ui/DueChip.tsx";
import { PortalLayout } from "../ui/Layout.tsx";
import { momentText } from "../ui/moment-text.ts";

export interface OwnRow extends Due {
  readonly id: string;
  readonly code: string;
  readonly procedureName: string;
  readonly submittedAt: Moment;
  readonly applicantName: string;
}

interface Props {
  readonly person: string;
  readonly rows: readonly OwnRow[];
  readonly drafts: readonly { readonly id: string; readonly procedureName: string; readonly savedAt: Moment }[];
  readonly now: Moment;
}

/** What a person must do himself while a dossier is in this state. */
const TO_DO: Partial<Record<DossierStatus, string>> = {
  "awaiting-supplement": "Cần bổ sung giấy tờ",
  "awaiting-payment": "Cần nộp tiền",
  finished: "Đã có kết quả, mời nhận",
};

/** A person's dossiers: what he must do first, then what is going on, then what is over. */
export function MyDossiersPage({ person, rows, drafts, now }: Props): ReactElement {
  const waiting = rows.filter(({ status }) => TO_DO[status] !== undefined);
  const others = rows.filter(({ status }) => TO_DO[status] === undefined);
  const running = others.filter(({ status }) => !isClosed(status));
  const over = others.filter(({ status }) => isClosed(status));
  return (
    <PortalLayout title="Hồ sơ của tôi" person={person} path="/ho-so">
      <h1>Hồ sơ của tôi</h1>
      {waiting.length + drafts.length > 0 && (
        <Card title="Việc ông/bà cần làm">
          <ul className="plain">
            {waiting.map((row) => (
              <li key={row.id}>
                <strong>{TO_DO[row.status]}</strong>
                <br />
                <a href={`/ho-so/${row.id}`}>{row.procedureName}</a>
                <div className="meta">{row.code}</div>
              </li>
            ))}
            {drafts.map(({ id, procedureName, savedAt }) => (
              <li key={id}>
                <strong>Làm tiếp hồ sơ đang dở</strong>
                <br />
                <a href={`/nop/${id}`}>{procedureName}</a>
                <div className="meta">Lưu lúc {momentText(savedAt)}, chưa gửi</div>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {rows.length + drafts.length === 0 && (
        <>
          <p>Ông/bà chưa gửi hồ sơ nào.</p>
          <p>
            <ButtonLink href="/">Tìm thủ tục cần làm</ButtonLink>
          </p>
        </>
      )}
      <Rows title="Đang giải quyết" rows={running} person={person} now={now} />
      <Rows title="Đã xong" rows={over} person={person} now={now} />
      <p>
        <a href="/uy-quyen">Ủy quyền cho người khác nộp hồ sơ, hoặc xem ủy quyền được giao</a>
      </p>
    </PortalLayout>
  );
}

type RowsProps = Pick<Props, "rows" | "person" | "now"> & { readonly title: string };

function Rows({ title, rows, person, now }: RowsProps): ReactElement | null {
  if (rows.length === 0) return null;
  return (
    <Card title={title}>
      <ul className="plain">
        {rows.map((row) => (
          <li key={row.id}>
            <a href={`/ho-so/${row.id}`}>{row.procedureName}</a>
            <div>
              {STATUS_TEXT[row.status]} <DueChip due={row} now={now} />
            </div>
            {row.applicantName !== person && <div>Đứng tên: {row.applicantName}</div>}
            <div className="meta">
              {row.code} · gửi {momentText(row.submittedAt)}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
