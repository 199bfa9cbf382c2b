import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { acrobot } from '../environments/classic-control/acrobot';
import { cartPole } from '../environments/classic-control/cart-pole';
import type {
  ClassicControlEnvironment,
  ClassicControlOptions,
} from '../environments/classic-control/dynamics-environment';
import { mountainCar } from '../environments/classic-control/mountain-car';
import { mountainCarContinuous } from '../environments/classic-control/mountain-car-continuous';
import { pendulum } from '../environments/classic-control/pendulum';
import { pcg64 } from './pcg64';

const file = fileURLToPath(new URL('../../../../../shared/data/rl/gym_classic.json', import.meta.url));
const isHere = existsSync(file);
const reason = isHere ? '' : ' (skipped: ../shared/data/rl is not beside the repository)';
const recorded: Record<string, readonly { readonly seed: number; readonly state0: readonly number[] }[]> = isHere
  ? JSON.parse(readFileSync(file, 'utf8')).envs
  : {};

type Make = (options?: ClassicControlOptions) => ClassicControlEnvironment<never>;

it.skipIf(!isHere).each<[string, unknown]>([
  ['CartPole-v1', cartPole],
  ['Acrobot-v1', acrobot],
  ['MountainCar-v0', mountainCar],
  ['MountainCarContinuous-v0', mountainCarContinuous],
  ['Pendulum-v1', pendulum],
])(`%s begins where Gymnasium begins, for every recorded seed${reason}`, (name, make) => {
  const episodes = recorded[name] ?? [];
  expect(episodes.map(({ seed }) => seed)).toEqual([0, 1, 42]);
  for (const { seed, state0 } of episodes) {
    const environment = (make as Make)({ random: pcg64 });
    environment.reset(seed);
    environment.state().forEach((value, index) => {
      // Acrobot's beginnings are stored in single precision by Gymnasium.
      expect(Math.abs(value - (state0[index] as number))).toBeLessThanOrEqual(name === 'Acrobot-v1' ? 4e-9 : 1e-16);
    });
  }
});
