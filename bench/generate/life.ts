import type { Circumstances } from "../../domain/dossier/circumstances.ts";
import type { DossierCommand } from "../../domain/dossier/command.ts";
import { decide } from "../../domain/dossier/decide.ts";
import { dossierCode } from "../../domain/dossier/dossier-code.ts";
import { openStays, type Dossier, type StepStay } from "../../domain/dossier/dossier.ts";
import type { DossierEvent } from "../../domain/dossier/event.ts";
import { begin, fold } from "../../domain/dossier/fold.ts";
import type { Actor, OfficerActor } from "../../domain/identity/actor.ts";
import { addWorkingTime } from "../../domain/calendar/working-time.ts";
import { findStep, type ProcessStep } from "../../domain/procedure/process.ts";
import { limitFor } from "../../domain/procedure/procedure.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { dateOf, type PlainDate } from "../../domain/shared/plain-date.ts";
import { SYSTEM_NAME, UNSUPPLIED_TEXT } from "../../web/dossier/dossier-text.ts";
import { GENERATED_FORM, type MadeProcedure } from "./catalogue.ts";
import type { Random } from "./random.ts";
import type { World } from "./world.ts";

const MINUTE = 60;
const HOUR = 3600;
const DAY = 8 * HOUR;
/** The calendar knows the next year, not the one after. */
const MOST_IDLE = 200 * DAY;
/** More than any life has; one that does not end is a fault of this file. */
const MOST_EVENTS = 60;

/** What is out of the ordinary in one life, drawn at its beginning. */
interface Plan {
  readonly refused: boolean;
  readonly supplement: boolean;
  readonly neverSupplied: boolean;
  readonly payment: boolean;
  readonly withdrawn: boolean;
  readonly consulted: boolean;
  readonly sentBack: boolean;
  /** How long the draft takes, in shares of the step's hours: above the limit the dossier is late. */
  readonly pace: number;
}

export interface Life {
  readonly dossier: Dossier;
  readonly events: readonly DossierEvent[];
  /** What the dossier was after each event. */
  readonly stages: readonly Stage[];
}

export type Stage = Pick<Dossier, "status" | "code">;

export interface Living {
  readonly world: World;
  readonly procedure: MadeProcedure;
  readonly random: Random;
  /** The next number of the day for a dossier code of the counter. */
  readonly takeNumber: (agencyId: string, day: PlainDate) => number;
  /** Stores a file that the person brought and answers with its document's id. */
  readonly attach: (file: { readonly name: string; readonly by: string; readonly at: Moment }) => string;
}

interface Move {
  readonly actor: Actor;
  readonly command: DossierCommand;
  readonly at: Moment;
}

/**
 * Lives a filed dossier to its end or to the order's last moment: each event is what the rules themselves decide, so
 * that the application could have come to it in the same way. Throws when a rule refuses, which is a fault here.
 */
export function live(first: DossierEvent, living: Living): Life {
  const { world, procedure, random } = living;
  const plan = drawPlan(procedure, random);
  const events = [first];
  let dossier = begin(first);
  const stages: Stage[] = [dossier];
  for (let at = first.at; events.length < MOST_EVENTS;) {
    const move = nextMove(dossier, { ...living, plan, since: at });
    if (!move || move.at > world.order.until) return { dossier, events, stages };
    const decision = decide(dossier, withResult(move, living), circumstances(dossier, move, living));
    if (!decision.ok) throw new Error(`${move.command.action} of ${dossier.submissionCode}: ${decision.reason}`);
    events.push(decision.event);
    dossier = fold(dossier, decision.event);
    stages.push(dossier);
    at = move.at;
  }
  throw new Error(`${dossier.submissionCode} lives on and on`);
}

/** Half of the results are files; the others went out on paper alone. */
function withResult({ command, actor, at }: Move, { random, attach }: Living): DossierCommand {
  if (command.action !== "finish" || random.chance(0.5)) return command;
  return { ...command, documentIds: [attach({ name: "Kết quả.pdf", by: actor.id, at })] };
}

function drawPlan({ content }: MadeProcedure, random: Random): Plan {
  return {
    refused: random.chance(0.012),
    supplement: random.chance(0.04),
    neverSupplied: random.chance(0.15),
    payment: content.fees.length > 0 && random.chance(0.15),
    withdrawn: random.chance(0.008),
    consulted: content.competence !== "commune" && random.chance(0.03),
    sentBack: random.chance(0.01),
    pace: pace(random),
  };
}

function pace(random: Random): number {
  const drawn = random.next();
  // Nearly all in time, some late, and a few that nobody seems to work on.
  if (drawn < 0.004) return 40 + 200 * random.next();
  return drawn < 0.035 ? 1.6 + 3 * random.next() : 0.15 + 0.75 * random.next();
}

