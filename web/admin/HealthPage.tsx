import type { ReactElement } from "react";
import type { CheckedFinding, Verdict } from "../../domain/health/finding.ts";
import type { Reader } from "../../domain/identity/actor.ts";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { Notice, Table } from "../ui/blocks.tsx";
import { AdminLayout } from "./AdminLayout.tsx";
import { findingWords, verdictText } from "./health-text.ts";

interface Props {
  readonly reader: Reader;
  readonly findings: readonly CheckedFinding[];
}

const LOOKS: Readonly<Record<Verdict, readonly [kind: string, icon: IconName]>> = {
  good: ["done", "check"],
  warning: ["soon", "alert"],
  bad: ["overdue", "alert"],
  unknown: ["", "pause"],
};

/** Whether the system is well: what was looked at, what was seen, and what to do; what is wrong stands first. */
export function HealthPage({ reader, findings }: Props): ReactElement {
  const order: readonly Verdict[] = ["bad", "warning", "unknown", "good"];
  const sorted = findings.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  return (
    <AdminLayout title="Sức khoẻ hệ thống" reader={reader} room="/can-bo/quan-tri/suc-khoe">
      <h1>Sức khoẻ hệ thống</h1>
      <Notice warn={findings.some(({ verdict }) => verdict === "bad" || verdict === "warning")}>
        {verdictText(findings)}
      </Notice>
      <Table label="Các mục đã kiểm tra" head={["Mục", "Thấy", "Cần"]}>
        <tbody>
          {sorted.map((finding) => (
            <Row key={finding.name} finding={finding} />
          ))}
        </tbody>
      </Table>
      <p>
        Lệnh <code>motcua doctor</code> trên máy chủ kiểm tra thêm các thiết đặt, và chạy được cả khi trang này không mở
        được.
      </p>
    </AdminLayout>
  );
}

function Row({ finding }: { readonly finding: CheckedFinding }): ReactElement {
  const { word, title, seen, expected, remedy } = findingWords(finding);
  const [kind, icon] = LOOKS[finding.verdict];
  return (
    <tr>
      <th scope="row">
        {title}
        <br />
        <span className={`chip ${kind}`.trim()}>
          <Icon name={icon} /> {word}
        </span>
      </th>
      <td>
        {seen}
        {seen && remedy && <br />}
        {remedy && <strong>{remedy}</strong>}
      </td>
      <td>{expected}</td>
    </tr>
  );
}
