import type { ReactNode } from "react";

interface FormProps {
  readonly action: string;
  /** `get` only for searches: a GET never writes. */
  readonly method?: "post" | "get" | undefined;
  /** Set when the form carries files. */
  readonly files?: boolean | undefined;
  readonly id?: string | undefined;
  /** Address that takes the same fields as a draft while the person types; needs the script, loses nothing without it. */
  readonly autosave?: string | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A form whose errors come from the server in Vietnamese; the browser's own bubbles speak the browser's language. */
export function Form({ action, method = "post", files, id, autosave, className, children }: FormProps): ReactNode {
  return (
    <form
      action={action}
      method={method}
      encType={files ? "multipart/form-data" : undefined}
      id={id}
      className={className}
      data-autosave={autosave}
      noValidate
    >
      {children}
      {autosave && (
        <p
          className="autosave"
          role="status"
          data-autosave-status=""
          data-saved-words="Đã lưu nháp lúc"
          data-failed-words="Chưa lưu được nháp. Kiểm tra mạng rồi bấm nút lưu."
        />
      )}
    </form>
  );
}

/** A value that travels with the form unseen. */
export function Hidden({ name, value }: { readonly name: string; readonly value: string }): ReactNode {
  return <input type="hidden" name={name} value={value} />;
}
