import { InvalidOptionsError } from '@sigmax/core';
import type { BoxSpace } from '../spaces/box';
import type { DiscreteSpace } from '../spaces/discrete';
import type { MultiDiscreteSpace } from '../spaces/multi-discrete';
import type { Space } from '../spaces/space';
import type { ActionHead } from './policy-description';

/**
 * The head that decides in an action space: categorical for choices and switches, Gaussian for numbers.
 *
 * @throws {InvalidOptionsError} the space is of another kind.
 */
export const headOfSpace = (space: Space<unknown>): ActionHead => {
  switch (space.kind) {
    case 'discrete':
      return { type: 'categorical', sizes: [(space as unknown as DiscreteSpace).size] };
    case 'multi-discrete':
      return { type: 'categorical', sizes: (space as unknown as MultiDiscreteSpace).sizes };
    case 'box':
      return { type: 'gaussian', low: (space as unknown as BoxSpace).low, high: (space as unknown as BoxSpace).high };
    default:
      throw new InvalidOptionsError({
        code: 'INVALID_ACTION_SPACE',
        message: `Actions were ${space}.`,
        remedy: 'Use Discrete, MultiDiscrete or Box actions; switches are MultiDiscrete(2, 2, …).',
        context: { kind: space.kind },
      });
  }
};
