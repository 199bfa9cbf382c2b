import { expect, it } from 'vitest';
import { sacTemperature } from './sac-temperature';

const adam = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

it('follows −θ · mean(ln π + target): first step is the rate, up where the policy is too certain', () => {
  const up = sacTemperature({ initial: 0.5 }, -1);
  // Entropy −2 is below the target −1.
  up.learn(2, 1, 0.01, adam);
  expect(up.value()).toBeCloseTo(0.5 * Math.exp(0.01), 9);
  const down = sacTemperature({ initial: 0.5 }, -1);
  down.learn(0.5, 1, 0.01, adam);
  expect(down.value()).toBeCloseTo(0.5 * Math.exp(-0.01), 9);
});

it('goes on from its state', () => {
  const [first, second] = [sacTemperature({ initial: 1 }, -2), sacTemperature({ initial: 1 }, -2)];
  first.learn(3, 1, 0.1, adam);
  second.restore(first.state());
  for (const one of [first, second]) one.learn(-1, 2, 0.1, adam);
  expect(second.state()).toEqual(first.state());
  expect(second.value()).toBe(first.value());
});

it('may be fixed', () => {
  const fixed = sacTemperature(0.2, -1);
  fixed.learn(5, 1, 0.1, adam);
  expect(fixed.value()).toBe(0.2);
  expect(fixed.state().length).toBe(0);
});
