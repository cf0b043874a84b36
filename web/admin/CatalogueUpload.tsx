import type { ReactElement } from "react";
import { Field } from "../ui/fields.tsx";

/** Where a file of the national catalogue is chosen; what would change is shown before anything does. */
export function CatalogueUpload({ error }: { readonly error?: string | undefined }): ReactElement {
  return (
    <form method="post" action="/can-bo/quan-tri/thu-tuc/danh-muc" encType="multipart/form-data">
      <Field
        id="file"
        label="Tệp danh mục quốc gia"
        hint="Mỗi dòng một thủ tục ở dạng JSON (.jsonl hoặc .jsonl.gz), không quá 20 MB. Tệp lớn cần khoảng mười giây."
        error={error}
      >
        <input
          id="file"
          name="file"
          type="file"
          accept=".jsonl,.gz,application/gzip"
          required
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? "file-hint file-error" : "file-hint"}
        />
      </Field>
      <button>Xem trước</button>
      <p className="hint">Bước này chưa đổi gì: xem từng dòng sẽ ra sao rồi mới nhập.</p>
    </form>
  );
}
