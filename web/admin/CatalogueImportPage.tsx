import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { ButtonLink, Card, Notice, Pager, Table, Tabs } from "../ui/blocks.tsx";
import { Radios } from "../ui/fields.tsx";
import { momentText } from "../ui/moment-text.ts";
import { AdminLayout } from "./AdminLayout.tsx";
import {
  CATALOGUE_OUTCOMES,
  catalogueOutcomeText,
  MISSING_TEXT,
  type CatalogueOutcome,
} from "./catalogue-import-text.ts";

interface Row {
  readonly line: number | null;
  readonly code: string;
  readonly name: string;
  readonly outcome: CatalogueOutcome;
  /** Why it was not taken, what it changes, what it left open. */
  readonly sentences: readonly string[];
}

interface Props {
  readonly reader: Reader;
  readonly brought: {
    readonly id: string;
    readonly fileName: string;
    readonly broughtAt: Moment;
    readonly actorName: string;
    /** Null while it is only previewed. */
    readonly takenAt: Moment | null;
  };
  readonly counts: Readonly<Partial<Record<CatalogueOutcome, number>>>;
  readonly shown: CatalogueOutcome;
  readonly rows: readonly Row[];
  readonly page: number;
  readonly pages: number;
}

const MOST_SENTENCES = 8;

/** What would become, or became, of each row of a file of the national catalogue, and the button that takes it in. */
export function CatalogueImportPage({ reader, brought, counts, shown, rows, page, pages }: Props): ReactElement {
  const { id, fileName, broughtAt, actorName, takenAt } = brought;
  const address = `/can-bo/quan-tri/thu-tuc/danh-muc/${id}`;
  const previewed = takenAt === null;
  const title = previewed ? "Xem trước danh mục quốc gia" : "Kết quả nhập danh mục quốc gia";
  return (
    <AdminLayout title={title} reader={reader} room="/can-bo/quan-tri/thu-tuc">
      <p>
        <a href="/can-bo/quan-tri/thu-tuc/danh-muc">← Nhập danh mục quốc gia</a>
      </p>
      <h1>{title}</h1>
      <p className="meta">
        {fileName} · {actorName} · {momentText(takenAt ?? broughtAt)}
      </p>
      {previewed ? <Decision id={id} counts={counts} /> : <Outcome counts={counts} />}
      <Tabs
        label="Kết quả từng dòng"
        tabs={CATALOGUE_OUTCOMES.filter((outcome) => outcome !== "undone" || counts.undone).map((outcome) => ({
          href: `${address}?ket-qua=${outcome}`,
          label: catalogueOutcomeText(outcome, previewed),
          count: counts[outcome] ?? 0,
          current: outcome === shown,
          alarm: outcome === "error",
        }))}
      />
      <p>
        <ButtonLink quiet href={`${address}/bao-cao.xlsx`}>
          Tải báo cáo từng dòng (XLSX)
        </ButtonLink>
      </p>
      {rows.length === 0 ? <p>Không có dòng nào.</p> : <Rows rows={rows} />}
      <Pager page={page} pages={pages} href={(to) => `${address}?ket-qua=${shown}&trang=${to}`} />
    </AdminLayout>
  );
}

function Decision({ id, counts }: { readonly id: string; readonly counts: Props["counts"] }): ReactElement {
  const bad = counts.error ?? 0;
  if (!counts.created && !counts.changed) {
    return (
      <Notice warn={bad > 0}>
        {bad > 0
          ? "Không có dòng nào nhập được. Xem lý do từng dòng, sửa tệp rồi chọn lại."
          : "Danh mục đang dùng đã đúng như tệp; không có gì để nhập."}
      </Notice>
    );
  }
  return (
    <Card title="Nhập vào danh mục">
      <p>
        Chưa có gì thay đổi. Mỗi thủ tục mới hoặc có thay đổi sẽ thành một phiên bản mới từ hôm nay; hồ sơ đã nộp giữ
        phiên bản cũ; phí, mẫu khai và những gì tỉnh đã đặt được giữ nguyên.
      </p>
      <form method="post" action={`/can-bo/quan-tri/thu-tuc/danh-muc/${id}/nhap`}>
        {bad > 0 && (
          <Radios
            id="mode"
            label={`Tệp có ${bad.toLocaleString("vi-VN")} dòng không nhận được`}
            value="good-rows"
            choices={[
              { value: "good-rows", label: "Nhập các dòng đúng, bỏ các dòng sai" },
              { value: "all-or-nothing", label: "Không nhập dòng nào khi còn dòng sai" },
            ]}
          />
        )}
        <button>Nhập vào danh mục</button>
      </form>
    </Card>
  );
}

function Outcome({ counts }: { readonly counts: Props["counts"] }): ReactElement {
  if (counts.undone)
    return <Notice warn>Không nhập dòng nào vì tệp có dòng sai. Sửa các dòng “Không nhận” rồi chọn lại tệp.</Notice>;
  return (
    <Notice warn={(counts.error ?? 0) > 0}>
      {counts.error
        ? "Đã nhập các dòng đúng; các dòng “Không nhận” chưa vào danh mục, lý do ghi bên dưới."
        : "Đã nhập xong, mọi dòng đều đúng."}
    </Notice>
  );
}

function Rows({ rows }: { readonly rows: readonly Row[] }): ReactElement {
  return (
    <Table label="Từng dòng" head={["Dòng", "Thủ tục", "Lý do, thay đổi, ghi chú"]} dense>
      <tbody>
        {rows.map(({ line, code, name, outcome, sentences }, index) => (
          <tr key={`${String(line)}-${code}-${String(index)}`}>
            <td>{line ?? "–"}</td>
            <td>
              {outcome === "error" || name === "" ? code : <a href={`/can-bo/quan-tri/thu-tuc/${code}`}>{code}</a>}{" "}
              {name}
            </td>
            <td>{outcome === "missing" ? MISSING_TEXT : <Sentences sentences={sentences} />}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Sentences({ sentences }: { readonly sentences: readonly string[] }): ReactElement {
  const more = sentences.length - MOST_SENTENCES;
  return (
    <>
      {sentences.slice(0, MOST_SENTENCES).map((sentence, index) => (
        <div key={`${sentence}${String(index)}`}>{sentence}</div>
      ))}
      {more > 0 && <div className="meta">Còn {more} điểm khác trong báo cáo tải về.</div>}
    </>
  );
}
