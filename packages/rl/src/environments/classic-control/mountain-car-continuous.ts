import { cosine } from '../../portable-math';
import { type BoxSpace, box } from '../../spaces/box';
import { between, clamp, type Dynamics } from './dynamics';
import {
  type ClassicControlEnvironment,
  type ClassicControlOptions,
  dynamicsEnvironment,
} from './dynamics-environment';

const left = -1.2;
const right = 0.6;
const fastest = 0.07;
const goal = 0.45;
const power = 0.0015;

const dynamics: Dynamics<Float64Array> = {
  name: 'MountainCarContinuous',
  observationSpace: box({
    low: [Math.fround(left), Math.fround(-fastest)],
    high: [Math.fround(right), Math.fround(fastest)],
  }),
  actionSpace: box({ low: [-1], high: [1] }),
  stepLimit: 999,
  begin: (random) => [between(random, -0.6, -0.4), 0],
  advance: (state, action, stepCount) => {
    const [place, speed] = state as [number, number];
    // Gymnasium computes in single precision from the second step on: the state of the first is still in double.
    const kept = stepCount === 0 ? (value: number) => value : Math.fround;
    const force = Math.fround(action[0] as number);
    const slope = 0.0025 * cosine(kept(3 * place));
    const change = Math.fround(Math.fround(force * Math.fround(power)) - Math.fround(slope));
    const faster = clamp(kept(speed + change), kept(-fastest), kept(fastest));
    const next = clamp(kept(place + faster), kept(left), kept(right));
    const isAtWall = next === kept(left) && faster < 0;
    state[0] = Math.fround(next);
    state[1] = isAtWall ? 0 : Math.fround(faster);
    return (dynamics.isTerminal(state) ? 100 : 0) - force * force * 0.1;
  },
  isTerminal: ([place, speed]) => (place as number) >= Math.fround(goal) && (speed as number) >= 0,
  observe: (state) => Float64Array.from(state, Math.fround),
};

/**
 * Drive a weak car out of a valley by any push in [−1, 1]; 100 at the goal, less 0.1 · push² for every step.
 *
 * Shows place and speed, in single precision as Gymnasium does. Terminates at place 0.45, truncates after 999 steps. Source:
 * Moore 1990; parameters of Gymnasium's MountainCarContinuous-v0, whose trajectories it has to 1e-12.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { mountainCarContinuous } from '@sigmax/rl';
 * const environment = mountainCarContinuous();
 * environment.reset(7);
 * environment.step(Float64Array.of(1)).reward; // => -0.1
 * ```
 */
export const mountainCarContinuous = (
  options?: ClassicControlOptions,
): ClassicControlEnvironment<Float64Array> & { readonly actionSpace: BoxSpace } =>
  dynamicsEnvironment(dynamics, options) as ClassicControlEnvironment<Float64Array> & {
    readonly actionSpace: BoxSpace;
  };
