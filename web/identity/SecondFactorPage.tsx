import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import { Card, Notice } from "../ui/blocks.tsx";
import { ErrorSummary, TextInput } from "../ui/fields.tsx";
import { OfficeLayout } from "../ui/Layout.tsx";
import { momentText } from "../ui/moment-text.ts";
import { QrCode, type QrShape } from "../ui/QrCode.tsx";
import { PasskeyCards, type Passkey } from "./PasskeyCards.tsx";
import { Done, errorIn, type Errors } from "./own-account-parts.tsx";

const PATH = "/can-bo/tai-khoan/xac-thuc";

/** What must be scanned or typed into a telephone, to be confirmed by its first code. */
interface Offer {
  readonly secret: string;
  readonly qr: QrShape;
  readonly setUp: string;
}

interface Props {
  readonly reader: Reader;
  /** Since when codes are asked for, or null. */
  readonly since: Moment | null;
  readonly recoveryCodesLeft: number;
  /** Null when codes are asked for already. */
  readonly offer: Offer | null;
  readonly duty: { readonly must: "none" | "soon" | "now"; readonly from: PlainDate };
  /** Where the officer was going when led here. */
  readonly back: string | null;
  readonly done: string | null;
  /** Faults, and of which form they are. */
  readonly errors: Errors;
  readonly open: "renew" | "off" | "key" | "remove" | null;
  readonly passkeys: readonly Passkey[];
  readonly passkeysHere: boolean;
  /** What a passkey was to be called. */
  readonly typed: string;
}

/** An officer's second factor: set it up, or look after it. */
export function SecondFactorPage(props: Props): ReactElement {
  const { reader, offer, done, errors } = props;
  return (
    <OfficeLayout title="Xác thực hai bước" reader={reader} path="/can-bo/tai-khoan">
      {props.duty.must !== "now" && (
        <p>
          <a href="/can-bo/tai-khoan">‹ Tài khoản của tôi</a>
        </p>
      )}
      <h1>Xác thực hai bước</h1>
      <Done>{done}</Done>
      <ErrorSummary errors={errors} />
      <DutyNotice {...props} />
      {(props.since !== null || props.passkeys.length > 0) && <Kept {...props} />}
      {offer && (
        <>
          <h2>Mã 6 số trên điện thoại</h2>
          <SetUp offer={offer} errors={errors} />
        </>
      )}
      <PasskeyCards {...props} asksForCode={props.since !== null} />
    </OfficeLayout>
  );
}

function DutyNotice({ duty, since, passkeys, back }: Props): ReactElement | null {
  if (since || passkeys.length > 0 || duty.must === "none") return null;
  const day = duty.from.split("-").toReversed().join("/");
  return (
    <Notice warn>
      {duty.must === "now" ? (
        <>Tỉnh yêu cầu ông/bà có xác thực hai bước từ {day}. Thiết lập xong ở đây thì làm việc tiếp được ngay.</>
      ) : (
        <>
          Từ ngày {day} ông/bà phải có xác thực hai bước mới làm việc được. Thiết lập ngay mất khoảng hai phút.{" "}
          {back && <a href={back}>Để sau, vào làm việc</a>}
        </>
      )}
    </Notice>
  );
}

function SetUp({ offer, errors }: { readonly offer: Offer; readonly errors: Errors }): ReactElement {
  return (
    <div className="workspace">
      <Card title="1. Quét mã bằng điện thoại">
        <p>
          Cài một ứng dụng tạo mã (Google Authenticator, Microsoft Authenticator, FreeOTP …), chọn thêm tài khoản, quét:
        </p>
        <div className="secret-picture">
          <QrCode shape={offer.qr} label="Mã QR của khoá bí mật; không quét được thì gõ khoá dưới đây" />
        </div>
        <p>Không quét được thì gõ khoá này vào ứng dụng:</p>
        <p className="secret-text">{offer.secret.match(/.{1,4}/g)?.join(" ")}</p>
        <p className="hint">Không cho ai khác thấy mã và khoá này. Trang này giữ trong 15 phút.</p>
      </Card>
      <Card title="2. Xác nhận">
        <form method="post" action={PATH} className="narrow">
          <input type="hidden" name="setUp" value={offer.setUp} />
          <TextInput
            id="code"
            label="Mã 6 số đang hiện trên điện thoại"
            error={errorIn(errors, "code")}
            numeric
            autoComplete="one-time-code"
            required
          />
          <TextInput
            id="password"
            label="Mật khẩu đăng nhập"
            hint="Để chắc rằng chính ông/bà làm việc này"
            type="password"
            error={errorIn(errors, "password")}
            autoComplete="current-password"
            required
          />
          <p className="hint">
            Từ đó mỗi lần đăng nhập cần thêm mã trên điện thoại. Mọi nơi khác đang đăng nhập bị đăng xuất.
          </p>
          <button>Bật xác thực hai bước</button>
        </form>
      </Card>
    </div>
  );
}

