import type { ReactElement } from "react";
import { Field } from "./fields.tsx";

/** A file that is already stored, as the person who brought it may check it. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly pages: number | null;
  readonly kilobytes: number;
  /** First characters of its SHA-256: enough to tell two files apart on the telephone. */
  readonly digest: string;
}

const ACCEPT = "image/jpeg,image/png,image/webp,application/pdf";
export const FILE_HINT = "Chụp bằng điện thoại hoặc chọn tệp PDF, JPEG, PNG, WebP; không quá 20 MB.";

/** Size, pages and digest of a file in words. */
export function fileFacts({ pages, kilobytes, digest }: Omit<StoredFile, "id" | "name">): string {
  return `${pages ?? 1} trang, ${kilobytes.toLocaleString("vi-VN")} KB, mã tệp ${digest}`;
}

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly multiple?: boolean;
  /** Files of this field that need not be chosen again; each can be left out. */
  readonly kept?: readonly StoredFile[];
  /** Stored files that are taken only when they are ticked. */
  readonly offered?: readonly StoredFile[];
}

/** Chooses files. What arrived before stays, as `giu.<id>` naming the stored document, unless it is unticked. */
export function FileField({ id, label, hint, error, multiple, kept = [], offered = [] }: Props): ReactElement {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {kept.map((file) => (
        <StoredChoice key={file.id} field={id} file={file} label="Đã có" ticked />
      ))}
      {offered.map((file) => (
        <StoredChoice key={file.id} field={id} file={file} label="Dùng dự thảo" ticked={false} />
      ))}
      <script async src="/assets/upload.js" />
      <input
        id={id}
        name={id}
        type="file"
        accept={ACCEPT}
        multiple={multiple}
        data-upload=""
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
      />
    </Field>
  );
}

interface ChoiceProps {
  readonly field: string;
  readonly file: StoredFile;
  readonly label: string;
  readonly ticked: boolean;
}

function StoredChoice({ field, file, label, ticked }: ChoiceProps): ReactElement {
  return (
    <label className="choice">
      <input type="checkbox" name={`giu.${field}`} value={file.id} defaultChecked={ticked} />
      <span>
        {label}: {file.name} <span className="meta">({fileFacts(file)})</span>
      </span>
    </label>
  );
}
