import {
  readSettingsRow,
  SETTING_WORDS,
  writeSettingsRow,
  type RowSettings,
  type SettingsWords,
} from "../../domain/procedure/settings-row.ts";
import { limitFor, PROCEDURE_CHANNELS, type ProcedureContent } from "../../domain/procedure/procedure.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { CHANNEL_TEXT, differenceText, LEVEL_TEXT, limitText } from "../../web/procedure/version-text.ts";
import type { CheckedRows, SheetColumn, SheetContext, SheetKind, SheetRow } from "../platform/sheet/sheet-kind.ts";
import { changeSettings } from "./change-settings.ts";
import { findCurrentVersion, listCurrentVersions, type ProcedureVersion } from "./procedure.queries.ts";
import { requireCatalogueEditor } from "./require-catalogue-editor.ts";

interface Settled {
  readonly version: ProcedureVersion;
  readonly settings: RowSettings;
}

const words = (column: keyof typeof SETTING_WORDS): string => SETTING_WORDS[column].join(", ");
const ONLY_READ = "Lấy từ danh mục quốc gia; sửa ở đây không có tác dụng.";

/** What the catalogue says: given out, so that a row can be recognised, and not taken in. */
const FROM_CATALOGUE: readonly SheetColumn[] = [
  { key: "name", header: "Tên thủ tục", hint: ONLY_READ, required: false },
  { key: "field", header: "Lĩnh vực", hint: ONLY_READ, required: false },
  { key: "levels", header: "Cấp", hint: ONLY_READ, required: false },
  { key: "limits", header: "Thời hạn", hint: ONLY_READ, required: false },
];

/** The procedures with what the province decides about each, as a table: a row a procedure. */
export const settingsSheet: SheetKind<Settled> = {
  kind: "procedure-settings",
  columns: [
    { key: "code", header: "Mã thủ tục", hint: "Thủ tục đã có trong danh mục, ví dụ: 1.001193.", required: true },
    ...FROM_CATALOGUE,
    {
      key: "serviceLevel",
      header: "Mức độ trực tuyến",
      hint: `Một trong: ${words("serviceLevel")}.`,
      required: true,
    },
    {
      key: "competence",
      header: "Nơi giải quyết",
      hint: `${words("competence")}, hoặc mã cơ quan đang hoạt động, ví dụ: H99.02.`,
      required: true,
    },
    {
      key: "supplementPolicy",
      header: "Thời hạn sau bổ sung",
      hint: `Một trong: ${words("supplementPolicy")}.`,
      required: true,
    },
    { key: "sensitive", header: "Dữ liệu nhạy cảm", hint: "có, hoặc để trống.", required: false },
    {
      key: "fees",
      header: "Khoản thu",
      hint: "Tên khoản: số tiền; nhiều khoản ngăn bằng dấu ;. Ví dụ: Lệ phí: 75.000; Phí (trực tuyến): 50.000. Trống là không thu.",
      required: false,
    },
  ],
  authorise: requireCatalogueEditor,
  check,
  async save({ version, settings }, { db, actor, now }) {
    const change = {
      code: version.code,
      basedOn: version.number,
      settings: { ...settings, eform: version.eform },
      now,
      by: actor.name,
    };
    const differences = await changeSettings(db, change);
    return { outcome: differences.length > 0 ? "changed" : "unchanged", notes: differences.map(differenceText) };
  },
  async rows({ db, now }) {
    return (await listCurrentVersions(db, dateOf(now))).map((version) => ({
      code: version.code,
      ...catalogueCells(version),
      ...writeSettingsRow({ ...version.content, serviceLevel: version.serviceLevel }),
    }));
  },
};

function catalogueCells({ name, field, content }: ProcedureVersion): Readonly<Record<string, string>> {
  return { name, field, levels: content.levels.map((level) => LEVEL_TEXT[level]).join(", "), limits: limits(content) };
}

/** The limit of each channel that the procedure has; one word for all where they agree. */
function limits(content: ProcedureContent): string {
  const known = PROCEDURE_CHANNELS.filter((channel) => content.channels.some((one) => one.channel === channel)).flatMap(
    (channel) => {
      const limit = limitFor(content, channel);
      return limit ? [[CHANNEL_TEXT[channel], limitText(limit)] as const] : [];
    },
  );
  const [first] = known;
  if (!first) return "";
  return known.every(([, text]) => text === first[1])
    ? first[1]
    : known.map(([channel, text]) => `${channel} ${text}`).join("; ");
}

async function check(rows: readonly SheetRow[], { db, now }: SheetContext): Promise<CheckedRows<Settled>> {
  const [row] = rows;
  if (!row) return { ok: false, faults: [] };
  const { number, cells } = row;
  const text = (key: keyof SettingsWords): string => cells[key] ?? "";
  const read = readSettingsRow({
    serviceLevel: text("serviceLevel"),
    competence: text("competence"),
    supplementPolicy: text("supplementPolicy"),
    sensitive: text("sensitive"),
    fees: text("fees"),
  });
  const code = cells["code"] ?? "";
  const version = await findCurrentVersion(db, code, dateOf(now));
  if (read.ok && version) return { ok: true, value: { version, settings: read.settings } };
  const unknown = version ? [] : [{ number, column: "code", code: "procedure-unknown", seen: code }];
  return { ok: false, faults: [...unknown, ...(read.ok ? [] : read.faults.map((fault) => ({ ...fault, number })))] };
}
