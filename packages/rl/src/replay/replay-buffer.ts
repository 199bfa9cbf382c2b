import { InvalidOptionsError, type Random } from '@sigmax/core';
import type { Numbers } from '../network/network-core';
import type { Transition } from './transition';

export interface ReplaySize {
  /** Most transitions; after that each new one takes the place of the oldest. */
  readonly capacity: number;
  readonly observationSize: number;
  readonly actionWidth: number;
  /** Numbers of one mask, 0 where there are none. */
  readonly maskSize: number;
}

/** Transitions in typed columns: row r of a column of width w begins at r · w. */
export interface ReplayBuffer extends ReplaySize {
  /** How many there are. */
  readonly size: number;
  readonly observations: Float32Array;
  readonly actions: Float32Array;
  readonly rewards: Float64Array;
  readonly discounts: Float64Array;
  readonly nextObservations: Float32Array;
  readonly nextMasks: Uint8Array;
  add(transition: Transition): void;
  /** Draws as many row numbers as `rows` holds, uniformly and with repetition. */
  sample(rows: Int32Array, random: Random): void;
  /** A copy of what is filled. */
  state(): Readonly<Record<string, Numbers>>;
  restore(vectors: Readonly<Record<string, Numbers>>): void;
}

const columnsOf = ({ capacity, observationSize, actionWidth, maskSize }: ReplaySize) => ({
  observations: new Float32Array(capacity * observationSize),
  actions: new Float32Array(capacity * actionWidth),
  rewards: new Float64Array(capacity),
  discounts: new Float64Array(capacity),
  nextObservations: new Float32Array(capacity * observationSize),
  nextMasks: new Uint8Array(capacity * maskSize),
});

const allocated = (size: ReplaySize): ReturnType<typeof columnsOf> => {
  try {
    return columnsOf(size);
  } catch (cause) {
    throw new InvalidOptionsError({
      code: 'OUT_OF_MEMORY',
      message: `bufferSize was ${size.capacity}: there is not enough memory for as many transitions.`,
      remedy: 'Give a smaller bufferSize.',
      context: { ...size },
      cause,
    });
  }
};

/**
 * A ring of transitions to learn from again.
 *
 * Memory: (2 · observationSize + actionWidth) · 4 + maskSize + 16 bytes for each of `capacity`. Observations and actions are kept
 * in single precision, which is what the WebAssembly core reads. Rows that were not written yet are never drawn.
 *
 * @throws {InvalidOptionsError} there is not enough memory (`OUT_OF_MEMORY`).
 */
export const replayBuffer = (sizes: ReplaySize): ReplayBuffer => {
  const { capacity, observationSize, actionWidth, maskSize } = sizes;
  const columns = allocated(sizes);
  const widths = { observations: observationSize, actions: actionWidth, rewards: 1, discounts: 1 };
  const saved = { ...widths, nextObservations: observationSize };
  let size = 0;
  let next = 0;
  return {
    ...sizes,
    ...columns,
    get size() {
      return size;
    },
    add: ({ observation, action, reward, discount, nextObservation, nextMask }) => {
      columns.observations.set(observation, next * observationSize);
      columns.actions.set(action, next * actionWidth);
      columns.rewards[next] = reward;
      columns.discounts[next] = discount;
      columns.nextObservations.set(nextObservation, next * observationSize);
      if (nextMask !== undefined) columns.nextMasks.set(nextMask, next * maskSize);
      next = (next + 1) % capacity;
      size = Math.min(size + 1, capacity);
    },
    sample: (rows, random) => {
      for (let at = 0; at < rows.length; at++) rows[at] = random.integer(size);
    },
    state: () => ({
      ...Object.fromEntries(
        Object.entries(saved).map(([name, width]) => [
          `replay.${name}`,
          columns[name as keyof typeof saved].slice(0, size * width),
        ]),
      ),
      'replay.nextMasks': Float32Array.from(columns.nextMasks.subarray(0, size * maskSize)),
      'replay.place': Float64Array.of(next),
    }),
    restore: (vectors) => {
      for (const name of Object.keys(saved)) {
        columns[name as keyof typeof saved].set(vectors[`replay.${name}`] as Numbers);
      }
      columns.nextMasks.set(vectors['replay.nextMasks'] as Numbers);
      size = (vectors['replay.rewards'] as Numbers).length;
      next = (vectors['replay.place'] as Numbers)[0] as number;
    },
  };
};
