import { requireAdministrator } from "../identity/index.ts";
import type { SheetKind } from "../platform/sheet/sheet-kind.ts";
import { changeProvince } from "./change-province.ts";
import { getProvince } from "./province.queries.ts";

interface Face {
  readonly placeName: string;
  readonly hotline: string;
  /** Null leaves it as it is. */
  readonly emergencyHours: number | null;
}

/** What papers call the place and which number people ring, as a table of one row. */
export const provinceSheet: SheetKind<Face> = {
  kind: "province",
  columns: [
    { key: "placeName", header: "Địa danh", hint: "Như trên văn bản, ví dụ Thanh Bình.", required: true },
    { key: "hotline", header: "Đường dây nóng", hint: "Ví dụ 1022.", required: true },
    {
      key: "emergencyHours",
      header: "Giờ đọc khẩn cấp",
      hint: "Từ 1 đến 24; để trống là giữ nguyên.",
      required: false,
    },
  ],
  authorise: async ({ actor }) => requireAdministrator(actor),
  check([row]) {
    const { placeName = "", hotline = "", emergencyHours = "" } = row?.cells ?? {};
    return { ok: true, value: { placeName, hotline, emergencyHours: emergencyHours ? Number(emergencyHours) : null } };
  },
  async save(face, context) {
    const before = await getProvince(context.db);
    await changeProvince(context, face);
    const hours = face.emergencyHours ?? before.emergencyHours;
    const same =
      before.placeName === face.placeName && before.hotline === face.hotline && before.emergencyHours === hours;
    return { outcome: same ? "unchanged" : "changed" };
  },
  async rows({ db }) {
    const { agencyId, placeName, hotline, emergencyHours } = await getProvince(db);
    return agencyId === null ? [] : [{ placeName, hotline, emergencyHours: String(emergencyHours) }];
  },
};
