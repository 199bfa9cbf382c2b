import { z } from 'zod';
import type { RunResult } from '../../kernel/run-result';
import { parseOptions } from '../../options';
import type { Random } from '../../random';
import { quantileOfSorted } from '../statistics/quantile';
import { type HeldPath, heldPath } from './held-weights';

const schema = z.object({ runs: z.int().min(1).optional() });

export interface RandomTimingOptions {
  /** Random runs. Defaults to what 100 million steps of work allow, between 20 and 1000. */
  readonly runs?: number;
  readonly random: Random;
}

/** How a run compares with holding the same positions at random times. */
export interface RandomTiming {
  readonly runs: number;
  /** Total return of the run's own positions, computed in the same way as the random ones. */
  readonly ownReturn: number;
  readonly median: number;
  /** 5 % and 95 % quantiles of the random runs. */
  readonly low: number;
  readonly high: number;
  /** Share of the random runs that returned as much or more. */
  readonly shareAsGood: number;
}

/** Total return of the path when its positions, with their costs, come `shift` periods earlier, the ends joined. */
const shiftedReturn = (path: HeldPath, doubled: readonly Float64Array[], cost: Float64Array, shift: number): number => {
  const periods = path.cost.length;
  let wealth = 1;
  if (path.instruments.length === 1) {
    const move = (path.instruments[0] as HeldPath['instruments'][number]).return;
    const weight = doubled[0] as Float64Array;
    for (let at = 0; at < periods; at++) {
      wealth *= 1 + (weight[at + shift] as number) * (move[at] as number) - (cost[at + shift] as number);
    }
    return wealth - 1;
  }
  const gain = new Float64Array(periods);
  path.instruments.forEach(({ return: move }, index) => {
    const weight = doubled[index] as Float64Array;
    for (let at = 0; at < periods; at++) {
      gain[at] = (gain[at] as number) + (weight[at + shift] as number) * (move[at] as number);
    }
  });
  for (let at = 0; at < periods; at++) wealth *= 1 + (gain[at] as number) - (cost[at + shift] as number);
  return wealth - 1;
};

const twice = (values: Float64Array): Float64Array => {
  const doubled = new Float64Array(values.length * 2);
  doubled.set(values);
  doubled.set(values, values.length);
  return doubled;
};

/**
 * Compares a run with the same positions taken at random times on the same bars, costs included.
 *
 * Each random run moves the whole path of weights by a random number of periods, the ends joined. So exposure, holding
 * times, turnover and the weights beside each other stay as they were; only the timing is lost. A strategy whose timing is
 * worth something beats most of them; one that is always invested cannot be told from luck this way.
 *
 * - With fewer possible shifts than runs, each is taken once.
 * - Cost: O(runs · periods · instruments). `undefined` without a fill, with fewer than three snapshots, or when the run
 *   kept no market.
 *
 * Source: a permutation test over circular shifts, which keep the order inside the path.
 *
 * @throws {InvalidOptionsError} `runs` is not a whole number above 0.
 * @example
 * ```ts
 * import { createBot, defineStrategy, randomTiming, seededRandom, simulatedBroker, simulatedMarket, target } from '@sigmax/core';
 * const half = defineStrategy({ name: 'half', start: () => ({ bar }) => target(bar.instrumentId, 0.5) });
 * const bot = createBot({ strategy: half(), cash: { USDT: 10_000 } });
 * const market = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], timeframe: '1h', bars: 100 });
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
 * const result = bot.backtest({ market, broker });
 * randomTiming(result, { random: seededRandom(7) })?.runs; // => 98
 * ```
 */
export const randomTiming = (
  result: RunResult,
  { random, ...given }: RandomTimingOptions,
): RandomTiming | undefined => {
  const options = parseOptions(schema, given, 'randomTiming');
  const path = heldPath(result);
  if (path === undefined) return undefined;
  const periods = path.cost.length;
  const affordable = Math.floor(1e8 / (periods * path.instruments.length));
  const wanted = options.runs ?? Math.min(Math.max(affordable, 20), 1_000);
  const isEvery = periods - 1 <= wanted;
  const runs = isEvery ? periods - 1 : wanted;
  const doubled = path.instruments.map(({ weight }) => twice(weight));
  const cost = twice(path.cost);
  const ownReturn = shiftedReturn(path, doubled, cost, 0);
  const outcomes = Float64Array.from({ length: runs }, (_, run) =>
    shiftedReturn(path, doubled, cost, isEvery ? run + 1 : 1 + random.integer(periods - 1)),
  ).sort();
  const worse = outcomes.findIndex((outcome) => outcome >= ownReturn - 1e-12);
  return {
    runs,
    ownReturn,
    median: quantileOfSorted(outcomes, 0.5, 'linear') as number,
    low: quantileOfSorted(outcomes, 0.05, 'linear') as number,
    high: quantileOfSorted(outcomes, 0.95, 'linear') as number,
    shareAsGood: worse < 0 ? 0 : (runs - worse) / runs,
  };
};
