import type { ReactNode } from "react";

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand right with figures of one width. */
  readonly numeric?: boolean | undefined;
}

interface DataTableProps<Row> {
  readonly caption: string;
  /** The caption is read aloud but not seen, when a heading above says the same. */
  readonly captionHidden?: boolean | undefined;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** What stands instead of the table when there are no rows. */
  readonly empty?: ReactNode;
}

/**
 * Rows under a header that stays in sight; the first column names the row. On a phone each row becomes a card,
 * so nothing scrolls sideways at 320 px. The explicit roles keep the table a table when it is laid out as cards.
 */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const { caption, captionHidden, columns, rows, rowKey, empty } = props;
  if (rows.length === 0 && empty !== undefined) return empty;
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={caption}>
      <table className="table" role="table">
        <caption className={captionHidden ? "sr-only" : undefined}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.key} scope="col" role="columnheader" className={column.numeric ? "num" : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map((column, index) => cell({ column, row, head: index === 0 }))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cell<Row>({ column, row, head }: { column: Column<Row>; row: Row; head: boolean }): ReactNode {
  const className = column.numeric ? "num" : undefined;
  if (head) {
    return (
      <th key={column.key} scope="row" role="rowheader" className={className} data-label={column.title}>
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td key={column.key} role="cell" className={className} data-label={column.title}>
      {column.cell(row)}
    </td>
  );
}
