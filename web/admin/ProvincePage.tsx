import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import { EMERGENCY_HOURS } from "../../domain/organisation/province.ts";
import { ErrorSummary, TextInput } from "../ui/fields.tsx";
import { AdminLayout } from "./AdminLayout.tsx";
import { errorOf, type FormError } from "./form.ts";

interface Props {
  readonly reader: Reader;
  readonly agencyName: string;
  readonly placeName: string;
  readonly hotline: string;
  /** As typed. */
  readonly emergencyHours: string;
  readonly mayChange: boolean;
  readonly saved: boolean;
  readonly errors: readonly FormError[];
}

/** What the province is called on its papers, which number people ring, and how long an emergency reading lasts. */
export function ProvincePage({
  reader,
  agencyName,
  placeName,
  hotline,
  emergencyHours,
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
          <TextInput
            id="emergencyHours"
            label="Đọc khẩn cấp được mấy giờ"
            hint={`Cán bộ ngoài phạm vi xin đọc một hồ sơ thì hồ sơ mở trong chừng ấy giờ; từ ${EMERGENCY_HOURS.least} đến ${EMERGENCY_HOURS.most}`}
            value={emergencyHours}
            error={errorOf(errors, "emergencyHours")}
            numeric
          />
          <button>Lưu</button>
        </form>
      ) : (
        <p>
          Địa danh: {placeName}. Tổng đài: {hotline}. Đọc khẩn cấp được {emergencyHours} giờ.
        </p>
      )}
    </AdminLayout>
  );
}
