import { cpus, loadavg } from "node:os";
import { judge, tightest, type Round, type Target, type Verdict } from "./judge.ts";

export interface Proof extends Target {
  readonly rounds?: number;
  /** What the machine, a rule or a budget allows. */
  limit(): Promise<number>;
  ours(): Promise<number>;
  /** Ours, deliberately spoilt: it must be judged failing. */
  spoilt(): Promise<number>;
}

const ROUNDS = 5;

/** Measures limit and ours in turn, so that whatever else the machine does falls on both alike. */
export async function prove(proof: Proof): Promise<Verdict> {
  const rounds: Round[] = [];
  for (let round = 0; round < (proof.rounds ?? ROUNDS); round += 1) {
    const limit = await proof.limit();
    const ours = await proof.ours();
    rounds.push({ limit, ours });
    say(`${proof.name} round ${round + 1}: ours ${ours.toFixed(2)}, limit ${limit.toFixed(2)}`);
  }
  const spoilt = { limit: await proof.limit(), ours: await proof.spoilt() };
  say(`${proof.name} control: ours ${spoilt.ours.toFixed(2)}, limit ${spoilt.limit.toFixed(2)}`);
  return judge(proof, rounds, spoilt);
}

/** Progress, beside the one line of the result. */
export function say(text: string): void {
  console.error(text);
}

/** Runs the proofs and prints the one line; the exit code is 1 when a threshold is missed or a control did not fail. */
export async function report(run: () => Promise<readonly Verdict[]>, conditions: object = {}): Promise<void> {
  const before = loadavg()[0];
  const verdicts = await run();
  const { ours, limit, ratio, threshold } = tightest(verdicts);
  const pass = verdicts.every((verdict) => verdict.pass);
  const load = { before: before?.toFixed(2), after: loadavg()[0]?.toFixed(2), cpus: cpus().length, ...conditions };
  console.log(JSON.stringify({ ours, limit, ratio, threshold, pass, load, figures: verdicts }));
  process.exitCode = pass ? 0 : 1;
}
