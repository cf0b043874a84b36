/** Whether more is better (submissions a second) or less is (seconds, bytes). */
export type Better = "more" | "less";

export interface Round {
  readonly limit: number;
  readonly ours: number;
}

export interface Target {
  readonly name: string;
  /** Of ours to the limit: at least this when more is better, at most this when less is. */
  readonly threshold: number;
  readonly better: Better;
}

export interface Verdict {
  readonly name: string;
  readonly ours: number;
  readonly limit: number;
  /** Median of the rounds' ratios, which is not the ratio of the medians. */
  readonly ratio: number;
  readonly threshold: number;
  readonly pass: boolean;
  /** Ratio of the deliberately spoilt run, which must miss the threshold; else the measurement proves nothing. */
  readonly control: number;
}

/** Judges the rounds, and by the spoilt round whether they could have failed at all. Throws when a figure is none. */
export function judge({ name, threshold, better }: Target, rounds: readonly Round[], spoilt: Round): Verdict {
  const ratios = [...rounds, spoilt].map(({ ours, limit }) => ours / limit);
  if (rounds.length === 0 || !ratios.every((ratio) => Number.isFinite(ratio) && ratio >= 0)) {
    throw new Error(`${name}: every round needs two figures, got ${JSON.stringify([...rounds, spoilt])}`);
  }
  const control = ratios.at(-1) ?? Number.NaN;
  const ratio = median(ratios.slice(0, -1));
  const holds = (value: number): boolean => (better === "more" ? value >= threshold : value <= threshold);
  return {
    name,
    ours: rounded(median(rounds.map(({ ours }) => ours))),
    limit: rounded(median(rounds.map(({ limit }) => limit))),
    ratio: rounded(ratio),
    threshold,
    pass: holds(ratio) && !holds(control),
    control: rounded(control),
  };
}

/** The middle one; of an even number the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  const lower = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** So much at most are all but the largest: 0.95 gives what five in a hundred exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The figure by which the whole is judged: a failed one, else the one nearest to its threshold. */
export function tightest(verdicts: readonly Verdict[]): Verdict {
  const margin = ({ ratio, threshold }: Verdict): number => Math.abs(Math.log(Math.max(ratio, 1e-9) / threshold));
  const [first] = verdicts.toSorted((a, b) => Number(a.pass) - Number(b.pass) || margin(a) - margin(b));
  if (!first) throw new Error("There is nothing to judge");
  return first;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
