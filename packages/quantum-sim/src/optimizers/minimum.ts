/** Why an optimiser ended; `no-progress` where no step lowered the value though the gradient is not flat. */
export type StopReason = 'converged' | 'no-progress' | 'iteration-limit' | 'evaluation-limit' | 'stopped';

/** What an optimiser found. */
export interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
  readonly iterations: number;
  /** How often the objective was asked. */
  readonly evaluations: number;
  readonly reason: StopReason;
  /** The lowest value seen up to the end of each iteration. */
  readonly trace: readonly number[];
}

/** A function to be minimised; the point is reused between calls. */
export type Objective = (point: Float64Array) => number;

/** A function that also writes its gradient. */
export type ObjectiveWithGradient = (point: Float64Array, gradient: Float64Array) => number;

/** What every optimiser takes. */
export interface CommonOptions {
  /** Called after each iteration with the best so far. */
  readonly onIteration?: (progress: { readonly iteration: number; readonly value: number }) => void;
  /** Read after each iteration; when aborted, the best so far is returned with reason `stopped`. An `AbortSignal` fits. */
  readonly signal?: { readonly aborted: boolean };
}
