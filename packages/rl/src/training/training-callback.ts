import type { Policy } from '../policy/policy';
import type { IterationStatistics } from './algorithm';
import type { Checkpoint } from './checkpoint';
import type { EndedEpisode } from './training-world';

/** Where training stands after an iteration. */
export interface TrainingProgress<Action = unknown> {
  readonly stepsDone: number;
  readonly totalSteps: number;
  readonly iteration: number;
  readonly statistics: IterationStatistics;
  /** Episodes that ended in this iteration. */
  readonly episodes: readonly EndedEpisode[];
  /** Mean return of the last 100 episodes; `undefined` before one ended. */
  readonly meanReturn: number | undefined;
  /** What acts with the weights as they are now; later training does not change it. */
  policy(options?: { readonly isRandom?: boolean }): Policy<Action>;
  checkpoint(): Checkpoint;
}

/** `stop` ends training after this iteration. */
export type CallbackAnswer = 'stop' | undefined;

/**
 * Watches training and may end it. Training waits for promises, one callback after the other in their order.
 *
 * What an implementer must guarantee: nothing that it does changes what training computes. What it needs to go on from a checkpoint
 * is given by `state`, as plain data, and taken up by `restore`.
 */
export interface TrainingCallback<Action = unknown> {
  /** Unlike that of any other callback of one training. */
  readonly name: string;
  onIteration(progress: TrainingProgress<Action>): CallbackAnswer | Promise<CallbackAnswer> | undefined;
  onEnd?(progress: TrainingProgress<Action>): void | Promise<void>;
  state?(): unknown;
  restore?(state: unknown): void;
}
