import { type Policy, statelessPolicy } from '../../policy/policy';
import type { TradingAction } from '../../trading/trading-actions';
import { type TradingDesk, weightAction } from './weight-action';

const constant = (name: string, desk: TradingDesk, weight: number): Policy<TradingAction> => {
  const action = weightAction(desk, new Array(desk.instruments ?? 1).fill(weight));
  return statelessPolicy(name, () => action);
};

/**
 * Holds nothing, whatever it sees: what any policy has to beat after costs.
 *
 * @example
 * ```ts
 * import { seededRandom } from '@sigmax/core';
 * import { flatPolicy } from '@sigmax/rl/evaluation';
 * const policy = flatPolicy({ actions: { type: 'levels', weights: [0, 0.5, 1] } });
 * policy.start(seededRandom(1))(new Float64Array(7)); // => 0
 * ```
 */
export const flatPolicy = (desk: TradingDesk): Policy<TradingAction> => constant('flat', desk, 0);

/**
 * Always as far in the market as its actions reach; several instruments are kept at equal weights, which trades a little.
 *
 * @example
 * ```ts
 * import { seededRandom } from '@sigmax/core';
 * import { investedPolicy } from '@sigmax/rl/evaluation';
 * const policy = investedPolicy({ actions: { type: 'levels', weights: [0, 0.5, 1] } });
 * policy.start(seededRandom(1))(new Float64Array(7)); // => 2
 * ```
 */
export const investedPolicy = (desk: TradingDesk): Policy<TradingAction> => constant('always invested', desk, 1);
