import type { Process } from "../../domain/procedure/process.ts";
import type { ProcedureContent } from "../../domain/procedure/procedure.ts";
import { overLimit } from "../../domain/procedure/check-process.ts";
import { compareVersions } from "../../domain/procedure/compare-versions.ts";
import { dateOf, isPlainDate } from "../../domain/shared/plain-date.ts";
import { overLimitText } from "../../web/procedure/process-text.ts";
import { differenceText } from "../../web/procedure/version-text.ts";
import { requireOfficer } from "../identity/index.ts";
import type { Deps } from "../platform/deps.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import { errorAnswers } from "../platform/http/error-schema.ts";
import type { App } from "../platform/http/server.ts";
import { changeSettings } from "./change-settings.ts";
import { cursorAfter, readCursor } from "./page-cursor.ts";
import { listProcesses } from "./process.queries.ts";
import { listProcedures, listVersions } from "./procedure-list.queries.ts";
import { findCurrentVersion, type ProcedureVersion } from "./procedure.queries.ts";
import {
  CodeParams,
  ProcedurePageView,
  ProcedureView,
  SearchQuery,
  SettingsBody,
  SettingsView,
  VersionsView,
} from "./procedure.schemas.ts";
import { ProcessesView, PublishBody, PublishedView } from "./process.schemas.ts";
import { publishProcess } from "./publish-process.ts";
import { requireCatalogueEditor } from "./require-catalogue-editor.ts";

const tags = ["procedure"];
const params = CodeParams;
const UNKNOWN = { 400: ["invalid-request"], 404: ["not-found"] } as const;
const OFFICERS = { ...UNKNOWN, 401: ["sign-in-required"], 403: ["not-your-role"] } as const;

/** The catalogue of procedures over the API: anybody reads it, the province's administrators change it. */
export function procedureRoutes(app: App, deps: Deps): void {
  readingRoutes(app, deps);
  processRoutes(app, deps);
  app.post(
    "/api/v1/procedures/:code/settings",
    {
      schema: {
        tags,
        summary: "Đổi thiết lập của tỉnh cho một thủ tục (tạo phiên bản mới)",
        params,
        body: SettingsBody,
        response: {
          200: SettingsView,
          ...errorAnswers({ ...OFFICERS, 409: ["changed-meanwhile"], 422: ["settings-invalid"] }),
        },
      },
    },
    async (request) => {
      const actor = requireOfficer(request);
      const now = deps.now();
      await requireCatalogueEditor({ db: deps.db, actor, now });
      const { basedOn, ...settings } = request.body;
      const change = { code: request.params.code, basedOn, settings, now, by: actor.name };
      const differences = await changeSettings(deps.db, change);
      return { differences: differences.map((one) => ({ ...one, sentence: differenceText(one) })) };
    },
  );
}

function readingRoutes(app: App, deps: Deps): void {
  app.get(
    "/api/v1/procedures",
    {
      schema: {
        tags,
        summary: "Tìm thủ tục, từng trang",
        querystring: SearchQuery,
        response: { 200: ProcedurePageView, ...errorAnswers({ 400: ["invalid-request", "page-unknown"] }) },
      },
    },
    async ({ query: { q = "", field = null, level = null, fileable = null, after, limit = 20 } }) => {
      const filter = { text: q, field, level, fileable };
      const { items, count } = await listProcedures(deps.db, filter, { after: readCursor(after), limit });
      return { items: items.map(({ id: _id, ...item }) => item), count, next: cursorAfter(items, limit) };
    },
  );
  app.get(
    "/api/v1/procedures/:code",
    {
      schema: {
        tags,
        summary: "Một thủ tục: hỏi gì, hứa gì, mẫu khai",
        params,
        response: { 200: ProcedureView, ...errorAnswers(UNKNOWN) },
      },
    },
    async (request) => {
      const { id: _id, ...version } = await getInForce(deps, request.params.code);
      const fileable = (await listProcesses(deps.db, version.code)).length > 0;
      return { ...version, fileable };
    },
  );
  app.get(
    "/api/v1/procedures/:code/versions",
    {
      schema: {
        tags,
        summary: "Các phiên bản của thủ tục và khác nhau giữa chúng",
        params,
        response: { 200: VersionsView, ...errorAnswers(UNKNOWN) },
      },
    },
    async (request) => {
      const versions = await listVersions(deps.db, request.params.code);
      if (versions.length === 0) throw notFound();
      return {
        items: versions.map((version, index) => {
          const before = versions[index + 1];
          const differences = before ? compareVersions(before, version) : [];
          const { number, name, validFrom, validTo } = version;
          const told = differences.map((one) => ({ ...one, sentence: differenceText(one) }));
          return { number, name, validFrom, validTo, differences: told };
        }),
      };
    },
  );
}

function processRoutes(app: App, deps: Deps): void {
  app.get(
    "/api/v1/procedures/:code/processes",
    {
      schema: {
        tags,
        summary: "Các quy trình nội bộ đã công bố",
        params,
        response: { 200: ProcessesView, ...errorAnswers(OFFICERS) },
      },
    },
    async (request) => {
      requireOfficer(request);
      await getInForce(deps, request.params.code);
      const items = await listProcesses(deps.db, request.params.code);
      return { items: items.map(({ process, ...item }) => ({ ...item, steps: process.steps })) };
    },
  );
  app.post(
    "/api/v1/procedures/:code/processes",
    {
      schema: {
        tags,
        summary: "Công bố quy trình nội bộ theo quyết định; gửi lại y nguyên thì không đổi gì",
        params,
        body: PublishBody,
        response: {
          200: PublishedView,
          ...errorAnswers({
            ...OFFICERS,
            422: ["process-unsound", "agency-unknown", "decision-number-missing", "decision-in-future"],
          }),
        },
      },
    },
    async (request) => {
      const actor = requireOfficer(request);
      const now = deps.now();
      await requireCatalogueEditor({ db: deps.db, actor, now });
      const { content, code } = await getInForce(deps, request.params.code);
      const { decisionNumber, decisionDate, steps } = request.body;
      if (!isPlainDate(decisionDate)) throw new ApiError(400, "invalid-request", { seen: decisionDate });
      const publication = { procedureCode: code, process: { steps }, decisionNumber, decisionDate };
      const outcome = await deps.db
        .transaction()
        .execute((tx) => publishProcess(tx, { ...publication, now, publishedBy: actor.name }));
      return { outcome, warnings: warningsFor({ steps }, content) };
    },
  );
}

async function getInForce(deps: Deps, code: string): Promise<ProcedureVersion> {
  const version = await findCurrentVersion(deps.db, code, dateOf(deps.now()));
  if (!version) throw notFound();
  return version;
}

function warningsFor(process: Process, { channels }: ProcedureContent): string[] {
  return channels.flatMap(({ channel, limit }) => {
    const over = overLimit(process, limit);
    return over ? [overLimitText(channel, over)] : [];
  });
}
