import type { ReactElement } from "react";
import { Radios } from "../ui/fields.tsx";
import { sheetTitle } from "./sheet-text.ts";

interface Props {
  readonly kind: string;
}

/** Take a catalogue out as XLSX, change it in a spreadsheet, bring it in again: for those alone who may do both. */
export function SheetExchange({ kind }: Props): ReactElement {
  return (
    <details className="card">
      <summary>Nhập, xuất bảng tính: {sheetTitle(kind)}</summary>
      <p>
        <a href={`/can-bo/quan-tri/xuat/${kind}.xlsx`}>Tải bảng đang dùng (XLSX)</a>
      </p>
      <form method="post" action={`/can-bo/quan-tri/nhap/${kind}`} encType="multipart/form-data">
        <div className="field">
          <label htmlFor={`${kind}-file`}>Bảng cần nhập</label>
          <p className="hint">XLSX, ODS hoặc CSV (UTF-8), đúng các cột như bảng tải về; không quá 10 MB.</p>
          <input id={`${kind}-file`} name="file" type="file" accept=".xlsx,.ods,.csv" required />
        </div>
        <Radios
          id={`${kind}-mode`}
          name="mode"
          label="Khi có dòng sai"
          value="good-rows"
          choices={[
            { value: "good-rows", label: "Nhập các dòng đúng, trả lại các dòng sai" },
            { value: "all-or-nothing", label: "Không nhập dòng nào" },
          ]}
        />
        <button>Nhập bảng</button>
      </form>
    </details>
  );
}
