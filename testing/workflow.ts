import type { WorkingCalendar } from "../domain/calendar/working-calendar.ts";
import type { Circumstances } from "../domain/dossier/circumstances.ts";
import type { DossierCommand, Filing } from "../domain/dossier/command.ts";
import { decide } from "../domain/dossier/decide.ts";
import type { Dossier } from "../domain/dossier/dossier.ts";
import { begin, fold } from "../domain/dossier/fold.ts";
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
  answers: {},
  caseName: null,
  papers: [],
  receivingAgencyId: "counter",
  resolvingAgencyId: "building",
  resultPlace: "",
};

/** A dossier just submitted, on which commands are played one after another. */
export function submitted(changes: Partial<Filing> = {}): Dossier {
  return begin({
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
  });
}

export function circumstances(actor: Actor, now: Moment, changes: Partial<Circumstances> = {}): Circumstances {
  return {
    actor,
    now,
    calendar: autumn,
    process: twoLegs,
    terms: { limit: { amount: 10, unit: "working-day" }, supplementPolicy: "restart" },
    agencyIdOf: (code) => (code === "FIRE" ? "fire" : null),
    isSuitable: () => true,
    newCode: "000.15.26.H99-260907-0001",
    ...changes,
  };
}

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
