import { InvalidOptionsError } from '@sigmax/core';
import { expect, it } from 'vitest';
import { autoregressiveMarket, randomWalkMarket } from './known-answer-markets';

/** Returns of a market, their deviation and their correlation over `lag` bars. */
const measured = ({ close, open }: ReturnType<typeof randomWalkMarket>, lag: number) => {
  const returns = [...close].map((price, index) => price / (open[index] as number) - 1);
  const square = returns.reduce((sum, value) => sum + value * value, 0);
  const product = returns.slice(lag).reduce((sum, value, index) => sum + value * (returns[index] as number), 0);
  return { deviation: Math.sqrt(square / returns.length), correlation: product / square };
};

const options = { seed: 3, bars: 40_000, volatility: 0.01 };

it('a random walk has the volatility asked for and no memory', () => {
  const { deviation, correlation } = measured(randomWalkMarket(options), 1);
  expect(Math.abs(deviation / 0.01 - 1)).toBeLessThan(0.02);
  // 5 standard errors of a correlation over 40,000 bars are 0.025.
  expect(Math.abs(correlation)).toBeLessThan(0.025);
});

it.each([0.7, -0.4])(
  'an autoregressive market has φ = %f, φ² one bar later, and the same volatility',
  (persistence) => {
    const market = autoregressiveMarket({ ...options, persistence });
    expect(Math.abs(measured(market, 1).correlation - persistence)).toBeLessThan(0.025);
    expect(Math.abs(measured(market, 2).correlation - persistence ** 2)).toBeLessThan(0.04);
    expect(Math.abs(measured(market, 1).deviation / 0.01 - 1)).toBeLessThan(0.03);
  },
);

it('one seed gives one market, and options are checked', () => {
  expect(randomWalkMarket(options).close).toEqual(randomWalkMarket(options).close);
  expect(randomWalkMarket({ ...options, seed: 4 }).close).not.toEqual(randomWalkMarket(options).close);
  expect(() => autoregressiveMarket({ ...options, persistence: 1 })).toThrow(InvalidOptionsError);
});
