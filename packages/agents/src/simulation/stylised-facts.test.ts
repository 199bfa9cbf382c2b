import { type BarSeries, barSeries, seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { stylisedFacts } from './stylised-facts';

const barsOf = (returns: readonly number[], volumes?: readonly number[]): BarSeries => {
  const logs = [0];
  for (const value of returns) logs.push((logs.at(-1) as number) + value);
  const close = Float64Array.from(logs, Math.exp);
  return barSeries({
    instrumentId: 'demo:X/USDT',
    timeframeMs: 1_000,
    timeMs: Float64Array.from(close, (_, index) => (index + 1) * 1_000),
    ...{ open: close, high: close, low: close, close },
    volume: Float64Array.from(close, (_, index) => (index === 0 ? 0 : (volumes?.[index - 1] ?? 1))),
  });
};

const normals = (count: number, seed = 7): number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => 0.01 * random.normal());
};

it('of independent normal returns: no kurtosis and no memory, within what chance allows', () => {
  const facts = stylisedFacts(barsOf(normals(20_000)));
  expect(facts?.volatility).toBeCloseTo(0.01, 3);
  // Standard errors √(24 / n) and 1 / √n.
  expect(Math.abs(facts?.excessKurtosis ?? 9)).toBeLessThan(3 * Math.sqrt(24 / 20_000));
  for (const value of [...(facts?.returnAutocorrelation ?? [9]), ...(facts?.sizeAutocorrelation ?? [9])]) {
    expect(Math.abs(value)).toBeLessThan(4 / Math.sqrt(20_000));
  }
});

it('of r′ = φ r + ε: autocorrelation φ^k', () => {
  const returns: number[] = [];
  for (const shock of normals(50_000)) returns.push(0.6 * (returns.at(-1) ?? 0) + shock);
  const { returnAutocorrelation = [] } = stylisedFacts(barsOf(returns), 3) ?? {};
  for (const [index, value] of returnAutocorrelation.entries()) expect(value).toBeCloseTo(0.6 ** (index + 1), 1);
});

it('by hand: of +1, −1, +1, −1 % the kurtosis is −2 and the first autocorrelation −(n − 1) / n', () => {
  const facts = stylisedFacts(barsOf([0.01, -0.01, 0.01, -0.01]), 1);
  expect(facts?.excessKurtosis).toBeCloseTo(-2, 9);
  expect(facts?.returnAutocorrelation[0]).toBeCloseTo(-3 / 4, 9);
});

it('sees volume that comes with large moves', () => {
  const returns = normals(500);
  expect(stylisedFacts(barsOf(returns, returns.map(Math.abs)))?.volumeCorrelation).toBeCloseTo(1, 9);
});

it('is undefined for too few bars and for prices that never move', () => {
  expect(stylisedFacts(barsOf(normals(20)))).toBeUndefined();
  expect(stylisedFacts(barsOf(Array.from({ length: 50 }, () => 0)))).toBeUndefined();
});
