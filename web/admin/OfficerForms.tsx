import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import { ROLES } from "../../domain/organisation/role.ts";
import { ErrorSummary, FieldGroup, Select, TextInput } from "../ui/fields.tsx";
import { AdminLayout } from "./AdminLayout.tsx";
import { errorOf, fieldOf, type FormProps } from "./form.ts";
import { ROLE_TEXT } from "./organisation-text.ts";

type Agencies = readonly { readonly value: string; readonly label: string }[];

/** Tasks as boxes to tick; what is ticked is in the field `roles`, separated by commas. */
export function RoleBoxes({ typed, errors }: FormProps): ReactElement {
  const ticked = new Set((typed["roles"] ?? "").split(","));
  return (
    <FieldGroup id="roles" label="Nhiệm vụ" error={errorOf(errors, "roles")}>
      <div className="choices-grid">
        {ROLES.map((role) => (
          <label className="choice" key={role}>
            <input type="checkbox" name="roles" value={role} defaultChecked={ticked.has(role)} />
            {ROLE_TEXT[role]}
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}

/** Where, what, since and until when. */
export function TaskFields({ agencies, ...form }: FormProps & { readonly agencies: Agencies }): ReactElement {
  return (
    <>
      <Select {...fieldOf(form, "agency")} label="Cơ quan" choices={agencies} />
      <RoleBoxes {...form} />
      <div className="row">
        <TextInput {...fieldOf(form, "from")} label="Từ ngày" hint="Ví dụ 01/07/2025" />
        <TextInput {...fieldOf(form, "to")} label="Hết ngày" hint="Bỏ trống nếu chưa định" />
        <TextInput {...fieldOf(form, "basis")} label="Căn cứ" hint="Số, ngày quyết định" />
      </div>
    </>
  );
}

/** Who the person is. */
export function PersonFields(form: FormProps): ReactElement {
  return (
    <>
      <div className="row">
        <TextInput {...fieldOf(form, "name")} label="Họ và tên" />
        <TextInput {...fieldOf(form, "post")} label="Chức vụ" />
      </div>
      <div className="row">
        <TextInput {...fieldOf(form, "phone")} label="Điện thoại" numeric />
        <TextInput {...fieldOf(form, "email")} label="E-mail" />
      </div>
    </>
  );
}

/** A new officer with a first task. */
export function NewOfficerPage({
  reader,
  agencies,
  ...form
}: FormProps & { readonly reader: Reader; readonly agencies: Agencies }): ReactElement {
  return (
    <AdminLayout title="Thêm cán bộ" reader={reader} room="/can-bo/quan-tri/can-bo">
      <h1>Thêm cán bộ</h1>
      <ErrorSummary errors={form.errors} />
      <form method="post" action="/can-bo/quan-tri/can-bo" className="card form-page">
        <PersonFields {...form} />
        <TextInput
          {...fieldOf(form, "login")}
          label="Tên đăng nhập"
          hint="Ví dụ nguyen.van.an; không đổi được về sau"
          autoComplete="off"
        />
        <TaskFields agencies={agencies} {...form} />
        <button>Thêm cán bộ</button>
      </form>
    </AdminLayout>
  );
}
