/** What was seen, done and paid over one or more steps of one environment, and what was seen after them. */
export interface Transition {
  readonly observation: ArrayLike<number>;
  readonly action: ArrayLike<number>;
  /** Sum of the rewards, discounted to the first. */
  readonly reward: number;
  /** What the value of `nextObservation` counts for: γ to the number of steps, 0 where the episode terminated. */
  readonly discount: number;
  readonly nextObservation: ArrayLike<number>;
  /** The choices that were allowed in `nextObservation`; `undefined` where all always are. */
  readonly nextMask: ArrayLike<number> | undefined;
}
