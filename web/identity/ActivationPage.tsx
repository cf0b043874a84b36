import type { ReactElement } from "react";
import { ErrorSummary, TextInput } from "../ui/fields.tsx";
import { OfficeLayout } from "../ui/Layout.tsx";
import { NewPassword } from "./NewPassword.tsx";

interface Props {
  readonly login: string;
  readonly errors: readonly { readonly id: string; readonly text: string }[];
}

/** An officer sets the first password, or a new one, with the code that the administrator handed out. */
export function ActivationPage({ login, errors }: Props): ReactElement {
  const errorOf = (id: string): string | undefined => errors.find((error) => error.id === id)?.text;
  return (
    <OfficeLayout title="Kích hoạt tài khoản" reader={null} path="/can-bo/kich-hoat">
      <h1>Kích hoạt tài khoản</h1>
      <p>Dùng mã mà quản trị cơ quan đã giao. Mã dùng một lần, trong 7 ngày.</p>
      <ErrorSummary errors={errors} />
      <form method="post" action="/can-bo/kich-hoat" className="card">
        <TextInput id="login" label="Tên đăng nhập" value={login} autoComplete="username" required />
        <TextInput
          id="code"
          label="Mã kích hoạt"
          hint="Năm nhóm năm ký tự; gõ có gạch nối hay không đều được"
          error={errorOf("code")}
          autoComplete="one-time-code"
          required
        />
        <NewPassword errorOf={errorOf} />
        <button>Đặt mật khẩu và đăng nhập</button>
      </form>
      <p>
        <a href="/can-bo/dang-nhap">Đã có mật khẩu? Đăng nhập</a>
      </p>
    </OfficeLayout>
  );
}
