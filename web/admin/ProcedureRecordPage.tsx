import type { ReactElement, ReactNode } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { Difference } from "../../domain/procedure/compare-versions.ts";
import { isHint, type Component, type ProcedureContent, type ServiceLevel } from "../../domain/procedure/procedure.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import { dateInFigures } from "../../domain/shared/vietnamese-date.ts";
import {
  CHANNEL_TEXT,
  differenceText,
  LEVEL_TEXT,
  limitText,
  moneyText,
  POLICY_TEXT,
  SERVICE_LEVEL_TEXT,
} from "../procedure/version-text.ts";
import { momentText } from "../ui/moment-text.ts";
import { AdminLayout } from "./AdminLayout.tsx";

export interface VersionRow {
  readonly number: number;
  readonly validFrom: PlainDate;
  readonly validTo: PlainDate | null;
  readonly madeAt: Moment;
  readonly madeBy: string;
  /** Against the version before; empty on the first. */
  readonly differences: readonly Difference[];
}

interface Props {
  readonly reader: Reader;
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly serviceLevel: ServiceLevel;
  readonly content: ProcedureContent;
  readonly competence: string;
  readonly questions: number;
  /** Decision of the process in force, or null when none was published. */
  readonly process: { readonly decisionNumber: string; readonly decisionDate: PlainDate } | null;
  readonly versions: readonly VersionRow[];
  readonly done: string | null;
}

