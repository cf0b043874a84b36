import type { ReactElement } from "react";
import type { Moment } from "../../domain/shared/moment.ts";
import { Card } from "../ui/blocks.tsx";
import { TextInput } from "../ui/fields.tsx";
import { momentText } from "../ui/moment-text.ts";
import { errorIn, type Errors } from "./own-account-parts.tsx";

const PATH = "/can-bo/tai-khoan/khoa-truy-cap";

export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly since: Moment;
  readonly lastUsedAt: Moment | null;
}

interface Props {
  readonly passkeys: readonly Passkey[];
  readonly errors: Errors;
  /** Whether browsers can make passkeys at this address. */
  readonly passkeysHere: boolean;
  /** Whether a code is asked for as well. */
  readonly asksForCode: boolean;
  readonly typed: string;
}

/** The officer's passkeys, and the form that adds one. */
export function PasskeyCards(props: Props): ReactElement {
  const { passkeys, errors } = props;
  return (
    <div className="workspace">
      <Card title={`Khoá truy cập (${passkeys.length})`}>
        <p>
          Khoá nằm trong điện thoại, máy tính hoặc thiết bị USB của ông/bà, mở bằng vân tay, khuôn mặt hay mã PIN. Khoá
          thay cả mật khẩu lẫn mã 6 số; trang giả mạo không lấy được.
        </p>
        <ul className="plain">
          {passkeys.map((passkey) => (
            <OnePasskey key={passkey.id} {...passkey} error={errorIn(errors, `remove-${passkey.id}`)} />
          ))}
        </ul>
      </Card>
      <Card title="Thêm khoá truy cập">
        {props.passkeysHere ? (
          <AddForm {...props} />
        ) : (
          <p className="hint">
            Địa chỉ của hệ thống chưa dùng được khoá truy cập: cần tên miền có https. Hỏi quản trị.
          </p>
        )}
      </Card>
    </div>
  );
}

function AddForm({ errors, typed, asksForCode }: Props): ReactElement {
  return (
    <>
      <form method="post" action={PATH} className="narrow" data-passkey="make" hidden>
        <input type="hidden" name="credential" />
        <TextInput
          id="key-name"
          label="Tên để nhận ra"
          hint="Ví dụ: Điện thoại của tôi, Máy ở quầy"
          value={typed}
          error={errorIn(errors, "key-name")}
          required
        />
        <TextInput
          id="key-password"
          label="Mật khẩu đăng nhập"
          type="password"
          error={errorIn(errors, "key-password")}
          autoComplete="current-password"
          required
        />
        {asksForCode && (
          <TextInput
            id="key-code"
            label="Mã 6 số, hoặc một mã khôi phục"
            error={errorIn(errors, "key-code")}
            autoComplete="one-time-code"
            required
          />
        )}
        <button>Tạo khoá truy cập</button>
        <p className="error" role="alert" data-passkey-fault hidden />
        <script async src="/assets/passkey.js" />
      </form>
      <p className="hint" data-passkey-missing>
        Trình duyệt này không tạo được khoá truy cập, hoặc đang tắt JavaScript.
      </p>
    </>
  );
}

function OnePasskey({
  id,
  name,
  since,
  lastUsedAt,
  error,
}: Passkey & { readonly error: string | undefined }): ReactElement {
  return (
    <li>
      <strong>{name}</strong>
      <div className="meta">
        Thêm {momentText(since)} · {lastUsedAt ? `dùng lần cuối ${momentText(lastUsedAt)}` : "chưa dùng lần nào"}
      </div>
      <details open={error !== undefined}>
        <summary aria-label={`Bỏ khoá ${name}`}>Bỏ khoá này</summary>
        <form method="post" action={`${PATH}/${id}/xoa`} className="narrow">
          <div className={error ? "field invalid" : "field"}>
            <label htmlFor={`remove-${id}`}>Mật khẩu đăng nhập</label>
            {error && <p className="error">Lỗi: {error}</p>}
            <input id={`remove-${id}`} name="password" type="password" autoComplete="current-password" required />
          </div>
          <button className="quiet">Bỏ khoá</button>
        </form>
      </details>
    </li>
  );
}
