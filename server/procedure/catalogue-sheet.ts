import Value from "typebox/value";
import { checkForm } from "../../domain/eform/check-form.ts";
import { compareVersions } from "../../domain/procedure/compare-versions.ts";
import { SERVICE_LEVELS, type ProcedureContent } from "../../domain/procedure/procedure.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { differenceText } from "../../web/procedure/version-text.ts";
import { ApiError } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { CheckedRows, RowFault, SheetKind, SheetRow } from "../platform/sheet/sheet-kind.ts";
import { checkSettings } from "./change-settings.ts";
import { listCurrentVersions } from "./procedure.queries.ts";
import { ContentView } from "./procedure.schemas.ts";
import { requireCatalogueEditor } from "./require-catalogue-editor.ts";
import { listOpenVersions, lockCatalogue, saveVersions, type SavedVersion } from "./version.queries.ts";

type Entry = Pick<SavedVersion, "code" | "name" | "field" | "serviceLevel" | "content" | "eform" | "isOwn">;

/**
 * The version in force of each procedure, whole, as a row: content and e-form are JSON. It is how a province's
 * catalogue goes into a document and comes out of one; running dossiers keep the version that they were filed on.
 */
export const catalogueSheet: SheetKind<Entry> = {
  kind: "procedures",
  columns: [
    { key: "code", header: "Mã thủ tục", hint: "Ví dụ 1.001193.", required: true },
    { key: "name", header: "Tên thủ tục", hint: "", required: true },
    { key: "field", header: "Lĩnh vực", hint: "", required: true },
    { key: "serviceLevel", header: "Mức độ", hint: SERVICE_LEVELS.join(", "), required: true },
    { key: "content", header: "Nội dung", hint: "JSON như API trả về.", required: true },
    { key: "eform", header: "Biểu mẫu điện tử", hint: "JSON; trống nếu không có.", required: false },
    { key: "own", header: "Của tỉnh", hint: "yes khi tỉnh đã quyết định về thủ tục.", required: false },
  ],
  authorise: requireCatalogueEditor,
  check: ([row]) => readEntry(row),
  async save(entry, { db, actor, now }) {
    const settings = { ...entry.content, serviceLevel: entry.serviceLevel, eform: entry.eform };
    const { faults } = await checkSettings(db, { known: entry, settings, now });
    if (faults.length > 0) throw new ApiError(422, "settings-invalid", { faults });
    await lockCatalogue(db);
    const [known] = await listOpenVersions(db, [entry.code]);
    const differences = known ? compareVersions(known, entry) : [];
    if (known && differences.length === 0) return { outcome: "unchanged" };
    const made = { id: newId(), validFrom: dateOf(now), madeAt: now, madeBy: actor.name };
    await saveVersions(db, [{ ...entry, ...made }]);
    return { outcome: known ? "changed" : "created", notes: differences.map(differenceText) };
  },
  async rows({ db, now }) {
    const current = await listCurrentVersions(db, dateOf(now));
    const open = await listOpenVersions(
      db,
      current.map(({ code }) => code),
    );
    const own = new Set(open.filter(({ isOwn }) => isOwn).map(({ code }) => code));
    return current.map(({ code, name, field, serviceLevel, content, eform }) => ({
      code,
      name,
      field,
      serviceLevel,
      content: JSON.stringify(content),
      eform: eform ? JSON.stringify(eform) : "",
      own: own.has(code) ? "yes" : "",
    }));
  },
};

function readEntry(row: SheetRow | undefined): CheckedRows<Entry> {
  const { number = 0, cells = {} } = row ?? {};
  const text = (key: string): string => cells[key] ?? "";
  const fault = (column: string, code: string): RowFault => ({ number, column, code, seen: text(column) });
  const content = parse(text("content"));
  const serviceLevel = SERVICE_LEVELS.find((level) => level === text("serviceLevel"));
  const eform = text("eform") === "" ? null : checkForm(parse(text("eform")));
  const isContent = Value.Check(ContentView, content);
  const faults = [
    ...(serviceLevel ? [] : [fault("serviceLevel", "service-level-unknown")]),
    ...(isContent ? [] : [fault("content", "content-unsound")]),
    ...(eform === null || eform.ok ? [] : [fault("eform", "eform-unsound")]),
  ];
  if (!serviceLevel || faults.length > 0 || (eform !== null && !eform.ok)) return { ok: false, faults };
  const form = eform?.form ?? null;
  const { code = "", name = "", field = "", own } = cells;
  const entry = { code, name, field, serviceLevel, content: content as ProcedureContent, eform: form };
  return { ok: true, value: { ...entry, isOwn: own === "yes" } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
