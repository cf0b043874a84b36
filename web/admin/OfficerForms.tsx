import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import { ROLES } from "../../domain/organisation/role.ts";
import { ErrorSummary, FieldGroup, Select, TextInput } from "../ui/fields.tsx";
import { AdminLayout } from "./AdminLayout.tsx";
import type { FormError, Typed } from "./AgencyForms.tsx";
import { ROLE_TEXT } from "./organisation-text.ts";

interface FormProps {
  readonly typed: Typed;
  readonly errors: readonly FormError[];
}

type Agencies = readonly { readonly value: string; readonly label: string }[];

const errorOf = (errors: readonly FormError[], id: string): string | undefined =>
  errors.find((error) => error.id === id)?.text;

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
  const { typed, errors } = form;
  return (
    <>
      <Select
        id="agency"
        label="Cơ quan"
        choices={agencies}
        value={typed["agency"]}
        error={errorOf(errors, "agency")}
      />
      <RoleBoxes {...form} />
      <div className="row">
        <TextInput
          id="from"
          label="Từ ngày"
          hint="Ví dụ 01/07/2025"
          value={typed["from"]}
          error={errorOf(errors, "from")}
        />
        <TextInput
          id="to"
          label="Hết ngày"
          hint="Bỏ trống nếu chưa định"
          value={typed["to"]}
          error={errorOf(errors, "to")}
        />
        <TextInput
          id="basis"
          label="Căn cứ"
          hint="Số, ngày quyết định"
          value={typed["basis"]}
          error={errorOf(errors, "basis")}
        />
      </div>
    </>
  );
}

/** Who the person is. */
export function PersonFields({ typed, errors }: FormProps): ReactElement {
  return (
    <>
      <div className="row">
        <TextInput id="name" label="Họ và tên" value={typed["name"]} error={errorOf(errors, "name")} />
        <TextInput id="post" label="Chức vụ" value={typed["post"]} />
      </div>
      <div className="row">
        <TextInput id="phone" label="Điện thoại" value={typed["phone"]} error={errorOf(errors, "phone")} numeric />
        <TextInput id="email" label="E-mail" value={typed["email"]} error={errorOf(errors, "email")} />
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
  const { typed, errors } = form;
  return (
    <AdminLayout title="Thêm cán bộ" reader={reader} room="/can-bo/quan-tri/can-bo">
      <h1>Thêm cán bộ</h1>
      <ErrorSummary errors={errors} />
      <form method="post" action="/can-bo/quan-tri/can-bo" className="card form-page">
        <PersonFields {...form} />
        <TextInput
          id="login"
          label="Tên đăng nhập"
          hint="Ví dụ nguyen.van.an; không đổi được về sau"
          value={typed["login"]}
          error={errorOf(errors, "login")}
          autoComplete="off"
        />
        <TaskFields agencies={agencies} {...form} />
        <button>Thêm cán bộ</button>
      </form>
    </AdminLayout>
  );
}
