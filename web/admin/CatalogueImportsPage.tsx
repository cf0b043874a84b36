import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { Card, Table } from "../ui/blocks.tsx";
import { ErrorSummary } from "../ui/fields.tsx";
import { momentText } from "../ui/moment-text.ts";
import { AdminLayout } from "./AdminLayout.tsx";
import { CatalogueUpload } from "./CatalogueUpload.tsx";
import { CATALOGUE_OUTCOMES, catalogueOutcomeText, type CatalogueOutcome } from "./catalogue-import-text.ts";

type Counts = Readonly<Partial<Record<CatalogueOutcome, number>>>;

interface Props {
  readonly reader: Reader;
  readonly taken: readonly {
    readonly id: string;
    readonly fileName: string;
    readonly takenAt: Moment | null;
    readonly actorName: string;
    readonly counts: Counts;
  }[];
  /** Why the file that was just brought is not taken. */
  readonly error: string | null;
}

/** Bringing the national catalogue in, and the times it was. */
export function CatalogueImportsPage({ reader, taken, error }: Props): ReactElement {
  return (
    <AdminLayout title="Nhập danh mục quốc gia" reader={reader} room="/can-bo/quan-tri/thu-tuc">
      <p>
        <a href="/can-bo/quan-tri/thu-tuc">← Thủ tục</a>
      </p>
      <h1>Nhập danh mục quốc gia</h1>
      <ErrorSummary errors={error ? [{ id: "file", text: error }] : []} />
      <Card title="Chọn tệp">
        <CatalogueUpload error={error ?? undefined} />
      </Card>
      <h2>Các lần đã nhập</h2>
      {taken.length === 0 ? (
        <p>Chưa nhập lần nào.</p>
      ) : (
        <Table label="Các lần đã nhập" head={["Lúc", "Tệp", "Người nhập", "Kết quả"]}>
          <tbody>
            {taken.map(({ id, fileName, takenAt, actorName, counts }) => (
              <tr key={id}>
                <td>
                  <a href={`/can-bo/quan-tri/thu-tuc/danh-muc/${id}`}>{takenAt && momentText(takenAt)}</a>
                </td>
                <td>{fileName}</td>
                <td>{actorName}</td>
                <td>{countsText(counts)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </AdminLayout>
  );
}

function countsText(counts: Counts): string {
  return CATALOGUE_OUTCOMES.filter((outcome) => counts[outcome])
    .map((outcome) => `${catalogueOutcomeText(outcome, false)}: ${(counts[outcome] ?? 0).toLocaleString("vi-VN")}`)
    .join("; ");
}
