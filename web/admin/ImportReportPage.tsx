import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { momentText } from "../ui/moment-text.ts";
import { AdminLayout } from "./AdminLayout.tsx";
import { rowFaultText, rowOutcomeText, sheetTitle } from "./sheet-text.ts";

interface Row {
  readonly number: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly outcome: string;
  readonly faults: readonly { readonly column: string | null; readonly code: string; readonly seen: string }[];
  readonly notes: readonly string[];
}

interface Props {
  readonly reader: Reader;
  readonly run: {
    readonly id: string;
    readonly kind: string;
    readonly fileName: string;
    readonly at: Moment;
    readonly rows: readonly Row[];
  };
  readonly columns: readonly { readonly key: string; readonly header: string }[];
}

const MOST_SHOWN = 200;
/** Where the table belongs, to go on from there. */
const ROOM_OF: Readonly<Record<string, string>> = {
  agencies: "/can-bo/quan-tri/co-quan",
  officers: "/can-bo/quan-tri/can-bo",
  calendar: "/can-bo/quan-tri/lich",
  processes: "/can-bo/quan-tri/thu-tuc",
  "procedure-settings": "/can-bo/quan-tri/thu-tuc",
  synonyms: "/can-bo/quan-tri/cach-goi",
};
const OUTCOMES = ["error", "undone", "created", "changed", "unchanged"];

/** What became of each row of a table that was brought in: the bad ones first, each with its reason. */
export function ImportReportPage({ reader, run, columns }: Props): ReactElement {
  const room = ROOM_OF[run.kind] ?? "/can-bo/quan-tri";
  const headers = new Map(columns.map(({ key, header }) => [key, header]));
  const bad = run.rows.filter(({ outcome }) => outcome === "error");
  const counts = OUTCOMES.map(
    (outcome) => [outcome, run.rows.filter((row) => row.outcome === outcome).length] as const,
  );
  const shown = [...bad, ...run.rows.filter(({ notes }) => notes.length > 0)].slice(0, MOST_SHOWN);
  return (
    <AdminLayout title="Kết quả nhập bảng" reader={reader} room={room}>
      <p>
        <a href={room}>‹ {sheetTitle(run.kind)}</a>
      </p>
      <h1>Kết quả nhập: {sheetTitle(run.kind)}</h1>
      <p className="meta">
        {run.fileName} · {momentText(run.at)}
      </p>
      <dl className="facts">
        {counts.map(([outcome, count]) =>
          count === 0 ? null : (
            <div className="fact" key={outcome}>
              <dt>{rowOutcomeText(outcome)}</dt>
              <dd>{count} dòng</dd>
            </div>
          ),
        )}
      </dl>
      <p>
        <a className="button" href={`/can-bo/quan-tri/nhap/${run.id}/bang.xlsx`}>
          {bad.length > 0 ? "Tải bảng có ghi lý do từng dòng" : "Tải bảng kết quả"}
        </a>
      </p>
      {bad.length > 0 && <p>Sửa các dòng “Không nhận” trong bảng tải về rồi nhập lại; các dòng đã nhận giữ nguyên.</p>}
      {shown.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label="Bảng, cuộn ngang được">
          <table aria-label="Từng dòng">
            <thead>
              <tr>
                <th>Dòng</th>
                <th>Nội dung</th>
                <th>Kết quả</th>
                <th>Lý do, ghi chú</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ number, cells, outcome, faults, notes }) => (
                <tr key={number}>
                  <td>{number}</td>
                  <td>{Object.values(cells).filter(Boolean).slice(0, 3).join(" · ")}</td>
                  <td>{rowOutcomeText(outcome)}</td>
                  <td>{[...faults.map((fault) => rowFaultText(fault, headers)), ...notes].join(" ")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {bad.length > MOST_SHOWN && <p className="meta">Còn {bad.length - MOST_SHOWN} dòng khác trong bảng tải về.</p>}
    </AdminLayout>
  );
}
