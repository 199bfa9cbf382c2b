import { sineCosine } from '../../portable-math';
import { box } from '../../spaces/box';
import { type DiscreteSpace, discrete } from '../../spaces/discrete';
import { between, type Dynamics, wholeState } from './dynamics';
import {
  type ClassicControlEnvironment,
  type ClassicControlOptions,
  dynamicsEnvironment,
} from './dynamics-environment';

const gravity = 9.8;
const poleMass = 0.1;
const totalMass = poleMass + 1;
/** Half of the pole. */
const length = 0.5;
const poleMassLength = poleMass * length;
const push = 10;
const seconds = 0.02;
const farthest = 2.4;
const steepest = (12 * 2 * Math.PI) / 360;

/** Sine and cosine of the angle. */
const pair = new Float64Array(2) as unknown as { 0: number; 1: number };

const dynamics: Dynamics<number> = {
  name: 'CartPole',
  observationSpace: box({
    low: [-2 * farthest, -Infinity, -2 * steepest, -Infinity],
    high: [2 * farthest, Infinity, 2 * steepest, Infinity],
  }),
  actionSpace: discrete(2),
  stepLimit: 500,
  begin: (random) => [0, 0, 0, 0].map(() => between(random, -0.05, 0.05)),
  advance: (state, action) => {
    // By place: taking a list apart goes through its iterator, which costs as much as the physics.
    const place = state[0] as number;
    const speed = state[1] as number;
    const angle = state[2] as number;
    const turn = state[3] as number;
    const force = action === 1 ? push : -push;
    sineCosine(angle, pair);
    const sinus = pair[0];
    const cosinus = pair[1];
    const pull = (force + poleMassLength * (turn * turn) * sinus) / totalMass;
    const turnChange =
      (gravity * sinus - cosinus * pull) / (length * (4 / 3 - (poleMass * (cosinus * cosinus)) / totalMass));
    const speedChange = pull - (poleMassLength * turnChange * cosinus) / totalMass;
    state[0] = place + seconds * speed;
    state[1] = speed + seconds * speedChange;
    state[2] = angle + seconds * turn;
    state[3] = turn + seconds * turnChange;
    return 1;
  },
  isTerminal: (state) => !(Math.abs(state[0] as number) <= farthest && Math.abs(state[2] as number) <= steepest),
  observe: wholeState,
};

/**
 * Balance a pole on a cart that is pushed left (0) or right (1); 1 for every step.
 *
 * Shows place, speed, angle and turning speed. Terminates beyond 2.4 units or 12°, truncates after 500 steps. Euler steps of
 * 0.02 s. Source: Barto, Sutton, Anderson 1983; parameters of Gymnasium's CartPole-v1, whose trajectories it has to 1e-12.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { cartPole } from '@sigmax/rl';
 * const environment = cartPole();
 * environment.reset(7).observation.length; // => 4
 * environment.step(1).reward; // => 1
 * ```
 */
export const cartPole = (
  options?: ClassicControlOptions,
): ClassicControlEnvironment & { readonly actionSpace: DiscreteSpace } =>
  dynamicsEnvironment(dynamics, options) as ClassicControlEnvironment & { readonly actionSpace: DiscreteSpace };
