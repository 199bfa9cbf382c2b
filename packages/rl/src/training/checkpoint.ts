import type { LearnerState } from './algorithm';
import type { WorldState } from './training-world';

/** Everything that training needs to go on as if it had never stopped. */
export interface Checkpoint {
  readonly version: 1;
  readonly algorithm: string;
  /** The options of the algorithm and of `train` as JSON text, to be compared when going on. */
  readonly settings: string;
  readonly stepsDone: number;
  readonly iteration: number;
  readonly learner: LearnerState;
  readonly world: WorldState;
  /** Returns of the last 100 episodes. */
  readonly recentReturns: readonly number[];
  /** What callbacks keep, by name. */
  readonly callbacks: Readonly<Record<string, unknown>>;
}
