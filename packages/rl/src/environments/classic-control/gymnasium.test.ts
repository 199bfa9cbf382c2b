import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Random, seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { acrobot } from './acrobot';
import { cartPole } from './cart-pole';
import type { ClassicControlEnvironment, ClassicControlOptions } from './dynamics-environment';
import { mountainCar } from './mountain-car';
import { mountainCarContinuous } from './mountain-car-continuous';
import { pendulum } from './pendulum';

const file = fileURLToPath(new URL('../../../../../../shared/data/rl/gym_classic.json', import.meta.url));
const isHere = existsSync(file);
const reason = isHere ? '' : ' (skipped: ../shared/data/rl is not beside the repository)';

interface Step {
  readonly a: number | readonly number[];
  readonly state: readonly number[];
  readonly obs: readonly number[];
  readonly reward: number;
  readonly terminated: boolean;
}
interface Episode {
  readonly seed: number;
  readonly state0: readonly number[];
  readonly obs0: readonly number[];
  readonly steps: readonly Step[];
}

const recorded = isHere
  ? (JSON.parse(readFileSync(file, 'utf8')) as {
      envs: Record<string, readonly Episode[]>;
      pcg64_seed42: { random: readonly number[] };
    })
  : { envs: {}, pcg64_seed42: { random: [] } };

const episodesOf = (name: string): readonly Episode[] => recorded.envs[name] ?? [];

type Make = (options?: ClassicControlOptions) => ClassicControlEnvironment<never>;
const tasks: Readonly<Record<string, Make>> = {
  'CartPole-v1': cartPole as unknown as Make,
  'Acrobot-v1': acrobot as unknown as Make,
  'MountainCar-v0': mountainCar as unknown as Make,
  'MountainCarContinuous-v0': mountainCarContinuous as unknown as Make,
  'Pendulum-v1': pendulum as unknown as Make,
};

const expectNear = (actual: ArrayLike<number>, expected: readonly number[], within: number): void => {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, index) => {
    expect(Math.abs((actual[index] as number) - value)).toBeLessThanOrEqual(within);
  });
};

describe.each(Object.entries(tasks))(`%s against Gymnasium 1.3${reason}`, (name, make) => {
  it.skipIf(!isHere).each([0, 1, 2])('recorded episode %i to 1e-12', (place) => {
    const { seed, state0, steps } = episodesOf(name)[place] as Episode;
    const environment = make({ stepLimit: 1000 });
    environment.reset(seed);
    environment.setState(state0);
    for (const { a, state, obs, reward, terminated } of steps) {
      const action = typeof a === 'number' ? a : Float64Array.from(a);
      const after = environment.step(action as never);
      expectNear(environment.state(), state, 1e-12);
      // Gymnasium shows single precision; half a unit in its last place at 16 is 4.8e-7.
      expectNear(after.observation, obs, 4.8e-7);
      expect(Math.abs(after.reward - reward)).toBeLessThanOrEqual(1e-12);
      expect(after.terminated).toBe(terminated);
      expect(after.truncated).toBe(false);
    }
  });

  it.skipIf(!isHere)('begins where NumPy’s random numbers put it', () => {
    let drawn = 0;
    const random: Random = { ...seededRandom(1), uniform: () => recorded.pcg64_seed42.random[drawn++] as number };
    const { state0 } = episodesOf(name).find(({ seed }) => seed === 42) as Episode;
    const environment = make({ random: () => random });
    environment.reset(42);
    expectNear(environment.state(), state0, 1e-15);
  });
});
