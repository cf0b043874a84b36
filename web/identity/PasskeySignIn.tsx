import type { ReactElement } from "react";

interface Props {
  readonly back: string;
  readonly kept: string | null;
}

/** Signs in by finger, face or PIN; stays hidden in a browser without script or without passkeys. */
export function PasskeySignIn({ back, kept }: Props): ReactElement {
  return (
    <form method="post" action="/can-bo/dang-nhap/khoa-truy-cap" className="card narrow" data-passkey="use" hidden>
      <input type="hidden" name="ve" value={back} />
      {kept && <input type="hidden" name="giu" value={kept} />}
      <input type="hidden" name="credential" />
      <p className="hint">Mở bằng vân tay, khuôn mặt hoặc mã PIN của máy, không cần mật khẩu:</p>
      <button className="quiet">Đăng nhập bằng khoá truy cập</button>
      <p className="error" role="alert" data-passkey-fault hidden />
      <script async src="/assets/passkey.js" />
    </form>
  );
}
