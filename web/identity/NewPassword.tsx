import type { ReactElement } from "react";
import { TextInput } from "../ui/fields.tsx";

interface Props {
  readonly errorOf: (field: "password" | "again") => string | undefined;
}

/** A new password, twice. */
export function NewPassword({ errorOf }: Props): ReactElement {
  return (
    <>
      <TextInput
        id="password"
        label="Mật khẩu mới"
        type="password"
        hint="Ít nhất 12 ký tự; một câu ngắn dễ nhớ là tốt. Không dựa vào họ tên, tên đăng nhập."
        error={errorOf("password")}
        autoComplete="new-password"
        required
      />
      <TextInput
        id="again"
        label="Gõ lại mật khẩu mới"
        type="password"
        error={errorOf("again")}
        autoComplete="new-password"
        required
      />
    </>
  );
}
