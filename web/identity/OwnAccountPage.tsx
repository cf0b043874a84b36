import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { ButtonLink, Card } from "../ui/blocks.tsx";
import { ErrorSummary, TextInput } from "../ui/fields.tsx";
import { OfficeLayout, PortalLayout } from "../ui/Layout.tsx";
import { momentText } from "../ui/moment-text.ts";
import { deviceText } from "./device-text.ts";
import { StandIns } from "../office/StandIns.tsx";
import { NewPassword } from "./NewPassword.tsx";
import { placeText } from "./place-text.ts";
import { Done, errorIn, type Errors } from "./own-account-parts.tsx";

interface Session {
  readonly id: string;
  readonly userAgent: string;
  readonly address: string;
  readonly createdAt: Moment;
  readonly lastUsedAt: Moment;
  readonly current: boolean;
}

interface Props {
  readonly sessions: readonly Session[];
  /** What was done last, said once. */
  readonly done: string | null;
}

/** An officer's own account: sessions and password. */
export function OfficerAccountPage({
  reader,
  login,
  errors,
  ...props
}: Props & {
  readonly reader: Reader;
  readonly login: string;
  readonly errors: Errors;
  readonly secondFactor: SecondFactor;
  /** For whom the officer stands in today, and who stands in for him. */
  readonly standIns: readonly string[];
}): ReactElement {
  return (
    <OfficeLayout title="Tài khoản của tôi" reader={reader} path="/can-bo/tai-khoan">
      <h1>Tài khoản của tôi</h1>
      <p className="meta">
        {reader.name} · Tên đăng nhập: {login}
      </p>
      <Done>{props.done}</Done>
      <StandIns texts={props.standIns} />
      <ErrorSummary errors={errors} />
      <div className="workspace">
        <Sessions {...props} base="/can-bo/tai-khoan" />
        <div>
          <SecondFactorCard {...props.secondFactor} />
          <PasswordCard login={login} errors={errors} />
        </div>
      </div>
    </OfficeLayout>
  );
}

/** A citizen's own account: sessions; name and number are kept by the identity service. */
export function CitizenAccountPage({ person, ...props }: Props & { readonly person: string }): ReactElement {
  return (
    <PortalLayout title="Tài khoản của tôi" person={person} path="/tai-khoan">
      <h1>Tài khoản của tôi</h1>
      <Done>{props.done}</Done>
      <p>Họ tên, số định danh và mật khẩu của ông/bà do dịch vụ định danh giữ; muốn sửa thì sửa tại đó.</p>
      <p>
        <a href="/uy-quyen">Ủy quyền của tôi</a>: cho người khác nộp hồ sơ thay, hoặc nộp thay người khác.
      </p>
      <Sessions {...props} base="/tai-khoan" />
    </PortalLayout>
  );
}

function Sessions({ sessions, base }: Props & { readonly base: string }): ReactElement {
  const others = sessions.filter(({ current }) => !current);
  return (
    <Card title="Nơi đang đăng nhập">
      <ul className="plain">
        {sessions.map((session) => (
          <li key={session.id}>
            <strong>{deviceText(session.userAgent)}</strong>{" "}
            {session.current && <span className="chip done">✓ Máy này</span>}
            <div className="meta">
              Đăng nhập {momentText(session.createdAt)}
              {session.address && ` từ mạng ${placeText(session.address)}`}
            </div>
            <div className="meta">Dùng lần cuối {momentText(session.lastUsedAt)}</div>
            {!session.current && (
              <form method="post" action={`${base}/phien/${session.id}/ket-thuc`} className="buttons">
                <button
                  className="quiet"
                  aria-label={`Đăng xuất ${deviceText(session.userAgent)}, đăng nhập ${momentText(session.createdAt)}`}
                >
                  Đăng xuất
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {others.length > 0 ? (
        <form method="post" action={`${base}/phien/ket-thuc-khac`} className="buttons">
          <button>Đăng xuất mọi nơi khác ({others.length})</button>
        </form>
      ) : (
        <p className="meta">Ông/bà không đăng nhập ở nơi nào khác.</p>
      )}
      <p className="hint">Thấy nơi lạ thì đăng xuất nơi đó và đổi mật khẩu ngay.</p>
    </Card>
  );
}

interface SecondFactor {
  /** Since when codes are asked for, or null. */
  readonly since: Moment | null;
  readonly passkeys: readonly unknown[];
  readonly recoveryCodesLeft: number;
}

function SecondFactorCard({ since, passkeys, recoveryCodesLeft: left }: SecondFactor): ReactElement {
  const on = since !== null || passkeys.length > 0;
  const ways = [since && "mã 6 số trên điện thoại", passkeys.length > 0 && `${passkeys.length} khoá truy cập`];
  return (
    <Card
      title="Xác thực hai bước"
      aside={on ? <span className="chip done">✓ Đang bật</span> : <span className="chip">Chưa bật</span>}
    >
      <p>
        {on
          ? `Bằng ${ways.filter(Boolean).join(" và ")}; còn ${left} mã khôi phục.`
          : "Ngoài mật khẩu, đăng nhập cần thêm mã trên điện thoại: người khác biết mật khẩu cũng không vào được."}
      </p>
      <p className="buttons">
        <ButtonLink href="/can-bo/tai-khoan/xac-thuc" quiet={on}>
          {on ? "Xem, thêm khoá, lấy mã khôi phục mới, tắt" : "Thiết lập xác thực hai bước"}
        </ButtonLink>
      </p>
    </Card>
  );
}

function PasswordCard({ login, errors }: { readonly login: string; readonly errors: Errors }): ReactElement {
  const errorOf = (id: string): string | undefined => errorIn(errors, id);
  return (
    <Card title="Đổi mật khẩu">
      <form method="post" action="/can-bo/tai-khoan/mat-khau" className="narrow">
        <input type="text" name="username" autoComplete="username" defaultValue={login} hidden readOnly />
        <TextInput
          id="current"
          label="Mật khẩu đang dùng"
          type="password"
          error={errorOf("current")}
          autoComplete="current-password"
          required
        />
        <NewPassword errorOf={errorOf} />
        <p className="hint">Đổi xong, mọi nơi khác đang đăng nhập bị đăng xuất; máy này vẫn dùng tiếp.</p>
        <button>Đổi mật khẩu</button>
      </form>
    </Card>
  );
}
