import { seededRandom } from '@sigmax/core';
import { bundlePolicy, cartPole, type ModelBundle, type Policy } from '@sigmax/rl';
import { pushRight } from './pole';

export interface PoleView {
  /** Place, speed, angle, turning. */
  readonly state: readonly number[];
  readonly steps: number;
  readonly isFallen: boolean;
  /** Probability of a push to the right. */
  readonly right: number;
  /** What the cart was pushed by last; `undefined` before the first step. */
  readonly action: number | undefined;
}

/** What a hand adds to the speed of the cart, and with it to the turning of the pole. */
const kick = 0.6;

/** A pole that is balanced step by step, and that can be pushed. */
export const livePole = (bundle: ModelBundle) => {
  const policy = bundlePolicy(bundle) as unknown as Policy<number>;
  // An episode of the task ends after 500 steps; here it goes on until the pole falls.
  const environment = cartPole({ stepLimit: 1_000_000_000 });
  const probability = pushRight(bundle);
  let act = policy.start(seededRandom(0));
  let observation = new Float64Array(4) as Float64Array;
  let steps = 0;
  let isFallen = false;
  let action: number | undefined;

  const reset = (seed: number): void => {
    act = policy.start(seededRandom(seed));
    ({ observation } = environment.reset(seed));
    steps = 0;
    isFallen = false;
    action = undefined;
  };

  const step = (): void => {
    if (isFallen) return;
    action = act(observation);
    const after = environment.step(action);
    observation = after.observation;
    steps += 1;
    isFallen = after.terminated || after.truncated;
  };

  /** −1 pushes to the left, 1 to the right. A cart that is pushed leaves its pole behind. */
  const push = (direction: -1 | 1): void => {
    if (isFallen) return;
    const [place = 0, speed = 0, angle = 0, turning = 0] = environment.state();
    environment.setState([place, speed + direction * kick, angle, turning - direction * kick]);
    observation = Float64Array.from(environment.state());
  };

  const view = (): PoleView => ({
    state: environment.state(),
    steps,
    isFallen,
    right: probability(observation),
    action,
  });

  reset(0);
  return { reset, step, push, view };
};

export type LivePole = ReturnType<typeof livePole>;
