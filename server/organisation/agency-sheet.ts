import { toLegacyCode } from "../../domain/organisation/agency-code.ts";
import { COUNTER_TEXT, dayText, LEVEL_TEXT, readCounter, readLevel } from "../../web/admin/organisation-text.ts";
import { requireAdministrator } from "../identity/index.ts";
import type { SheetColumn, SheetKind, SheetRow } from "../platform/sheet/sheet-kind.ts";
import { listEveryAgency, listSuccessions } from "./agency.queries.ts";
import { arrangeAgencies, codesIn } from "./arrange-agencies.ts";
import { listScope } from "./organisation.queries.ts";
import { readCells } from "./read-cells.ts";
import { checkGroup, saveGroup } from "./row-group.ts";
import { saveAgencyRow, type AgencyRow } from "./save-agency-row.ts";

const columns: readonly SheetColumn[] = [
  { key: "code", header: "Mã định danh", hint: "Theo QĐ 20/2020/QĐ-TTg, ví dụ H99.20.", required: true },
  {
    key: "legacyCode",
    header: "Mã cũ",
    hint: "Ví dụ 000.00.20.H99; bỏ trống thì suy từ mã định danh.",
    required: false,
  },
  { key: "name", header: "Tên cơ quan", hint: "Tên đầy đủ như trên văn bản.", required: true },
  { key: "level", header: "Cấp", hint: "Tỉnh, Huyện hoặc Xã.", required: true },
  {
    key: "parentId",
    header: "Thuộc cơ quan",
    hint: "Mã định danh cơ quan cấp trên; chỉ cơ quan đứng đầu bỏ trống.",
    required: false,
  },
  {
    key: "counterKind",
    header: "Một cửa",
    hint: "Trung tâm hoặc Bộ phận; bỏ trống nếu không có một cửa.",
    required: false,
  },
  { key: "address", header: "Địa chỉ", hint: "", required: false },
  { key: "hotline", header: "Đường dây nóng", hint: "", required: false },
  {
    key: "from",
    header: "Từ ngày",
    hint: "Ngày thành lập, ví dụ 01/07/2025; bỏ trống: cơ quan đang mở mang mã này, hoặc hôm nay.",
    required: false,
  },
  {
    key: "to",
    header: "Hết ngày",
    hint: "Ngày đầu tiên không còn hoạt động; bỏ trống nếu đang hoạt động.",
    required: false,
  },
  { key: "successors", header: "Kế tục bởi", hint: "Mã các cơ quan kế tục, cách nhau bằng dấu phẩy.", required: false },
  { key: "since", header: "Áp dụng từ", hint: "Ngày đổi tên, địa chỉ, cấp trên; bỏ trống: hôm nay.", required: false },
  { key: "basis", header: "Căn cứ", hint: "Số, ngày văn bản.", required: false },
];

/** Every agency that is or was, as a table. */
export const agencySheet: SheetKind<readonly AgencyRow[]> = {
  kind: "agencies",
  columns,
  authorise: async ({ actor }) => requireAdministrator(actor),
  arrange: arrangeAgencies,
  groupOf: ({ cells }) => cells["code"] ?? "",
  check: (rows) => checkGroup(rows, { read: readRow }),
  save: (rows, context) => saveGroup(rows, (row) => saveAgencyRow(row, context)),
  async rows({ db, actor }) {
    const scope = actor.kind === "officer" ? await listScope(db, actor.id) : null;
    const [agencies, successions] = [await listEveryAgency(db), await listSuccessions(db)];
    const codes = new Map(agencies.map(({ id, code }) => [id, code]));
    return agencies
      .filter(({ id }) => scope === null || scope.has(id))
      .map((agency) => {
        const next = successions.filter(({ predecessorId }) => predecessorId === agency.id);
        return {
          code: agency.code,
          legacyCode: agency.legacyCode ?? "",
          name: agency.name,
          level: LEVEL_TEXT[agency.level],
          parentId: (agency.parentId && codes.get(agency.parentId)) ?? "",
          counterKind: agency.counterKind ? COUNTER_TEXT[agency.counterKind] : "",
          address: agency.address,
          hotline: agency.hotline,
          from: dayText(agency.from),
          to: dayText(agency.to),
          successors: next.map(({ code }) => code).join(", "),
          since: "",
          basis: next[0]?.basis ?? "",
        };
      });
  },
};

function readRow(sheetRow: SheetRow) {
  const cells = readCells(sheetRow);
  const code = cells.text("code").toUpperCase();
  const row: AgencyRow = {
    number: sheetRow.number,
    code,
    legacyCode: cells.text("legacyCode") || toLegacyCode(code),
    name: cells.text("name"),
    level: cells.word("level", "agency-level-unknown", readLevel) ?? "province",
    parentCode: cells.text("parentId").toUpperCase(),
    counterKind: cells.word("counterKind", "counter-kind-unknown", readCounter),
    address: cells.text("address"),
    hotline: cells.text("hotline"),
    from: cells.date("from"),
    to: cells.date("to"),
    successorCodes: codesIn(cells.text("successors")),
    since: cells.date("since"),
    basis: cells.text("basis"),
  };
  if (row.successorCodes.length > 0 && cells.text("to") === "")
    cells.refuse("successors", "successors-without-end", row.successorCodes.join(", "));
  return { row, faults: cells.faults };
}
