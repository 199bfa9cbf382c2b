import { beforeAll, describe, expect, test } from 'vitest';
import type { BarSeries } from '../market/bar-series';
import { simulatedMarket } from './market-simulator';

/**
 * What returns of liquid markets have in common, over 20 seeds of one year of hourly bars. Tolerances are set on the
 * mean over seeds, several standard errors wide; each seed must at least have the right sign.
 *
 * Source: Cont 2001, "Empirical properties of asset returns: stylized facts and statistical issues".
 */
const seeds = Array.from({ length: 20 }, (_, index) => index + 1);
const hours = 8_760;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const correlation = (a: readonly number[], b: readonly number[]): number => {
  const [meanA, meanB] = [mean(a), mean(b)];
  let [product, squareA, squareB] = [0, 0, 0];
  for (let index = 0; index < a.length; index++) {
    const [x, y] = [(a[index] as number) - meanA, (b[index] as number) - meanB];
    product += x * y;
    squareA += x * x;
    squareB += y * y;
  }
  return product / Math.sqrt(squareA * squareB);
};

const selfCorrelation = (values: readonly number[], lag: number): number =>
  correlation(values.slice(lag), values.slice(0, -lag));

const returnsOf = (bars: BarSeries): number[] =>
  Array.from(bars.close, (close, index) => Math.log(close / (bars.open[index] as number)));

const factsOf = (market: readonly BarSeries[]) => {
  const [btc, eth] = market as [BarSeries, BarSeries];
  const returns = returnsOf(btc);
  const sizes = returns.map(Math.abs);
  const variance = mean(returns.map((value) => value ** 2));
  const range = mean(Array.from(btc.high, (high, index) => Math.log(high / (btc.low[index] as number)) ** 2));
  return {
    volatility: Math.sqrt(variance * hours),
    kurtosis: mean(returns.map((value) => value ** 4)) / variance ** 2,
    selfCorrelation: selfCorrelation(returns, 1),
    clustering: selfCorrelation(sizes, 1),
    clusteringAfterADay: selfCorrelation(sizes, 24),
    correlation: correlation(returns, returnsOf(eth)),
    volumeWithSize: correlation(sizes, [...btc.volume]),
    rangeVariance: range / (4 * Math.LN2) / variance,
    turnover: mean(Array.from(btc.volume, (volume, index) => volume * (btc.close[index] as number))) * 24,
    end: Math.log((btc.close[hours - 1] as number) / (btc.open[0] as number)),
  };
};

describe('stylised facts', () => {
  let facts: ReturnType<typeof factsOf>[];
  beforeAll(() => {
    facts = seeds.map((seed) =>
      factsOf(simulatedMarket({ seed, instruments: ['x:BTC/USDT', 'x:ETH/USDT'], bars: hours })),
    );
  });
  const all = (name: keyof (typeof facts)[0]) => facts.map((fact) => fact[name]);

  test('volatility is that of the profile', () => {
    expect(mean(all('volatility'))).toBeCloseTo(0.55, 1);
    for (const value of all('volatility')) expect(Math.abs(value - 0.55)).toBeLessThan(0.15);
  });

  test('tails are heavy', () => {
    for (const value of all('kurtosis')) expect(value).toBeGreaterThan(4);
    expect(mean(all('kurtosis'))).toBeLessThan(25);
  });

  test('returns do not predict the next return', () => {
    expect(Math.abs(mean(all('selfCorrelation')))).toBeLessThan(0.015);
    for (const value of all('selfCorrelation')) expect(Math.abs(value)).toBeLessThan(0.06);
  });

  test('large moves come in clusters, for longer than a day', () => {
    for (const value of all('clustering')) expect(value).toBeGreaterThan(0.05);
    expect(mean(all('clustering'))).toBeGreaterThan(0.12);
    expect(mean(all('clusteringAfterADay'))).toBeGreaterThan(0.08);
  });

  test('assets move together as much as they were asked to', () => {
    expect(mean(all('correlation'))).toBeCloseTo(0.65, 1);
    for (const value of all('correlation')) expect(value).toBeGreaterThan(0.45);
  });

  test('volume comes with large moves, and has its mean', () => {
    for (const value of all('volumeWithSize')) expect(value).toBeGreaterThan(0.4);
    expect(mean(all('turnover')) / 1.5e9).toBeCloseTo(1, 0);
  });

  test('the range inside bars fits the moves between them (Parkinson 1980)', () => {
    expect(mean(all('rangeVariance'))).toBeGreaterThan(0.9);
    expect(mean(all('rangeVariance'))).toBeLessThan(1.05);
  });

  test('there is no drift: the mean end is 0 within three standard errors', () => {
    expect(Math.abs(mean(all('end')))).toBeLessThan((3 * 0.65) / Math.sqrt(seeds.length));
  });
});

