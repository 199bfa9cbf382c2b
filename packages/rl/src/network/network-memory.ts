/**
 * What a recurrent network remembers of each environment, and of the steps that it learns from.
 *
 * While it acts: `keep`, `forward`, `advance`, then `forget` for each environment whose episode ended. A `forward` without an
 * `advance` after it leaves what is remembered as it was. Before it learns from rows: `select`.
 */
export interface NetworkMemory {
  /** Keeps what is remembered now as that at the start of step `step` of a rollout. */
  keep(step: number): void;
  /** Remembers what the last `forward` arrived at. */
  advance(): void;
  /** Begins an episode of an environment. */
  forget(environment: number): void;
  /** The next pass of the core is over these rows of the rollout, `rows[from]` and so on, in this order. */
  select(rows: ArrayLike<number>, from: number, count: number): void;
}
