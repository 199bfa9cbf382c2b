import { InvalidOptionsError } from '@sigmax/core';
import type { BoxSpace } from '../spaces/box';
import type { Space } from '../spaces/space';
import type { Environment, Info } from './environment';
import { invalidObservation } from './episode-errors';

/**
 * What all environments show after one step. Every column is reused by the next step: copy what must stay.
 *
 * Row i is the `observationSize` numbers from `i * observationSize`. Where an episode ended (`terminated[i]` or `truncated[i]`),
 * `observations` already shows the first observation of the next episode and `finalObservations` the last of the one that
 * ended; elsewhere both show the same. No row is ever a filler.
 */
export interface VectorStep {
  readonly observations: Float64Array;
  readonly finalObservations: Float64Array;
  readonly rewards: Float64Array;
  readonly terminated: Uint8Array;
  readonly truncated: Uint8Array;
  /** What each environment said beside the step that was taken, not beside the reset after it. */
  readonly infos: readonly Info[];
}

/** Several environments of one kind that take a step together, each beginning again in the step in which it ends. */
export interface VectorEnvironment<Action = number> {
  readonly count: number;
  readonly observationSize: number;
  readonly observationSpace: BoxSpace;
  readonly actionSpace: Space<Action>;
  /** Begins an episode in all; environment i gets `seed + i`. Returns the observations, a row each. */
  reset(seed: number): Float64Array;
  /** Takes one action in each: `actionSpace.width` numbers a row. */
  step(actions: ArrayLike<number>): VectorStep;
  /** Masks of the present observations, `actionSpace.flatSize` numbers a row; `undefined` when the environments have none. */
  actionMasks(): Uint8Array | undefined;
}

const requireEnvironments = (environments: readonly unknown[]): void => {
  const isOne = (value: unknown): boolean => typeof (value as Environment | undefined)?.reset === 'function';
  if (Array.isArray(environments) && environments.every(isOne)) return;
  throw new InvalidOptionsError({
    code: 'INVALID_ENVIRONMENTS',
    message: 'vectorEnvironment: what was given is no list of environments.',
    remedy: 'Give a list, for example [cartPole(), cartPole()].',
  });
};

const requireAlike = (environments: readonly Environment<never>[]): void => {
  const [first] = environments;
  const text = ({ observationSpace, actionSpace }: Environment<never>) => `${observationSpace} and ${actionSpace}`;
  const other = environments.find(
    (environment) =>
      text(environment) !== text(first as Environment<never>) ||
      (environment.actionMask === undefined) !== (first?.actionMask === undefined),
  );
  if (first !== undefined && other === undefined && new Set(environments).size === environments.length) return;
  throw new InvalidOptionsError({
    code: 'INVALID_ENVIRONMENTS',
    message:
      first === undefined
        ? 'vectorEnvironment: there was no environment.'
        : other === undefined
          ? 'vectorEnvironment: one environment was given twice.'
          : `vectorEnvironment: spaces were ${text(first)}, and ${text(other)}.`,
    remedy: 'Give at least one environment, each an object of its own, all with the same spaces and masks.',
  });
};

/**
 * Steps several environments together in typed columns: same-step reset, with the final observation beside.
 *
 * Memory: 2 · count · observationSize + count doubles, allocated once. A step allocates what the environments do.
 *
 * @throws {InvalidOptionsError} there is no environment, one is there twice, or their spaces differ.
 * @throws {EnvironmentError} from `reset` and `step`: an observation has another length than its space (`INVALID_OBSERVATION`).
 * @example
 * ```ts
 * import { cartPole, vectorEnvironment } from '@sigmax/rl';
 * const vector = vectorEnvironment([cartPole(), cartPole()]);
 * vector.reset(7).length; // => 8
 * [...vector.step([0, 1]).rewards]; // => [1, 1]
 * ```
 */
export const vectorEnvironment = <Action>(environments: readonly Environment<Action>[]): VectorEnvironment<Action> => {
  requireEnvironments(environments);
  requireAlike(environments as readonly Environment<never>[]);
  const { observationSpace, actionSpace, actionMask } = environments[0] as Environment<Action>;
  const count = environments.length;
  const observationSize = observationSpace.width;
  const width = actionSpace.width;
  const observations = new Float64Array(count * observationSize);
  const finalObservations = new Float64Array(count * observationSize);
  const rewards = new Float64Array(count);
  const terminated = new Uint8Array(count);
  const truncated = new Uint8Array(count);
  const infos: Info[] = environments.map(() => ({}));
  const masks = actionMask === undefined ? undefined : new Uint8Array(count * actionSpace.flatSize);
  const put = (column: Float64Array, row: number, observation: Float64Array): void => {
    if (observation.length !== observationSize) {
      throw invalidObservation((environments[row] as Environment<Action>).name, observation.length, observationSize);
    }
    // Rows are short: a loop costs less than a call of `set`.
    const to = row * observationSize;
    for (let at = 0; at < observationSize; at++) column[to + at] = observation[at] as number;
  };
  const result: VectorStep = { observations, finalObservations, rewards, terminated, truncated, infos };
  return {
    count,
    observationSize,
    observationSpace,
    actionSpace,
    reset: (seed) => {
      environments.forEach((environment, row) => {
        put(observations, row, environment.reset(seed + row).observation);
      });
      return observations;
    },
    step: (actions) => {
      if (actions.length !== count * width) {
        throw new InvalidOptionsError({
          code: 'INVALID_ACTIONS',
          message: `vectorEnvironment: ${actions.length} numbers of actions were given.`,
          remedy: `Give ${count * width}: ${width} for each of ${count} environments.`,
        });
      }
      for (let row = 0; row < count; row++) {
        const environment = environments[row] as Environment<Action>;
        const after = environment.step(actionSpace.read(actions, row * width));
        rewards[row] = after.reward;
        terminated[row] = after.terminated ? 1 : 0;
        truncated[row] = after.truncated ? 1 : 0;
        infos[row] = after.info;
        put(finalObservations, row, after.observation);
        const shown = after.terminated || after.truncated ? environment.reset().observation : after.observation;
        put(observations, row, shown);
      }
      return result;
    },
    actionMasks: () => {
      if (masks === undefined) return undefined;
      environments.forEach((environment, row) => {
        masks.set(environment.actionMask?.() ?? [], row * actionSpace.flatSize);
      });
      return masks;
    },
  };
};
