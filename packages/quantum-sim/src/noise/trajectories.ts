import type { Circuit } from '../circuit/circuit';
import { type Random, seededRandom } from '../seeded-random';
import { defaultMaximumBytes, stateBytes } from '../state-vector/state-bytes';
import { StateVector, type StateVectorOptions } from '../state-vector/state-vector';
import { type NoisyMeasurement, type NoisyRunOptions, noisyOperations } from './noisy-operations';
import { runTrajectory } from './run-trajectory';
import { splitEnd } from './split-end';
import { trajectoryProgram } from './trajectory-program';

export interface Trajectories {
  /** The state of the last run. */
  readonly state: StateVector;
  /** Measurements that nothing comes after, unless they are run with the rest. */
  readonly measurements: readonly NoisyMeasurement[];
  /** Whether every run gives the same state. */
  readonly isCertain: boolean;
  /** Runs the trajectory of a number, whose draws follow from the seed and that number alone; gives what to draw from next. */
  run(index: number, bits: Uint8Array): Random;
}

/** A noisy circuit made ready to run along one trajectory after another; what is certain at its start is computed once. */
export const trajectories = (
  circuit: Circuit,
  options: StateVectorOptions & NoisyRunOptions & { readonly seed: number },
  isEndSplit: boolean,
): Trajectories => {
  const root = seededRandom(options.seed);
  const state = new StateVector(circuit.qubitCount, options);
  const operations = noisyOperations(circuit, options);
  const [before, measurements] = isEndSplit ? splitEnd(operations) : [operations, []];
  const instructions = trajectoryProgram(before, circuit.qubitCount);
  const certain = instructions[0]?.kind === 'gates' ? instructions.slice(0, 1) : [];
  const chancy = instructions.slice(certain.length);
  const isCertain = chancy.length === 0;
  const begin = (): void => {
    state.reset();
    runTrajectory(certain, state, new Uint8Array(circuit.bitCount), root);
  };
  begin();
  // Without room for a copy, what is certain is computed again each time.
  const { maximumBytes = defaultMaximumBytes } = options;
  const hasCopy = !isCertain && 2 * stateBytes(circuit.qubitCount, state.precision) <= maximumBytes;
  const start = hasCopy ? { re: state.re.slice(), im: state.im.slice() } : undefined;
  return {
    state,
    measurements,
    isCertain,
    run(index, bits) {
      const random = root.split(`trajectory ${index}`);
      if (isCertain) return random;
      if (start === undefined) begin();
      else state.copyFrom(start);
      runTrajectory(chancy, state, bits, random);
      return random;
    },
  };
};
