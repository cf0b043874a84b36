import type { ReactElement } from "react";
import type { Role } from "../../domain/organisation/role.ts";
import { OfficeLayout } from "../ui/Layout.tsx";

interface Props {
  readonly person: string;
  readonly roles: readonly Role[];
  readonly agencies: readonly {
    readonly code: string;
    readonly legacyCode: string | null;
    readonly name: string;
    readonly isOneStop: boolean;
  }[];
  readonly officers: readonly {
    readonly id: string;
    readonly name: string;
    readonly post: string;
    readonly agency: string;
    readonly roles: readonly string[];
  }[];
  readonly procedures: readonly {
    readonly code: string;
    readonly name: string;
    readonly field: string;
    readonly fileable: boolean;
  }[];
}

/** Agencies, officers and procedures as tables. */
export function CataloguePage({ person, roles, agencies, officers, procedures }: Props): ReactElement {
  return (
    <OfficeLayout title="Danh mục" person={person} roles={roles} path="/can-bo/quan-tri">
      <h1>Danh mục</h1>
      <h2>Cơ quan ({agencies.length})</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label="Bảng, cuộn ngang được">
        <table aria-label="Cơ quan">
          <thead>
            <tr>
              <th>Mã</th>
              <th>Mã cũ</th>
              <th>Tên</th>
              <th>Một cửa</th>
            </tr>
          </thead>
          <tbody>
            {agencies.map(({ code, legacyCode, name, isOneStop }) => (
              <tr key={code}>
                <td>{code}</td>
                <td>{legacyCode}</td>
                <td>{name}</td>
                <td>{isOneStop ? "Có" : ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2>Cán bộ ({officers.length})</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label="Bảng, cuộn ngang được">
        <table aria-label="Cán bộ">
          <thead>
            <tr>
              <th>Họ và tên</th>
              <th>Chức vụ</th>
              <th>Cơ quan</th>
              <th>Nhiệm vụ</th>
            </tr>
          </thead>
          <tbody>
            {officers.map(({ id, name, post, agency, roles: held }) => (
              <tr key={id + agency}>
                <td>{name}</td>
                <td>{post}</td>
                <td>{agency}</td>
                <td>{held.map((role) => ROLE_TEXT[role] ?? role).join(", ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2>Thủ tục ({procedures.length})</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label="Bảng, cuộn ngang được">
        <table aria-label="Thủ tục">
          <thead>
            <tr>
              <th>Mã</th>
              <th>Tên</th>
              <th>Lĩnh vực</th>
              <th>Quy trình</th>
            </tr>
          </thead>
          <tbody>
            {procedures.map(({ code, name, field, fileable }) => (
              <tr key={code}>
                <td>{code}</td>
                <td>{name}</td>
                <td>{field}</td>
                <td>{fileable ? "Đã công bố" : "Chưa có"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </OfficeLayout>
  );
}

const ROLE_TEXT: Readonly<Record<string, string>> = {
  receiver: "Tiếp nhận",
  handler: "Thụ lý",
  appraiser: "Thẩm định",
  leader: "Lãnh đạo",
  "seal-clerk": "Văn thư",
  "control-officer": "Kiểm soát thủ tục",
  administrator: "Quản trị",
  auditor: "Thanh tra, kiểm toán",
};
