import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import {
  DELEGABLE_ROLES,
  DELEGATION_KINDS,
  type DelegationKind,
  type DelegationState,
} from "../../domain/organisation/delegation.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { PlainDate } from "../../domain/shared/plain-date.ts";
import { errorOf, fieldOf, type FormProps } from "../admin/form.ts";
import { ROLE_TEXT, rolesText } from "../admin/organisation-text.ts";
import { Card, Tabs } from "../ui/blocks.tsx";
import { ErrorSummary, FieldGroup, Radios, Select, TextInput, type Choice } from "../ui/fields.tsx";
import { Icon } from "../ui/Icon.tsx";
import { OfficeLayout } from "../ui/Layout.tsx";
import { momentText } from "../ui/moment-text.ts";
import { KIND_TEXT, spanText, STATE_TEXT } from "./delegation-text.ts";

const ROOM = "/can-bo/thay-the";

interface Row {
  readonly id: string;
  readonly kind: DelegationKind;
  readonly agency: { readonly name: string };
  readonly principal: { readonly name: string; readonly post: string };
  readonly substitute: { readonly name: string; readonly post: string };
  readonly roles: readonly string[];
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly basis: string;
  readonly madeAt: Moment;
  readonly madeBy: string;
  readonly endedAt: Moment | null;
  readonly endedBy: string | null;
  readonly endReason: string | null;
  readonly inForce: boolean;
  readonly mayEnd: boolean;
}

interface Props extends FormProps {
  readonly reader: Reader;
  readonly state: DelegationState;
  readonly counts: Readonly<Record<DelegationState, number>>;
  readonly rows: readonly Row[];
  /** Agencies to narrow the list to; the one that is chosen, or empty. */
  readonly agencies: readonly Choice[];
  readonly agency: string;
  /** Officers of the agency whose work the reader arranges here; null where he arranges none or has not chosen one. */
  readonly form: { readonly agency: string; readonly agencyName: string; readonly officers: readonly Choice[] } | null;
  /** The reader arranges the work of some agency. */
  readonly mayArrange: boolean;
  /** The delegation whose end was refused, or null. */
  readonly ending: string | null;
}

const hrefOf = (state: DelegationState, agency: string): string =>
  `${ROOM}?loc=${state}${agency && `&co-quan=${agency}`}`;

/** Who does whose work: what holds, comes and is over, and the form that hands work over. */
export function DelegationsPage({ reader, state, counts, rows, agencies, agency, form, ...rest }: Props): ReactElement {
  const tabs = (["current", "coming", "past"] as const).map((key) => ({
    href: hrefOf(key, agency),
    label: STATE_TEXT[key],
    count: counts[key],
    current: key === state,
  }));
  return (
    <OfficeLayout title="Ủy quyền, thay thế" reader={reader} path={ROOM}>
      <h1>Ủy quyền, thay thế</h1>
      <ErrorSummary errors={rest.errors} />
      {agencies.length > 1 && (
        <form method="get" action={ROOM} className="row">
          <input type="hidden" name="loc" value={state} />
          <Select
            id="co-quan"
            label="Cơ quan"
            value={agency}
            choices={[{ value: "", label: "Mọi cơ quan" }, ...agencies]}
          />
          <button className="quiet">Xem</button>
        </form>
      )}
      <Tabs label="Theo hiệu lực" tabs={tabs} />
      {rows.length === 0 && <p>Không có phân công nào ở mục này.</p>}
      {rows.length > 0 && (
        <Card title={STATE_TEXT[state]}>
          <ul className="plain">
            {rows.map((row) => (
              <Item key={row.id} row={row} state={state} {...rest} />
            ))}
          </ul>
        </Card>
      )}
      {form ? (
        <NewDelegation {...form} typed={rest.ending ? {} : rest.typed} errors={rest.ending ? [] : rest.errors} />
      ) : (
        rest.mayArrange && <p className="hint">Chọn một cơ quan ở trên để giao người làm thay.</p>
      )}
    </OfficeLayout>
  );
}

type ItemProps = Pick<Props, "state" | "ending" | "typed" | "errors"> & { readonly row: Row };

