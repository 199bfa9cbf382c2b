import type { TrainableNetwork } from '../policy-network';
import type { ActionDistribution } from './action-distribution';
import { categoricalDistribution } from './categorical-distribution';
import { gaussianDistribution } from './gaussian-distribution';

/** The law of the actions of a policy. */
export const distributionOf = ({ description, logStandardDeviations }: TrainableNetwork): ActionDistribution =>
  description.head.type === 'categorical'
    ? categoricalDistribution(description.head.sizes)
    : gaussianDistribution(logStandardDeviations);
