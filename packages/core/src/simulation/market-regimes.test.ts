import { expect, test } from 'vitest';
import { seededRandom } from '../random';
import { regimeChain, regimes } from './market-regimes';

const days = 400_000;

test('over long times drift is 0, variance is 1, and stays have their mean length', () => {
  const next = regimeChain(seededRandom(1), 0.5);
  let [drift, variance, changes] = [0, 0, 0];
  const time = new Map(regimes.map(({ name }) => [name, 0]));
  let before = '';
  for (let bar = 0; bar < days * 2; bar++) {
    const regime = next();
    drift += regime.drift;
    variance += regime.volatility ** 2;
    time.set(regime.name, (time.get(regime.name) as number) + 0.5);
    if (regime.name !== before) changes++;
    before = regime.name;
  }
  expect(drift / days / 2).toBeCloseTo(0, 1);
  expect(variance / days / 2).toBeCloseTo(1, 1);
  expect(days / changes).toBeGreaterThan(12);
  expect(days / changes).toBeLessThan(18);
  for (const share of time.values()) expect(share / days).toBeGreaterThan(0.01);
});

test('chances of the next regime add up to 1 and never stay', () => {
  for (const [index, { next }] of regimes.entries()) {
    expect(next.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12);
    expect(next[index]).toBe(0);
  }
});

test('drift and volatility fit their names', () => {
  const drift = Object.fromEntries(regimes.map((regime) => [regime.name, regime.drift]));
  expect(drift.bull).toBeGreaterThan(1);
  expect(drift.bear).toBeLessThan(-1);
  expect(drift.panic).toBeLessThan(drift.bear as number);
});
