import type { FastifyReply } from "fastify";
import { checkProcess, longestWay, overLimit } from "../../domain/procedure/check-process.ts";
import { outlineProcess } from "../../domain/procedure/outline-process.ts";
import type { ProcedureContent } from "../../domain/procedure/procedure.ts";
import type { Process } from "../../domain/procedure/process.ts";
import { writeStep } from "../../domain/procedure/process-row.ts";
import { type OfficerActor, readerOf } from "../../domain/identity/actor.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { ProcessEditorPage, type EditorRow } from "../../web/admin/ProcessEditorPage.tsx";
import { ProcessPage, type ChannelBudget } from "../../web/admin/ProcessPage.tsx";
import { errorSentence } from "../../web/i18n/error-text.ts";
import { processFaultText } from "../../web/procedure/process-text.ts";
import { requireOfficer } from "../identity/index.ts";
import { listAgencies } from "../organisation/index.ts";
import type { Deps } from "../platform/deps.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { listProcesses } from "./process.queries.ts";
import { findCurrentVersion, type ProcedureVersion } from "./procedure.queries.ts";
import { publishProcess } from "./publish-process.ts";
import { emptyRow, readEditor, type Draft, type Fields } from "./read-process-editor.ts";
import { requireCatalogueEditor } from "./require-catalogue-editor.ts";

const PATH = "/can-bo/quan-tri/thu-tuc/:code/quy-trinh";
type Coded = { Params: { code: string }; Querystring: { xong?: string }; Body: Fields };

/** Processes of a procedure for the province's administrators: read, draft in a table, publish by decision. */
export function processPages(app: App, deps: Deps): void {
  app.get<Coded>(PATH, async (request, reply) => {
    const officer = requireOfficer(request);
    const { code, name, content } = await open(deps, officer, request.params.code);
    const published = (await listProcesses(deps.db, code)).map((one, index) => ({
      ...one,
      outline: outlineProcess(one.process),
      hours: longestWay(one.process),
      budgets: index === 0 ? budgetsOf(one.process, content) : [],
    }));
    const agencies = new Map(
      (await listAgencies(deps.db, dateOf(deps.now()))).map((agency) => [agency.code, agency.name]),
    );
    const done = DONE.get(request.query.xong ?? "") ?? null;
    const page = <ProcessPage reader={readerOf(officer)} {...{ code, name, agencies, published, done }} />;
    return reply.type("text/html; charset=utf-8").send(renderPage(page));
  });
  app.get<Coded>(`${PATH}/soan`, async (request, reply) => {
    const officer = requireOfficer(request);
    const version = await open(deps, officer, request.params.code);
    const [inForce] = await listProcesses(deps.db, version.code);
    const rows = (inForce?.process.steps ?? []).map((step) => ({ words: writeStep(step), errors: [] }));
    const shown = rows.length > 0 ? rows : Array.from({ length: FIRST_ROWS }, emptyRow);
    return show(reply, 200, {
      officer,
      version,
      rows: shown,
      decision: { number: "", date: "" },
      errors: [],
      checked: null,
    });
  });
  app.post<Coded>(`${PATH}/soan`, async (request, reply) => {
    const officer = requireOfficer(request);
    const version = await open(deps, officer, request.params.code);
    const draft = readEditor(request.body);
    const { decision } = draft;
    const wanted = request.body["viec"];
    if (wanted === "them") {
      const rows = [...draft.rows, ...Array.from({ length: MORE_ROWS }, emptyRow)];
      return show(reply, 200, { officer, version, rows, decision, errors: [], checked: null });
    }
    const { rows, errors } = checkDraft(draft);
    if (wanted !== "cong-bo" || errors.length > 0) {
      const checked = errors.length > 0 ? null : checkedOf(draft.process, version.content);
      return show(reply, errors.length > 0 ? 422 : 200, { officer, version, rows, decision, errors, checked });
    }
    const outcome = await publish(deps, { officer, version, draft });
    if (outcome.ok)
      return reply.redirect(`/can-bo/quan-tri/thu-tuc/${version.code}/quy-trinh?xong=${outcome.done}`, 303);
    return show(reply, 422, { officer, version, rows, decision, errors: [outcome.error], checked: null });
  });
}

