import type { ReactElement } from "react";
import { PortalLayout } from "../ui/Layout.tsx";
import { Help } from "../ui/province.tsx";
import { LIFE_EVENTS } from "./life-events.ts";

export interface FoundRow {
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly fileable: boolean;
}

interface Props {
  readonly text: string;
  /** The life event that was chosen, or null. */
  readonly event: string | null;
  readonly rows: readonly FoundRow[];
  readonly person: string | null;
}

/** Find a procedure: one box, accents or not, or by what has happened in life. */
export function FindPage({ text, event, rows, person }: Props): ReactElement {
  const title = text ? `Kết quả cho “${text}”` : (event ?? "Thủ tục thường dùng");
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
      {text === "" && event === null && (
        <>
          <h2>Việc trong đời</h2>
          <ul className="tiles">
            {LIFE_EVENTS.map(({ key, label }) => (
              <li key={key}>
                <a href={`/?viec=${key}`}>{label}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{title}</h2>
      {rows.length === 0 && (
        <p>
          Không tìm thấy thủ tục nào. Thử ít chữ hơn hoặc từ khác, hoặc <Help />.{text !== "" && <br />}
          {text !== "" && <a href="/">Xem thủ tục thường dùng</a>}
        </p>
      )}
      <ul className="plain">
        {rows.map(({ code, name, field, fileable }) => (
          <li key={code}>
            <a href={`/thu-tuc/${code}`}>{name}</a>
            <div className="meta">
              {field} · {fileable ? "Nộp trực tuyến được" : "Xem hướng dẫn"}
            </div>
          </li>
        ))}
      </ul>
    </PortalLayout>
  );
}
