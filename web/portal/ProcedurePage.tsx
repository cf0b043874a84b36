import type { ReactElement, ReactNode } from "react";
import {
  isForCase,
  isHint,
  type ChannelTerms,
  type Component,
  type ProcedureContent,
} from "../../domain/procedure/procedure.ts";
import { chargedText } from "../procedure/version-text.ts";
import { ButtonLink, Card, Facts, Notice } from "../ui/blocks.tsx";
import { PortalLayout } from "../ui/Layout.tsx";
import { limitText } from "./limit-text.ts";

const CHANNELS = { direct: "trực tiếp", online: "trực tuyến", postal: "qua bưu chính" } as const;
const LEVELS = { province: "Cấp tỉnh", district: "Cấp huyện", commune: "Cấp xã" } as const;
/** Longer texts of the catalogue are folded, so that the page can be taken in at a glance. */
const LONG = 600;
const FEW = 5;

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
  return (
    <PortalLayout title={name} person={person} path="/">
      <h1>{name}</h1>
      <p className="meta">
        Mã {code} · {field}
      </p>
      {fileable ? (
        <div className="buttons">
          <ButtonLink href={`/thu-tuc/${code}/nop`}>Nộp trực tuyến</ButtonLink>
          {person === null ? (
            <a href={`/thu-tuc/${code}/nop?dang-nhap=sau`}>Điền trước, đăng nhập sau</a>
          ) : (
            <a href={`/uy-quyen?thu-tuc=${code}`}>Nhờ người khác làm thay</a>
          )}
        </div>
      ) : (
        <Notice warn>Thủ tục này chưa nộp trực tuyến được. Ông/bà đến bộ phận một cửa.</Notice>
      )}
      <Terms content={content} />
      <Papers content={content} />
      <Folded title="Điều kiện" text={content.conditions} />
      <Folded title="Các bước" text={content.steps} />
      <Card title="Kết quả">
        {content.results.length === 0 && <p>Cơ quan giải quyết trả lời bằng văn bản.</p>}
        <ul>
          {content.results.map((result) => (
            <li key={result.code + result.name}>{result.name}</li>
          ))}
        </ul>
        <Facts
          facts={[
            ["Ai làm được", content.targets.join("; ")],
            ["Nơi giải quyết", content.levels.map((level) => LEVELS[level]).join(", ")],
            content.legalBases.length <= FEW && ["Căn cứ pháp lý", content.legalBases.join(", ")],
          ]}
        />
        {content.legalBases.length > FEW && (
          <details>
            <summary>Căn cứ pháp lý ({content.legalBases.length})</summary>
            <p>{content.legalBases.join(", ")}</p>
          </details>
        )}
      </Card>
    </PortalLayout>
  );
}

function Terms({ content }: { readonly content: ProcedureContent }): ReactElement {
  const { channels } = content;
  const charged = channels.map((terms) => ({
    ...terms,
    feeText: chargedText(content, terms.channel) || terms.feeText,
  }));
  return (
    <Card title="Thời hạn và phí">
      {sameTerms(charged).map(({ names, limit, feeText, note }) => (
        <div key={names}>
          <h3>{names}</h3>
          <Facts
            facts={[
              ["Thời hạn", limitText(limit)],
              ["Phí, lệ phí", feeText || "Theo quy định"],
            ]}
          />
          {note && <Long text={note} />}
        </div>
      ))}
      {channels.length === 0 && <p>Theo hướng dẫn của cơ quan giải quyết.</p>}
    </Card>
  );
}

/** Ways of filing with the same time, fee and note are told once. */
function sameTerms(channels: readonly ChannelTerms[]): readonly (ChannelTerms & { readonly names: string })[] {
  const groups = new Map<string, ChannelTerms[]>();
  for (const terms of channels) {
    const key = JSON.stringify([terms.limit, terms.feeText, terms.note]);
    groups.set(key, [...(groups.get(key) ?? []), terms]);
  }
  return [...groups.values()].flatMap((alike) => {
    const names = `Nộp ${alike.map(({ channel }) => CHANNELS[channel]).join(", ")}`;
    return alike.slice(0, 1).map((terms) => ({ ...terms, names }));
  });
}

function Papers({ content }: { readonly content: ProcedureContent }): ReactElement {
  const everybody = content.components.filter((one) => isForCase(one, null));
  const hints = content.components.filter(isHint);
  const cases = content.cases.map((caseName) => ({
    caseName,
    papers: content.components.filter((one) => one.caseName === caseName && !isHint(one)),
  }));
  return (
    <Card title="Giấy tờ cần có" id="giay-to">
      <PaperList papers={everybody.filter((one) => !isHint(one))} />
      {cases.length > 0 && <h3>Thêm, tùy trường hợp</h3>}
      {cases.map(({ caseName, papers }) => (
        <details key={caseName}>
          <summary>{caseName.replace(/:\s*$/, "")}</summary>
          <PaperList papers={papers} />
        </details>
      ))}
      {everybody.length + cases.length === 0 && <p>Không cần giấy tờ kèm theo.</p>}
      {hints.length > 0 && (
        <details>
          <summary>Nên biết về giấy tờ ({hints.length})</summary>
          {hints.map(({ code, name }) => (
            <p key={code} className="prose">
              {name}
            </p>
          ))}
        </details>
      )}
    </Card>
  );
}

function PaperList({ papers }: { readonly papers: readonly Component[] }): ReactElement | null {
  if (papers.length === 0) return null;
  return (
    <ul>
      {papers.map(({ code, name, originals, copies, form, optional, electronic }) => (
        <li key={code}>
          {name}
          <span className="meta">
            {originals > 0 && ` – ${originals} bản chính`}
            {copies > 0 && ` – ${copies} bản sao`}
            {optional && " – nếu thuộc trường hợp này"}
            {!electronic && " – xuất trình tại quầy"}
            {form && ` – mẫu: ${form}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Folded({ title, text }: { readonly title: string; readonly text: string }): ReactNode {
  return text ? (
    <Card title={title}>
      <Long text={text} />
    </Card>
  ) : null;
}

/** A text of the catalogue: its beginning in sight, the rest one press away. */
function Long({ text }: { readonly text: string }): ReactElement {
  const clean = text.replaceAll(/\t/g, " ").replaceAll(/\n{3,}/g, "\n\n");
  if (clean.length <= LONG) return <p className="prose">{clean}</p>;
  const cut = clean.lastIndexOf("\n", LONG / 2) > 0 ? clean.lastIndexOf("\n", LONG / 2) : clean.indexOf(" ", LONG / 2);
  return (
    <>
      <p className="prose">{clean.slice(0, cut)}</p>
      <details>
        <summary>Xem hết</summary>
        <p className="prose">{clean.slice(cut).trim()}</p>
      </details>
    </>
  );
}
