import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { AgencyLevel, CounterKind } from "../../domain/organisation/agency.ts";
import { Table } from "../ui/blocks.tsx";
import { TextInput } from "../ui/fields.tsx";
import { AdminLayout } from "./AdminLayout.tsx";
import { COUNTER_TEXT, dayText, LEVEL_TEXT } from "./organisation-text.ts";
import { SheetExchange } from "./SheetExchange.tsx";

export interface AgencyRow {
  readonly id: string;
  readonly code: string;
  readonly legacyCode: string | null;
  readonly name: string;
  readonly level: AgencyLevel;
  readonly counterKind: CounterKind | null;
  readonly from: string;
  readonly to: string | null;
  readonly depth: number;
}

interface Props {
  readonly reader: Reader;
  readonly text: string;
  /** As typed, day first. */
  readonly day: string;
  readonly dayError: string | null;
  readonly rows: readonly AgencyRow[];
  readonly mayChange: boolean;
}

/** The agencies of a day in their tree. */
export function AgenciesPage({ reader, text, day, dayError, rows, mayChange }: Props): ReactElement {
  return (
    <AdminLayout title="Cơ quan" reader={reader} room="/can-bo/quan-tri/co-quan">
      <h1>Cơ quan ({rows.length})</h1>
      <form method="get" action="/can-bo/quan-tri/co-quan" className="card">
        <div className="row">
          <TextInput id="tim" label="Tên hoặc mã" hint="Gõ có dấu hay không đều được" value={text} type="search" />
          <TextInput
            id="ngay"
            label="Vào ngày"
            hint="Ví dụ 30/06/2025: trước khi bỏ cấp huyện"
            value={day}
            error={dayError ?? undefined}
          />
          <button>Xem</button>
        </div>
      </form>
      {mayChange && (
        <p>
          <a className="button" href="/can-bo/quan-tri/co-quan/moi">
            Lập cơ quan
          </a>
        </p>
      )}
      {mayChange && <SheetExchange kind="agencies" />}
      {rows.length === 0 ? (
        <p>Không có cơ quan nào như vậy vào ngày {day}. Thử tên khác hoặc ngày khác.</p>
      ) : (
        <Table label="Cơ quan" head={["Tên", "Mã", "Cấp", "Một cửa", "Hiệu lực"]}>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td className={`tree-${Math.min(row.depth, 4)}`}>
                  <a href={`/can-bo/quan-tri/co-quan/${row.id}`}>{row.name}</a>
                </td>
                <td>
                  {row.code}
                  {row.legacyCode && <div className="meta">{row.legacyCode}</div>}
                </td>
                <td>{LEVEL_TEXT[row.level]}</td>
                <td>{row.counterKind ? COUNTER_TEXT[row.counterKind] : ""}</td>
                <td>{row.to ? `${dayText(row.from)} – trước ${dayText(row.to)}` : `Từ ${dayText(row.from)}`}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </AdminLayout>
  );
}
