import { seededRandom } from '@sigmax/core';
import type { Environment } from '../environment';
import type { Found } from './environment-finding';
import { startFaults } from './shown-faults';
import { bitsOf, refusalOf } from './trace';

/** Resets and seeds; false when nothing more can be tried. */
export const checkBeginning = <Action>(make: () => Environment<Action>, seed: number, found: Found): boolean => {
  const bitsAt = (environment: Environment<Action>, at?: number) => bitsOf(environment.reset(at).observation);
  try {
    const one = make();
    startFaults(one.observationSpace, one.reset(seed), found, 'reset');
    const first = bitsAt(make(), seed);
    const again = make();
    again.reset(seed + 1);
    if (bitsAt(make(), seed) !== first || bitsAt(again, seed) !== first) {
      found('RESET_NOT_REPEATABLE', `two resets with seed ${seed} differ.`);
    }
    const isAlwaysSame = [1, 2, 3].every((more) => bitsAt(make(), seed + more) === first);
    if (isAlwaysSame && bitsAt(again) !== first) {
      found('SEED_IGNORED', 'resets differ from each other, but not by their seeds.');
    }
  } catch (error) {
    found('RESET_FAILED', `reset(${seed}) threw ${String(error)}`);
    return false;
  }
  const fresh = make();
  if (refusalOf(() => fresh.step(fresh.actionSpace.sample(seededRandom(seed)))) === undefined) {
    found('STEP_BEFORE_RESET', 'a step before the first reset was taken.');
  }
  if (refusalOf(() => make().reset()) === undefined) {
    found('SEED_NOT_NEEDED', 'a first reset without a seed was taken, from randomness that nobody can repeat.');
  }
  return true;
};
