import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import { stringify } from "csv-stringify/sync";
import Value from "typebox/value";
import type { DueChange } from "../../domain/calendar/amendment.ts";
import { type OfficerActor, readerOf } from "../../domain/identity/actor.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { AmendmentPage } from "../../web/calendar/AmendmentPage.tsx";
import type { AmendFormState } from "../../web/calendar/AmendForms.tsx";
import { amendmentTexts } from "../../web/calendar/calendar-text.ts";
import { CalendarPage } from "../../web/calendar/CalendarPage.tsx";
import { PreviewPage, type PreviewPageProps } from "../../web/calendar/PreviewPage.tsx";
import { listOpenTimings } from "../dossier/index.ts";
import { requireOfficer } from "../identity/index.ts";
import { agencyNames } from "../organisation/index.ts";
import type { Deps } from "../platform/deps.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { amendCalendar, requireCalendarAdministrator } from "./amend-calendar.ts";
import { findAmendment, getCalendarVersion } from "./amendment.queries.ts";
import { calendarPageProps } from "./calendar-page.pages.ts";
import { AmendmentBody } from "./calendar.schemas.ts";
import { previewAmendment, summariseChanges } from "./preview-amendment.ts";
import { readAmendmentForm, type FormFields } from "./read-amendment-form.pages.ts";
import { readAmendment } from "./read-amendment.ts";
import { findRecompute } from "./recompute.queries.ts";
import { isId } from "../platform/ids.ts";

const ROOM = "/can-bo/quan-tri/lich";
const MOST_SHOWN = 200;
const NOTHING: AmendFormState = { values: {}, faults: [] };
const html = (reply: FastifyReply, text: string): FastifyReply => reply.type("text/html; charset=utf-8").send(text);

interface YearQuery {
  readonly nam?: string;
  readonly "co-quan"?: string;
  readonly tim?: string;
}

/** The calendar for administrators: a year to look at, forms to change it, the preview, and what was done. */
export function calendarPages(app: App, deps: Deps): void {
  app.get<{ Querystring: YearQuery }>(ROOM, async (request, reply) => {
    const officer = requireOfficer(request);
    const { nam, "co-quan": agencyId = "", tim = "" } = request.query;
    const year = readYear(nam) ?? Number(dateOf(deps.now()).slice(0, 4));
    const asked = { agencyId: readId(agencyId), year, search: tim.trim().slice(0, 100), form: NOTHING };
    return html(reply, renderPage(<CalendarPage {...await calendarPageProps(deps, officer, asked)} />));
  });
  previewPages(app, deps);
  app.post<{ Body: FormFields }>(`${ROOM}/ap-dung`, async (request, reply) => {
    const officer = requireOfficer(request);
    const body = readHidden(request.body);
    try {
      const seen = String(request.body["version"] ?? "");
      const id = await amendCalendar({ db: deps.db, actor: officer, now: deps.now() }, readAmendment(body), seen);
      return await reply.redirect(`${ROOM}/thay-doi/${id}`, 303);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "calendar-changed-meanwhile") throw error;
      const meanwhile = error.details["changes"] as PreviewPageProps["meanwhile"];
      const props = await previewProps(deps, officer, body);
      return html(reply.code(409), renderPage(<PreviewPage {...props} meanwhile={meanwhile} />));
    }
  });
  app.get<{ Params: { id: string } }>(`${ROOM}/thay-doi/:id`, async (request, reply) => {
    const officer = requireOfficer(request);
    const amendment = /^\d{1,15}$/.test(request.params.id)
      ? await findAmendment(deps.db, Number(request.params.id))
      : undefined;
    if (!amendment) throw notFound();
    const { id, agencyId, at, by, basis, change } = amendment;
    await requireCalendarAdministrator(deps.db, officer, agencyId);
    const run = await findRecompute(deps.db, id);
    const props = {
      reader: readerOf(officer),
      agency: await nameOf(deps, agencyId),
      at,
      by,
      basis,
      changes: amendmentTexts(change),
      back: backTo(agencyId),
      changed: run?.changed ?? 0,
      unreckoned: run?.unreckoned ?? 0,
      failed: run?.failed ?? 0,
      finished: run ? run.finishedAt !== null : null,
    };
    return html(reply, renderPage(<AmendmentPage {...props} />));
  });
}

