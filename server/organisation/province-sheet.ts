import { requireAdministrator } from "../identity/index.ts";
import type { SheetKind } from "../platform/sheet/sheet-kind.ts";
import { changeProvince } from "./change-province.ts";
import { getProvince } from "./province.queries.ts";

interface Face {
  readonly placeName: string;
  readonly hotline: string;
}

/** What papers call the place and which number people ring, as a table of one row. */
export const provinceSheet: SheetKind<Face> = {
  kind: "province",
  columns: [
    { key: "placeName", header: "Địa danh", hint: "Như trên văn bản, ví dụ Thanh Bình.", required: true },
    { key: "hotline", header: "Đường dây nóng", hint: "Ví dụ 1022.", required: true },
  ],
  authorise: async ({ actor }) => requireAdministrator(actor),
  check: ([row]) => ({
    ok: true,
    value: { placeName: row?.cells["placeName"] ?? "", hotline: row?.cells["hotline"] ?? "" },
  }),
  async save(face, context) {
    const before = await getProvince(context.db);
    await changeProvince(context, face);
    const same = before.placeName === face.placeName && before.hotline === face.hotline;
    return { outcome: same ? "unchanged" : "changed" };
  },
  async rows({ db }) {
    const { agencyId, placeName, hotline } = await getProvince(db);
    return agencyId === null ? [] : [{ placeName, hotline }];
  },
};
