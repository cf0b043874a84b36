import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import { Table } from "../ui/blocks.tsx";
import { Select, TextInput } from "../ui/fields.tsx";
import { AdminLayout } from "./AdminLayout.tsx";
import { ACCOUNT_STATE, rolesText } from "./organisation-text.ts";
import { SheetExchange } from "./SheetExchange.tsx";

interface Props {
  readonly reader: Reader;
  readonly text: string;
  readonly agency: string;
  readonly agencies: readonly { readonly value: string; readonly label: string }[];
  readonly rows: readonly {
    readonly id: string;
    readonly name: string;
    readonly post: string;
    readonly login: string;
    readonly state: keyof typeof ACCOUNT_STATE;
    readonly agencies: readonly { readonly name: string; readonly roles: readonly string[] }[];
  }[];
  /** There are more than are shown. */
  readonly more: boolean;
  readonly mayChange: boolean;
}

/** Officers with a task today, of the agencies that the reader looks over. */
export function OfficersPage({ reader, text, agency, agencies, rows, more, mayChange }: Props): ReactElement {
  return (
    <AdminLayout title="Cán bộ" reader={reader} room="/can-bo/quan-tri/can-bo">
      <h1>Cán bộ có nhiệm vụ hôm nay ({more ? `hơn ${rows.length}` : rows.length})</h1>
      <form method="get" action="/can-bo/quan-tri/can-bo" className="card">
        <div className="row">
          <TextInput
            id="tim"
            label="Tên, tên đăng nhập hoặc chức vụ"
            hint="Gõ có dấu hay không đều được"
            value={text}
            type="search"
          />
          <Select
            id="co-quan"
            label="Cơ quan"
            value={agency}
            choices={[{ value: "", label: "Mọi cơ quan trong phạm vi" }, ...agencies]}
          />
          <button>Xem</button>
        </div>
      </form>
      {mayChange && (
        <>
          <div className="row">
            <a className="button" href={`/can-bo/quan-tri/can-bo/moi${agency && `?co-quan=${agency}`}`}>
              Thêm cán bộ
            </a>
            <form method="post" action="/can-bo/quan-tri/can-bo/ma-kich-hoat">
              <button className="quiet">Cấp mã cho người chưa có mật khẩu</button>
            </form>
          </div>
          <p className="hint">
            Bảng mã tải về chỉ có một lần; mã cũ chưa dùng sẽ hết hiệu lực. Giao mã tận tay từng người.
          </p>
          <SheetExchange kind="officers" />
        </>
      )}
      {rows.length === 0 ? (
        <p>Không có cán bộ nào như vậy. Thử tên khác hoặc cơ quan khác.</p>
      ) : (
        <Table label="Cán bộ" head={["Họ tên", "Chức vụ", "Nhiệm vụ", "Tài khoản"]}>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <a href={`/can-bo/quan-tri/can-bo/${row.id}`}>{row.name}</a>
                </td>
                <td>{row.post}</td>
                <td>
                  {row.agencies.map((held) => (
                    <div key={`${held.name} ${held.roles.join(" ")}`}>
                      {held.name}: {rolesText(held.roles)}
                    </div>
                  ))}
                </td>
                <td>
                  {row.login}
                  <div className="meta">{ACCOUNT_STATE[row.state]}</div>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {more && <p className="meta">Còn nữa; gõ tên hoặc chọn cơ quan để thu hẹp.</p>}
    </AdminLayout>
  );
}
