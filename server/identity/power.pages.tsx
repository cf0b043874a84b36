import type { FastifyReply } from "fastify";
import Type from "typebox";
import type { CitizenActor } from "../../domain/identity/actor.ts";
import { powerState, type PowerFacts } from "../../domain/identity/power.ts";
import { dayAfter } from "../../domain/organisation/validity.ts";
import { readDate } from "../../domain/shared/read-date.ts";
import { dateOf, fromDayNumber, toDayNumber, type PlainDate } from "../../domain/shared/plain-date.ts";
import { errorSentence } from "../../web/i18n/error-text.ts";
import { powerDoneText } from "../../web/identity/power-text.ts";
import { PowersPage, type ShownPower } from "../../web/identity/PowersPage.tsx";
import type { Deps } from "../platform/deps.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { isId } from "../platform/ids.ts";
import type { UseCase } from "../platform/use-case.ts";
import { procedureNames, type Power } from "./power.queries.ts";
import { answerPower, givePower, listPowers, revokePower } from "./powers.ts";
import { requireCitizen } from "./request-actor.ts";

const ROOM = "/uy-quyen";
type Typed = Readonly<Record<string, string>>;
type Errors = readonly { readonly id: string; readonly text: string }[];

const Asked = Type.Object({
  xong: Type.Optional(Type.String({ maxLength: 20 })),
  "thu-tuc": Type.Optional(Type.String({ maxLength: 30 })),
});

/** "Ủy quyền của tôi": what a citizen has given and what was given to him. */
export function powerPages(app: App, deps: Deps): void {
  const contextOf = (actor: CitizenActor): UseCase<CitizenActor> => ({ db: deps.dbFor(actor), actor, now: deps.now() });
  app.get(ROOM, { schema: { hide: true, querystring: Asked } }, async (request, reply) => {
    const context = contextOf(requireCitizen(request));
    const { xong, "thu-tuc": code = "" } = request.query;
    const typed = code === "" ? {} : { scope: "some", procedures: code };
    return html(reply, await page(context, { typed, errors: [], done: powerDoneText(xong), open: code !== "" }));
  });
  app.post(ROOM, async (request, reply) => {
    const context = contextOf(requireCitizen(request));
    const typed = typedOf(request.body);
    try {
      await givePower(context, factsOf(typed));
      return await reply.redirect(`${ROOM}?xong=giao`, 303);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 422) throw error;
      return html(reply, await page(context, { typed, errors: errorsOf(error), done: null, open: true }), 422);
    }
  });
  for (const [path, done, run] of [
    ["chap-nhan", "chap-nhan", (context: UseCase<CitizenActor>, id: string) => answerPower(context, id, true)],
    ["tu-choi", "tu-choi", (context: UseCase<CitizenActor>, id: string) => answerPower(context, id, false)],
    ["cham-dut", "cham-dut", revokePower],
  ] as const) {
    app.post<{ Params: { id: string } }>(`${ROOM}/:id/${path}`, async (request, reply) => {
      const context = contextOf(requireCitizen(request));
      if (!isId(request.params.id)) throw notFound();
      try {
        await run(context, request.params.id);
        return await reply.redirect(`${ROOM}?xong=${done}`, 303);
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 409) throw error;
        const errors = [{ id: "uy-quyen", text: errorSentence(error.code) }];
        return html(reply, await page(context, { typed: {}, errors, done: null, open: false }), 409);
      }
    });
  }
}

function typedOf(body: unknown): Typed {
  if (typeof body !== "object" || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, typeof value === "string" ? value.trim().slice(0, 2000) : ""]),
  );
}

/** What the form says. Throws 422 `date-form`, `date-missing` at the field of a day that is none. */
function factsOf(typed: Typed): PowerFacts {
  const codes = (typed["procedures"] ?? "").split(/[\s,;]+/).filter(Boolean);
  return {
    attorneyName: (typed["name"] ?? "").normalize("NFC"),
    attorneyIdentity: (typed["identityNumber"] ?? "").replaceAll(/[\s.]/g, ""),
    procedures: typed["scope"] === "some" ? [...new Set(codes)].slice(0, 50) : null,
    from: dayIn(typed, "from"),
    to: dayAfter(dayIn(typed, "to")),
  };
}

/** The date of three numbers. */
function dayIn(typed: Typed, field: string): PlainDate {
  const parts = ["day", "month", "year"].map((part) => typed[`${field}.${part}`] ?? "");
  const seen = parts.every((part) => part === "") ? "" : parts.join("/");
  const day = readDate(seen);
  if (day) return day;
  const code = seen === "" ? "date-missing" : "date-form";
  throw new ApiError(422, code, { faults: [{ field, code, seen }] });
}

function errorsOf({ code, details }: ApiError): Errors {
  const faults = details["faults"];
  if (!Array.isArray(faults)) return [{ id: "name", text: errorSentence(code) }];
  return (faults as readonly { field: string; code: string }[]).map((fault) => ({
    id: fault.field,
    text: errorSentence(fault.code),
  }));
}

interface Shown {
  readonly typed: Typed;
  readonly errors: Errors;
  readonly done: string | null;
  /** The form stands open. */
  readonly open: boolean;
}

async function page(context: UseCase<CitizenActor>, { typed, ...shown }: Shown): Promise<string> {
  const { db, actor, now } = context;
  const today = dateOf(now);
  const { given, received } = await listPowers(context);
  const names = await procedureNames(
    db,
    [...given, ...received].flatMap(({ procedures }) => procedures ?? []),
  );
  const shownOf = (power: Power): ShownPower => ({
    ...power,
    state: powerState(power, today),
    procedures: power.procedures && power.procedures.map((code) => names.get(code) ?? code),
  });
  return renderPage(
    <PowersPage
      person={actor.name}
      given={given.map(shownOf)}
      received={received.map(shownOf)}
      typed={{ ...firstDays(today), ...daysOf(typed), ...typed }}
      {...shown}
    />,
  );
}

/** A year from today, where nothing else is said (Bộ luật Dân sự 2015 art. 563). */
function firstDays(today: PlainDate): Typed {
  return { from: today, to: fromDayNumber(toDayNumber(today) + 364) };
}

/** The days that were typed, as the fields show them. */
function daysOf(typed: Typed): Typed {
  return Object.fromEntries(
    ["from", "to"]
      .filter((field) => typed[`${field}.day`] !== undefined)
      .map((field) => [
        field,
        ["year", "month", "day"].map((part) => typed[`${field}.${part}`]?.replaceAll("-", "") ?? "").join("-"),
      ]),
  );
}

function html(reply: FastifyReply, text: string, status = 200): FastifyReply {
  return reply.code(status).type("text/html; charset=utf-8").send(text);
}
