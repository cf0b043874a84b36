import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { AgencyLevel, CounterKind } from "../../domain/organisation/agency.ts";
import { ErrorSummary } from "../ui/fields.tsx";
import { AdminLayout } from "./AdminLayout.tsx";
import { ChangeForm, CloseForm } from "./AgencyForms.tsx";
import type { FormError, Typed } from "./form.ts";
import { ChangeLog } from "./ChangeLog.tsx";
import { COUNTER_TEXT, dayText, LEVEL_TEXT } from "./organisation-text.ts";

interface Linked {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

type Succession = Linked & { readonly on: string; readonly basis: string };

interface Props {
  readonly reader: Reader;
  readonly agency: Linked & {
    readonly legacyCode: string | null;
    readonly level: AgencyLevel;
    readonly counterKind: CounterKind | null;
    readonly address: string;
    readonly hotline: string;
    readonly from: string;
    readonly to: string | null;
  };
  readonly parent: Linked | null;
  readonly below: readonly Linked[];
  /** Null for a reader in whose scope the agency is not. */
  readonly counts: { readonly officers: number; readonly dossiers: number } | null;
  readonly former: readonly {
    readonly to: string;
    readonly name: string;
    readonly parentName: string | null;
    readonly address: string;
  }[];
  readonly predecessors: readonly Succession[];
  readonly successors: readonly Succession[];
  readonly changes: Parameters<typeof ChangeLog>[0]["changes"];
  readonly names: ReadonlyMap<string, string>;
  /** Absent for a reader who may not change it. */
  readonly forms: {
    readonly parents: readonly { readonly value: string; readonly label: string }[];
    readonly typed: Typed;
    readonly errors: readonly FormError[];
    /** Which form was sent with faults. */
    readonly open: "change" | "close" | null;
  } | null;
}

/** One agency: what it is, was and becomes, and the forms to change it. */
export function AgencyPage(props: Props): ReactElement {
  const { reader, agency, below, former, predecessors, successors, changes, names, forms, counts } = props;
  return (
    <AdminLayout title={agency.name} reader={reader} room="/can-bo/quan-tri/co-quan">
      <p>
        <a href="/can-bo/quan-tri/co-quan">‹ Mọi cơ quan</a>
      </p>
      <h1>{agency.name}</h1>
      {agency.to && <p className="notice warn">Cơ quan này không còn hoạt động từ {dayText(agency.to)}.</p>}
      {forms && <ErrorSummary errors={forms.errors} />}
      <div className="workspace">
        <div>
          <section className="card">
            <h2>Thông tin</h2>
            <Facts {...props} />
            {counts && (
              <p>
                <a href={`/can-bo/quan-tri/can-bo?co-quan=${agency.id}`}>Cán bộ của cơ quan này</a>
              </p>
            )}
          </section>
          {forms && <Actions agency={agency} forms={forms} />}
          <Linkeds title={`Cơ quan trực thuộc (${below.length})`} items={below} />
          <Linkeds title="Tiếp nối từ" items={predecessors} />
          <Linkeds title="Kế tục bởi" items={successors} />
        </div>
        <div>
          {former.length > 0 && (
            <section className="card">
              <h2>Tên và nơi trước đây</h2>
              <ul className="plain">
                {former.map(({ to, name, parentName, address }) => (
                  <li key={to}>
                    {name}
                    <div className="meta">
                      Trước {dayText(to)}
                      {parentName && ` · thuộc ${parentName}`}
                      {address && ` · ${address}`}
                    </div>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {counts && (
            <section className="card">
              <h2>Nhật ký thay đổi</h2>
              <ChangeLog changes={changes} names={names} />
            </section>
          )}
        </div>
      </div>
    </AdminLayout>
  );
}

function Facts({ agency, parent, counts }: Props): ReactElement {
  const facts: readonly (readonly [string, string])[] = [
    ["Mã định danh", agency.code],
    ["Mã cũ", agency.legacyCode ?? "không có"],
    ["Cấp", LEVEL_TEXT[agency.level]],
    ["Thuộc", parent ? `${parent.name} (${parent.code})` : "đứng đầu"],
    ["Một cửa", agency.counterKind ? COUNTER_TEXT[agency.counterKind] : "không có"],
    ["Địa chỉ", agency.address],
    ["Đường dây nóng", agency.hotline],
    ["Hiệu lực", agency.to ? `${dayText(agency.from)} đến trước ${dayText(agency.to)}` : `từ ${dayText(agency.from)}`],
    ...(counts
      ? ([
          ["Cán bộ có nhiệm vụ", String(counts.officers)],
          ["Hồ sơ đang giải quyết", String(counts.dossiers)],
        ] as const)
      : []),
  ];
  return (
    <dl className="facts">
      {facts.map(([label, value]) => (
        <div className="fact" key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Actions({
  agency,
  forms,
}: {
  readonly agency: Props["agency"];
  readonly forms: NonNullable<Props["forms"]>;
}): ReactElement {
  const { open, parents, typed, errors } = forms;
  return (
    <section className="card">
      <h2>Việc làm được</h2>
      <details className="action" open={open === "change"}>
        <summary>Đổi tên, địa chỉ, cấp trên</summary>
        <ChangeForm id={agency.id} parents={parents} typed={typed} errors={open === "change" ? errors : []} />
      </details>
      {agency.to === null && (
        <details className="action" open={open === "close"}>
          <summary>Đóng cơ quan</summary>
          <CloseForm id={agency.id} typed={typed} errors={open === "close" ? errors : []} />
        </details>
      )}
      <p>
        <a href={`/can-bo/quan-tri/co-quan/moi?thuoc=${agency.id}`}>Lập cơ quan trực thuộc</a>
      </p>
    </section>
  );
}

function Linkeds({
  title,
  items,
}: {
  readonly title: string;
  readonly items: readonly (Linked & Partial<Succession>)[];
}): ReactElement | null {
  if (items.length === 0) return null;
  return (
    <section className="card">
      <h2>{title}</h2>
      <ul className="plain">
        {items.map(({ id, code, name, on, basis }) => (
          <li key={id}>
            <a href={`/can-bo/quan-tri/co-quan/${id}`}>{name}</a> <span className="meta">{code}</span>
            {on && (
              <div className="meta">
                {dayText(on)}
                {basis && ` · ${basis}`}
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
