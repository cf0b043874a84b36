import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import { AdminLayout } from "./AdminLayout.tsx";
import { SheetExchange } from "./SheetExchange.tsx";

interface Props {
  readonly reader: Reader;
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly mayImport: boolean;
}

/** What people call a procedure, and how the catalogue names it. */
export function SynonymsPage({ reader, rows, mayImport }: Props): ReactElement {
  return (
    <AdminLayout title="Cách gọi thường ngày" reader={reader} room="/can-bo/quan-tri/cach-goi">
      <h1>Cách gọi thường ngày ({rows.length})</h1>
      <p>Khi người dân gõ cách gọi ở cột trái, hệ thống tìm cả theo tên ở cột phải.</p>
      {mayImport && <SheetExchange kind="synonyms" />}
      <div className="scroll" tabIndex={0} role="region" aria-label="Bảng, cuộn ngang được">
        <table aria-label="Cách gọi">
          <thead>
            <tr>
              <th>Người dân gọi</th>
              <th>Danh mục gọi</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ said, meant }) => (
              <tr key={said}>
                <td>{said}</td>
                <td>{meant}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </AdminLayout>
  );
}
