/** One figure of a benchmark, with what it is measured against in the same run. */
export interface Figure {
  readonly bench: string;
  readonly metric: string;
  /** `undefined` where it could not be measured; its goal says why. */
  readonly value: number | undefined;
  readonly unit: string;
  readonly peers: Readonly<Record<string, number>>;
  readonly goal?: FigureGoal;
}

/** What a figure is to be, and whether it is. */
export interface FigureGoal {
  readonly row: string;
  readonly limit: number;
  readonly sense: 'at most' | 'at least';
  readonly verdict: 'met' | 'missed' | 'not measured';
  readonly why?: string;
}

export interface MeasureOptions {
  readonly hasPeers: boolean;
  /** A Python interpreter that has peers installed. */
  readonly python?: string | undefined;
}

/** A benchmark: named runs of equal work. `ours` first; peers may be left out where only memory is measured. */
export interface Bench {
  readonly name: string;
  readonly what: string;
  /** Measures and returns figures. Without peers only our own work is done, for memory. */
  measure(options: MeasureOptions): Promise<Figure[]>;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
};

const sink = { total: 0 };

/**
 * Runs the contenders in turn, A B C A B C …, and returns the median seconds of each.
 *
 * Each returns a number that is summed and printed to nowhere, so that no engine may drop the work.
 */
export const interleave = <Name extends string>(
  contenders: Readonly<Record<Name, () => number>>,
  rounds: number,
  warmUp = 2,
): Record<Name, number> => {
  const names = Object.keys(contenders) as Name[];
  const seconds = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of names) {
      const start = process.hrtime.bigint();
      sink.total += contenders[name]();
      const elapsed = Number(process.hrtime.bigint() - start) / 1e9;
      if (round >= 0) seconds[name].push(elapsed);
    }
  }
  if (Number.isNaN(sink.total)) throw new Error('A contender returned NaN.');
  return Object.fromEntries(names.map((name) => [name, median(seconds[name])])) as Record<Name, number>;
};