const FIRST_ROWS = 7;
const MORE_ROWS = 2;
const DONE: ReadonlyMap<string, string> = new Map([
  ["cong-bo", "Đã công bố. Hồ sơ nộp từ bây giờ theo quy trình này; hồ sơ đang giải quyết giữ quy trình cũ."],
  ["khong-doi", "Quy trình và quyết định không khác bản đang dùng nên không công bố lại."],
]);

interface Shown {
  readonly officer: OfficerActor;
  readonly version: ProcedureVersion;
  readonly rows: readonly EditorRow[];
  readonly decision: Draft["decision"];
  readonly errors: readonly { readonly id: string; readonly text: string }[];
  readonly checked: { readonly hours: number; readonly budgets: readonly ChannelBudget[] } | null;
}

function show(reply: FastifyReply, status: number, { officer, version, ...shown }: Shown): FastifyReply {
  const { code, name } = version;
  const page = <ProcessEditorPage reader={readerOf(officer)} code={code} name={name} {...shown} />;
  return reply.code(status).type("text/html; charset=utf-8").send(renderPage(page));
}

async function open(deps: Deps, officer: OfficerActor, code: string): Promise<ProcedureVersion> {
  const now = deps.now();
  await requireCatalogueEditor({ db: deps.db, actor: officer, now });
  const version = await findCurrentVersion(deps.db, code, dateOf(now));
  if (!version) throw notFound();
  return version;
}

/** Faults of words stand at their row; only when every word is understood is the process as a whole looked at. */
function checkDraft({ rows, process }: Draft): Pick<Shown, "rows" | "errors"> {
  const unread = rows.some(({ errors }) => errors.length > 0);
  const faults = unread ? [] : checkProcess(process);
  const told = rows.map((row) => ({
    ...row,
    errors: [...row.errors, ...faults.filter(({ step }) => step === row.words.step).map(processFaultText)],
  }));
  const errors = told.flatMap(({ words, errors: found }, index) =>
    found.length > 0
      ? [{ id: `s.${index}.step`, text: `Dòng ${index + 1} (${words.name || words.step}): ${found.join(" ")}` }]
      : [],
  );
  const whole = faults.filter(({ step }) => !told.some(({ words }) => words.step === step));
  return {
    rows: told,
    errors: [...errors, ...whole.map((fault) => ({ id: "s.0.step", text: processFaultText(fault) }))],
  };
}

function checkedOf(process: Process, content: ProcedureContent): Shown["checked"] {
  return { hours: longestWay(process), budgets: budgetsOf(process, content) };
}

function budgetsOf(process: Process, { channels }: ProcedureContent): readonly ChannelBudget[] {
  return channels.map(({ channel, limit }) => ({ channel, limit, isOver: overLimit(process, limit) !== null }));
}

interface Publishing {
  readonly officer: OfficerActor;
  readonly version: ProcedureVersion;
  readonly draft: Draft;
}

type Published =
  | { readonly ok: true; readonly done: "cong-bo" | "khong-doi" }
  | { readonly ok: false; readonly error: { readonly id: string; readonly text: string } };

async function publish(deps: Deps, { officer, version, draft }: Publishing): Promise<Published> {
  const { process, decision, decisionDate } = draft;
  if (!decisionDate) return { ok: false, error: { id: "decisionDate", text: errorSentence("decision-date-missing") } };
  const publication = { procedureCode: version.code, process, decisionNumber: decision.number, decisionDate };
  const signed = { ...publication, now: deps.now(), publishedBy: officer.name };
  try {
    const outcome = await deps.db.transaction().execute((tx) => publishProcess(tx, signed));
    return { ok: true, done: outcome === "unchanged" ? "khong-doi" : "cong-bo" };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const seen = error.details["seen"];
    const id =
      error.code === "agency-unknown" ? "s.0.unit" : error.code === "decision-in-future" ? "decisionDate" : "decision";
    const what = error.code === "agency-unknown" && typeof seen === "string" ? `“${seen}”: ` : "";
    return { ok: false, error: { id, text: `${what}${errorSentence(error.code)}` } };
  }
}