function Item({ row, state, ending, typed, errors }: ItemProps): ReactElement {
  const open = ending === row.id;
  return (
    <li>
      <strong>{row.substitute.name}</strong>
      {row.substitute.post && ` (${row.substitute.post})`} thay cho <strong>{row.principal.name}</strong>
      {row.principal.post && ` (${row.principal.post})`} <span className="chip">{KIND_TEXT[row.kind]}</span>
      <div>
        {spanText(row)} · {row.agency.name}: {rolesText(row.roles)}
      </div>
      <div className="meta">
        {row.basis} · {row.madeBy} giao {momentText(row.madeAt)}
      </div>
      {row.endedAt && (
        <div className="meta">
          {row.endedBy} kết thúc sớm {momentText(row.endedAt)}: {row.endReason}
        </div>
      )}
      {state === "current" && !row.inForce && (
        <div className="chip soon">
          <Icon name="alert" /> Không còn hiệu lực: một trong hai người không còn nhiệm vụ này ở cơ quan
        </div>
      )}
      {row.mayEnd && state !== "past" && (
        <details open={open}>
          <summary>{state === "coming" ? "Huỷ phân công này" : "Kết thúc sớm"}</summary>
          <form method="post" action={`${ROOM}/${row.id}/ket-thuc`}>
            <input type="hidden" name="loc" value={state} />
            <div className="row">
              <TextInput
                id={`reason-${row.id}`}
                label="Lý do"
                value={open ? typed["reason"] : ""}
                error={open ? errors[0]?.text : undefined}
                required
              />
              <button>Kết thúc ngay</button>
            </div>
          </form>
        </details>
      )}
    </li>
  );
}

function NewDelegation({
  agency,
  agencyName,
  officers,
  ...form
}: NonNullable<Props["form"]> & FormProps): ReactElement {
  const people = [{ value: "", label: "– Chọn –" }, ...officers];
  const ticked = new Set((form.typed["roles"] ?? "").split(","));
  return (
    <form method="post" action={ROOM} className="card form-page" id="giao">
      <h2>Giao người làm thay</h2>
      <p className="meta">{agencyName}</p>
      <input type="hidden" name="agency" value={agency} />
      <Radios
        id="kind"
        label="Hình thức"
        inline
        value={form.typed["kind"] ?? "substitution"}
        error={errorOf(form.errors, "kind")}
        choices={DELEGATION_KINDS.map((value) => ({ value, label: KIND_TEXT[value] }))}
      />
      <div className="row">
        <Select {...fieldOf(form, "principal")} label="Người vắng mặt hoặc ủy quyền" choices={people} />
        <Select {...fieldOf(form, "substitute")} label="Người làm thay" choices={people} />
      </div>
      <FieldGroup
        id="roles"
        label="Nhiệm vụ làm thay"
        hint="Không chọn ô nào thì thay toàn bộ nhiệm vụ của người đó. Nhiệm vụ quản trị và thanh tra không giao thay ở đây."
        error={errorOf(form.errors, "roles")}
      >
        <div className="choices-grid">
          {DELEGABLE_ROLES.map((role) => (
            <label className="choice" key={role}>
              <input type="checkbox" name="roles" value={role} defaultChecked={ticked.has(role)} />
              {ROLE_TEXT[role]}
            </label>
          ))}
        </div>
      </FieldGroup>
      <div className="row">
        <TextInput {...fieldOf(form, "from")} label="Từ ngày" hint="Ví dụ 14/09/2026" />
        <TextInput {...fieldOf(form, "to")} label="Đến hết ngày" hint="Tự hết hiệu lực sau ngày này" />
      </div>
      <TextInput
        {...fieldOf(form, "basis")}
        label="Lý do, số văn bản"
        hint="Ví dụ: Nghỉ phép; Thông báo số 12/TB-UBND"
      />
      <p className="hint">
        Người làm thay chỉ làm được việc của người kia ở cơ quan này, không giao tiếp cho người khác. Mỗi việc làm thay
        đều ghi tên cả hai người.
      </p>
      <button>Giao làm thay</button>
    </form>
  );
}
