import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { Policy } from '../../policy/policy';
import type { TradingAction } from '../../trading/trading-actions';
import { type TradingDesk, weightAction } from './weight-action';

const schema = z
  .strictObject({ fast: z.int().positive().default(10), slow: z.int().positive().default(50) })
  .refine(({ fast, slow }) => fast < slow, 'expected fast below slow');

/** Mean of the last `size` values of a list. */
const meanOfLast = (values: readonly number[], size: number): number => {
  let sum = 0;
  for (let back = 1; back <= size; back++) sum += values[values.length - back] as number;
  return sum / size;
};

/**
 * In the market while the fast mean of the logarithm of the price is above the slow one, else out; each instrument by itself.
 *
 * It reads the feature `price` (the first of each instrument) and adds the returns up, so it sees no more than a network does;
 * it stays out until it has seen `slow` bars of the episode.
 *
 * @throws {InvalidOptionsError} a period is not a whole number above 0, or fast is not below slow.
 * @example
 * ```ts
 * import { seededRandom } from '@sigmax/core';
 * import { movingAveragePolicy } from '@sigmax/rl/evaluation';
 * const desk = { actions: { type: 'levels', weights: [0, 1] } } as const;
 * const act = movingAveragePolicy(desk, { fast: 1, slow: 2 }).start(seededRandom(1));
 * act(Float64Array.of(0.5, 0, 0, 0, 0, 0, 0)); // => 0
 * act(Float64Array.of(0.5, 0, 0, 0, 0, 0, 0)); // => 1
 * ```
 */
export const movingAveragePolicy = (
  desk: TradingDesk,
  options: { readonly fast?: number; readonly slow?: number } = {},
): Policy<TradingAction> => {
  const { fast, slow } = parseOptions(schema, options, 'movingAveragePolicy');
  const instruments = desk.instruments ?? 1;
  return {
    name: `moving averages ${fast}/${slow}`,
    start: () => {
      const levels = Array.from({ length: instruments }, () => 0);
      const windows: number[][] = levels.map(() => []);
      return (observation) => {
        const width = observation.length / instruments;
        const weights = windows.map((window, place) => {
          levels[place] = (levels[place] as number) + (observation[place * width] as number);
          window.push(levels[place] as number);
          if (window.length > slow) window.shift();
          return window.length === slow && meanOfLast(window, fast) > meanOfLast(window, slow) ? 1 : 0;
        });
        return weightAction(desk, weights);
      };
    },
  };
};
