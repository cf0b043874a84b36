import type { ReactElement } from "react";
import type { TimeLimit } from "../../domain/calendar/time-limit.ts";
import {
  feesFor,
  isHint,
  papersFor,
  type ProcedureChannel,
  type ProcedureContent,
} from "../../domain/procedure/procedure.ts";
import { moneyText } from "../procedure/version-text.ts";
import { PortalLayout } from "../ui/Layout.tsx";

const UNITS: Readonly<Record<TimeLimit["unit"], string>> = {
  "working-hour": "giờ làm việc",
  "working-day": "ngày làm việc",
  day: "ngày",
  month: "tháng",
};
const CHANNELS = { direct: "Trực tiếp", online: "Trực tuyến", postal: "Bưu chính" } as const;

/** A time limit in words. */
export function limitText(limit: TimeLimit | null): string {
  return limit ? `${limit.amount} ${UNITS[limit.unit]}` : "Theo hướng dẫn";
}

/** What the province charges on the channel; empty when it has set no fee. */
function chargedText(content: ProcedureContent, channel: ProcedureChannel): string {
  return feesFor(content, channel)
    .map(({ name, amount }) => `${name}: ${moneyText(amount)}`)
    .join("; ");
}

interface Props {
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly content: ProcedureContent;
  readonly fileable: boolean;
  readonly person: string | null;
}

/** What a procedure asks and promises, before anyone begins. */
export function ProcedurePage({ code, name, field, content, fileable, person }: Props): ReactElement {
  const papers =
    content.cases.length > 0 ? content.components.filter((paper) => !isHint(paper)) : papersFor(content, null);
  return (
    <PortalLayout title={name} person={person} path="/">
      <h1>{name}</h1>
      <p className="meta">
        Mã {code} · {field}
      </p>
      {fileable ? (
        <p>
          <a className="button" href={`/thu-tuc/${code}/nop`}>
            Nộp trực tuyến
          </a>
        </p>
      ) : (
        <p className="notice warn">Thủ tục này chưa nộp trực tuyến được. Ông/bà đến bộ phận một cửa.</p>
      )}
      <section className="card">
        <h2>Thời hạn và phí</h2>
        <dl className="facts">
          {content.channels.map(({ channel, limit, feeText }) => (
            <div className="fact" key={channel}>
              <dt>{CHANNELS[channel]}</dt>
              <dd>
                {limitText(limit)}. {chargedText(content, channel) || feeText}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="card">
        <h2>Giấy tờ cần có</h2>
        <ul>
          {papers.map(({ code: paperCode, name: paper, originals, copies, optional, electronic }) => (
            <li key={paperCode}>
              {paper}
              <span className="meta">
                {originals > 0 && ` – ${originals} bản chính`}
                {copies > 0 && ` – ${copies} bản sao`}
                {optional && " – nếu thuộc trường hợp này"}
                {!electronic && " – xuất trình tại quầy"}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className="card">
        <h2>Kết quả</h2>
        <ul>
          {content.results.map((result) => (
            <li key={result.code}>{result.name}</li>
          ))}
        </ul>
        {content.legalBases.length > 0 && <p className="meta">Căn cứ: {content.legalBases.join(", ")}</p>}
      </section>
    </PortalLayout>
  );
}
