import { InvalidOptionsError } from '@sigmax/core';
import { type Weights, weightsOf } from '../weights';

/**
 * Returns the same weight for each instrument: 1 / N.
 *
 * It estimates nothing, and over many data sets few optimised portfolios beat it after their estimation error (DeMiguel, Garlappi
 * and Uppal 2009, "Optimal versus naive diversification", Review of Financial Studies 22).
 *
 * @throws {InvalidOptionsError} `ids` is empty or names one twice.
 * @example
 * ```ts
 * import { equalWeight } from '@sigmax/risk';
 * equalWeight(['demo:BTC/USDT', 'demo:ETH/USDT']); // => { 'demo:BTC/USDT': 0.5, 'demo:ETH/USDT': 0.5 }
 * ```
 */
export const equalWeight = (ids: readonly string[]): Weights => {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (ids.length > 0 && twice === undefined) return weightsOf(ids, new Float64Array(ids.length).fill(1 / ids.length));
  throw new InvalidOptionsError({
    code: 'INVALID_IDS',
    message:
      twice === undefined ? 'equalWeight: ids was empty.' : `equalWeight: ids names ${JSON.stringify(twice)} twice.`,
    remedy: 'Name each instrument once.',
    context: { ids },
  });
};