function circumstances(dossier: Dossier, { actor, at, command }: Move, living: Living): Circumstances {
  const { world, procedure } = living;
  const { content, process } = procedure;
  const channel = dossier.channel.endsWith("online") ? "online" : dossier.channel === "postal" ? "postal" : "direct";
  const counter = world.agency(dossier.receivingAgencyId);
  return {
    actor,
    now: at,
    process,
    calendar: world.calendar,
    counterCalendar: world.calendar,
    componentCodes: new Set(content.components.map(({ code }) => code)),
    eform: GENERATED_FORM,
    fees: content.fees,
    other: null,
    terms: { limit: limitFor(content, channel), supplementPolicy: content.supplementPolicy },
    agencyIdOf: (code) => world.byCode(code)?.id ?? null,
    isOpenAgency: () => true,
    isSuitable: (officerId, agencyId) =>
      (["handler", "appraiser"] as const).some((role) =>
        world.staff(agencyId, role).some(({ id }) => id === officerId),
      ),
    newCode:
      command.action === "receive" ? dossierCode(counter, dateOf(at), living.takeNumber(counter.id, dateOf(at))) : "",
  };
}

interface Now extends Living {
  readonly plan: Plan;
  /** The moment of the event before. */
  readonly since: Moment;
}

function nextMove(dossier: Dossier, now: Now): Move | null {
  const receiver = someone(now, dossier.receivingAgencyId, "receiver");
  switch (dossier.status) {
    case "submitted":
      return atCounter(dossier, now, receiver);
    case "received":
    case "processing":
      return dossier.custody?.inTransitTo ? takePapers(dossier.custody.inTransitTo, now) : work(dossier, now);
    case "awaiting-supplement":
      return supplement(dossier, now, receiver);
    case "awaiting-payment":
      return after(now, DAY * (0.5 + 2 * now.random.next()), receiver, {
        action: "confirm-payment",
        receipt: `BL-${now.random.int(1_000_000)}`,
      });
    case "finished":
      return after(now, DAY * 3 * now.random.next() ** 2, receiver, {
        action: "hand-out",
        receiver: dossier.applicant.name,
        method: dossier.channel.endsWith("online") ? "online" : "direct",
      });
    case "withdrawn":
    case "stopped":
      return giveBack(dossier, now, receiver);
    case "refused":
    case "returned":
      return null;
  }
}

function after(now: Now, seconds: number, actor: Actor, command: DossierCommand): Move {
  return { actor, command, at: addWorkingTime(now.since, Math.max(1, Math.floor(seconds)), now.world.calendar) };
}

function someone({ world, random }: Living, agencyId: string, role: ProcessStep["role"]): OfficerActor {
  return random.pick(world.staff(agencyId, role));
}

function atCounter(dossier: Dossier, now: Now, receiver: OfficerActor): Move {
  const { plan, random } = now;
  if (plan.refused) {
    const reasons = [{ code: "not-eligible", componentCode: null, note: "Chưa đủ điều kiện theo quy định." }];
    return after(now, 5 * MINUTE + random.next() * HOUR, receiver, { action: "refuse-reception", reasons });
  }
  const wait = dossier.submittedBy.kind === "officer" ? 10 * MINUTE : 5 * HOUR;
  return after(now, MINUTE + random.next() * wait, receiver, { action: "receive" });
}

function takePapers(agencyId: string, now: Now): Move {
  const { world, random } = now;
  const [clerk] = [...world.staff(agencyId, "seal-clerk"), ...world.staff(agencyId, "receiver")];
  if (!clerk) throw new Error(`Nobody takes the papers at ${agencyId}`);
  return after(now, 10 * MINUTE + random.next() * 2 * HOUR, clerk, { action: "take-papers" });
}

function giveBack({ custody, receivingAgencyId, applicant }: Dossier, now: Now, receiver: OfficerActor): Move | null {
  if (custody === null) return null;
  if (custody.inTransitTo !== null) return takePapers(receivingAgencyId, now);
  return after(now, DAY * (1 + 3 * now.random.next()), receiver, { action: "return-papers", receiver: applicant.name });
}

function supplement(dossier: Dossier, now: Now, receiver: OfficerActor): Move {
  const { random, plan } = now;
  if (plan.neverSupplied) {
    // The job of the morning after the fifteenth working day.
    const system: Actor = { kind: "system", id: "stop-unsupplied", name: SYSTEM_NAME };
    return after(now, 16 * DAY, system, { action: "stop", reason: UNSUPPLIED_TEXT });
  }
  const { submittedBy, applicant } = dossier;
  const actor: Actor =
    submittedBy.kind === "citizen"
      ? { ...submittedBy, kind: "citizen", identityNumber: applicant.identityNumber }
      : receiver;
  const note = "Tôi đã bổ sung theo yêu cầu.";
  return after(now, DAY * (0.5 + 6 * random.next()), actor, { action: "supply", papers: [], answers: null, note });
}

