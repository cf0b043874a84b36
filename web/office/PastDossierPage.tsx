import type { ReactElement, ReactNode } from "react";
import type { Dossier } from "../../domain/dossier/dossier.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { STATUS_TEXT } from "../dossier/dossier-text.ts";
import { LinkedDossiers } from "../dossier/LinkedDossiers.tsx";
import { Timeline } from "../dossier/Timeline.tsx";
import type { OpenableFile } from "../document/openable-file.ts";
import { Card, Facts, Notice, type Fact } from "../ui/blocks.tsx";
import { DueChip } from "../ui/DueChip.tsx";
import { OfficeLayout } from "../ui/Layout.tsx";
import { momentText, preciseMomentText } from "../ui/moment-text.ts";
import { Declared, State } from "./DossierFacts.tsx";
import { Consultations, Legs } from "./DossierHistory.tsx";
import { MomentForm } from "./MomentForm.tsx";
import type { OfficeDossierProps } from "./office-dossier.ts";
import { PapersPanel } from "./PapersPanel.tsx";
import { SlipLinks } from "./SlipLinks.tsx";

type Shared =
  | "reader"
  | "id"
  | "dossier"
  | "timeline"
  | "applicant"
  | "submitter"
  | "authorisation"
  | "caseName"
  | "channel"
  | "custody"
  | "form"
  | "answers"
  | "papers"
  | "results"
  | "legs"
  | "consultations"
  | "slips"
  | "links";

export interface PastDossierProps extends Pick<OfficeDossierProps, Shared> {
  readonly at: Moment;
  /** Address of this page without a file open. */
  readonly here: string;
  /** Addresses of the dossier as it was at the event before and after; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
  /** What had happened last. */
  readonly latest: { readonly what: string; readonly at: Moment } | null;
  /** Where it was being worked on. */
  readonly steps: readonly {
    readonly step: string;
    readonly agency: string;
    readonly officer: string;
    readonly dueAt: Moment | null;
  }[];
  readonly pauses: Dossier["pauses"];
  readonly supplement: Dossier["supplement"];
  readonly payment: Dossier["payment"];
  readonly opened: OpenableFile | null;
}

/** An officer's page of a dossier as it stood at a moment of the past: to read, with nothing to do. */
export function PastDossierPage(props: PastDossierProps): ReactElement {
  const { dossier, at } = props;
  return (
    <OfficeLayout title={`${dossier.code} – ${preciseMomentText(at)}`} reader={props.reader} path="/can-bo">
      <Notice warn>
        <h1>Hồ sơ như lúc {preciseMomentText(at)}</h1>
        <Ways {...props} />
      </Notice>
      <div className="head">
        <h2>{dossier.procedureName}</h2>
        <span className="code">{dossier.code}</span>
        <span>{props.applicant.name}</span>
        <span className="chip">{STATUS_TEXT[dossier.status]}</span>
        <DueChip due={dossier} now={at} />
      </div>
      <div className="workspace">
        <div>
          <State dossier={dossier} answerBy={null} />
          <Course {...props} />
          <Declared {...props} />
          <LinkedDossiers links={props.links} base="/can-bo/ho-so" />
          <Consultations rows={props.consultations} now={at} />
          <Legs legs={props.legs} />
        </div>
        <div>
          <PapersPanel
            here={props.here}
            papers={props.papers}
            results={props.results}
            custody={props.custody}
            viewing={props.opened}
          />
          <SlipLinks slips={props.slips} />
          <Card title="Quá trình đến lúc đó">
            <Timeline entries={props.timeline} />
            <MomentForm id={props.id} value={at.slice(0, 19)} error={null} />
          </Card>
        </div>
      </div>
    </OfficeLayout>
  );
}

function Ways({ id, before, after, latest }: PastDossierProps): ReactElement {
  return (
    <>
      {latest && (
        <p>
          Việc cuối cùng đến lúc đó: {latest.what}, {momentText(latest.at)}.{" "}
          {after === null ? "Từ đó đến nay chưa có việc nào khác." : "Sau đó hồ sơ đã thay đổi."}
        </p>
      )}
      <p className="buttons no-print">
        <a className="button" href={`/can-bo/ho-so/${id}`}>
          Về hiện nay
        </a>
        {before && (
          <a className="button quiet" href={before}>
            Việc trước
          </a>
        )}
        {after && (
          <a className="button quiet" href={after}>
            Việc sau
          </a>
        )}
      </p>
    </>
  );
}

const PAUSE_TEXT = { supplement: "chờ bổ sung", "financial-obligation": "chờ nộp tiền" } as const;

/** Steps, pauses, the supplement and the money as they were. */
function Course({ steps, pauses, supplement, payment }: PastDossierProps): ReactElement | null {
  const facts = [
    ...steps.map(({ step, agency, officer, dueAt }): Fact => [
      "Đang ở bước",
      <>
        {step}
        <div className="meta">{[agency, officer, dueAt && `hạn ${momentText(dueAt)}`].filter(Boolean).join(" · ")}</div>
      </>,
    ]),
    ...pauses.map(({ from, to, kind }): Fact => [
      "Tạm dừng",
      `${momentText(from)} – ${to ? momentText(to) : "chưa hết"} (${PAUSE_TEXT[kind]})`,
    ]),
    ...(supplement ? [["Yêu cầu bổ sung", supplementText(supplement)] satisfies Fact] : []),
    ...(payment ? [["Khoản thu", moneyText(payment)] satisfies Fact] : []),
  ];
  if (facts.length === 0) return null;
  return (
    <Card title="Việc đang làm lúc đó">
      <Facts facts={facts} />
    </Card>
  );
}

function supplementText({ requestedAt, suppliedAt, reasons }: NonNullable<Dossier["supplement"]>): ReactNode {
  const state = suppliedAt ? `đã bổ sung ${momentText(suppliedAt)}` : "chưa bổ sung";
  return `${momentText(requestedAt)}, ${state}: ${reasons.map(({ note }) => note).join("; ")}`;
}

function moneyText({ items, confirmedAt, receipt }: NonNullable<Dossier["payment"]>): ReactNode {
  const asked = items.map(({ name, amount }) => `${name} ${amount.toLocaleString("vi-VN")} đồng`).join("; ");
  return confirmedAt ? `${asked}; đã thu ${momentText(confirmedAt)}, biên lai ${receipt ?? ""}` : `${asked}; chưa thu`;
}
