import type { ReactElement } from "react";
import { FileField, type StoredFile } from "../ui/FileField.tsx";
import { Radios, type Choice } from "../ui/fields.tsx";

interface Props {
  /** Before every name, where several forms share a page. */
  readonly prefix: string;
  readonly components: readonly Choice[];
  readonly fields: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, readonly StoredFile[]>>;
  readonly faults: readonly { readonly field: string; readonly text: string }[];
  /** A paper may be left without an answer. */
  readonly optional: boolean;
}

const STATES: readonly Choice[] = [
  { value: "kept", label: "Giữ bản giấy" },
  { value: "seen", label: "Đã xem, trả lại" },
  { value: "scanned", label: "Quét ngay" },
  { value: "none", label: "Thiếu" },
];

/** What the counter does with each paper that is asked for, and its scan. */
export function PaperRows({ prefix, components, fields, files, faults, optional }: Props): ReactElement {
  return (
    <>
      {components.map(({ value: code, label }) => {
        const field = `tep.${code}`;
        return (
          <div className="paper-row" key={code}>
            <Radios
              id={`${prefix}paper.${code}`}
              label={label}
              inline
              choices={optional ? STATES.slice(0, 3) : STATES}
              value={fields[`paper.${code}`] ?? (optional ? undefined : "kept")}
            />
            <FileField
              id={prefix + field}
              label="Bản quét"
              error={faults.find((fault) => fault.field === field)?.text}
              multiple
              kept={files[field] ?? []}
            />
          </div>
        );
      })}
    </>
  );
}
