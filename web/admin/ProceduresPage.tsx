import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { Level, ServiceLevel } from "../../domain/procedure/procedure.ts";
import { LEVEL_TEXT, SERVICE_LEVEL_TEXT } from "../procedure/version-text.ts";
import { Table } from "../ui/blocks.tsx";
import { Select, TextInput } from "../ui/fields.tsx";
import { AdminLayout } from "./AdminLayout.tsx";
import { CatalogueUpload } from "./CatalogueUpload.tsx";
import { SheetExchange } from "./SheetExchange.tsx";

interface Row {
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly serviceLevel: ServiceLevel;
  readonly levels: readonly Level[];
  readonly fileable: boolean;
}

interface Props {
  readonly reader: Reader;
  readonly filter: {
    readonly text: string;
    readonly field: string;
    readonly level: string;
    readonly fileable: string;
  };
  readonly fields: readonly string[];
  readonly rows: readonly Row[];
  readonly count: number;
  /** Address of the next page, or null on the last. */
  readonly next: string | null;
  readonly isFirst: boolean;
}

/** The catalogue of procedures: search, narrow, page by page. */
export function ProceduresPage({ reader, filter, fields, rows, count, next, isFirst }: Props): ReactElement {
  const any = { value: "", label: "Tất cả" };
  return (
    <AdminLayout title="Thủ tục, quy trình" reader={reader} room="/can-bo/quan-tri/thu-tuc">
      <h1>Thủ tục ({count.toLocaleString("vi-VN")})</h1>
      <form method="get" action="/can-bo/quan-tri/thu-tuc" className="card" role="search">
        <div className="row">
          <TextInput id="tim" label="Tên hoặc mã" value={filter.text} type="search" />
          <Select
            id="linh-vuc"
            label="Lĩnh vực"
            value={filter.field}
            choices={[any, ...fields.map((field) => ({ value: field, label: field }))]}
          />
          <Select
            id="cap"
            label="Cấp"
            value={filter.level}
            choices={[any, ...Object.entries(LEVEL_TEXT).map(([value, label]) => ({ value, label }))]}
          />
          <Select
            id="nop"
            label="Quy trình"
            value={filter.fileable}
            choices={[any, { value: "co", label: "Đã công bố" }, { value: "chua", label: "Chưa công bố" }]}
          />
          <button>Tìm</button>
        </div>
      </form>
      <details className="card">
        <summary>Nhập danh mục quốc gia</summary>
        <CatalogueUpload />
        <p>
          <a href="/can-bo/quan-tri/thu-tuc/danh-muc">Các lần đã nhập</a>
        </p>
      </details>
      <SheetExchange kind="procedure-settings" />
      <SheetExchange kind="processes" />
      {rows.length === 0 ? (
        <p>Không có thủ tục nào như vậy. Thử từ khác hoặc bỏ bớt điều kiện.</p>
      ) : (
        <ProcedureTable rows={rows} />
      )}
      <nav aria-label="Trang" className="row">
        {!isFirst && <a href="/can-bo/quan-tri/thu-tuc">Về trang đầu</a>}
        {next && <a href={next}>Trang sau</a>}
      </nav>
    </AdminLayout>
  );
}

function ProcedureTable({ rows }: { readonly rows: readonly Row[] }): ReactElement {
  return (
    <Table label="Thủ tục" head={["Mã", "Tên", "Lĩnh vực", "Cấp", "Mức độ", "Quy trình"]}>
      <tbody>
        {rows.map(({ code, name, field, serviceLevel, levels, fileable }) => (
          <tr key={code}>
            <td>{code}</td>
            <td>
              <a href={`/can-bo/quan-tri/thu-tuc/${code}`}>{name}</a>
            </td>
            <td>{field}</td>
            <td>{levels.map((level) => LEVEL_TEXT[level]).join(", ")}</td>
            <td className="short">{SERVICE_LEVEL_TEXT[serviceLevel]}</td>
            <td>
              <span className={fileable ? "chip done" : "chip"}>{fileable ? "✓ Đã công bố" : "Chưa công bố"}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
