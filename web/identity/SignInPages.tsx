import type { ReactElement } from "react";
import { Alert, Notice } from "../ui/blocks.tsx";
import { TextInput } from "../ui/fields.tsx";
import { OfficeLayout, PortalLayout } from "../ui/Layout.tsx";
import { PasskeySignIn } from "./PasskeySignIn.tsx";
import { Help } from "../ui/province.tsx";

interface Props {
  readonly back: string;
  readonly error: string | null;
  readonly login: string;
  /** A form that was sent after the session had ended: carried along, so that nothing typed is lost. */
  readonly kept: string | null;
  /** Whether browsers can use passkeys at this address. */
  readonly passkeys: boolean;
}

/** Officers sign in by name and password, or by a passkey. */
export function OfficerSignInPage({ back, error, login, kept, passkeys }: Props): ReactElement {
  return (
    <OfficeLayout title="Đăng nhập cán bộ" reader={null} path="/can-bo/dang-nhap">
      <h1>Đăng nhập cán bộ</h1>
      <Alert>{error}</Alert>
      {kept && (
        <Notice warn>
          Phiên làm việc đã hết. Nội dung ông/bà vừa nhập còn nguyên: đăng nhập để quay lại biểu mẫu đã điền.
        </Notice>
      )}
      <form method="post" action="/can-bo/dang-nhap" className="card narrow">
        <input type="hidden" name="ve" value={back} />
        {kept && <input type="hidden" name="giu" value={kept} />}
        <TextInput id="login" label="Tên đăng nhập" value={login} autoComplete="username" required />
        <TextInput id="password" label="Mật khẩu" type="password" autoComplete="current-password" required />
        <button>Đăng nhập</button>
      </form>
      {passkeys && <PasskeySignIn back={back} kept={kept} />}
      <p>
        Lần đầu, hoặc đã được cấp mã mới: <a href="/can-bo/kich-hoat">Kích hoạt tài khoản</a>
      </p>
    </OfficeLayout>
  );
}

/** Where citizens sign in when the national identity service cannot be reached from here. */
export function CitizenSignInClosedPage(): ReactElement {
  return (
    <PortalLayout title="Đăng nhập" person={null} path="/dang-nhap">
      <h1>Đăng nhập</h1>
      <Notice warn>
        Cổng định danh chưa được cấu hình. Ông/bà nộp tại bộ phận một cửa; cần hỏi thì <Help />.
      </Notice>
    </PortalLayout>
  );
}

/** The sign-in did not come to its end: cancelled, too late, or not begun in this browser. */
export function CitizenSignInFailedPage(): ReactElement {
  return (
    <PortalLayout title="Chưa đăng nhập" person={null} path="/dang-nhap">
      <h1>Chưa đăng nhập được</h1>
      <p>Lần đăng nhập này đã bị huỷ, quá lâu hoặc không bắt đầu từ trình duyệt này. Chưa có gì bị thay đổi.</p>
      <p>
        <a className="button" href="/dang-nhap">
          Đăng nhập lại
        </a>
      </p>
      <p>
        <a href="/">Về trang tìm thủ tục</a>
      </p>
    </PortalLayout>
  );
}

interface StandInProps {
  readonly interaction: string;
  readonly people: readonly { readonly subject: string; readonly name: string }[];
  readonly error: string | null;
}

/** The sign-in page of the development stand-in for the national identity service. */
export function StandInPage({ interaction, people, error }: StandInProps): ReactElement {
  return (
    <PortalLayout title="Định danh (bản thử)" person={null} path="/dang-nhap">
      <h1>Định danh điện tử – bản thử</h1>
      <Notice warn>Chỉ dùng trong tỉnh mẫu. Mọi người ở đây đều hư cấu.</Notice>
      <Alert>{error}</Alert>
      <form method="post" action={interaction} className="card">
        <fieldset className="field">
          <legend>Ông/bà là</legend>
          {people.map(({ subject, name }, index) => (
            <label className="choice" key={subject}>
              <input type="radio" name="login" value={subject} defaultChecked={index === 0} />
              {name}
            </label>
          ))}
        </fieldset>
        <TextInput id="password" label="Mật khẩu" type="password" hint="Trong tỉnh mẫu: motcua-demo" />
        <button>Đăng nhập</button>
      </form>
    </PortalLayout>
  );
}
