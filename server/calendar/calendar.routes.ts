import Type from "typebox";
import { intervalTexts } from "../../domain/calendar/office-hours-text.ts";
import type { OfficerActor } from "../../domain/identity/actor.ts";
import { explainDue } from "../../web/calendar/due-explanation.ts";
import { listOpenTimings } from "../dossier/index.ts";
import { requireActor, requireOfficer } from "../identity/index.ts";
import { agencyNames } from "../organisation/index.ts";
import type { Deps } from "../platform/deps.ts";
import { notFound } from "../platform/errors.ts";
import { errorAnswers } from "../platform/http/error-schema.ts";
import type { App } from "../platform/http/server.ts";
import { amendCalendar, requireCalendarAdministrator } from "./amend-calendar.ts";
import { findAmendment, getCalendarVersion } from "./amendment.queries.ts";
import {
  AmendmentBody,
  AmendmentView,
  ApplyBody,
  CalendarQuery,
  CalendarView,
  DueBody,
  DueView,
  PreviewView,
} from "./calendar.schemas.ts";
import { computeDueFor } from "./compute-due.ts";
import { previewAmendment, summariseChanges } from "./preview-amendment.ts";
import { readAmendment } from "./read-amendment.ts";
import { readCalendarYear } from "./read-calendar-year.ts";
import { findRecompute } from "./recompute.queries.ts";

const tags = ["calendar"];
const MOST_LISTED = 500;
const OFFICERS = { 401: ["sign-in-required"], 403: ["not-your-role"], 404: ["not-found"] } as const;
const AMENDING = {
  ...OFFICERS,
  422: [
    "bad-date",
    "bad-hours",
    "basis-missing",
    "years-are-provincial",
    "year-out-of-range",
    "day-twice",
    "day-hours-missing",
    "weekday-twice",
    "hours-overlap",
    "hours-end-before-start",
  ],
} as const;
const DUE_FAULTS = [
  "calendar-year-missing",
  "invalid-amount",
  "invalid-moment",
  "invalid-pause-before-receipt",
  "invalid-pause-order",
  "invalid-pause-overlap",
] as const;

/** The calendar over the API: read, amend with a preview, and due dates. */
export function calendarRoutes(app: App, deps: Deps): void {
  app.get(
    "/api/v1/calendar",
    {
      schema: {
        tags,
        summary: "Lịch làm việc của một cơ quan trong một năm",
        querystring: CalendarQuery,
        response: { 200: CalendarView, ...errorAnswers(OFFICERS) },
      },
    },
    async (request) => {
      requireOfficer(request);
      return toView(deps, request.query.agencyId ?? null, request.query.year);
    },
  );
  app.post(
    "/api/v1/due",
    {
      schema: {
        tags,
        summary: "Tính ngày hẹn trả",
        body: DueBody,
        response: {
          200: DueView,
          ...errorAnswers({ 401: ["sign-in-required"], 404: ["not-found"], 422: DUE_FAULTS }),
        },
      },
    },
    async (request) => {
      requireActor(request);
      const { due, original, explanation } = await computeDueFor(deps.db, request.body);
      return { due, original, explanation: explainDue(explanation) };
    },
  );
  amendmentRoutes(app, deps);
}

function amendmentRoutes(app: App, deps: Deps): void {
  app.post(
    "/api/v1/calendar/preview",
    {
      schema: {
        tags,
        summary: "Xem trước hồ sơ đổi ngày hẹn nếu sửa lịch; không ghi gì",
        body: AmendmentBody,
        response: { 200: PreviewView, ...errorAnswers(AMENDING) },
      },
    },
    async (request) => previewView(deps, requireOfficer(request), request.body),
  );
  app.post(
    "/api/v1/calendar/amendments",
    {
      schema: {
        tags,
        summary: "Sửa lịch và tính lại ngày hẹn của hồ sơ đang mở",
        description: "Lịch đã đổi từ lúc xem (409) thì lời từ chối kèm những gì đã đổi và version mới (details).",
        body: ApplyBody,
        response: {
          201: AmendmentView,
          ...errorAnswers({ ...AMENDING, 409: ["calendar-changed-meanwhile"] }),
        },
      },
    },
    async (request, reply) => {
      const actor = requireOfficer(request);
      const { amendment, seenVersion } = request.body;
      const id = await amendCalendar({ db: deps.db, actor, now: deps.now() }, readAmendment(amendment), seenVersion);
      return reply.code(201).send(await amendmentView(deps, actor, id));
    },
  );
  app.get(
    "/api/v1/calendar/amendments/:id",
    {
      schema: {
        tags,
        summary: "Một lần sửa lịch và việc tính lại ngày hẹn",
        params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) }),
        response: { 200: AmendmentView, ...errorAnswers(OFFICERS) },
      },
    },
    async (request) => amendmentView(deps, requireOfficer(request), request.params.id),
  );
}

async function toView({ db }: Deps, agencyId: string | null, year: number) {
  const { days, hours, confirmed, version } = await readCalendarYear(db, agencyId, year);
  return {
    year,
    agencyId,
    version,
    confirmed: confirmed !== null,
    days: days.map(({ date, kind, name, intervals, basis, agencyId: setBy }) => ({
      date,
      kind,
      name,
      hours: intervalTexts(intervals ?? []),
      basis,
      inherited: setBy !== agencyId,
    })),
    week: hours.map(({ weekday, intervals, from, to, basis, agencyId: setBy }) => ({
      weekday,
      hours: intervalTexts(intervals),
      from,
      to,
      basis,
      inherited: setBy !== agencyId,
    })),
  };
}

async function previewView(deps: Deps, actor: OfficerActor, body: AmendmentBody) {
  const db = deps.dbFor(actor);
  const version = await getCalendarVersion(db);
  const timings = listOpenTimings(db, { calendarAgencyId: body.agencyId, officerId: actor.id });
  const changes = previewAmendment({ db, actor, now: deps.now() }, readAmendment(body), timings);
  const { byAgency, first, ...counts } = await summariseChanges(changes, MOST_LISTED);
  const names = await agencyNames(db, [...byAgency.keys()]);
  return {
    version,
    ...counts,
    byAgency: [...byAgency].map(([agencyId, count]) => ({ agencyId, agency: names.get(agencyId) ?? "", count })),
    first: [...first],
  };
}

async function amendmentView({ db }: Deps, actor: OfficerActor, id: number) {
  const amendment = await findAmendment(db, id);
  if (!amendment) throw notFound();
  await requireCalendarAdministrator(db, actor, amendment.agencyId);
  const { at, by, agencyId, basis } = amendment;
  const run = await findRecompute(db, id);
  const { changed = 0, unreckoned = 0, failed = 0, finishedAt = null } = run ?? {};
  return { id, at, by, agencyId, basis, recomputed: { changed, unreckoned, failed, finishedAt } };
}
