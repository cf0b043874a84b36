import type { ReactElement, ReactNode } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { Role } from "../../domain/organisation/role.ts";
import { OfficeLayout } from "../ui/Layout.tsx";

/** Rooms with the roles that may enter; without any, every officer. */
const ROOMS: readonly (readonly [href: string, label: string, roles?: readonly Role[]])[] = [
  ["/can-bo/quan-tri", "Tổng quan", ["administrator", "control-officer", "auditor"]],
  ["/can-bo/quan-tri/co-quan", "Cơ quan"],
  ["/can-bo/quan-tri/thu-tuc", "Thủ tục, quy trình", ["administrator"]],
  ["/can-bo/quan-tri/can-bo", "Cán bộ", ["administrator", "control-officer", "auditor"]],
  ["/can-bo/quan-tri/dang-nhap", "Đăng nhập", ["administrator", "control-officer", "auditor"]],
  ["/can-bo/quan-tri/tinh", "Tỉnh"],
  ["/can-bo/quan-tri/cach-goi", "Cách gọi"],
  ["/can-bo/quan-tri/lich", "Lịch làm việc"],
  ["/can-bo/quan-tri/kiem-dich", "Tệp cách ly", ["administrator"]],
  ["/can-bo/quan-tri/viec-nen", "Việc nền", ["administrator"]],
  ["/can-bo/quan-tri/suc-khoe", "Sức khoẻ", ["administrator"]],
];

interface Props {
  readonly title: string;
  readonly reader: Reader;
  /** Address of the room, to mark it in the menu. */
  readonly room: string;
  readonly children: ReactNode;
}

/** The frame of every page for administrators: the office's own, and a menu of the catalogues. */
export function AdminLayout({ title, reader, room, children }: Props): ReactElement {
  return (
    <OfficeLayout title={title} reader={reader} path="/can-bo/quan-tri">
      <nav aria-label="Danh mục" className="rooms">
        {ROOMS.filter(([, , roles]) => !roles || roles.some((role) => reader.roles.includes(role))).map(
          ([href, label]) => (
            <a key={href} href={href} aria-current={href === room ? "page" : undefined}>
              {label}
            </a>
          ),
        )}
      </nav>
      {children}
    </OfficeLayout>
  );
}
