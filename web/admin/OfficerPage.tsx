import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { ErrorSummary, TextInput } from "../ui/fields.tsx";
import { deviceText } from "../identity/device-text.ts";
import { placeText } from "../identity/place-text.ts";
import { momentText } from "../ui/moment-text.ts";
import { AdminLayout } from "./AdminLayout.tsx";
import type { FormError, Typed } from "./form.ts";
import { ChangeLog } from "./ChangeLog.tsx";
import { PersonFields, TaskFields } from "./OfficerForms.tsx";
import { dayText, rolesText } from "./organisation-text.ts";

interface Account {
  readonly login: string;
  readonly hasPassword: boolean;
  readonly blockedAt: Moment | null;
  readonly activationExpiresAt: Moment | null;
  /** Whether a code is asked for at sign-in; the reader's own is looked after elsewhere. */
  readonly secondFactor: "none" | "own" | "kept";
}

interface Session {
  readonly id: string;
  readonly createdAt: Moment;
  readonly lastUsedAt: Moment;
  readonly userAgent: string;
  readonly address: string;
}

interface Props {
  readonly reader: Reader;
  readonly officer: {
    readonly id: string;
    readonly name: string;
    readonly post: string;
    readonly phone: string;
    readonly email: string;
  };
  readonly account: Account;
  readonly appointments: readonly {
    readonly id: string;
    readonly agencyName: string;
    readonly roles: readonly string[];
    readonly from: string;
    readonly to: string | null;
    readonly basis: string;
    /** This reader may end it, and it has not ended yet. */
    readonly mayEnd: boolean;
  }[];
  readonly changes: Parameters<typeof ChangeLog>[0]["changes"];
  readonly names: ReadonlyMap<string, string>;
  /** Agencies in which this reader may appoint; none for a reader who may not. */
  readonly agencies: readonly { readonly value: string; readonly label: string }[];
  /** Sessions that hold, null for a reader who does not keep the account. */
  readonly sessions: readonly Session[] | null;
  readonly form: { readonly typed: Typed; readonly errors: readonly FormError[]; readonly open: string | null };
}

/** One officer: tasks with their dates, the account and everything that was changed. */
export function OfficerPage(props: Props): ReactElement {
  const { reader, officer, changes, names, agencies, sessions, form } = props;
  const base = `/can-bo/quan-tri/can-bo/${officer.id}`;
  return (
    <AdminLayout title={officer.name} reader={reader} room="/can-bo/quan-tri/can-bo">
      <p>
        <a href="/can-bo/quan-tri/can-bo">‹ Mọi cán bộ</a>
      </p>
      <h1>{officer.name}</h1>
      <p className="meta">{[officer.post, officer.phone, officer.email].filter(Boolean).join(" · ")}</p>
      <ErrorSummary errors={form.errors} />
      <div className="workspace">
        <div>
          <Tasks {...props} />
          {agencies.length > 0 && (
            <section className="card">
              <h2>Việc làm được</h2>
              <details className="action" open={form.open === "appoint"}>
                <summary>Phân công nhiệm vụ</summary>
                <form method="post" action={`${base}/nhiem-vu`}>
                  <TaskFields
                    agencies={agencies}
                    typed={form.open === "appoint" ? form.typed : {}}
                    errors={form.open === "appoint" ? form.errors : []}
                  />
                  <button>Phân công</button>
                </form>
              </details>
              {sessions && (
                <details className="action" open={form.open === "person"}>
                  <summary>Sửa họ tên, chức vụ, liên hệ</summary>
                  <form method="post" action={`${base}/thong-tin`}>
                    <PersonFields
                      typed={form.open === "person" ? form.typed : { ...officer }}
                      errors={form.open === "person" ? form.errors : []}
                    />
                    <button>Lưu</button>
                  </form>
                </details>
              )}
            </section>
          )}
        </div>
        <div>
          <AccountCard {...props} base={base} />
          <section className="card">
            <h2>Nhật ký thay đổi</h2>
            <ChangeLog changes={changes} names={names} />
          </section>
        </div>
      </div>
    </AdminLayout>
  );
}

