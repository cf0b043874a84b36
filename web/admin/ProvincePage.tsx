import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import { ErrorSummary, TextInput } from "../ui/fields.tsx";
import { AdminLayout } from "./AdminLayout.tsx";
import { errorOf, type FormError } from "./form.ts";

interface Props {
  readonly reader: Reader;
  readonly agencyName: string;
  readonly placeName: string;
  readonly hotline: string;
  readonly mayChange: boolean;
  readonly saved: boolean;
  readonly errors: readonly FormError[];
}

/** What the province is called on its papers, and which number people ring. */
export function ProvincePage({
  reader,
  agencyName,
  placeName,
  hotline,
  mayChange,
  saved,
  errors,
}: Props): ReactElement {
  return (
    <AdminLayout title="Tỉnh" reader={reader} room="/can-bo/quan-tri/tinh">
      <h1>{agencyName || "Chưa có cơ quan đứng đầu"}</h1>
      <p>Tên cơ quan đứng đầu sửa ở trang Cơ quan; địa danh và tổng đài dưới đây in trên các phiếu.</p>
      {saved && <p className="notice">Đã lưu. Phiếu in từ nay dùng địa danh và tổng đài này.</p>}
      <ErrorSummary errors={errors} />
      {mayChange ? (
        <form method="post" action="/can-bo/quan-tri/tinh" className="card form-page">
          <TextInput
            id="placeName"
            label="Địa danh"
            hint="Đứng trước ngày tháng trên giấy tờ"
            value={placeName}
            error={errorOf(errors, "placeName")}
          />
          <TextInput
            id="hotline"
            label="Tổng đài hỗ trợ"
            hint="Cơ quan không có đường dây nóng riêng thì phiếu in số này"
            value={hotline}
            error={errorOf(errors, "hotline")}
          />
          <button>Lưu</button>
        </form>
      ) : (
        <p>
          Địa danh: {placeName}. Tổng đài: {hotline}.
        </p>
      )}
    </AdminLayout>
  );
}
