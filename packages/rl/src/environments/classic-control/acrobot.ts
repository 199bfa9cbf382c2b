import { cosine, sine } from '../../portable-math';
import { box } from '../../spaces/box';
import { type DiscreteSpace, discrete } from '../../spaces/discrete';
import { between, clamp, type Dynamics } from './dynamics';
import {
  type ClassicControlEnvironment,
  type ClassicControlOptions,
  dynamicsEnvironment,
} from './dynamics-environment';

/** Both links have length 1, mass 1, their centre at half and moment of inertia 1. */
const gravity = 9.8;
const centre = 0.5;
const seconds = 0.2;
const fastest = [4 * Math.PI, 9 * Math.PI] as const;

type Motion = readonly [number, number, number, number];

/** Rates of change of both angles and turning speeds under a torque at the joint. Source: Sutton and Barto 1998, §11.3. */
const ratesOf = ([first, second, firstTurn, secondTurn]: Motion, torque: number): Motion => {
  const cosinus = cosine(second);
  const sinus = sine(second);
  const d1 = centre * centre + (1 + centre * centre + 2 * centre * cosinus) + 1 + 1;
  const d2 = centre * centre + centre * cosinus + 1;
  const phi2 = centre * gravity * cosine(first + second - Math.PI / 2);
  const phi1 =
    -centre * (secondTurn * secondTurn) * sinus -
    2 * centre * secondTurn * firstTurn * sinus +
    (centre + 1) * gravity * cosine(first - Math.PI / 2) +
    phi2;
  const secondChange =
    (torque + (d2 / d1) * phi1 - centre * (firstTurn * firstTurn) * sinus - phi2) /
    (centre * centre + 1 - (d2 * d2) / d1);
  const firstChange = -(d2 * secondChange + phi1) / d1;
  return [firstTurn, secondTurn, firstChange, secondChange];
};

const moved = (from: Motion, rates: Motion, time: number): Motion => [
  from[0] + time * rates[0],
  from[1] + time * rates[1],
  from[2] + time * rates[2],
  from[3] + time * rates[3],
];

/** One Runge-Kutta step of fourth order. */
const rungeKutta = (from: Motion, torque: number): Motion => {
  const k1 = ratesOf(from, torque);
  const k2 = ratesOf(moved(from, k1, seconds / 2), torque);
  const k3 = ratesOf(moved(from, k2, seconds / 2), torque);
  const k4 = ratesOf(moved(from, k3, seconds), torque);
  const mean = (index: 0 | 1 | 2 | 3) =>
    from[index] + (seconds / 6) * (k1[index] + 2 * k2[index] + 2 * k3[index] + k4[index]);
  return [mean(0), mean(1), mean(2), mean(3)];
};

/** The angle in [−π, π], whole turns taken off. */
const wrapped = (angle: number): number => {
  let rest = angle;
  while (rest > Math.PI) rest -= 2 * Math.PI;
  while (rest < -Math.PI) rest += 2 * Math.PI;
  return rest;
};

const isUp = ([first, second]: readonly number[]): boolean =>
  -cosine(first as number) - cosine((second as number) + (first as number)) > 1;

const dynamics: Dynamics<number> = {
  name: 'Acrobot',
  observationSpace: box({
    low: [-1, -1, -1, -1, -fastest[0], -fastest[1]],
    high: [1, 1, 1, 1, fastest[0], fastest[1]],
  }),
  actionSpace: discrete(3),
  stepLimit: 500,
  // Gymnasium keeps the first state in single precision.
  begin: (random) => [0, 0, 0, 0].map(() => Math.fround(between(random, -0.1, 0.1))),
  advance: (state, action) => {
    const [first, second, firstTurn, secondTurn] = rungeKutta(state as unknown as Motion, action - 1);
    state[0] = wrapped(first);
    state[1] = wrapped(second);
    state[2] = clamp(firstTurn, -fastest[0], fastest[0]);
    state[3] = clamp(secondTurn, -fastest[1], fastest[1]);
    return isUp(state) ? 0 : -1;
  },
  isTerminal: isUp,
  observe: ([first, second, firstTurn, secondTurn]) =>
    Float64Array.of(
      cosine(first as number),
      sine(first as number),
      cosine(second as number),
      sine(second as number),
      firstTurn as number,
      secondTurn as number,
    ),
};

/**
 * Swing the free end of a two-link pendulum above a line by a torque of −1, 0 or 1 at the joint; −1 for every step that does not.
 *
 * Shows cosine and sine of both angles and both turning speeds. Terminates above the line, truncates after 500 steps.
 * Source: Sutton 1996; parameters of Gymnasium's Acrobot-v1, whose trajectories it has to 1e-12.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { acrobot } from '@sigmax/rl';
 * const environment = acrobot();
 * environment.reset(7);
 * environment.step(2).reward; // => -1
 * ```
 */
export const acrobot = (
  options?: ClassicControlOptions,
): ClassicControlEnvironment & { readonly actionSpace: DiscreteSpace } =>
  dynamicsEnvironment(dynamics, options) as ClassicControlEnvironment & { readonly actionSpace: DiscreteSpace };