function Tasks({ officer, appointments, form }: Props): ReactElement {
  return (
    <section className="card">
      <h2>Nhiệm vụ</h2>
      <ul className="plain">
        {appointments.map(({ id, agencyName, roles, from, to, basis, mayEnd }) => (
          <li key={id}>
            <strong>{agencyName}</strong>: {rolesText(roles)}
            <div className="meta">
              {to ? `${dayText(from)} đến trước ${dayText(to)}` : `Từ ${dayText(from)}`}
              {basis && ` · ${basis}`}
            </div>
            {mayEnd && (
              <details open={form.open === id}>
                <summary>Kết thúc nhiệm vụ này</summary>
                <form method="post" action={`/can-bo/quan-tri/can-bo/${officer.id}/nhiem-vu/${id}/ket-thuc`}>
                  <div className="row">
                    <TextInput
                      id={`to-${id}`}
                      label="Ngày đầu tiên không còn nhiệm vụ"
                      hint="Ví dụ 01/07/2025"
                      value={form.open === id ? form.typed[`to-${id}`] : ""}
                      error={form.open === id ? form.errors[0]?.text : undefined}
                    />
                    <TextInput id={`basis-${id}`} label="Căn cứ" value={form.typed[`basis-${id}`]} />
                    <button>Kết thúc</button>
                  </div>
                </form>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function stateText({ blockedAt, hasPassword, activationExpiresAt }: Account): string {
  if (blockedAt) return `Đã khoá từ ${momentText(blockedAt)}`;
  if (hasPassword) return "Đang dùng";
  if (activationExpiresAt) return `Chờ kích hoạt, mã hết hạn ${momentText(activationExpiresAt)}`;
  return "Chưa có mật khẩu; cần cấp mã kích hoạt";
}

function ResetFactor({ base, form }: Pick<Props, "form"> & { readonly base: string }): ReactElement {
  const open = form.open === "factor";
  return (
    <details className="action" open={open}>
      <summary>Đặt lại xác thực hai bước</summary>
      <p>
        Cho người mất điện thoại và hết mã khôi phục. Gặp tận mặt hoặc gọi số đã biết để chắc đúng người: từ đó chỉ còn
        mật khẩu, mọi nơi đang đăng nhập bị đăng xuất.
      </p>
      <form method="post" action={`${base}/xac-thuc/dat-lai`}>
        <TextInput
          id="reason"
          label="Lý do, và đã xác minh thế nào"
          value={open ? form.typed["reason"] : ""}
          error={open ? form.errors[0]?.text : undefined}
          required
        />
        <button>Đặt lại</button>
      </form>
    </details>
  );
}

function AccountCard({ account, sessions, base, form }: Props & { readonly base: string }): ReactElement {
  return (
    <section className="card">
      <h2>Tài khoản {account.login}</h2>
      <p>
        {stateText(account)}. Xác thực hai bước: {account.secondFactor === "none" ? "chưa bật" : "đang bật"}.
      </p>
      {sessions && (
        <>
          <div className="row">
            {account.blockedAt === null && (
              <form method="post" action={`${base}/ma-kich-hoat`}>
                <button>Cấp mã kích hoạt mới</button>
              </form>
            )}
            <form method="post" action={`${base}/${account.blockedAt ? "mo-khoa" : "khoa"}`}>
              <button className="quiet">{account.blockedAt ? "Mở khoá" : "Khoá tài khoản"}</button>
            </form>
          </div>
          {account.secondFactor === "kept" && <ResetFactor base={base} form={form} />}
          <h3>Đang đăng nhập ({sessions.length})</h3>
          <ul className="plain">
            {sessions.map(({ id, createdAt, lastUsedAt, userAgent, address }) => (
              <li key={id}>
                <strong>{deviceText(userAgent)}</strong>
                <div className="meta">
                  Đăng nhập {momentText(createdAt)}
                  {address && ` từ mạng ${placeText(address)}`}
                </div>
                <div className="meta">Dùng lần cuối {momentText(lastUsedAt)}</div>
                <form method="post" action={`${base}/phien/${id}/ket-thuc`}>
                  <button
                    className="quiet"
                    aria-label={`Đăng xuất từ xa ${deviceText(userAgent)}, đăng nhập ${momentText(createdAt)}`}
                  >
                    Đăng xuất từ xa
                  </button>
                </form>
              </li>
            ))}
          </ul>
          {sessions.length > 1 && (
            <form method="post" action={`${base}/phien/ket-thuc`}>
              <button className="quiet">Đăng xuất mọi nơi ({sessions.length})</button>
            </form>
          )}
        </>
      )}
    </section>
  );
}

/** The activation code, seen this once. */
export function ActivationCodePage({
  reader,
  officer,
  login,
  code,
  expiresAt,
}: {
  readonly reader: Reader;
  readonly officer: { readonly id: string; readonly name: string };
  readonly login: string;
  readonly code: string;
  readonly expiresAt: Moment;
}): ReactElement {
  return (
    <AdminLayout title="Mã kích hoạt" reader={reader} room="/can-bo/quan-tri/can-bo">
      <h1>Mã kích hoạt cho {officer.name}</h1>
      <p className="notice warn">Mã chỉ hiện lần này và chỉ dùng được một lần. Giao tận tay người nhận.</p>
      <dl className="facts">
        <div className="fact">
          <dt>Tên đăng nhập</dt>
          <dd>{login}</dd>
        </div>
        <div className="fact">
          <dt>Mã kích hoạt</dt>
          <dd>
            <strong>{code}</strong>
          </dd>
        </div>
        <div className="fact">
          <dt>Dùng trước</dt>
          <dd>{momentText(expiresAt)}</dd>
        </div>
      </dl>
      <p>Người nhận mở trang Kích hoạt tài khoản (/can-bo/kich-hoat) và tự đặt mật khẩu.</p>
      <p>
        <a href={`/can-bo/quan-tri/can-bo/${officer.id}`}>‹ Về trang cán bộ</a>
      </p>
    </AdminLayout>
  );
}