function Kept({ since, recoveryCodesLeft: left, errors, open }: Props): ReactElement {
  return (
    <>
      <Notice>
        {since ? `✓ Đang bật từ ${momentText(since)}.` : "✓ Đang bật, bằng khoá truy cập."} Còn {left} mã khôi phục chưa
        dùng.
      </Notice>
      {left <= 3 && <Notice warn>Sắp hết mã khôi phục. Lấy bộ mã mới bên dưới rồi in ra.</Notice>}
      <div className="workspace">
        <Card title="Bộ mã khôi phục mới">
          <p>Mười mã mới; các mã cũ hết hiệu lực.</p>
          <ProofForm
            action={`${PATH}/ma-khoi-phuc`}
            errors={open === "renew" ? errors : []}
            prefix="renew"
            button="Lấy bộ mã mới"
          />
        </Card>
        {since && (
          <Card title="Tắt mã 6 số, hoặc đổi điện thoại">
            <p>Đổi điện thoại thì tắt, rồi thiết lập lại với máy mới. Mọi nơi khác đang đăng nhập bị đăng xuất.</p>
            <ProofForm action={`${PATH}/tat`} errors={open === "off" ? errors : []} prefix="off" button="Tắt mã 6 số" />
          </Card>
        )}
      </div>
    </>
  );
}

interface ProofFormProps {
  readonly action: string;
  readonly prefix: "renew" | "off";
  readonly button: string;
  readonly errors: Errors;
}

function ProofForm({ action, prefix, button, errors }: ProofFormProps): ReactElement {
  return (
    <form method="post" action={action} className="narrow">
      <TextInput
        id={`${prefix}-password`}
        label="Mật khẩu đăng nhập"
        type="password"
        error={errorIn(errors, `${prefix}-password`)}
        autoComplete="current-password"
        required
      />
      <TextInput
        id={`${prefix}-code`}
        label="Mã 6 số, hoặc một mã khôi phục"
        error={errorIn(errors, `${prefix}-code`)}
        autoComplete="one-time-code"
        required
      />
      <button className="quiet">{button}</button>
    </form>
  );
}

interface CodesProps {
  readonly reader: Reader;
  readonly login: string;
  readonly codes: readonly string[];
  readonly at: Moment;
  /** What was done before they are shown. */
  readonly done: string;
}

/** Recovery codes, seen this once and made to be printed. */
export function RecoveryCodesPage({ reader, login, codes, at, done }: CodesProps): ReactElement {
  return (
    <OfficeLayout title="Mã khôi phục" reader={reader} path="/can-bo/tai-khoan">
      <h1>Mã khôi phục</h1>
      <Done>{done}</Done>
      <Notice warn>
        Các mã dưới đây chỉ hiện lần này. In trang này hoặc chép lại, cất nơi chỉ ông/bà mở được, không để trong máy.
      </Notice>
      <Card title={`Tên đăng nhập: ${login}`}>
        <p>Mất điện thoại thì dùng một mã ở bước hai của đăng nhập. Mỗi mã dùng một lần.</p>
        <ol className="secret-codes">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
        <p className="meta">Một Cửa · cấp {momentText(at)}</p>
      </Card>
      <p>
        <a className="button" href="/can-bo">
          Đã cất mã, vào làm việc
        </a>
      </p>
    </OfficeLayout>
  );
}
