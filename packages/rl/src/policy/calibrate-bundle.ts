import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { createBundle } from '../bundle/create-bundle';
import type { ModelBundle } from '../bundle/model-bundle';
import { requireBundle } from '../bundle/require-bundle';
import { actionOutputSize } from '../network/policy-description';
import type { TradingActions } from '../trading/trading-actions';
import type { TradingEnvironment } from '../trading/trading-environment';
import { scaleRow } from '../training/normaliser';
import { actingNetwork } from './acting-network';
import { fitTemperature } from './fit-temperature';

const schema = z.strictObject({ seed: z.int() });

/** The choices that invest most and least. */
const extremes = (actions: TradingActions | undefined): { most: number; least: number } | undefined => {
  if (actions?.type === 'hold-buy-sell') return { most: 1, least: 2 };
  if (actions?.type !== 'levels') return undefined;
  const { weights } = actions;
  return { most: weights.indexOf(Math.max(...weights)), least: weights.indexOf(Math.min(...weights)) };
};

/**
 * Sets the temperature of a bundle on a validation episode, so that its confidence is a frequency: how often the choice was best in
 * hindsight.
 *
 * Best in hindsight is the choice that invests most before a bar that rises and the one that invests least before a bar that falls,
 * costs left out; bars that do not move teach nothing. The environment is played with the bundle's likeliest actions; give bars
 * that training did not see. For one instrument with the actions `levels` or `hold-buy-sell`.
 *
 * @throws {InvalidOptionsError} the bundle has other actions (`NOT_CALIBRATABLE`), or no bar moved.
 * @example
 * ```ts
 * import { createBacktester, simulatedBroker } from '@sigmax/core';
 * import { calibrateBundle, createBundle, fitTradingScaling, randomWalkMarket, tradingEnvironment } from '@sigmax/rl';
 * const market = randomWalkMarket({ seed: 7, bars: 1_000, volatility: 0.01 });
 * const broker = simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 });
 * const actions = { type: 'levels', weights: [0, 1] } as const;
 * const environment = tradingEnvironment({
 *   backtester: createBacktester({ cash: { USDT: 10_000 }, broker }), market, actions,
 *   scaling: fitTradingScaling(market, { to: 1_000 }), ruin: 0.1,
 * });
 * const overconfident = createBundle({
 *   description: {
 *     observationSize: 7, hiddenSizes: [], trunks: 'shared', activation: 'tanh', head: { type: 'categorical', sizes: [2] },
 *   },
 *   weights: [-3, 3, ...new Array(12).fill(0), 0, 0, ...new Array(8).fill(0)],
 *   metadata: {
 *     name: 'example', featureNames: environment.featureNames, actions, seed: 1, steps: 0,
 *     algorithm: { name: 'none', options: {} },
 *   },
 * });
 * const { temperature } = calibrateBundle(overconfident, environment, { seed: 1 }).metadata;
 * (temperature ?? 1) > 5; // => true
 * ```
 */
export const calibrateBundle = (
  bundle: ModelBundle,
  environment: TradingEnvironment,
  options: { readonly seed: number },
): ModelBundle => {
  const { seed } = parseOptions(schema, options, 'calibrateBundle');
  const { description, weights, metadata } = requireBundle(bundle, 'calibrateBundle');
  const { head, observationSize } = description;
  const ends = extremes(metadata.actions);
  if (head.type !== 'categorical' || head.sizes.length !== 1 || ends === undefined) {
    throw new InvalidOptionsError({
      code: 'NOT_CALIBRATABLE',
      message: `calibrateBundle: ${metadata.name} has a ${head.type} head and the actions ${metadata.actions?.type}.`,
      remedy: 'Give a bundle that chooses among levels, or holds, buys and sells, of one instrument.',
    });
  }
  const network = actingNetwork(description, weights);
  const out = { actions: new Float64Array(actionOutputSize(head)), values: new Float64Array(1) };
  const seen = new Float64Array(observationSize);
  const logits: Float64Array[] = [];
  const labels: number[] = [];
  let { observation } = environment.reset(seed);
  for (let isOver = false; !isOver; ) {
    if (metadata.scaling === undefined) seen.set(observation);
    else scaleRow(metadata.scaling, observation, 0, seen, 0);
    network.forward(seen, out);
    const row = out.actions.slice();
    const after = environment.step(row.indexOf(Math.max(...row)));
    const change = after.observation[0] as number;
    if (change !== 0) {
      logits.push(row);
      labels.push(change > 0 ? ends.most : ends.least);
    }
    ({ observation } = after);
    isOver = after.terminated || after.truncated;
  }
  return createBundle({ description, weights, metadata: { ...metadata, temperature: fitTemperature(logits, labels) } });
};
