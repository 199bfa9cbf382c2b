import { type BarSeries, barSeries, InvalidOptionsError, parseOptions, type Random, seededRandom } from '@sigmax/core';
import { z } from 'zod';
import type { Environment, Info, Transition } from '../environments/environment';
import { functionOption } from '../function-option';

export interface LookAheadFinding {
  readonly code: 'LOOK_AHEAD';
  /** What changed when only later bars were changed. */
  readonly what: 'observation' | 'reward' | 'end';
  /** Number of the observation that changed first. */
  readonly place: number | undefined;
  /** When it was shown. */
  readonly shownMs: number;
  /** No bar up to this time was changed. */
  readonly cutMs: number;
}

export interface LookAheadOptions<Action> {
  /** Makes the environment of a market, with everything that is computed from it. */
  readonly make: (market: readonly BarSeries[]) => Environment<Action>;
  readonly market: readonly BarSeries[];
  readonly seed: number;
  /** Steps of each run. Defaults to 300. */
  readonly steps?: number;
  /** Moments after which the future is changed. Defaults to 8. */
  readonly cuts?: number;
}

interface Row {
  readonly timeMs: number;
  readonly observation: Float64Array;
  readonly reward: number;
  readonly end: number;
}

const schema = z.strictObject({
  make: functionOption(),
  market: z.custom<readonly BarSeries[]>((value) => Array.isArray(value) && value.length > 0, 'expected bars'),
  seed: z.int(),
  steps: z.int().min(2).default(300),
  cuts: z.int().min(1).default(8),
});

const timeOf = ({ timeMs }: Info): number => {
  if (typeof timeMs === 'number') return timeMs;
  throw new InvalidOptionsError({
    code: 'NO_TIME',
    message: `checkNoLookAhead: info.timeMs was ${String(timeMs)}.`,
    remedy: 'Put the time of the latest bar that was shown into info, from reset and from step.',
  });
};

const rowsOf = <Action>(environment: Environment<Action>, seed: number, steps: number): Row[] => {
  const random = seededRandom(seed);
  const start = environment.reset(seed);
  const rows: Row[] = [{ timeMs: timeOf(start.info), observation: start.observation, reward: 0, end: 0 }];
  for (let step = 0; step < steps; step++) {
    const after: Transition = environment.step(environment.actionSpace.sample(random));
    const end = (after.terminated ? 1 : 0) + (after.truncated ? 2 : 0);
    rows.push({ timeMs: timeOf(after.info), observation: after.observation, reward: after.reward, end });
    if (end > 0) break;
  }
  return rows;
};

/** The same bars up to a time, and others after it. */
const withOtherFuture = (series: BarSeries, cutMs: number, random: Random): BarSeries => {
  const { timeMs } = series;
  const changed = {
    open: series.open.slice(),
    high: series.high.slice(),
    low: series.low.slice(),
    close: series.close.slice(),
    volume: series.volume.slice(),
  };
  for (let index = 0; index < series.length; index++) {
    if (!((timeMs[index] as number) > cutMs)) continue;
    const factor = 0.5 + random.uniform();
    for (const column of [changed.open, changed.high, changed.low, changed.close])
      column[index] = (column[index] as number) * factor;
    changed.volume[index] = (changed.volume[index] as number) * random.uniform() * 3;
  }
  return barSeries({ ...series, ...changed });
};

/**
 * Changes all bars after a moment and returns what that changed at or before the moment; an empty list is what one wants.
 *
 * Finds features, scalings, fills, rewards and ends that read the future. The actions are random and the same in all runs;
 * everything shown up to the cut has to be the same bits. Cost: (1 + cuts) · steps steps and environments.
 *
 * @throws {InvalidOptionsError} an option is wrong, or info has no `timeMs`.
 * @example
 * ```ts
 * import { createBacktester, simulatedBroker } from '@sigmax/core';
 * import { checkNoLookAhead, fitTradingScaling, randomWalkMarket, tradingEnvironment } from '@sigmax/rl';
 * const market = randomWalkMarket({ seed: 7, bars: 300, volatility: 0.01 });
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0 });
 * const backtester = createBacktester({ cash: { USDT: 10_000 }, broker });
 * const scaling = fitTradingScaling(market, { to: 200 });
 * const actions = { type: 'levels', weights: [0, 1] } as const;
 * const make = (bars: Parameters<typeof tradingEnvironment>[0]['market']) =>
 *   tradingEnvironment({ backtester, market: bars, actions, scaling, ruin: 0.1 });
 * checkNoLookAhead({ make, market: [market], seed: 1 }); // => []
 * ```
 */
export const checkNoLookAhead = <Action>(options: LookAheadOptions<Action>): LookAheadFinding[] => {
  const { seed, steps, cuts } = parseOptions(schema, options, 'checkNoLookAhead');
  const { make, market } = options;
  const expected = rowsOf(make(market), seed, steps);
  const random = seededRandom(seed).split('future');
  const findings = new Map<string, LookAheadFinding>();
  for (let cut = 0; cut < cuts; cut++) {
    const { timeMs: cutMs } = expected[Math.floor((cut * (expected.length - 1)) / cuts)] as Row;
    const rows = rowsOf(make(market.map((series) => withOtherFuture(series, cutMs, random))), seed, steps);
    for (const finding of differences(expected, rows, cutMs)) {
      const key = `${finding.what} ${finding.place}`;
      if (!findings.has(key)) findings.set(key, finding);
    }
  }
  return [...findings.values()];
};

const differences = (expected: readonly Row[], rows: readonly Row[], cutMs: number): LookAheadFinding[] => {
  const found: LookAheadFinding[] = [];
  const add = (what: LookAheadFinding['what'], place: number | undefined, shownMs: number): void => {
    found.push({ code: 'LOOK_AHEAD', what, place, shownMs, cutMs });
  };
  for (const [index, row] of expected.entries()) {
    if (row.timeMs > cutMs) break;
    const other = rows[index];
    if (other === undefined || other.timeMs !== row.timeMs || other.end !== row.end) {
      add('end', undefined, row.timeMs);
      break;
    }
    if (!Object.is(other.reward, row.reward)) add('reward', undefined, row.timeMs);
    row.observation.forEach((value, place) => {
      if (!Object.is(value, other.observation[place])) add('observation', place, row.timeMs);
    });
  }
  return found;
};
