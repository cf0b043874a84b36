import type { ReactElement } from "react";
import { AdminLayout } from "./AdminLayout.tsx";
import { SheetExchange } from "./SheetExchange.tsx";

interface Props {
  readonly person: string;
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly mayImport: boolean;
}

/** What people call a procedure, and how the catalogue names it. */
export function SynonymsPage({ person, rows, mayImport }: Props): ReactElement {
  return (
    <AdminLayout title="Cách gọi thường ngày" person={person} room="/can-bo/quan-tri/cach-goi">
      <h1>Cách gọi thường ngày ({rows.length})</h1>
      <p>Khi người dân gõ cách gọi ở cột trái, hệ thống tìm cả theo tên ở cột phải.</p>
      <SheetExchange kind="synonyms" mayImport={mayImport} />
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
