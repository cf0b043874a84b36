import { fold } from "../../domain/shared/vietnamese-text.ts";
import { requireAdministrator } from "../identity/index.ts";
import type { SheetKind } from "../platform/sheet/sheet-kind.ts";
import { listSynonyms, saveSynonym } from "./synonym.queries.ts";

interface Synonym {
  readonly said: string;
  readonly meant: string;
}

/** What people call a thing and what the catalogue calls it, as a table. */
export const synonymSheet: SheetKind<Synonym> = {
  kind: "synonyms",
  columns: [
    { key: "said", header: "Người dân gọi", hint: "Ví dụ: sổ đỏ. Có dấu hay không đều như nhau.", required: true },
    { key: "meant", header: "Danh mục gọi", hint: "Ví dụ: giấy chứng nhận quyền sử dụng đất.", required: true },
  ],
  authorise: async ({ actor }) => requireAdministrator(actor),
  check(rows) {
    const [row] = rows;
    const said = fold(row?.cells["said"] ?? "");
    const meant = fold(row?.cells["meant"] ?? "");
    if (!row || said === meant)
      return { ok: false, faults: [{ number: row?.number ?? 0, column: "meant", code: "synonym-same", seen: meant }] };
    return { ok: true, value: { said, meant } };
  },
  save: async (synonym, { db }) => ({ outcome: await saveSynonym(db, synonym) }),
  rows: ({ db }) => listSynonyms(db),
};
