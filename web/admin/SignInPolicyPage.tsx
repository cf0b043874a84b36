import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import { HOURS, IDLE_MINUTES, isObliged, OBLIGED } from "../../domain/identity/sign-in-policy.ts";
import { Facts, Notice } from "../ui/blocks.tsx";
import { ErrorSummary, Radios, TextInput } from "../ui/fields.tsx";
import { AdminLayout } from "./AdminLayout.tsx";
import { errorOf, fieldOf, type FormError, type Typed } from "./form.ts";
import { OBLIGED_TEXT } from "./organisation-text.ts";

interface Props {
  readonly reader: Reader;
  readonly typed: Typed;
  readonly mayChange: boolean;
  readonly saved: boolean;
  readonly errors: readonly FormError[];
}

/** Who must have a second factor, and how long officers' sessions last. */
export function SignInPolicyPage({ reader, typed, mayChange, saved, errors }: Props): ReactElement {
  const form = { typed, errors };
  const word = typed["secondFactorFor"] ?? "";
  return (
    <AdminLayout title="Đăng nhập" reader={reader} room="/can-bo/quan-tri/dang-nhap">
      <h1>Đăng nhập của cán bộ</h1>
      {saved && (
        <div role="status">
          <Notice>Đã lưu. Áp dụng ngay cho mọi cán bộ, cả người đang đăng nhập.</Notice>
        </div>
      )}
      <ErrorSummary errors={errors} />
      {mayChange ? (
        <form method="post" action="/can-bo/quan-tri/dang-nhap" className="card form-page">
          <Radios
            id="secondFactorFor"
            label="Ai phải có xác thực hai bước"
            hint="Ngoài mật khẩu, cần thêm mã trên điện thoại. Quản trị hệ thống cấp độ 3 nên bắt buộc."
            choices={OBLIGED.map((value) => ({ value, label: OBLIGED_TEXT[value] }))}
            value={word}
            error={errorOf(errors, "secondFactorFor")}
          />
          <TextInput
            {...fieldOf(form, "secondFactorFrom")}
            label="Bắt buộc từ ngày"
            hint="Trước ngày này chỉ nhắc; từ ngày này ai chưa thiết lập thì phải thiết lập rồi mới làm việc được. Ví dụ 01/10/2026"
          />
          <TextInput
            {...fieldOf(form, "sessionHours")}
            label="Phiên đăng nhập dài nhất (giờ)"
            hint={`Từ ${HOURS.least} đến ${HOURS.most}; quá giờ thì đăng nhập lại, nội dung đang nhập không mất`}
            numeric
          />
          <TextInput
            {...fieldOf(form, "idleMinutes")}
            label="Để yên lâu nhất (phút)"
            hint={`Từ ${IDLE_MINUTES.least} đến ${IDLE_MINUTES.most}; không dùng trong chừng ấy phút thì tự đăng xuất`}
            numeric
          />
          <button>Lưu</button>
        </form>
      ) : (
        <Facts
          facts={[
            ["Ai phải có xác thực hai bước", isObliged(word) ? OBLIGED_TEXT[word] : ""],
            ["Bắt buộc từ ngày", typed["secondFactorFrom"]],
            ["Phiên đăng nhập dài nhất", `${typed["sessionHours"]} giờ`],
            ["Để yên lâu nhất", `${typed["idleMinutes"]} phút`],
          ]}
        />
      )}
    </AdminLayout>
  );
}
