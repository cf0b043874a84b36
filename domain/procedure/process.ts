import type { Role } from "../organisation/role.ts";

/** What kind of work a step is; the action table says which actions belong to which kind. */
export const STEP_KINDS = [
  /** The one-stop counter has the dossier: receive, hand on. */
  "reception",
  /** A leader names the officer who will work. */
  "assignment",
  /** Appraise, consult, ask for a supplement or a payment, draft the result. */
  "appraisal",
  /** A leader approves the draft or returns it. */
  "approval",
  /** The competent person signs. */
  "signing",
  /** Number, seal, finish: the clock ends here. */
  "issuing",
  /** The counter hands the result out; its time is never counted. */
  "handing-out",
] as const;

export type StepKind = (typeof STEP_KINDS)[number];

/** Which agency does a step: the counter that received, the agency competent for the dossier, or one named by code. */
export type UnitRule = "receiving" | "resolving" | { readonly agencyCode: string };

/** One row of the internal process (quy trình nội bộ, TT 01/2018 art. 8). */
export interface ProcessStep {
  /** Stable within the version: `tham-dinh`. */
  readonly key: string;
  /** As officers and the control slip read it. */
  readonly name: string;
  readonly kind: StepKind;
  readonly role: Role;
  readonly unit: UnitRule;
  /** Budget in working hours, 8 to the day; 0 is not counted. */
  readonly hours: number;
  /** Keys of the steps that may follow; empty on the last step. */
  readonly next: readonly string[];
  /** With several `next`: go to all of them in parallel, or to the one that the officer names. */
  readonly split: "all" | "one";
  /** With several steps before it: wait for all of them, or start with the first. */
  readonly join: "all" | "any";
}

export interface Process {
  readonly steps: readonly ProcessStep[];
}

/** The step with that key, or undefined. */
export function findStep(process: Process, key: string): ProcessStep | undefined {
  return process.steps.find((step) => step.key === key);
}

/** Keys of the steps that lead straight to `key`. */
export function stepsBefore(process: Process, key: string): readonly string[] {
  return process.steps.filter((step) => step.next.includes(key)).map((step) => step.key);
}

/** Codes of the agencies that the process names for its steps. */
export function namedAgencies({ steps }: Process): readonly string[] {
  return steps.flatMap(({ unit }) => (typeof unit === "string" ? [] : [unit.agencyCode]));
}

/** Whether two processes have the same steps in the same order; how their arrows are listed makes no difference. */
export function isSameProcess(one: Process, other: Process): boolean {
  const texts = ({ steps }: Process): string =>
    JSON.stringify(
      steps.map(({ key, name, kind, role, unit, hours, next, split, join }) => [
        key,
        name,
        kind,
        role,
        typeof unit === "string" ? unit : unit.agencyCode,
        hours,
        next.toSorted(),
        next.length > 1 ? split : "all",
        join,
      ]),
    );
  return texts(one) === texts(other);
}
