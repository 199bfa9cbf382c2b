import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';

/** What one client sends: its weights after training on its own data, and how much that was. */
export interface ClientUpdate {
  readonly client: string;
  readonly weights: ArrayLike<number>;
  readonly samples: number;
}

export interface FederatedResult {
  /** The new weights. */
  readonly weights: Float64Array;
  /** Clients whose change was scaled down. */
  readonly clipped: readonly string[];
  /** Clients that were left out, and why. */
  readonly refused: readonly { readonly client: string; readonly reason: string }[];
}

const schema = z.strictObject({ maximumNorm: z.number().positive().optional() });

const faultOf = ({ weights, samples }: ClientUpdate, size: number): string | undefined => {
  if (weights.length !== size) return `${weights.length} weights instead of ${size}`;
  if (!(samples > 0 && samples < Infinity)) return `samples was ${samples}`;
  for (let at = 0; at < size; at++) if (!Number.isFinite(weights[at])) return `weight ${at} was ${weights[at]}`;
  return undefined;
};

/**
 * Federated averaging: w' = w + Σ (nᵢ / Σ n) · cᵢ (wᵢ − w), with cᵢ = min(1, C / ‖wᵢ − w‖₂) and C = `maximumNorm`; cᵢ = 1 without.
 *
 * Without clipping it is the mean of the clients' weights by samples, Σ nᵢ wᵢ / Σ n. With it no client moves the result by more than
 * C. Updates of another length, with a weight that is not finite, or with no samples are refused and listed. Clients are added up in
 * the order of the list. Cost: clients · weights.
 *
 * Source: McMahan, Moore, Ramage, Hampson and Agüera y Arcas 2017, algorithm 1; clipping: McMahan, Ramage, Talwar and Zhang 2018.
 *
 * @throws {InvalidOptionsError} an option is wrong, or no update is left (`NO_UPDATES`).
 * @example
 * ```ts
 * import { federatedAverage } from '@sigmax/rl';
 * const updates = [
 *   { client: 'a', weights: [1, 1], samples: 1 },
 *   { client: 'b', weights: [3, 5], samples: 3 },
 * ];
 * [...federatedAverage([0, 0], updates).weights]; // => [2.5, 4]
 * federatedAverage([0, 0], updates, { maximumNorm: 5 }).clipped; // => ['b']
 * ```
 */
export const federatedAverage = (
  current: ArrayLike<number>,
  updates: readonly ClientUpdate[],
  options: { readonly maximumNorm?: number } = {},
): FederatedResult => {
  const { maximumNorm = Infinity } = parseOptions(schema, options, 'federatedAverage');
  const size = current.length;
  const refused = updates.flatMap((update) => {
    const reason = faultOf(update, size);
    return reason === undefined ? [] : [{ client: update.client, reason }];
  });
  const taken = updates.filter((update) => faultOf(update, size) === undefined);
  const total = taken.reduce((sum, { samples }) => sum + samples, 0);
  if (taken.length === 0) {
    throw new InvalidOptionsError({
      code: 'NO_UPDATES',
      message: `federatedAverage: none of ${updates.length} updates can be used${refused.map(({ client, reason }) => `; ${client}: ${reason}`).join('')}.`,
      remedy: 'Give at least one update of the same network with finite weights.',
    });
  }
  const weights = Float64Array.from(current);
  const clipped: string[] = [];
  for (const { client, weights: own, samples } of taken) {
    let squares = 0;
    for (let at = 0; at < size; at++) squares += ((own[at] as number) - (current[at] as number)) ** 2;
    const norm = Math.sqrt(squares);
    const scale = norm <= maximumNorm ? 1 : maximumNorm / norm;
    if (scale < 1) clipped.push(client);
    const share = (samples / total) * scale;
    for (let at = 0; at < size; at++) {
      weights[at] = (weights[at] as number) + share * ((own[at] as number) - (current[at] as number));
    }
  }
  return { weights, clipped, refused };
};
