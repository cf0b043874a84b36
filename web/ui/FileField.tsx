import type { ReactNode } from "react";
import { describedBy, Field, fieldId, type FieldProps } from "./Field.tsx";

interface FileFieldProps extends FieldProps {
  readonly multiple?: boolean | undefined;
  /** Types as in HTML; photos and PDF unless said otherwise, so a phone offers its camera. */
  readonly accept?: string | undefined;
  /** In bytes; the script warns before anything is sent. */
  readonly maxBytes?: number | undefined;
}

/** Picks or photographs files; works as a plain file box without the script. */
export function FileField(props: FileFieldProps): ReactNode {
  const { multiple, accept = "image/jpeg,image/png,image/webp,application/pdf", maxBytes, ...field } = props;
  return (
    <Field {...field}>
      <input
        className="input file"
        type="file"
        id={fieldId(field.name)}
        name={field.name}
        accept={accept}
        multiple={multiple}
        data-max-bytes={maxBytes}
        data-too-big-words="Tệp quá lớn, hãy chọn tệp nhỏ hơn:"
        aria-describedby={describedBy(field)}
        aria-invalid={field.error ? true : undefined}
      />
      <p className="file-note" data-file-note="" aria-live="polite" />
    </Field>
  );
}
