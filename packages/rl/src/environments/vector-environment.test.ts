import { InvalidOptionsError, seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { cartPole } from './classic-control/cart-pole';
import { pendulum } from './classic-control/pendulum';
import { vectorEnvironment } from './vector-environment';
import { maskActions } from './wrappers/mask-actions';

describe('vectorEnvironment', () => {
  it('is the same as stepping each alone, with the reset in the step that ends', () => {
    const vector = vectorEnvironment([0, 1, 2].map(() => cartPole({ stepLimit: 30 })));
    const alone = [0, 1, 2].map(() => cartPole({ stepLimit: 30 }));
    const shown = vector.reset(40);
    let current = alone.map((environment, row) => environment.reset(40 + row).observation);
    expect([...shown]).toEqual(current.flatMap((row) => [...row]));
    const random = seededRandom(9);
    let ends = 0;
    for (let step = 0; step < 400; step++) {
      const actions = [0, 1, 2].map(() => random.integer(2));
      const together = vector.step(actions);
      const apart = alone.map((environment, row) => environment.step(actions[row] as number));
      expect([...together.finalObservations]).toEqual(apart.flatMap(({ observation }) => [...observation]));
      expect([...together.rewards]).toEqual(apart.map(({ reward }) => reward));
      expect([...together.terminated]).toEqual(apart.map(({ terminated }) => (terminated ? 1 : 0)));
      expect([...together.truncated]).toEqual(apart.map(({ truncated }) => (truncated ? 1 : 0)));
      current = apart.map((after, row) => {
        if (!after.terminated && !after.truncated) return after.observation;
        ends += 1;
        return (alone[row] as (typeof alone)[number]).reset().observation;
      });
      expect([...together.observations]).toEqual(current.flatMap((row) => [...row]));
    }
    expect(ends).toBeGreaterThan(20);
  });

  it('reads rows of vectors', () => {
    const vector = vectorEnvironment([pendulum(), pendulum()]);
    vector.reset(1);
    const { rewards } = vector.step(Float32Array.of(2, -2));
    expect(rewards.every((reward) => reward < 0)).toBe(true);
    expect(vector.actionMasks()).toBeUndefined();
  });

  it('puts masks side by side', () => {
    const masked = (mask: Uint8Array) => maskActions(cartPole(), () => mask);
    const vector = vectorEnvironment([masked(Uint8Array.of(1, 0)), masked(Uint8Array.of(0, 1))]);
    vector.reset(1);
    expect([...(vector.actionMasks() ?? [])]).toEqual([1, 0, 0, 1]);
    expect(() => vectorEnvironment([cartPole(), masked(Uint8Array.of(1, 1))])).toThrow(InvalidOptionsError);
  });

  it('refuses what does not fit together', () => {
    const one = cartPole();
    expect(() => vectorEnvironment([])).toThrow(InvalidOptionsError);
    expect(() => vectorEnvironment([one, one])).toThrow(/twice/);
    expect(() => vectorEnvironment([cartPole() as never, pendulum() as never])).toThrow(/spaces were/);
    const vector = vectorEnvironment([cartPole()]);
    vector.reset(1);
    expect(() => vector.step([0, 1])).toThrow(/2 numbers/);
  });
});
