import { cosine } from '../../portable-math';
import { box } from '../../spaces/box';
import { type DiscreteSpace, discrete } from '../../spaces/discrete';
import { between, clamp, type Dynamics, wholeState } from './dynamics';
import {
  type ClassicControlEnvironment,
  type ClassicControlOptions,
  dynamicsEnvironment,
} from './dynamics-environment';

const left = -1.2;
const right = 0.6;
const fastest = 0.07;
const goal = 0.5;

const dynamics: Dynamics<number> = {
  name: 'MountainCar',
  observationSpace: box({ low: [left, -fastest], high: [right, fastest] }),
  actionSpace: discrete(3),
  stepLimit: 200,
  begin: (random) => [between(random, -0.6, -0.4), 0],
  advance: (state, action) => {
    const [place, speed] = state as [number, number];
    const faster = clamp(speed + ((action - 1) * 0.001 + cosine(3 * place) * -0.0025), -fastest, fastest);
    const next = clamp(place + faster, left, right);
    state[0] = next;
    state[1] = next === left && faster < 0 ? 0 : faster;
    return -1;
  },
  isTerminal: ([place, speed]) => (place as number) >= goal && (speed as number) >= 0,
  observe: wholeState,
};

/**
 * Drive a car that is too weak for the hill out of a valley by pushing left (0), not (1) or right (2); −1 for every step.
 *
 * Shows place and speed. Terminates at place 0.5, truncates after 200 steps. Source: Moore 1990; parameters of Gymnasium's
 * MountainCar-v0, whose trajectories it has to 1e-12.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { mountainCar } from '@sigmax/rl';
 * const environment = mountainCar();
 * environment.reset(7).observation[1]; // => 0
 * ```
 */
export const mountainCar = (
  options?: ClassicControlOptions,
): ClassicControlEnvironment & { readonly actionSpace: DiscreteSpace } =>
  dynamicsEnvironment(dynamics, options) as ClassicControlEnvironment & { readonly actionSpace: DiscreteSpace };
