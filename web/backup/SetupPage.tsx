import type { ReactElement, ReactNode } from "react";
import { ErrorSummary, Field, TextInput } from "../ui/fields.tsx";
import { OfficeLayout } from "../ui/Layout.tsx";

const PATH = "/thiet-lap";

interface SetupProps {
  /** Asked for again after a fault; the code, the passphrase and the file are not. */
  readonly path: string;
  readonly errors: readonly { readonly id: string; readonly text: string }[];
  /** What came of the last restore, when that failed. */
  readonly failure: readonly string[];
}

/** The first page of an instance without data: restore an archive, or begin anew from the command line. */
export function SetupPage({ path, errors, failure }: SetupProps): ReactElement {
  const errorOf = (id: string): string | undefined => errors.find((error) => error.id === id)?.text;
  return (
    <Frame title="Thiết lập hệ thống">
      <p>Hệ thống này chưa có dữ liệu. Khôi phục từ một bản sao lưu, hoặc bắt đầu mới.</p>
      <ErrorSummary errors={errors} />
      {failure.length > 0 && (
        <div className="notice warn" role="alert">
          <p>Lần khôi phục vừa rồi không xong; hệ thống vẫn trống.</p>
          <ul>
            {failure.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
      <form method="post" action={PATH} encType="multipart/form-data" className="card">
        <h2>Khôi phục từ bản sao lưu</h2>
        <TextInput
          id="code"
          label="Mã thiết lập"
          hint="Hiện trên màn hình hoặc trong nhật ký của máy chủ khi motcua start chạy"
          error={errorOf("code")}
          autoComplete="one-time-code"
          required
        />
        <TextInput
          id="passphrase"
          label="Mật khẩu sao lưu"
          type="password"
          hint="Chỉ khi bản sao lưu được mã hóa"
          autoComplete="off"
        />
        <TextInput
          id="path"
          label="Đường dẫn bản sao lưu trên máy chủ"
          hint="Ví dụ /backup/motcua-2026-11-25.tar; nhanh hơn tải lên khi tệp lớn"
          value={path}
          error={errorOf("path")}
        />
        <Field id="file" label="Hoặc tải bản sao lưu lên từ máy này">
          <input id="file" name="file" type="file" />
        </Field>
        <button>Khôi phục</button>
      </form>
      <section className="card">
        <h2>Bắt đầu mới</h2>
        <p>
          Trên máy chủ, nạp cơ quan rồi cán bộ bằng <code>motcua import agencies TỆP.xlsx</code> và{" "}
          <code>motcua import officers TỆP.xlsx</code>, rồi cấp mã cho quản trị đầu tiên bằng{" "}
          <code>motcua activate TÊN_ĐĂNG_NHẬP</code>. Có cơ quan và cán bộ là hệ thống tự mở.
        </p>
      </section>
    </Frame>
  );
}

/** While a restore runs: the page asks again by itself. */
export function RestoringPage({
  what,
  megabytes,
}: {
  readonly what: string;
  readonly megabytes: number;
}): ReactElement {
  return (
    <Frame title="Đang khôi phục">
      <section className="card" aria-live="polite">
        <p>
          Đã đọc {megabytes} MB{what && `, đang ở ${what}`}. Trang này tự cập nhật.
        </p>
        <p>Bị ngắt giữa chừng cũng không sao: hệ thống vẫn trống và khôi phục lại được.</p>
        <p>
          <a href={PATH}>Xem lại ngay</a>
        </p>
      </section>
    </Frame>
  );
}

interface RestoredProps {
  readonly createdAt: string;
  readonly dossiers: number;
  readonly files: number;
  readonly warnings: readonly string[];
}

/** What came of a restore that is done. */
export function RestoredPage({ createdAt, dossiers, files, warnings }: RestoredProps): ReactElement {
  return (
    <Frame title="Đã khôi phục">
      <section className="card">
        <p>
          Hệ thống trở lại như lúc {createdAt}: {dossiers} hồ sơ, {files} tệp, đã so từng mã băm với bản sao lưu.
        </p>
        {warnings.length > 0 ? (
          <>
            <p>Những điều phải xem lại:</p>
            <ul>
              {warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </>
        ) : (
          <p>Mọi chuỗi sự kiện đều liền.</p>
        )}
        <p>Hệ thống mở sau vài giây. Mọi người đăng nhập lại.</p>
        <p>
          <a href="/can-bo">Vào trang cán bộ</a>
        </p>
      </section>
    </Frame>
  );
}

function Frame({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <OfficeLayout title={title} reader={null} path={PATH}>
      <h1>{title}</h1>
      {children}
    </OfficeLayout>
  );
}
