import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { RegisterRow } from "../../domain/slip/slip-data.ts";
import { Select, TextInput } from "../ui/fields.tsx";
import { OfficeLayout } from "../ui/Layout.tsx";
import { momentText } from "../ui/moment-text.ts";

interface Props {
  readonly reader: Reader;
  readonly books: readonly { readonly code: string; readonly name: string }[];
  readonly asked: { readonly agency: string; readonly from: string; readonly to: string };
  readonly span: {
    readonly rows: readonly RegisterRow[];
    readonly more: boolean;
    readonly book: { readonly code: string };
  } | null;
  readonly error: string | null;
}

/** The tracking book of a counter, to read, print and take along. */
export function RegisterPage({ reader, books, asked, span, error }: Props): ReactElement {
  const book = span?.book.code ?? asked.agency;
  const query = new URLSearchParams({ quay: book, tu: asked.from, den: asked.to }).toString();
  return (
    <OfficeLayout title="Sổ theo dõi hồ sơ" reader={reader} path="/can-bo/so-theo-doi">
      <h1>Sổ theo dõi hồ sơ</h1>
      {error && (
        <p className="summary" role="alert">
          {error}
        </p>
      )}
      <form method="get" action="/can-bo/so-theo-doi" className="row">
        <Select
          id="quay"
          label="Quầy"
          value={book}
          choices={books.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <TextInput id="tu" label="Nhận từ ngày" value={dayText(asked.from)} />
        <TextInput id="den" label="đến ngày" value={dayText(asked.to)} />
        <button>Xem sổ</button>
      </form>
      {span && (
        <p>
          {span.rows.length} hồ sơ{span.more && ", chưa phải tất cả: chọn ít ngày hơn"}.{" "}
          <a href={`/can-bo/so-theo-doi.pdf?${query}`}>In sổ (PDF)</a> ·{" "}
          <a href={`/can-bo/so-theo-doi.xlsx?${query}`}>Tải bảng tính</a>
        </p>
      )}
      {span && span.rows.length > 0 && <RegisterTable rows={span.rows} />}
    </OfficeLayout>
  );
}

function RegisterTable({ rows }: { readonly rows: readonly RegisterRow[] }): ReactElement {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Bảng, cuộn ngang được">
      <table aria-label="Sổ theo dõi hồ sơ">
        <thead>
          <tr>
            {["STT", "Mã hồ sơ", "Thủ tục", "Người nộp", "Cơ quan giải quyết", "Nhận", "Hẹn trả", "Trả"].map(
              (title) => (
                <th key={title}>{title}</th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.dossierCode}>
              <td>{row.sequence}</td>
              <td>{row.dossierCode}</td>
              <td>{row.procedureName}</td>
              <td>
                {row.applicantName}
                <div className="meta">{row.contact}</div>
              </td>
              <td>{row.agencyName}</td>
              <td>{momentText(row.receivedAt ?? null)}</td>
              <td>{momentText(row.dueAt ?? null)}</td>
              <td>
                {momentText(row.returnedAt ?? null)}
                {row.resultChannel && <div className="meta">{row.resultChannel}</div>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function dayText(iso: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) ? iso.split("-").toReversed().join("/") : iso;
}
