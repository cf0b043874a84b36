import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import { AGENCY_LEVELS, COUNTER_KINDS } from "../../domain/organisation/agency.ts";
import { ErrorSummary, Select, TextInput } from "../ui/fields.tsx";
import { AdminLayout } from "./AdminLayout.tsx";
import { COUNTER_TEXT, LEVEL_TEXT } from "./organisation-text.ts";

/** What was typed into a form, by the names of its fields. */
export type Typed = Readonly<Record<string, string>>;

/** A fault of a form: the field it is about and what to do. */
export interface FormError {
  readonly id: string;
  readonly text: string;
}

interface FormProps {
  readonly typed: Typed;
  readonly errors: readonly FormError[];
}

interface ParentProps extends FormProps {
  /** Agencies that this administrator keeps, as value and label. */
  readonly parents: readonly { readonly value: string; readonly label: string }[];
}

const COUNTERS = [
  { value: "", label: "Không có" },
  ...COUNTER_KINDS.map((value) => ({ value, label: COUNTER_TEXT[value] })),
];

const errorOf = (errors: readonly FormError[], id: string): string | undefined =>
  errors.find((error) => error.id === id)?.text;

/** The facts that a new agency and a changed one have in common. */
function FactFields({ typed, errors, parents }: ParentProps): ReactElement {
  return (
    <>
      <TextInput id="name" label="Tên đầy đủ" value={typed["name"]} error={errorOf(errors, "name")} />
      <Select
        id="parentId"
        label="Thuộc cơ quan"
        choices={parents}
        value={typed["parentId"]}
        error={errorOf(errors, "parentId")}
      />
      <div className="row">
        <TextInput
          id="legacyCode"
          label="Mã cũ"
          hint="Bỏ trống thì suy từ mã định danh"
          value={typed["legacyCode"]}
          error={errorOf(errors, "legacyCode")}
        />
        <Select id="counterKind" label="Một cửa" choices={COUNTERS} value={typed["counterKind"]} />
      </div>
      <div className="row">
        <TextInput id="address" label="Địa chỉ" value={typed["address"]} />
        <TextInput id="hotline" label="Đường dây nóng" value={typed["hotline"]} />
      </div>
    </>
  );
}

function Basis({ typed, errors }: FormProps): ReactElement {
  return (
    <TextInput
      id="basis"
      label="Căn cứ"
      hint="Số, ngày văn bản"
      value={typed["basis"]}
      error={errorOf(errors, "basis")}
    />
  );
}

/** A new agency below one that this administrator keeps. */
export function NewAgencyPage({ reader, ...form }: ParentProps & { readonly reader: Reader }): ReactElement {
  const { typed, errors } = form;
  return (
    <AdminLayout title="Lập cơ quan" reader={reader} room="/can-bo/quan-tri/co-quan">
      <h1>Lập cơ quan</h1>
      <ErrorSummary errors={errors} />
      <form method="post" action="/can-bo/quan-tri/co-quan" className="card form-page">
        <div className="row">
          <TextInput
            id="code"
            label="Mã định danh"
            hint="Ví dụ H99.20"
            value={typed["code"]}
            error={errorOf(errors, "code")}
          />
          <Select
            id="level"
            label="Cấp"
            choices={AGENCY_LEVELS.map((value) => ({ value, label: LEVEL_TEXT[value] }))}
            value={typed["level"]}
          />
          <TextInput
            id="from"
            label="Từ ngày"
            hint="Ví dụ 01/07/2025"
            value={typed["from"]}
            error={errorOf(errors, "from")}
          />
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
  const { typed, errors } = form;
  return (
    <form method="post" action={`/can-bo/quan-tri/co-quan/${id}/thay-doi`}>
      <FactFields {...form} />
      <TextInput
        id="since"
        label="Áp dụng từ ngày"
        hint="Giấy tờ trước ngày này vẫn in tên cũ. Bỏ trống nếu chỉ sửa chỗ ghi sai từ đầu."
        value={typed["since"]}
        error={errorOf(errors, "since")}
      />
      <Basis {...form} />
      <button>Lưu thay đổi</button>
    </form>
  );
}

/** Close an agency and say who carries on. */
export function CloseForm({ id, typed, errors }: FormProps & { readonly id: string }): ReactElement {
  return (
    <form method="post" action={`/can-bo/quan-tri/co-quan/${id}/dong`}>
      <TextInput
        id="on"
        label="Ngày đầu tiên không còn hoạt động"
        hint="Ví dụ 01/07/2025"
        value={typed["on"]}
        error={errorOf(errors, "on")}
      />
      <TextInput
        id="successors"
        label="Cơ quan kế tục"
        hint="Mã định danh, cách nhau bằng dấu phẩy. Một cơ quan: cán bộ và cơ quan trực thuộc chuyển theo."
        value={typed["successors"]}
        error={errorOf(errors, "successors")}
      />
      <TextInput
        id="closing-basis"
        label="Căn cứ"
        value={typed["closing-basis"]}
        error={errorOf(errors, "closing-basis")}
      />
      <button>Đóng cơ quan</button>
    </form>
  );
}
