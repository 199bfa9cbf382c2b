import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Environment } from '../../environments/environment';
import { type Policy, statelessPolicy } from '../../policy/policy';
import type { TradingAction } from '../../trading/trading-actions';
import { logistic, logisticRegression } from './logistic-regression';
import { type TradingDesk, weightAction } from './weight-action';

const schema = z.strictObject({
  seed: z.int(),
  ridge: z.number().positive().default(1),
  threshold: z.number().gt(0).lt(1).default(0.5),
});

export interface LogisticPolicyOptions {
  readonly seed: number;
  /** Penalty on squared coefficients. Defaults to 1. */
  readonly ridge?: number;
  /** In the market above this probability of a rise. Defaults to 0.5. */
  readonly threshold?: number;
}

/** The features of one instrument without position and P&L, which are the account's and not the market's. */
const marketFeatures = (observation: Float64Array, place: number, width: number): Float64Array => {
  const own = observation.subarray(place * width, (place + 1) * width);
  return Float64Array.of(...own.subarray(0, 5), ...own.subarray(7));
};

/**
 * Fits a logistic regression of "the next bar rises" on the market features of a trading environment, one for all its
 * instruments, and acts on it: in above `threshold`, else out. The least that a network on the same features has to beat.
 *
 * It steps the environment through one episode, holding nothing; give the training bars and nothing else. Bars without a
 * change teach nothing. Cost: steps · features² · at most 30.
 *
 * @throws {InvalidOptionsError} an option is wrong, or fewer than 10 bars moved.
 * @example
 * ```ts
 * import { createBacktester, seededRandom, simulatedBroker } from '@sigmax/core';
 * import { autoregressiveMarket, fitTradingScaling, tradingEnvironment } from '@sigmax/rl';
 * import { fitLogisticPolicy } from '@sigmax/rl/evaluation';
 * const market = autoregressiveMarket({ seed: 7, bars: 2_000, volatility: 0.01, persistence: 0.6 });
 * const broker = simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 });
 * const desk = { actions: { type: 'levels', weights: [0, 1] } } as const;
 * const environment = tradingEnvironment({
 *   ...desk, backtester: createBacktester({ cash: { USDT: 10_000 }, broker }), market,
 *   scaling: fitTradingScaling(market, { to: 2_000 }), ruin: 0.1,
 * });
 * const act = fitLogisticPolicy(environment, desk, { seed: 1 }).start(seededRandom(1));
 * act(Float64Array.of(2, 0, 0, 0, 0, 0, 0)); // => 1
 * act(Float64Array.of(-2, 0, 0, 0, 0, 0, 0)); // => 0
 * ```
 */
export const fitLogisticPolicy = (
  environment: Environment<TradingAction>,
  desk: TradingDesk,
  options: LogisticPolicyOptions,
): Policy<TradingAction> => {
  const { seed, ridge, threshold } = parseOptions(schema, options, 'fitLogisticPolicy');
  const instruments = desk.instruments ?? 1;
  const width = environment.observationSpace.width / instruments;
  const rest = weightAction(desk, new Array(instruments).fill(0));
  const rows: Float64Array[] = [];
  const labels: number[] = [];
  let shown = environment.reset(seed).observation;
  for (let isOver = false; !isOver; ) {
    const { observation, terminated, truncated } = environment.step(rest);
    for (let place = 0; place < instruments; place++) {
      const next = observation[place * width] as number;
      if (next === 0) continue;
      rows.push(marketFeatures(shown, place, width));
      labels.push(next > 0 ? 1 : 0);
    }
    shown = observation;
    isOver = terminated || truncated;
  }
  if (rows.length < 10) {
    throw new InvalidOptionsError({
      code: 'TOO_FEW_BARS',
      message: `fitLogisticPolicy: ${rows.length} bars moved.`,
      remedy: 'Give an environment with at least 10 bars that do.',
    });
  }
  const coefficients = logisticRegression(rows, labels, ridge);
  const isIn = (features: Float64Array): boolean => {
    const score = features.reduce(
      (sum, value, at) => sum + value * (coefficients[at + 1] as number),
      coefficients[0] as number,
    );
    return logistic(score) > threshold;
  };
  return statelessPolicy('logistic regression', (observation) =>
    weightAction(
      desk,
      Array.from({ length: instruments }, (_, place) => (isIn(marketFeatures(observation, place, width)) ? 1 : 0)),
    ),
  );
};
