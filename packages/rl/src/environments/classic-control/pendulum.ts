import { cosine, sine } from '../../portable-math';
import { type BoxSpace, box } from '../../spaces/box';
import { between, clamp, type Dynamics } from './dynamics';
import {
  type ClassicControlEnvironment,
  type ClassicControlOptions,
  dynamicsEnvironment,
} from './dynamics-environment';

const gravity = 10;
const fastest = 8;
const strongest = 2;
const seconds = 0.05;

/** The angle in [−π, π), whole turns taken off as Python's remainder does. */
const upright = (angle: number): number => {
  const turned = (angle + Math.PI) % (2 * Math.PI);
  return (turned < 0 ? turned + 2 * Math.PI : turned) - Math.PI;
};

const dynamics: Dynamics<Float64Array> = {
  name: 'Pendulum',
  observationSpace: box({ low: [-1, -1, -fastest], high: [1, 1, fastest] }),
  actionSpace: box({ low: [-strongest], high: [strongest] }),
  stepLimit: 200,
  begin: (random) => [between(random, -Math.PI, Math.PI), between(random, -1, 1)],
  advance: (state, action) => {
    const [angle, turn] = state as [number, number];
    // Gymnasium's torque is in single precision, and so is what is made of it before it meets the state.
    const torque = Math.fround(action[0] as number);
    const effort = Math.fround(Math.fround(0.001) * Math.fround(torque * torque));
    const off = upright(angle);
    const cost = off * off + 0.1 * (turn * turn) + effort;
    const change = (((3 * gravity) / 2) * sine(angle) + Math.fround(3 * torque)) * seconds;
    const faster = clamp(turn + change, -fastest, fastest);
    state[0] = angle + faster * seconds;
    state[1] = faster;
    return -cost;
  },
  isTerminal: () => false,
  observe: ([angle, turn]) => Float64Array.of(cosine(angle as number), sine(angle as number), turn as number),
};

/**
 * Swing a pendulum up and hold it by a torque in [−2, 2]; the reward is −(angle² + 0.1 · turn² + 0.001 · torque²).
 *
 * Shows cosine and sine of the angle and the turning speed. Never terminates, truncates after 200 steps. Source: parameters of
 * Gymnasium's Pendulum-v1, whose trajectories it has to 1e-12.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { pendulum } from '@sigmax/rl';
 * const environment = pendulum();
 * environment.reset(7);
 * environment.step(Float64Array.of(0.5)).terminated; // => false
 * ```
 */
export const pendulum = (
  options?: ClassicControlOptions,
): ClassicControlEnvironment<Float64Array> & { readonly actionSpace: BoxSpace } =>
  dynamicsEnvironment(dynamics, options) as ClassicControlEnvironment<Float64Array> & {
    readonly actionSpace: BoxSpace;
  };
