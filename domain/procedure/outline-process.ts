import { findStep, stepsBefore, type Process, type ProcessStep } from "./process.ts";

/** A step as a reader of a table needs it: how deep in parallel legs it lies and what runs beside it. */
export interface OutlinedStep {
  readonly step: ProcessStep;
  /** Legs around the step; 0 outside all legs. */
  readonly depth: number;
  /** Steps that begin at the same time, because the step before hands on to all of them. */
  readonly parallelWith: readonly ProcessStep[];
  /** Steps of which one is chosen instead of this one. */
  readonly insteadOf: readonly ProcessStep[];
  /** With several steps before it: those it waits for; empty when it starts with the first. */
  readonly waitsFor: readonly ProcessStep[];
}

/** The steps in their order, each with its place among the legs; the process must be sound. */
export function outlineProcess(process: Process): readonly OutlinedStep[] {
  const depths = new Map<string, number>();
  return process.steps.map((step) => {
    const before = stepsBefore(process, step.key).flatMap((key) => findStep(process, key) ?? []);
    const beside = (split: ProcessStep["split"]): readonly ProcessStep[] =>
      before
        .filter((one) => one.split === split && one.next.length > 1)
        .flatMap(({ next }) => next.filter((key) => key !== step.key))
        .flatMap((key) => findStep(process, key) ?? []);
    return {
      step,
      depth: depthOf(step, process, depths),
      parallelWith: beside("all"),
      insteadOf: beside("one"),
      waitsFor: before.length > 1 && step.join === "all" ? before : [],
    };
  });
}

function depthOf(step: ProcessStep, process: Process, known: Map<string, number>): number {
  const found = known.get(step.key);
  if (found !== undefined) return found;
  const before = stepsBefore(process, step.key).flatMap((key) => findStep(process, key) ?? []);
  const depths = before.map(
    (one) => depthOf(one, process, known) + (one.split === "all" && one.next.length > 1 ? 1 : 0),
  );
  const depth = depths.length === 0 ? 0 : Math.min(...depths) - (depths.length > 1 ? 1 : 0);
  known.set(step.key, Math.max(0, depth));
  return Math.max(0, depth);
}
