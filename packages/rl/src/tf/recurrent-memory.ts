import type { NetworkMemory } from '../network/network-memory';
import { cutSequences, type Sequences } from './sequences';

/** What one pass works on: `batch` sequences side by side, and the states that they begin with. */
export interface RecurrentBatch extends Pick<Sequences, 'batch' | 'length'> {
  /** `undefined` where row and place are one: a single step of each environment. */
  readonly places: Int32Array | undefined;
  readonly firstStates: Float32Array;
}

export interface RecurrentMemory extends NetworkMemory {
  /** What is remembered of each environment, `stateSize` numbers a row; zeros where an episode begins. */
  readonly states: Float32Array;
  /** What the last step arrived at. */
  readonly nextStates: Float32Array;
  /** The next passes are steps of the environments. */
  act(): void;
  /** What the next pass, of `rows` rows, works on. */
  begin(rows: number): RecurrentBatch;
}

export interface RecurrentMemoryOptions {
  readonly stateSize: number;
  readonly environments: number;
  /** Steps of a rollout; 0 for what only acts. */
  readonly steps: number;
  /** Most steps of a sequence that is learned from. */
  readonly longest: number;
  /** 1 where a step ended its episode, row e · steps + t. */
  readonly ends: () => ArrayLike<number>;
}

/**
 * The memory of recurrent networks: states of each environment now, and those at every step of a rollout, which the sequences that are
 * learned from begin with.
 *
 * A sequence begins with what was remembered when it was played; within it states are computed anew with the weights as they are.
 */
export const recurrentMemory = (options: RecurrentMemoryOptions): RecurrentMemory => {
  const { stateSize, environments, steps, longest, ends } = options;
  const states = new Float32Array(environments * stateSize);
  const nextStates = new Float32Array(environments * stateSize);
  const kept = new Float32Array(environments * steps * stateSize);
  let selected: Sequences | undefined;
  return {
    states,
    nextStates,
    keep: (step) => {
      for (let environment = 0; environment < environments; environment++) {
        const from = environment * stateSize;
        kept.set(states.subarray(from, from + stateSize), (environment * steps + step) * stateSize);
      }
    },
    advance: () => states.set(nextStates),
    forget: (environment) => states.fill(0, environment * stateSize, (environment + 1) * stateSize),
    select: (rows, from, count) => {
      selected = cutSequences(rows, from, count, { steps, ends: ends(), longest });
    },
    act: () => {
      selected = undefined;
    },
    begin: (rows) => {
      if (selected === undefined) {
        return { batch: rows, length: 1, places: undefined, firstStates: states.slice(0, rows * stateSize) };
      }
      const { batch, length, starts, places } = selected;
      const firstStates = new Float32Array(batch * stateSize);
      starts.forEach((row, index) => {
        firstStates.set(kept.subarray(row * stateSize, (row + 1) * stateSize), index * stateSize);
      });
      return { batch, length, places, firstStates };
    },
  };
};
