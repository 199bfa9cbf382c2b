import { ProblemError } from '../errors';
import { requireKnownKeys, requireNames, requirePositive } from '../problem/checks';
import { defaultMaximumBytes, requireDimension, requireMemory } from './require-memory';
import type { Subspace } from './subspace';

export interface ListSubspaceOptions {
  readonly assets: readonly string[];
  /** Units of each asset, one row for each feasible state. */
  readonly states: readonly ArrayLike<number>[];
  /** Above this an ansatz over the subspace is refused. Defaults to 2^31. */
  readonly maximumBytes?: number;
}

/**
 * The states of an explicit list: budget ranges, round lots, turnover limits, whatever can be listed. Use it with
 * `groverMixer`, which needs no neighbours.
 *
 * - State: none. Cost: 4 bytes a state and asset.
 *
 * @throws {ProblemError} the list is empty, a row has the wrong length, a number is not whole, or a state stands twice.
 * @throws {QuantumCapacityError} the list and an ansatz over it would need more than `maximumBytes`.
 * @example
 * ```ts
 * import { holdingAt, listSubspace } from '@sigmax/quantum-sim';
 * const subspace = listSubspace({ assets: ['BTC', 'ETH'], states: [[2, 0], [1, 3]] });
 * holdingAt(subspace, 1).units; // => { BTC: 1, ETH: 3 }
 * ```
 */
export const listSubspace = (options: ListSubspaceOptions): Subspace => {
  requireKnownKeys(options, ['assets', 'states', 'maximumBytes'], 'listSubspace');
  const { assets, states, maximumBytes = defaultMaximumBytes } = options;
  const size = requireNames(assets, 'listSubspace: assets').length;
  requirePositive(maximumBytes, 'listSubspace: maximumBytes');
  if (states.length === 0) {
    throw new ProblemError({
      code: 'NO_FEASIBLE_STATE',
      message: 'listSubspace: states was empty.',
      remedy: 'Loosen the constraints until at least one state satisfies them.',
    });
  }
  requireDimension(states.length, maximumBytes, 'listSubspace');
  requireMemory(states.length * size * 4, maximumBytes, 'listSubspace: the list', 'List fewer states.');
  const units = new Int32Array(states.length * size);
  const seen = new Set<string>();
  for (const [index, state] of states.entries()) {
    const row = Array.from(state);
    const text = row.join(',');
    if (row.length !== size || row.some((one) => !Number.isInteger(one)) || seen.has(text)) {
      throw new ProblemError({
        code: 'INVALID_STATE',
        message: `listSubspace: states[${index}] was [${text}].`,
        remedy: `Pass ${size} whole numbers a row, each row once.`,
        context: { index },
      });
    }
    seen.add(text);
    units.set(row, index * size);
  }
  return {
    names: [...assets],
    dimension: states.length,
    parts: [],
    unitsAt: (index, out) => out.set(units.subarray(index * size, (index + 1) * size)),
  };
};
