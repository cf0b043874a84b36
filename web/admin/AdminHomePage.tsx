import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import { AdminLayout } from "./AdminLayout.tsx";

interface Props {
  readonly reader: Reader;
  readonly agencies: number;
  readonly officers: number;
  readonly procedures: number;
  /** Years without a confirmed calendar, into which no due date can be reckoned. */
  readonly yearsToConfirm: readonly number[];
  /** Work in the background that has failed for good and waits for a decision. */
  readonly deadLetters: number;
}

interface Room {
  readonly href: string;
  readonly title: string;
  readonly what: string;
  /** What the list behind it holds today. */
  readonly count?: string;
  /** Whether the reader may enter; everybody may where it is left out. */
  readonly opens?: boolean;
}

/** Where an administrator begins: the province's catalogues, what each holds and what is done there. */
export function AdminHomePage({
  reader,
  agencies,
  officers,
  procedures,
  yearsToConfirm,
  deadLetters,
}: Props): ReactElement {
  const rooms: readonly Room[] = [
    {
      href: "/can-bo/quan-tri/co-quan",
      title: "Cơ quan",
      count: `${number(agencies)} đang hoạt động`,
      what: "Lập, đổi tên, đóng, ghi cơ quan kế tục.",
    },
    {
      href: "/can-bo/quan-tri/can-bo",
      title: "Cán bộ",
      count: `${number(officers)} có nhiệm vụ hôm nay`,
      what: "Phân công, cấp mã kích hoạt, khoá tài khoản.",
    },
    {
      href: "/can-bo/quan-tri/thu-tuc?nop=co",
      title: "Thủ tục, quy trình",
      count: `${number(procedures)} nộp được`,
      what: "Thiết lập của tỉnh, soạn và công bố quy trình.",
      opens: reader.roles.includes("administrator"),
    },
    {
      href: "/can-bo/quan-tri/lich",
      title: "Lịch làm việc",
      what: "Ngày nghỉ, làm bù, giờ làm việc; tính lại ngày hẹn.",
    },
    { href: "/can-bo/quan-tri/tinh", title: "Tỉnh", what: "Địa danh và tổng đài in trên phiếu." },
    {
      href: "/can-bo/quan-tri/kiem-dich",
      title: "Tệp cách ly",
      what: "Tệp nghi có mã độc hoặc chưa quét vi-rút: thả hoặc xoá.",
      opens: reader.roles.includes("administrator"),
    },
    {
      href: "/can-bo/quan-tri/viec-nen",
      title: "Việc nền",
      count: deadLetters === 0 ? "Không có việc hỏng" : `${number(deadLetters)} việc hỏng chờ quyết định`,
      what: "Việc hệ thống tự làm, tin gửi bên nhận: gửi lại hoặc bỏ qua việc hỏng.",
      opens: reader.roles.includes("administrator"),
    },
    { href: "/can-bo/quan-tri/cach-goi", title: "Cách gọi", what: "Từ người dân hay dùng khi tìm thủ tục." },
  ];
  return (
    <AdminLayout title="Danh mục" reader={reader} room="/can-bo/quan-tri">
      <h1>Danh mục</h1>
      {yearsToConfirm.map((year) => (
        <p key={year} className="notice warn">
          Lịch làm việc năm {year} chưa được xác nhận: hồ sơ có ngày hẹn rơi vào năm này chưa tiếp nhận được.{" "}
          <a href={`/can-bo/quan-tri/lich?nam=${year}`}>Nhập và xác nhận lịch năm {year}</a>
        </p>
      ))}
      {deadLetters > 0 && reader.roles.includes("administrator") && (
        <p className="notice warn">
          {number(deadLetters)} việc nền đã hỏng và chờ người quyết định.{" "}
          <a href="/can-bo/quan-tri/viec-nen#hong">Xem và gửi lại</a>
        </p>
      )}
      <ul className="room-cards">
        {rooms.map(({ href, title, what, count, opens = true }) => (
          <li key={href} className="card">
            <h2>{opens ? <a href={href}>{title}</a> : title}</h2>
            {count && <p className="count-line">{count}</p>}
            <p className="meta">{what}</p>
          </li>
        ))}
      </ul>
    </AdminLayout>
  );
}

const number = (count: number): string => count.toLocaleString("vi-VN");
