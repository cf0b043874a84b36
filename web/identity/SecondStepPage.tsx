import type { ReactElement } from "react";
import { Alert, Notice } from "../ui/blocks.tsx";
import { TextInput } from "../ui/fields.tsx";
import { OfficeLayout } from "../ui/Layout.tsx";
import { PasskeySignIn } from "./PasskeySignIn.tsx";

interface Props {
  readonly back: string;
  readonly error: string | null;
  /** A form that was sent after the session had ended: carried along, so that nothing typed is lost. */
  readonly kept: string | null;
  /** Whether browsers can use passkeys at this address. */
  readonly passkeys: boolean;
}

const PATH = "/can-bo/dang-nhap/buoc-hai";

/** The second step of signing in: the password was right, a code is still asked for. */
export function SecondStepPage({ back, error, kept, passkeys }: Props): ReactElement {
  const carried = (
    <>
      <input type="hidden" name="ve" value={back} />
      {kept && <input type="hidden" name="giu" value={kept} />}
    </>
  );
  return (
    <OfficeLayout title="Đăng nhập: bước hai" reader={null} path="/can-bo/dang-nhap">
      <h1>Bước hai: mã xác nhận</h1>
      <Alert>{error}</Alert>
      {kept && <Notice warn>Nội dung ông/bà vừa nhập còn nguyên: xong bước này là quay lại biểu mẫu đã điền.</Notice>}
      <form method="post" action={PATH} className="card narrow">
        {carried}
        <TextInput
          id="code"
          label="Mã 6 số"
          hint="Mở ứng dụng tạo mã trên điện thoại; mỗi mã dùng một lần, đổi sau 30 giây"
          numeric
          autoComplete="one-time-code"
          required
        />
        <button>Đăng nhập</button>
      </form>
      {passkeys && <PasskeySignIn back={back} kept={kept} />}
      <details className="card narrow">
        <summary>Không có điện thoại? Dùng mã khôi phục</summary>
        <form method="post" action={PATH}>
          {carried}
          <div className="field">
            <label htmlFor="recovery">Mã khôi phục</label>
            <p className="hint" id="recovery-hint">
              Một trong mười mã đã in khi thiết lập: năm nhóm năm ký tự. Mỗi mã dùng một lần.
            </p>
            <input id="recovery" name="code" autoComplete="off" aria-describedby="recovery-hint" required />
          </div>
          <button className="quiet">Đăng nhập bằng mã khôi phục</button>
        </form>
        <p className="hint">Mất cả điện thoại lẫn mã khôi phục: nhờ quản trị cơ quan đặt lại xác thực hai bước.</p>
      </details>
      <p>
        Trang này giữ trong 5 phút. <a href="/can-bo/dang-nhap">Đăng nhập lại từ đầu</a>
      </p>
    </OfficeLayout>
  );
}
