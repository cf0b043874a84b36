import type { EForm } from "../domain/eform/eform.ts";
import type { WorkingCalendar } from "../domain/calendar/working-calendar.ts";
import type { Circumstances } from "../domain/dossier/circumstances.ts";
import type { DossierCommand, Filing } from "../domain/dossier/command.ts";
import { decide } from "../domain/dossier/decide.ts";
import type { Dossier } from "../domain/dossier/dossier.ts";
import type { DossierEvent } from "../domain/dossier/event.ts";
import { begin, fold, foldAll } from "../domain/dossier/fold.ts";
import type { Actor, OfficerActor } from "../domain/identity/actor.ts";
import type { Role } from "../domain/organisation/role.ts";
import type { Process, ProcessStep } from "../domain/procedure/process.ts";
import { moment, type Moment } from "../domain/shared/moment.ts";

const WEEK = [
  { from: 450, to: 690 },
  { from: 810, to: 1050 },
];

/** September 2026 with the days off around 2/9; hours 07:30–11:30 and 13:30–17:30, Monday to Friday. */
export const autumn: WorkingCalendar = {
  years: new Set([2026]),
  days: new Map(),
  week: new Map([1, 2, 3, 4, 5].map((day) => [day, WEEK])),
  makeupHours: WEEK,
};

export const at = (text: string): Moment => moment(`2026-${text}:00+07:00`);

export function officer(agencyId: string, ...roles: Role[]): OfficerActor {
  return {
    kind: "officer",
    id: `${roles.join("-")}@${agencyId}`,
    name: roles.join(),
    appointments: [{ agencyId, roles: new Set(roles) }],
  };
}

export const citizen: Actor = { kind: "citizen", id: "citizen", name: "Lò Thị Mây", identityNumber: "001199000001" };

export const SYSTEM: Actor = { kind: "system", id: "job", name: "Hệ thống" };

const step = (
  key: string,
  rest: Pick<ProcessStep, "kind" | "role" | "unit" | "hours" | "next"> & Partial<ProcessStep>,
): ProcessStep => ({
  key,
  name: key,
  split: "all",
  join: "all",
  ...rest,
});

/** Reception, assignment, two legs in parallel, synthesis, approval, signing, issuing: 80 hours in all. */
export const twoLegs: Process = {
  steps: [
    step("reception", { kind: "reception", role: "receiver", unit: "receiving", hours: 4, next: ["assignment"] }),
    step("assignment", {
      kind: "assignment",
      role: "leader",
      unit: "resolving",
      hours: 4,
      next: ["construction", "fire"],
    }),
    step("construction", { kind: "appraisal", role: "handler", unit: "resolving", hours: 40, next: ["synthesis"] }),
    step("fire", {
      kind: "appraisal",
      role: "appraiser",
      unit: { agencyCode: "FIRE" },
      hours: 24,
      next: ["synthesis"],
    }),
    step("synthesis", { kind: "appraisal", role: "handler", unit: "resolving", hours: 16, next: ["approval"] }),
    step("approval", { kind: "approval", role: "leader", unit: "resolving", hours: 8, next: ["signing"] }),
    step("signing", { kind: "signing", role: "leader", unit: "resolving", hours: 4, next: ["issuing"] }),
    step("issuing", { kind: "issuing", role: "seal-clerk", unit: "resolving", hours: 4, next: ["handing-out"] }),
    step("handing-out", { kind: "handing-out", role: "receiver", unit: "receiving", hours: 0, next: [] }),
  ],
};

export const filing: Filing = {
  id: "d1",
  submissionCode: "S1",
  procedureVersionId: "p1",
  processVersionId: "q1",
  channel: "direct",
  applicant: { kind: "person", name: "Lò Thị Mây", identityNumber: "001199000001", address: "", phone: "", email: "" },
  authorisation: null,
  answers: {},
  caseName: null,
  papers: [],
  receivingAgencyId: "counter",
  resolvingAgencyId: "building",
  resultPlace: "",
  links: [],
};

/** A dossier just submitted, on which commands are played one after another. */
export function submitted(changes: Partial<Filing> = {}): Dossier {
  return begin(submission(changes));
}

/** The event with which a dossier begins. */
export function submission(changes: Partial<Filing>): DossierEvent {
  return {
    dossierId: "d1",
    version: 1,
    at: at("09-07T08:00"),
    actor: { kind: "citizen", id: "citizen", name: "Lò Thị Mây" },
    agencyId: null,
    dueBefore: null,
    dueAfter: null,
    fact: {
      type: "submitted",
      submittedBy: { kind: "citizen", id: "citizen", name: "Lò Thị Mây" },
      filing: { ...filing, ...changes },
    },
  };
}

export function circumstances(actor: Actor, now: Moment, changes: Partial<Circumstances> = {}): Circumstances {
  return {
    actor,
    now,
    calendar: autumn,
    counterCalendar: autumn,
    process: twoLegs,
    terms: { limit: { amount: 10, unit: "working-day" }, supplementPolicy: "restart" },
    agencyIdOf: (code) => (code === "FIRE" ? "fire" : null),
    isOpenAgency: () => true,
    isSuitable: (officerId, agencyId) => officerId.endsWith(`@${agencyId}`),
    componentCodes: new Set(["1", "2"]),
    eform: declaration,
    fees: [],
    other: null,
    newCode: "000.15.26.H99-260907-0001",
    ...changes,
  };
}

const declaration: EForm = {
  schema: {
    type: "object",
    properties: { born: { type: "string", format: "date", title: "Ngày sinh" } },
    required: ["born"],
  },
  layout: [{ key: "child", title: "Trẻ", fields: ["born"] }],
};

/** The dossier after the command, or the code of the refusal. */
export function play(dossier: Dossier, command: DossierCommand, given: Circumstances): Dossier | string {
  const decision = decide(dossier, command, given);
  return decision.ok ? fold(dossier, decision.event) : decision.reason;
}

/** As `play`, for a command that must succeed. */
export function must(dossier: Dossier, command: DossierCommand, given: Circumstances): Dossier {
  const after = play(dossier, command, given);
  if (typeof after === "string") throw new Error(`${command.action} was refused: ${after}`);
  return after;
}

const counter = officer("counter", "receiver");
const leader = officer("building", "leader");

/** Received Monday 7/9 at 09:00, 10 working days: due Monday 21/9 at 09:00; both legs open since 10:00. */
export function inTwoLegs(changes: Partial<Circumstances> = {}): Dossier {
  const received = must(submitted(), { action: "receive" }, circumstances(counter, at("09-07T09:00"), changes));
  const forwarded = must(
    received,
    { action: "forward", next: null, note: "" },
    circumstances(counter, at("09-07T09:30"), changes),
  );
  return must(
    forwarded,
    { action: "assign", officerId: officer("building", "handler").id, note: "" },
    circumstances(leader, at("09-07T10:00"), changes),
  );
}

export interface Trail {
  readonly events: DossierEvent[];
  readonly play: (command: DossierCommand, given: Circumstances) => Dossier;
}

/** Plays commands one after another on a dossier just submitted and keeps the events. */
export function trail(changes: Partial<Filing> = {}): Trail {
  const events = [submission(changes)];
  let dossier = foldAll(events);
  return {
    events,
    play(command, given) {
      const decision = decide(dossier, command, given);
      if (!decision.ok) throw new Error(`${command.action} was refused: ${decision.reason}`);
      events.push(decision.event);
      return (dossier = fold(dossier, decision.event));
    },
  };
}
