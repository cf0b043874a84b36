/** Numbers that depend on the seed alone, so that the same call makes the same province. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `below`. */
  int(below: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
}

/** A stream of numbers from a seed text (sfc32 over a FNV-1a hash); streams of different texts have nothing in common. */
export function randomOf(seed: string): Random {
  let a = hash(seed, 0);
  let b = hash(seed, 1);
  let c = hash(seed, 2);
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let warm = 0; warm < 12; warm += 1) next();
  const int = (below: number): number => Math.floor(next() * below);
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (from) => {
      const found = from[int(from.length)];
      if (found === undefined) throw new RangeError("There is nothing to pick from");
      return found;
    },
  };
}

function hash(text: string, salt: number): number {
  let value = 2_166_136_261 ^ (salt * 0x9e3779b9);
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 16_777_619);
  return value | 0;
}

/** Picks places by weight, in as many steps as the weights have digits in base two. */
export function weightedPicker(weights: readonly number[]): (random: Random) => number {
  let sum = 0;
  const ends = weights.map((weight) => (sum += weight));
  return (random) => {
    const aim = random.next() * sum;
    let [low, high] = [0, ends.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) > aim) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

/** Shares a whole among weights so that the parts are whole and sum up to it (largest remainder). */
export function share(whole: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const exact = weights.map((weight) => (whole * weight) / sum);
  const parts = exact.map(Math.floor);
  const left = whole - parts.reduce((total, part) => total + part, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .toSorted((x, y) => y.rest - x.rest || x.index - y.index);
  for (const { index } of byRemainder.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}

/** An id that sorts by its moment, as the application's own are (UUID version 7), with random bits of the stream. */
export function idAt(epochMs: number, random: Random): string {
  const time = epochMs.toString(16).padStart(12, "0");
  const hex = (digits: number): string =>
    random
      .int(16 ** digits)
      .toString(16)
      .padStart(digits, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${(8 + random.int(4)).toString(16)}${hex(3)}-${hex(6)}${hex(6)}`;
}

/** The id of the n-th thing of a kind (one hexadecimal digit): the same in every process that needs to name it. */
export function idOf(kind: string, n: number): string {
  return `01900000-${kind.repeat(4)}-7000-8000-${n.toString(16).padStart(12, "0")}`;
}
