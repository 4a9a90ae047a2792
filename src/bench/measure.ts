/** How a benchmark measures: contenders take turns, so that what else the machine does meets them all alike. */

/** One thing whose time is taken. */
export interface Contender {
  /** What it is, and unique: goals refer to it. */
  readonly name: string;
  /** Rounds in a full and in a quick run. */
  readonly rounds: { readonly full: number; readonly quick: number };
  readonly run: () => unknown;
}

/** What the rounds of one contender came to, in milliseconds. */
export interface Measurement {
  readonly name: string;
  readonly rounds: number;
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Every contender's times: each warms up once, then all take turns until each has had its rounds. */
export async function measure(
  contenders: readonly Contender[],
  isQuick: boolean,
  note: (name: string) => void,
): Promise<readonly Measurement[]> {
  const rounds = contenders.map((one) => (isQuick ? one.rounds.quick : one.rounds.full));
  const times = contenders.map((): number[] => []);
  for (const { name, run } of contenders) {
    note(name);
    await run();
  }
  for (let round = 0; round < Math.max(...rounds); round++)
    for (const [i, { name, run }] of contenders.entries()) {
      if (round >= rounds[i]) continue;
      note(name);
      const started = performance.now();
      await run();
      times[i].push(performance.now() - started);
    }
  return contenders.map(({ name }, i) => summary(name, times[i]));
}

/** Median, least and most of some times. */
export function summary(name: string, times: readonly number[]): Measurement {
  const sorted = [...times].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const median = (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2;
  return { name, rounds: sorted.length, median, least: sorted[0], most: sorted[sorted.length - 1] };
}