/** All about a procedure for who keeps the catalogue: what it says now, and every version before. */
export function ProcedureRecordPage(props: Props): ReactElement {
  const { reader, code, name, field, content, process, versions, done } = props;
  const path = `/can-bo/quan-tri/thu-tuc/${code}`;
  return (
    <AdminLayout title={name} reader={reader} room="/can-bo/quan-tri/thu-tuc">
      <p>
        <a href="/can-bo/quan-tri/thu-tuc">‹ Danh sách thủ tục</a>
      </p>
      <h1>{name}</h1>
      <p className="meta">
        Mã {code} · {field} · {content.levels.map((level) => LEVEL_TEXT[level]).join(", ")} · phiên bản{" "}
        {versions[0]?.number}
      </p>
      {done && (
        <p className="notice" role="status">
          {done}
        </p>
      )}
      <div className="workspace">
        <div>
          <Content content={content} />
          <Versions versions={versions} />
        </div>
        <div>
          <Settings {...props} path={path} />
          <section className="card">
            <h2>Quy trình nội bộ</h2>
            <p>
              {process
                ? `Theo Quyết định ${process.decisionNumber} ngày ${dateInFigures(process.decisionDate)}.`
                : "Chưa công bố quy trình nên chưa nộp được."}
            </p>
            <a className="button" href={`${path}/quy-trinh`}>
              {process ? "Xem, sửa quy trình" : "Soạn quy trình"}
            </a>
          </section>
        </div>
      </div>
    </AdminLayout>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactElement {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Settings({
  content,
  serviceLevel,
  competence,
  questions,
  path,
}: Props & { readonly path: string }): ReactElement {
  const { supplementPolicy, sensitive, fees } = content;
  return (
    <section className="card">
      <h2>Thiết lập của tỉnh</h2>
      <dl className="facts">
        <Fact label="Mức độ dịch vụ">{SERVICE_LEVEL_TEXT[serviceLevel]}</Fact>
        <Fact label="Nơi giải quyết">{competence}</Fact>
        <Fact label="Sau khi bổ sung">{POLICY_TEXT[supplementPolicy]}</Fact>
        <Fact label="Dữ liệu nhạy cảm">{sensitive ? "có" : "không"}</Fact>
        <Fact label="Khoản thu">
          {fees.length === 0
            ? "không thu"
            : fees.map(({ name, amount, channel }) => (
                <div key={`${name} ${channel}`}>
                  {name}: {moneyText(amount)}
                  {channel && ` (${CHANNEL_TEXT[channel]})`}
                </div>
              ))}
        </Fact>
        <Fact label="Mẫu khai điện tử">{questions > 0 ? `${questions} câu hỏi` : "chưa có"}</Fact>
      </dl>
      <p>
        <a className="button" href={`${path}/thiet-lap`}>
          Đổi thiết lập
        </a>
      </p>
    </section>
  );
}

function Content({ content }: { readonly content: ProcedureContent }): ReactElement {
  const hints = content.components.filter(isHint);
  return (
    <section className="card">
      <h2>Nội dung</h2>
      <dl className="facts">
        {content.channels.map(({ channel, limit, feeText, note }, index) => (
          <Fact key={`${channel}-${String(index)}`} label={`Nộp ${CHANNEL_TEXT[channel]}`}>
            {limit ? limitText(limit) : "không đặt thời hạn"}
            {feeText && ` · ${feeText}`}
            {note && <div className="meta">{note}</div>}
          </Fact>
        ))}
        <Fact label="Đối tượng">{content.targets.join(", ") || "không ghi"}</Fact>
        <Fact label="Kết quả">
          {content.results.map((result) => (
            <div key={result.name}>{result.name}</div>
          ))}
        </Fact>
        <Fact label="Căn cứ">{content.legalBases.join(", ") || "không ghi"}</Fact>
      </dl>
      <h3>Giấy tờ ({content.components.length - hints.length})</h3>
      <ul>
        {content.components
          .filter((paper) => !isHint(paper))
          .map((paper) => (
            <li key={paper.code}>
              {paper.caseName && <span className="meta">{paper.caseName} </span>}
              {paper.name} <span className="meta">({paperNote(paper)})</span>
            </li>
          ))}
      </ul>
      {hints.length > 0 && (
        <details>
          <summary>Hướng dẫn kèm theo ({hints.length})</summary>
          <ul>
            {hints.map(({ code, name }) => (
              <li key={code}>{name}</li>
            ))}
          </ul>
        </details>
      )}
      <LongText title="Trình tự thực hiện" text={content.steps} />
      <LongText title="Yêu cầu, điều kiện" text={content.conditions} />
    </section>
  );
}

function paperNote({ originals, copies, electronic, optional }: Component): string {
  return [
    originals > 0 && `${originals} bản chính`,
    copies > 0 && `${copies} bản sao`,
    !electronic && "xuất trình",
    optional && "khi thuộc trường hợp",
  ]
    .filter(Boolean)
    .join(", ");
}

function LongText({ title, text }: { readonly title: string; readonly text: string }): ReactElement | null {
  if (!text) return null;
  return (
    <details>
      <summary>{title}</summary>
      {text.split("\n").map((line, index) => (
        <p key={`${title}-${String(index)}`}>{line}</p>
      ))}
    </details>
  );
}

function Versions({ versions }: { readonly versions: readonly VersionRow[] }): ReactElement {
  return (
    <section className="card">
      <h2>Các phiên bản ({versions.length})</h2>
      <p className="meta">Hồ sơ đang giải quyết giữ phiên bản lúc nộp.</p>
      {versions.map(({ number, validFrom, validTo, madeAt, madeBy, differences }) => (
        <details key={number} open={number === versions[0]?.number}>
          <summary>
            Phiên bản {number}: {validity(validFrom, validTo)}
          </summary>
          <p className="meta">{[madeBy, momentText(madeAt)].filter(Boolean).join(", ")}</p>
          {number === versions.at(-1)?.number ? (
            <p>Phiên bản đầu tiên.</p>
          ) : (
            <ul>
              {differences.map((difference, index) => (
                <li key={String(index)}>{differenceText(difference)}</li>
              ))}
            </ul>
          )}
        </details>
      ))}
    </section>
  );
}

function validity(from: PlainDate, to: PlainDate | null): string {
  if (to === null) return `từ ${dateInFigures(from)} đến nay`;
  return from === to
    ? `thay ngay trong ngày ${dateInFigures(from)}`
    : `từ ${dateInFigures(from)} đến trước ${dateInFigures(to)}`;
}