function work(dossier: Dossier, now: Now): Move | null {
  const { procedure, plan, random } = now;
  const [stay] = openStays(dossier);
  const step = stay && findStep(procedure.process, stay.stepKey);
  if (!stay || !step) return null;
  const actor = workerAt(stay, step, now);
  switch (step.kind) {
    case "reception":
      return after(now, 5 * MINUTE + random.next() * 2 * HOUR, actor, { action: "forward", next: null, note: "" });
    case "assignment": {
      const handler = someone(now, stay.agencyId, "handler");
      return after(now, random.next() * 3 * HOUR, actor, { action: "assign", officerId: handler.id, note: "" });
    }
    case "appraisal":
      return appraise(dossier, { ...now, stay, step, actor });
    case "approval":
      if (plan.sentBack && dossier.stays.length < 7)
        return after(now, 2 * HOUR, actor, {
          action: "return-to-step",
          stepKey: "tham-dinh",
          note: "Đề nghị làm rõ căn cứ pháp lý.",
        });
      return after(now, random.next() * 4 * HOUR, actor, { action: "approve", note: "" });
    case "signing":
      return after(now, random.next() * 2 * HOUR, actor, { action: "sign" });
    case "issuing":
      return after(now, random.next() * 2 * HOUR, actor, {
        action: "finish",
        number: `${1 + random.int(9000)}/KQ`,
        documentIds: [],
      });
    case "handing-out":
      return null;
  }
}

function workerAt({ agencyId, officerId }: StepStay, { role }: ProcessStep, now: Now): OfficerActor {
  const named = now.world.staff(agencyId, role).find(({ id }) => id === officerId);
  return named ?? someone(now, agencyId, role);
}

interface Appraising extends Now {
  readonly stay: StepStay;
  readonly step: ProcessStep;
  readonly actor: OfficerActor;
}

/** Everything that can happen while the draft is made, each once, before it is made. */
function appraise(dossier: Dossier, now: Appraising): Move {
  const { plan, random, step, actor, stay, procedure } = now;
  const isHandler = step.role === "handler";
  if (plan.withdrawn && isHandler) {
    const receiver = someone(now, dossier.receivingAgencyId, "receiver");
    return after(now, random.next() * DAY, receiver, { action: "withdraw", reason: "Tôi không còn nhu cầu." });
  }
  if (plan.supplement && isHandler && dossier.supplement === null) {
    const reasons = [{ code: "paper-unreadable", componentCode: "2", note: "Bản chụp mờ, đề nghị chụp lại." }];
    return after(now, HOUR + random.next() * DAY, actor, { action: "request-supplement", reasons });
  }
  if (plan.payment && isHandler && dossier.payment === null)
    return after(now, HOUR + random.next() * DAY, actor, { action: "request-payment", items: [] });
  const opinion = plan.consulted && isHandler ? consultation(dossier, now) : null;
  if (opinion) return opinion;
  const spent = Math.min(MOST_IDLE, Math.max(HOUR / 2, step.hours * HOUR * plan.pace));
  const next = step.next.map((key) => findStep(procedure.process, key)?.kind);
  if (next.includes("appraisal") || stay.agencyId !== dossier.resolvingAgencyId)
    return after(now, spent, actor, { action: "forward", next: null, note: "Đã thẩm định, đề nghị tổng hợp." });
  return after(now, spent, actor, {
    action: "propose-result",
    granted: random.chance(0.97),
    summary: "Hồ sơ đủ điều kiện, đề nghị giải quyết.",
    documentIds: [],
  });
}

function consultation(dossier: Dossier, now: Appraising): Move | null {
  const { world, random, actor, stay } = now;
  const [asked] = dossier.consultations;
  if (!asked) {
    const others = world.province.agencies.filter(
      ({ id, level }) => level === "province" && id !== stay.agencyId && world.staff(id, "handler").length > 0,
    );
    const question = "Đề nghị cho ý kiến về hồ sơ theo chức năng quản lý.";
    return after(now, HOUR, actor, { action: "consult", agencyId: random.pick(others).id, question, hours: 24 });
  }
  if (asked.answer !== null) return null;
  const answerer = someone(now, asked.agencyId, "handler");
  const command = { action: "answer", consultationId: asked.id, answer: "Thống nhất với đề xuất." } as const;
  return after(now, DAY * (0.5 + 2.4 * random.next()), answerer, command);
}
