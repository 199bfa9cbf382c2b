import type { PolicyNetwork } from '../policy-network';
import type { ActionLaw } from './action-law';
import { categoricalDistribution } from './categorical-distribution';
import { gaussianDistribution } from './gaussian-distribution';
import { squashedGaussian } from './squashed-gaussian';

/** The law of the actions of a policy, whatever its head. */
export const lawOf = ({ description: { head }, logStandardDeviations }: PolicyNetwork): ActionLaw => {
  switch (head.type) {
    case 'categorical':
      return categoricalDistribution(head.sizes);
    case 'gaussian':
      return gaussianDistribution(logStandardDeviations);
    case 'squashed-gaussian':
      return squashedGaussian(head);
  }
};
