import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import { AGENCY_LEVELS, COUNTER_KINDS } from "../../domain/organisation/agency.ts";
import { ErrorSummary, Select, TextInput } from "../ui/fields.tsx";
import { AdminLayout } from "./AdminLayout.tsx";
import { fieldOf, type FormProps } from "./form.ts";
import { COUNTER_TEXT, LEVEL_TEXT } from "./organisation-text.ts";

interface ParentProps extends FormProps {
  /** Agencies that this administrator keeps, as value and label. */
  readonly parents: readonly { readonly value: string; readonly label: string }[];
}

const COUNTERS = [
  { value: "", label: "Không có" },
  ...COUNTER_KINDS.map((value) => ({ value, label: COUNTER_TEXT[value] })),
];

/** The facts that a new agency and a changed one have in common. */
function FactFields({ parents, ...form }: ParentProps): ReactElement {
  return (
    <>
      <TextInput {...fieldOf(form, "name")} label="Tên đầy đủ" />
      <Select {...fieldOf(form, "parentId")} label="Thuộc cơ quan" choices={parents} />
      <div className="row">
        <TextInput {...fieldOf(form, "legacyCode")} label="Mã cũ" hint="Bỏ trống thì suy từ mã định danh" />
        <Select {...fieldOf(form, "counterKind")} label="Một cửa" choices={COUNTERS} />
      </div>
      <div className="row">
        <TextInput {...fieldOf(form, "address")} label="Địa chỉ" />
        <TextInput {...fieldOf(form, "hotline")} label="Đường dây nóng" />
      </div>
    </>
  );
}

function Basis(form: FormProps): ReactElement {
  return <TextInput {...fieldOf(form, "basis")} label="Căn cứ" hint="Số, ngày văn bản" />;
}

/** A new agency below one that this administrator keeps. */
export function NewAgencyPage({ reader, ...form }: ParentProps & { readonly reader: Reader }): ReactElement {
  return (
    <AdminLayout title="Lập cơ quan" reader={reader} room="/can-bo/quan-tri/co-quan">
      <h1>Lập cơ quan</h1>
      <ErrorSummary errors={form.errors} />
      <form method="post" action="/can-bo/quan-tri/co-quan" className="card form-page">
        <div className="row">
          <TextInput {...fieldOf(form, "code")} label="Mã định danh" hint="Ví dụ H99.20" />
          <Select
            {...fieldOf(form, "level")}
            label="Cấp"
            choices={AGENCY_LEVELS.map((value) => ({ value, label: LEVEL_TEXT[value] }))}
          />
          <TextInput {...fieldOf(form, "from")} label="Từ ngày" hint="Ví dụ 01/07/2025" />
        </div>
        <FactFields {...form} />
        <Basis {...form} />
        <button>Lập cơ quan</button>
      </form>
    </AdminLayout>
  );
}

/** Rename, move or correct an agency. */
export function ChangeForm({ id, ...form }: ParentProps & { readonly id: string }): ReactElement {
  return (
    <form method="post" action={`/can-bo/quan-tri/co-quan/${id}/thay-doi`}>
      <FactFields {...form} />
      <TextInput
        {...fieldOf(form, "since")}
        label="Áp dụng từ ngày"
        hint="Giấy tờ trước ngày này vẫn in tên cũ. Bỏ trống nếu chỉ sửa chỗ ghi sai từ đầu."
      />
      <Basis {...form} />
      <button>Lưu thay đổi</button>
    </form>
  );
}

/** Close an agency and say who carries on. */
export function CloseForm({ id, ...form }: FormProps & { readonly id: string }): ReactElement {
  return (
    <form method="post" action={`/can-bo/quan-tri/co-quan/${id}/dong`}>
      <TextInput {...fieldOf(form, "on")} label="Ngày đầu tiên không còn hoạt động" hint="Ví dụ 01/07/2025" />
      <TextInput
        {...fieldOf(form, "successors")}
        label="Cơ quan kế tục"
        hint="Mã định danh, cách nhau bằng dấu phẩy. Một cơ quan: cán bộ và cơ quan trực thuộc chuyển theo."
      />
      <TextInput {...fieldOf(form, "closing-basis")} label="Căn cứ" />
      <button>Đóng cơ quan</button>
    </form>
  );
}
