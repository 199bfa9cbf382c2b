import { InvalidOptionsError, parseOptions, seededRandom } from '@sigmax/core';
import { z } from 'zod';
import type { Environment, Info } from '../environments/environment';
import { naturalLogarithm } from '../portable-math';

const schema = z.strictObject({ seed: z.int(), steps: z.int().min(3).default(2_000) });

const equityOf = ({ equity }: Info): number => {
  if (typeof equity === 'number') return equity;
  throw new InvalidOptionsError({
    code: 'NO_EQUITY',
    message: `rewardEquityCorrelation: info.equity was ${String(equity)}.`,
    remedy: 'Put the account’s equity into info, from reset and from step.',
  });
};

/**
 * Correlation (Pearson) between the reward of a step and the log growth of equity in it, over random actions; −1 to 1, and
 * `undefined` where one of the two never moved.
 *
 * 1 for the default reward. A shaped reward far below 1 pays for something other than money.
 *
 * @throws {InvalidOptionsError} an option is wrong, or info has no `equity`.
 * @example
 * ```ts
 * import { createBacktester, simulatedBroker } from '@sigmax/core';
 * import { fitTradingScaling, randomWalkMarket, rewardEquityCorrelation, tradingEnvironment } from '@sigmax/rl';
 * const market = randomWalkMarket({ seed: 7, bars: 400, volatility: 0.01 });
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0 });
 * const environment = tradingEnvironment({
 *   backtester: createBacktester({ cash: { USDT: 10_000 }, broker }), market,
 *   actions: { type: 'levels', weights: [0, 1] }, scaling: fitTradingScaling(market, { to: 300 }), ruin: 0.1,
 * });
 * rewardEquityCorrelation(environment, { seed: 1 })?.toFixed(6); // => '1.000000'
 * ```
 */
export const rewardEquityCorrelation = <Action>(
  environment: Environment<Action>,
  options: { readonly seed: number; readonly steps?: number },
): number | undefined => {
  const { seed, steps } = parseOptions(schema, options, 'rewardEquityCorrelation');
  const random = seededRandom(seed);
  let equity = equityOf(environment.reset(seed).info);
  const rewards: number[] = [];
  const growths: number[] = [];
  for (let step = 0; step < steps; step++) {
    const after = environment.step(environment.actionSpace.sample(random));
    const next = equityOf(after.info);
    rewards.push(after.reward);
    growths.push(naturalLogarithm(next / equity));
    equity = after.terminated || after.truncated ? equityOf(environment.reset().info) : next;
  }
  return correlation(rewards, growths);
};

const correlation = (xs: readonly number[], ys: readonly number[]): number | undefined => {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanX = mean(xs);
  const meanY = mean(ys);
  let [xx, yy, xy] = [0, 0, 0];
  xs.forEach((x, index) => {
    const apart = (ys[index] as number) - meanY;
    xx += (x - meanX) * (x - meanX);
    yy += apart * apart;
    xy += (x - meanX) * apart;
  });
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : undefined;
};
