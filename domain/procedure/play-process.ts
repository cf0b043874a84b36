import { findStep, stepsBefore, type Process, type ProcessStep, type StepKind } from "./process.ts";

/** What can go wrong on the way although every arrow is right. */
export type ScenarioFault =
  | "runs-twice"
  | "leg-lost"
  | "ends-with-work-open"
  | "nothing-to-decide"
  | "never-issued"
  | "too-tangled";

interface Fault {
  readonly code: ScenarioFault;
  readonly step: string | null;
  readonly seen: string;
}

interface Position {
  readonly open: readonly string[];
  readonly done: readonly string[];
}

const MOST_POSITIONS = 20_000;

/**
 * Plays every order of steps and every choice of a process without cycles, by the rule by which dossiers move on
 * (a join of `all` waits while a step before it is open), and answers with the first fault of each kind and step.
 */
export function playProcess(process: Process): readonly Fault[] {
  const start = process.steps.find(({ kind }) => kind === "reception");
  if (!start) return [];
  const upstream = upstreamOf(process);
  const faults = new Map<string, Fault>();
  const seen = new Set<string>();
  const queue: Position[] = [{ open: [start.key], done: [] }];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const fault of [...faultsAt(at, process), ...lackingAt(process, at)])
      faults.set(`${fault.code} ${fault.step ?? ""}`, fault);
    if (faults.size > 0) continue;
    for (const next of movesFrom(process, upstream, at)) {
      const name = `${next.open.join(",")}|${next.done.join(",")}`;
      if (seen.has(name)) continue;
      seen.add(name);
      queue.push(next);
    }
    if (seen.size > MOST_POSITIONS) return [{ code: "too-tangled", step: null, seen: String(process.steps.length) }];
  }
  return [...faults.values()];
}

function movesFrom(process: Process, upstream: ReadonlyMap<string, ReadonlySet<string>>, at: Position): Position[] {
  return at.open.flatMap((leaving) => {
    const step = findStep(process, leaving);
    if (!step || step.next.length === 0) return [];
    const others = at.open.filter((key) => key !== leaving);
    const isReady = (key: string): boolean =>
      findStep(process, key)?.join === "any" || !others.some((open) => upstream.get(key)?.has(open));
    const choices = step.split === "all" ? [step.next] : step.next.map((key) => [key]);
    return choices.map((targets) => ({
      open: [...others, ...targets.filter(isReady)].toSorted(),
      done: [...at.done, leaving].toSorted(),
    }));
  });
}

// A result is drafted by the handler of an appraisal and finished when issued; who decides without a draft, or hands out what was
// never issued, is stuck.
const NEEDS: Partial<Record<StepKind, readonly [kind: StepKind, fault: ScenarioFault]>> = {
  approval: ["appraisal", "nothing-to-decide"],
  signing: ["appraisal", "nothing-to-decide"],
  issuing: ["appraisal", "nothing-to-decide"],
  "handing-out": ["issuing", "never-issued"],
};

function lackingAt(process: Process, { open, done }: Position): Fault[] {
  return open.flatMap((key) => {
    const [kind, code] = NEEDS[findStep(process, key)?.kind ?? "reception"] ?? [];
    if (!kind || !code || done.some((before) => isOf(kind, findStep(process, before)))) return [];
    return [{ code, step: key, seen: done.join(", ") }];
  });
}

function isOf(kind: StepKind, step: ProcessStep | undefined): boolean {
  return step?.kind === kind && (kind !== "appraisal" || step.role === "handler");
}

function faultsAt({ open, done }: Position, process: Process): Fault[] {
  if (open.length === 0) return [{ code: "leg-lost", step: done.at(-1) ?? null, seen: done.join(", ") }];
  const twice = open.filter((key, index) => open.indexOf(key) !== index || done.includes(key));
  const ended = open.find((key) => findStep(process, key)?.next.length === 0);
  return [
    ...twice.map((key): Fault => ({ code: "runs-twice", step: key, seen: open.join(", ") })),
    ...(ended !== undefined && open.length > 1
      ? [{ code: "ends-with-work-open", step: ended, seen: open.join(", ") } as const]
      : []),
  ];
}

function upstreamOf(process: Process): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, ReadonlySet<string>>();
  const above = (key: string): ReadonlySet<string> => {
    const found = known.get(key) ?? new Set(stepsBefore(process, key).flatMap((before) => [before, ...above(before)]));
    known.set(key, found);
    return found;
  };
  for (const { key } of process.steps) above(key);
  return known;
}
