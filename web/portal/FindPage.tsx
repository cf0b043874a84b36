import type { ReactElement } from "react";
import { PortalLayout } from "../ui/Layout.tsx";

export interface FoundRow {
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly fileable: boolean;
}

/** Find a procedure: one box, accents or not. */
export function FindPage({
  text,
  rows,
  person,
}: {
  readonly text: string;
  readonly rows: readonly FoundRow[];
  readonly person: string | null;
}): ReactElement {
  return (
    <PortalLayout title="Tìm thủ tục" person={person} path="/">
      <h1>Ông/bà cần làm thủ tục gì?</h1>
      <form method="get" action="/" role="search">
        <div className="field">
          <label htmlFor="tim">Gõ tên việc cần làm</label>
          <p className="hint">Có dấu hay không dấu đều được, ví dụ: lam giay khai sinh, sổ đỏ</p>
          <input id="tim" name="tim" type="search" defaultValue={text} />
        </div>
        <button>Tìm thủ tục</button>
      </form>
      <h2>{text ? `Kết quả cho “${text}”` : "Thủ tục thường dùng"}</h2>
      {rows.length === 0 && <p>Không tìm thấy thủ tục nào. Thử từ khác hoặc gọi 1022.</p>}
      <ul className="plain">
        {rows.map(({ code, name, field, fileable }) => (
          <li key={code}>
            <a href={`/thu-tuc/${code}`}>{name}</a>
            <div className="meta">
              {field} · {fileable ? "Nộp được tại đây" : "Xem hướng dẫn"}
            </div>
          </li>
        ))}
      </ul>
    </PortalLayout>
  );
}