/** Nothing is written here: a form comes back with its faults, or what it would do to open dossiers. */
function previewPages(app: App, deps: Deps): void {
  app.post<{ Body: FormFields }>(`${ROOM}/xem-truoc`, async (request, reply) => {
    const officer = requireOfficer(request);
    const agencyId = readId(String(request.body["agencyId"] ?? ""));
    await requireCalendarAdministrator(deps.db, officer, agencyId);
    const read = readAmendmentForm(request.body);
    if (read.ok) return html(reply, renderPage(<PreviewPage {...await previewProps(deps, officer, read.body)} />));
    const year = readYear(String(request.body["shownYear"])) ?? Number(dateOf(deps.now()).slice(0, 4));
    const props = await calendarPageProps(deps, officer, { agencyId, year, search: "", form: read });
    return html(reply.code(422), renderPage(<CalendarPage {...props} />));
  });
  app.post<{ Body: FormFields }>(`${ROOM}/danh-sach.csv`, async (request, reply) => {
    const officer = requireOfficer(request);
    const body = readHidden(request.body);
    await requireCalendarAdministrator(deps.db, officer, body.agencyId);
    return reply
      .type("text/csv; charset=utf-8")
      .header("content-disposition", `attachment; filename="ho-so-doi-ngay-hen.csv"`)
      .send(Readable.from(csvLines(changesOf(deps, officer, body))));
  });
}

function readYear(text: string | undefined): number | undefined {
  return text !== undefined && /^2\d{3}$/.test(text) && Number(text) <= 2200 ? Number(text) : undefined;
}

function readId(text: string): string | null {
  if (text === "") return null;
  if (!isId(text)) throw notFound();
  return text;
}

// It was ours when it left, but it came back through a browser.
function readHidden(fields: FormFields): AmendmentBody {
  try {
    const body: unknown = JSON.parse(String(fields["amendment"]));
    if (Value.Check(AmendmentBody, body)) return body;
  } catch {
    // Answered below, as what has another shape is.
  }
  throw new ApiError(400, "invalid-request", { faults: [] });
}

function changesOf(deps: Deps, officer: OfficerActor, body: AmendmentBody): AsyncGenerator<DueChange> {
  const db = deps.dbFor(officer);
  const timings = listOpenTimings(db, { calendarAgencyId: body.agencyId, officerId: officer.id });
  return previewAmendment({ db, actor: officer, now: deps.now() }, readAmendment(body), timings);
}

async function previewProps(deps: Deps, officer: OfficerActor, body: AmendmentBody): Promise<PreviewPageProps> {
  const version = await getCalendarVersion(deps.db);
  const { byAgency, first, ...counts } = await summariseChanges(changesOf(deps, officer, body), MOST_SHOWN);
  const names = await agencyNames(deps.db, [...byAgency.keys()]);
  return {
    reader: readerOf(officer),
    agency: await nameOf(deps, body.agencyId),
    basis: body.basis,
    changes: amendmentTexts(readAmendment(body)),
    version,
    ...counts,
    byAgency: [...byAgency].map(([id, count]) => ({ name: names.get(id) ?? "", count })),
    first: first.map(({ dossierId, agencyId, ...change }) => ({
      id: dossierId,
      agency: names.get(agencyId) ?? "",
      ...change,
    })),
    amendment: JSON.stringify(body),
    back: backTo(body.agencyId),
    meanwhile: [],
  };
}

async function* csvLines(changes: AsyncIterable<DueChange>): AsyncGenerator<string> {
  yield "\uFEFFMã hồ sơ,Đang hẹn,Sẽ hẹn,Ghi chú\r\n";
  for await (const { code, oldDue, newDue, fault } of changes) {
    yield stringify([[code, oldDue ?? "", newDue ?? "", fault ?? ""]], { record_delimiter: "windows" });
  }
}

async function nameOf({ db }: Deps, agencyId: string | null): Promise<string | null> {
  return agencyId === null ? null : ((await agencyNames(db, [agencyId])).get(agencyId) ?? null);
}

function backTo(agencyId: string | null): string {
  return agencyId === null ? ROOM : `${ROOM}?co-quan=${agencyId}`;
}
