import type { ReactElement } from "react";
import { AdminLayout } from "./AdminLayout.tsx";

interface Props {
  readonly person: string;
  readonly agencies: number;
  readonly officers: number;
  readonly procedures: number;
}

/** Where an administrator begins: what the province's catalogues hold. */
export function AdminHomePage({ person, agencies, officers, procedures }: Props): ReactElement {
  const counts = [
    ["Cơ quan đang hoạt động", agencies],
    ["Cán bộ có nhiệm vụ", officers],
    ["Thủ tục nộp được", procedures],
  ] as const;
  return (
    <AdminLayout title="Quản trị" person={person} room="/can-bo/quan-tri">
      <h1>Quản trị</h1>
      <dl className="facts">
        {counts.map(([label, count]) => (
          <div className="fact" key={label}>
            <dt>{label}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
    </AdminLayout>
  );
}
