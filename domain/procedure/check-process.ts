import type { TimeLimit } from "../calendar/time-limit.ts";
import { findStep, type Process, type ProcessStep, type StepKind } from "./process.ts";
import { playProcess, type ScenarioFault } from "./play-process.ts";
import type { Role } from "../organisation/role.ts";

/** A fault of a step graph: stable code, the step's key and what stands there. */
export interface ProcessFault {
  readonly code:
    | "empty"
    | "key-twice"
    | "next-unknown"
    | "start-missing"
    | "start-several"
    | "end-missing"
    | "unreachable"
    | "cycle"
    | "role-unfit"
    | "hours-negative"
    | "hand-out-not-last"
    | "name-missing"
    | "choice-not-here"
    | ScenarioFault;
  readonly step: string | null;
  readonly seen: string;
}

const ROLES_OF: Readonly<Record<StepKind, readonly Role[]>> = {
  reception: ["receiver"],
  assignment: ["leader"],
  appraisal: ["handler", "appraiser"],
  approval: ["leader"],
  signing: ["leader"],
  issuing: ["seal-clerk", "receiver"],
  "handing-out": ["receiver"],
};

/** Everything wrong with a process, so that none can be published in which a dossier would be stuck. */
export function checkProcess(process: Process): readonly ProcessFault[] {
  const { steps } = process;
  if (steps.length === 0) return [{ code: "empty", step: null, seen: "" }];
  const faults = [
    ...checkKeys(steps),
    ...checkEnds(steps),
    ...steps.flatMap((step) => checkStep(step, process)),
    ...checkReach(process),
  ];
  return faults.length > 0 ? faults : playProcess(process);
}

function checkKeys(steps: readonly ProcessStep[]): ProcessFault[] {
  const keys = steps.map(({ key }) => key);
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
  return twice.map((key) => ({ code: "key-twice", step: key, seen: key }));
}

function checkEnds(steps: readonly ProcessStep[]): ProcessFault[] {
  const starts = steps.filter(({ kind }) => kind === "reception");
  const faults: ProcessFault[] = [];
  if (starts.length === 0) faults.push({ code: "start-missing", step: null, seen: "" });
  if (starts.length > 1)
    faults.push({ code: "start-several", step: starts[1]?.key ?? null, seen: String(starts.length) });
  if (!steps.some(({ next }) => next.length === 0)) faults.push({ code: "end-missing", step: null, seen: "" });
  return faults;
}

function checkStep(step: ProcessStep, process: Process): ProcessFault[] {
  const faults: ProcessFault[] = [];
  for (const key of step.next)
    if (!findStep(process, key)) faults.push({ code: "next-unknown", step: step.key, seen: key });
  if (step.next.length !== new Set(step.next).size)
    faults.push({ code: "key-twice", step: step.key, seen: step.next.join(", ") });
  if (!step.key.trim() || !step.name.trim()) faults.push({ code: "name-missing", step: step.key, seen: step.name });
  if (!ROLES_OF[step.kind].includes(step.role)) faults.push({ code: "role-unfit", step: step.key, seen: step.role });
  // Only who forwards names the next step; assigning, approving and signing have nothing to name it with.
  if (step.split === "one" && step.next.length > 1 && step.kind !== "reception" && step.kind !== "appraisal")
    faults.push({ code: "choice-not-here", step: step.key, seen: step.next.join(", ") });
  if (!(step.hours >= 0)) faults.push({ code: "hours-negative", step: step.key, seen: String(step.hours) });
  if ((step.kind === "handing-out") !== (step.next.length === 0)) {
    faults.push({ code: "hand-out-not-last", step: step.key, seen: step.next.join(", ") });
  }
  return faults;
}

function checkReach(process: Process): ProcessFault[] {
  const start = process.steps.find(({ kind }) => kind === "reception");
  if (!start) return [];
  const seen = new Set<string>();
  const faults: ProcessFault[] = [];
  const walk = (key: string, path: ReadonlySet<string>): void => {
    if (path.has(key)) {
      faults.push({ code: "cycle", step: key, seen: [...path, key].join(" → ") });
      return;
    }
    if (seen.has(key)) return;
    for (const next of findStep(process, key)?.next ?? []) walk(next, new Set([...path, key]));
    seen.add(key);
  };
  walk(start.key, new Set());
  const lost = process.steps.filter(({ key }) => !seen.has(key));
  return [...faults, ...lost.map(({ key }): ProcessFault => ({ code: "unreachable", step: key, seen: key }))];
}

/** Working hours of the slowest way through, parallel legs counted side by side; the process must be sound. */
export function longestWay(process: Process): number {
  const known = new Map<string, number>();
  const from = (key: string): number => {
    const step = findStep(process, key);
    if (!step) return 0;
    const hours = known.get(key) ?? step.hours + Math.max(0, ...step.next.map(from));
    known.set(key, hours);
    return hours;
  };
  const start = process.steps.find(({ kind }) => kind === "reception");
  return start ? from(start.key) : 0;
}

/** Hours that the steps take and hours that the law leaves, or null when they fit or days cannot be told in hours. */
export function overLimit(
  process: Process,
  limit: TimeLimit | null,
): { readonly hours: number; readonly allowed: number } | null {
  if (limit?.unit !== "working-hour" && limit?.unit !== "working-day") return null;
  const allowed = limit.unit === "working-day" ? limit.amount * 8 : limit.amount;
  const hours = longestWay(process);
  return hours > allowed ? { hours, allowed } : null;
}
