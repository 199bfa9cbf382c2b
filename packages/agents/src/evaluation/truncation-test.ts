import { canonicalJson, InvalidOptionsError, parseOptions, type Random, seededRandom } from '@sigmax/core';
import { z } from 'zod';
import { type NowOrLater, nowOrLater, wait } from '../now-or-later';
import { type Evidence, evidence } from '../opinion/evidence';
import { exponential, naturalLogarithm } from '../portable-math';
import { barsUpTo, type EvaluationWorld, momentsOf, withColumns, worldUpTo } from './evaluation-world';

/** Something that was decided at a moment. */
export interface TimedResult {
  readonly timeMs: number;
}

export interface TruncationTestOptions<Result extends TimedResult> {
  readonly world: EvaluationWorld;
  /** Makes what is tested anew of a world and returns what it decides, with its moments. All that it may know is in the world. */
  readonly run: (world: EvaluationWorld) => NowOrLater<readonly Result[]>;
  readonly seed: number;
  /** How many moments are cut at, each in both ways. Defaults to 20; 1,000 where it matters. */
  readonly cuts?: number | undefined;
}

/** A decision that knew the future. */
export interface Leak {
  /** What lies behind this moment was taken away or changed. */
  readonly cutMs: number;
  readonly how: 'truncated' | 'scrambled';
  /** The first moment, at or before the cut, at which it was decided otherwise. */
  readonly timeMs: number;
}

export interface TruncationReport {
  readonly isClean: boolean;
  readonly cuts: number;
  /** Decisions that were compared. */
  readonly compared: number;
  /** The first of each cut. */
  readonly leaks: readonly Leak[];
}

const schema = z.strictObject({
  world: z.custom<EvaluationWorld>((value) => Array.isArray(Reflect.get(Object(value), 'market')), 'expected a world'),
  run: z.custom<(world: EvaluationWorld) => unknown>((value) => typeof value === 'function', 'expected a function'),
  seed: z.int(),
  cuts: z.int().positive().max(100_000).default(20),
});

/** Other bars behind a moment: each bar's shape from a random one, on a path that goes its own way. */
const scrambledSeries = (series: EvaluationWorld['market'][number], cutMs: number, random: Random) => {
  const from = barsUpTo(series, cutMs);
  const open = series.open.slice();
  const high = series.high.slice();
  const low = series.low.slice();
  const close = series.close.slice();
  const volume = series.volume.slice();
  let before = from > 0 ? (series.close[from - 1] as number) : (series.open[0] as number);
  for (let place = from; place < series.length; place++) {
    const other = random.integer(series.length);
    const [first, last] = [series.open[other] as number, series.close[other] as number];
    const size = Math.abs(naturalLogarithm(last / first)) + 0.001;
    const end = before * exponential((random.uniform() < 0.5 ? -1 : 1) * size * (0.5 + random.uniform()));
    open[place] = before;
    close[place] = end;
    high[place] = Math.max(before, end) * 1.001;
    low[place] = Math.min(before, end) * 0.999;
    volume[place] = (series.volume[other] as number) * (0.5 + random.uniform()) + 1;
    before = end;
  }
  return withColumns(series, { open, high, low, close, volume });
};

/** Contents of other items behind a moment. */
const scrambledEvidence = (items: readonly Evidence[], cutMs: number, random: Random): readonly Evidence[] =>
  items.map((item) => {
    if (item.receivedAtMs <= cutMs) return item;
    const { content } = items[random.integer(items.length)] as Evidence;
    const { kind, source, trust, instrumentIds, receivedAtMs, publishedAtMs } = item;
    const id = `${item.id.slice(0, 200)}:${random.integer(1e9)}`;
    return evidence({ id, kind, source, trust, instrumentIds, receivedAtMs, publishedAtMs, content });
  });

const scrambled = (world: EvaluationWorld, cutMs: number, random: Random): EvaluationWorld => ({
  market: world.market.map((series) => scrambledSeries(series, cutMs, random)),
  evidence: scrambledEvidence(world.evidence, cutMs, random),
});

/** The moment of the first result up to a moment that is not the same in both, or `undefined`. */
const firstDifference = (whole: readonly TimedResult[], other: readonly TimedResult[], cutMs: number) => {
  const upTo = (results: readonly TimedResult[]) => results.filter(({ timeMs }) => timeMs <= cutMs);
  const [a, b] = [upTo(whole), upTo(other)];
  for (let place = 0; place < Math.max(a.length, b.length); place++) {
    const [one, two] = [a[place], b[place]];
    if (one !== undefined && two !== undefined && canonicalJson(one) === canonicalJson(two)) continue;
    return (one ?? two)?.timeMs;
  }
  return undefined;
};

/**
 * Tests by experiment that nothing decided at a moment depends on what came later: everything behind a moment is taken away, and then
 * replaced by something else, and every decision up to that moment has to stay the same to the last bit.
 *
 * `run` gets the whole changed world, so that a leak is found wherever it sits: in an agent that was made from all prices, in a
 * feature that was normalised over the whole series, in evidence that is shown too early.
 *
 * - Cost: 1 + 2 × `cuts` runs. State: none; the same seed cuts at the same moments.
 *
 * @throws {InvalidOptionsError} an option is missing or wrong, or nothing was decided.
 * @example
 * ```ts
 * import { type EvaluationWorld, truncationTest } from '@sigmax/agents/evaluation';
 * import { simulatedMarket } from '@sigmax/core';
 * const market = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], bars: 40 });
 * const world = { market, evidence: [] };
 * const decided = (ahead: number) => (seen: EvaluationWorld) => {
 *   const { close, timeMs } = seen.market[0]!;
 *   return [...timeMs].map((time, place) => ({ timeMs: time, isUp: (close[place + ahead] ?? 0) > close[place]! }));
 * };
 * (await truncationTest({ world, run: decided(0), seed: 1 })).isClean; // => true
 * (await truncationTest({ world, run: decided(1), seed: 1 })).isClean; // => false
 * ```
 */
export const truncationTest = <Result extends TimedResult>(
  options: TruncationTestOptions<Result>,
): NowOrLater<TruncationReport> => {
  const { world, run, seed, cuts } = parseOptions(schema, options, 'truncationTest');
  const random = seededRandom(seed).split('truncation');
  const moments = momentsOf(world);
  return nowOrLater(function* (): Generator<unknown, TruncationReport, unknown> {
    const decide = (seen: EvaluationWorld) => run(seen) as NowOrLater<readonly Result[]>;
    const whole = yield* wait(decide(world));
    if (moments.length < 2 || whole.length === 0) {
      throw new InvalidOptionsError({
        code: 'INVALID_OPTIONS',
        message: `truncationTest: ${whole.length} decisions at ${moments.length} moments.`,
        remedy: 'Give a world with two moments or more, and a run that decides something.',
      });
    }
    const leaks: Leak[] = [];
    let compared = 0;
    for (let count = 0; count < cuts; count++) {
      // Never behind the last moment: nothing would be cut off.
      const cutMs = moments[random.integer(moments.length - 1)] as number;
      const changed = [
        { how: 'truncated' as const, seen: worldUpTo(world, cutMs) },
        { how: 'scrambled' as const, seen: scrambled(world, cutMs, random) },
      ];
      compared += 2 * whole.filter(({ timeMs }) => timeMs <= cutMs).length;
      for (const { how, seen } of changed) {
        const timeMs = firstDifference(whole, yield* wait(decide(seen)), cutMs);
        if (timeMs !== undefined) leaks.push({ cutMs, how, timeMs });
      }
    }
    return { isClean: leaks.length === 0, cuts, compared, leaks };
  });
};