test('volume and moves follow the hour of the day', () => {
  const [bars] = simulatedMarket({ seed: 3, instruments: ['x:BTC/USDT'], bars: hours }) as [BarSeries];
  const at = (hour: number, of: (index: number) => number) =>
    mean(Array.from({ length: hours / 24 }, (_, day) => of(day * 24 + hour)));
  const size = returnsOf(bars).map(Math.abs);
  expect(at(14, (index) => bars.volume[index] as number)).toBeGreaterThan(
    1.5 * at(5, (index) => bars.volume[index] as number),
  );
  expect(at(14, (index) => size[index] as number)).toBeGreaterThan(1.3 * at(5, (index) => size[index] as number));
});

test('an asset has clusters of its own, and trends that outlast chance', () => {
  const own = seeds.map((seed) => {
    const [bars] = simulatedMarket({ seed, instruments: ['x:BTC/USDT'], bars: hours, correlation: 0 });
    return selfCorrelation(returnsOf(bars).map(Math.abs), 1);
  });
  expect(mean(own)).toBeGreaterThan(0.12);
  // Regimes make months spread wider than single hours would: 1 for a random walk.
  const spread = seeds.map((seed) => {
    const [bars] = simulatedMarket({ seed, instruments: ['x:BTC/USDT'], timeframe: '1d', bars: 7_300 });
    const returns = returnsOf(bars);
    const months = Array.from({ length: 243 }, (_, month) => returns.slice(month * 30, month * 30 + 30));
    const sums = months.map((days) => days.reduce((sum, value) => sum + value, 0));
    return mean(sums.map((sum) => sum ** 2)) / 30 / mean(returns.map((value) => value ** 2));
  });
  expect(mean(spread)).toBeGreaterThan(1.04);
});

test('residual correlation adds to the common one', () => {
  const ids = ['x:AAA/USDT', 'x:BBB/USDT', 'x:CCC/USDT'];
  const residualCorrelation = [
    [1, 0.8, 0],
    [0.8, 1, 0],
    [0, 0, 1],
  ];
  const market = simulatedMarket({ seed: 5, instruments: ids, bars: hours, correlation: 0.3, residualCorrelation });
  const [a, b, c] = market.map(returnsOf) as [number[], number[], number[]];
  // 0.3 + 0.7 · 0.8 = 0.86 and 0.3, less what jumps and separate variances take.
  expect(correlation(a, b)).toBeGreaterThan(0.65);
  expect(correlation(a, c)).toBeLessThan(0.5);
});

test.each(['1m', '4h', '1d', '1w'] as const)(
  '%s bars are valid and have the volatility of the profile',
  (timeframe) => {
    const perYear = { '1m': 525_600, '4h': 2_190, '1d': 365, '1w': 365 / 7 }[timeframe];
    const bars = { '1m': 30_000, '4h': 4_000, '1d': 4_000, '1w': 1_500 }[timeframe];
    const volatilities = seeds.slice(0, 8).map((seed) => {
      const [series] = simulatedMarket({ seed, instruments: ['x:BTC/USDT'], timeframe, bars }) as [BarSeries];
      return Math.sqrt(mean(returnsOf(series).map((value) => value ** 2)) * perYear);
    });
    expect(Math.abs(mean(volatilities) - 0.55)).toBeLessThan(0.12);
  },
);
