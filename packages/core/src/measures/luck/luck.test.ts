import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../random';
import { randomWalk, type TestTrade, testBars, testRun } from '../test-run';
import { bootstrapInterval } from './bootstrap';
import { heldPath } from './held-weights';
import { minimumTrackRecord, probabilisticSharpe, sharpeSample } from './probabilistic-sharpe';
import { randomTiming } from './random-timing';

const normals = (seed: number, length: number, mean: number): Float64Array => {
  const random = seededRandom(seed);
  return Float64Array.from({ length }, () => mean + 0.01 * random.normal());
};

describe('probabilisticSharpe', () => {
  const sample = { sharpePerPeriod: 0.1, periods: 252, skewness: -0.5, rawKurtosis: 5 };

  it('is ½ at the benchmark, near 1 above and near 0 below', () => {
    expect(probabilisticSharpe(sample, { benchmarkPerPeriod: 0.1 })).toBe(0.5);
    expect(probabilisticSharpe({ ...sample, periods: 100_000 })).toBeCloseTo(1, 9);
    expect(probabilisticSharpe({ ...sample, sharpePerPeriod: -0.1, periods: 100_000 })).toBeCloseTo(0, 9);
  });

  it('asks for the track record at which it reaches the level', () => {
    const periods = minimumTrackRecord(sample, { level: 0.95 }) as number;
    expect(probabilisticSharpe({ ...sample, periods })).toBeCloseTo(0.95, 12);
    expect(minimumTrackRecord({ ...sample, sharpePerPeriod: 0 }, { level: 0.95 })).toBeUndefined();
  });

  it('is undefined where the expansion breaks down, with one period, and without variance', () => {
    expect(probabilisticSharpe({ sharpePerPeriod: 2, periods: 10, skewness: 3, rawKurtosis: 3 })).toBeUndefined();
    expect(probabilisticSharpe({ ...sample, periods: 1 })).toBeUndefined();
    expect(sharpeSample([0.1])).toBeUndefined();
    expect(sharpeSample([0.1, 0.1, 0.1])).toBeUndefined();
  });

  it('calls luck about as often as luck strikes', () => {
    // Of many strategies without an edge, one in ten should reach a chance of luck of 10 % or less.
    let lucky = 0;
    for (let seed = 0; seed < 400; seed++) {
      const found = sharpeSample(normals(seed, 250, 0));
      if (found !== undefined && 1 - (probabilisticSharpe(found) as number) <= 0.1) lucky++;
    }
    expect(lucky / 400).toBeGreaterThan(0.06);
    expect(lucky / 400).toBeLessThan(0.14);
  });
});

describe('bootstrapInterval', () => {
  const options = (seed: number) => ({ statistic: 'mean', periodsPerYear: 1, random: seededRandom(seed) }) as const;

  it('is the same for the same seed, and says how it was made', () => {
    const returns = normals(1, 343, 0.001);
    const interval = bootstrapInterval(returns, options(7));
    expect(interval).toEqual(bootstrapInterval(returns, options(7)));
    expect(interval).not.toEqual(bootstrapInterval(returns, options(8)));
    expect(interval).toMatchObject({
      scheme: 'stationary',
      resamples: 1000,
      blockLength: 7,
      level: 0.95,
      statistic: 'mean',
    });
  });

  it('agrees with the textbook interval of a mean when returns are independent', () => {
    for (const scheme of ['stationary', 'circular'] as const) {
      const returns = normals(3, 1000, 0.001);
      const interval = bootstrapInterval(returns, { ...options(5), scheme, blockLength: 5, resamples: 2000 });
      const centre = returns.reduce((a, b) => a + b, 0) / 1000;
      const width = (1.96 * 0.01) / Math.sqrt(1000);
      expect(interval?.low).toBeCloseTo(centre - width, 3.5);
      expect(interval?.high).toBeCloseTo(centre + width, 3.5);
    }
  });

  it('widens with blocks when neighbours move together', () => {
    const random = seededRandom(11);
    let level = 0;
    const returns = Float64Array.from({ length: 2000 }, () => (level = 0.95 * level + 0.01 * random.normal()));
    const width = (blockLength: number) => {
      const interval = bootstrapInterval(returns, { ...options(2), blockLength });
      return (interval?.high ?? 0) - (interval?.low ?? 0);
    };
    expect(width(50)).toBeGreaterThan(2 * width(1));
  });

  it('covers the true mean about as often as it says', () => {
    let covered = 0;
    for (let seed = 0; seed < 200; seed++) {
      const interval = bootstrapInterval(normals(seed, 150, 0.002), { ...options(seed), resamples: 200, level: 0.9 });
      if (interval !== undefined && interval.low <= 0.002 && interval.high >= 0.002) covered++;
    }
    expect(covered / 200).toBeGreaterThan(0.82);
    expect(covered / 200).toBeLessThan(0.96);
  });

  it('survives resamples of nothing but flat periods, and is undefined without variance or returns', () => {
    const sparse = Float64Array.from({ length: 60 }, (_, index) => (index === 30 ? 0.1 : 0));
    const interval = bootstrapInterval(sparse, { ...options(1), statistic: 'sharpe' });
    expect(interval?.low).toBe(0);
    expect(Number.isFinite(interval?.high)).toBe(true);
    expect(bootstrapInterval(new Array(50).fill(0.01), options(1))).toBeUndefined();
    expect(bootstrapInterval([0.1, 0.2], options(1))).toBeUndefined();
    expect(() => bootstrapInterval(sparse, { ...options(1), level: 2 })).toThrow(/level was 2/);
  });
});

describe('randomTiming', () => {
  const closes = randomWalk(seededRandom(4), 400);
  const market = [testBars('demo:BTC/USDT', closes)];
  const random = () => seededRandom(1);
  /** Holds `quantity` over each bar that `wants`, from open to open. */
  const holding = (wants: (bar: number) => boolean): TestTrade[] => {
    const trades: TestTrade[] = [];
    let isIn = false;
    for (let bar = 1; bar < closes.length; bar++) {
      if (wants(bar) === isIn) continue;
      trades.push({ bar, quantity: isIn ? -50 : 50 });
      isIn = !isIn;
    }
    return trades;
  };

  it('computes the run itself almost as the run did', () => {
    const run = testRun({ market, trades: holding((bar) => bar % 20 < 7), slippageRate: 0.001 });
    const timing = randomTiming(run, { random: random() });
    expect(timing?.ownReturn).toBeCloseTo(run.finalEquity / run.initialEquity - 1, 2);
    expect(timing?.runs).toBe(398);
  });

  it('knows foresight from luck', () => {
    const rises = (bar: number) => (closes[bar] as number) > (closes[bar - 1] as number);
    const best = randomTiming(testRun({ market, trades: holding(rises), feeRate: 0 }), { random: random() });
    expect(best?.shareAsGood).toBe(0);
    const worst = randomTiming(testRun({ market, trades: holding((bar) => !rises(bar)), feeRate: 0 }), {
      random: random(),
    });
    expect(worst?.shareAsGood).toBe(1);
    const blind = randomTiming(testRun({ market, trades: holding((bar) => bar % 14 < 7), feeRate: 0 }), {
      random: random(),
    });
    expect(blind?.shareAsGood).toBeGreaterThan(0.02);
    expect(blind?.shareAsGood).toBeLessThan(0.98);
  });

  it('keeps costs and exposure: a random run of a flat market loses exactly the costs', () => {
    const flat = [testBars('demo:BTC/USDT', new Array(100).fill(100))];
    const run = testRun({
      market: flat,
      trades: [
        { bar: 5, quantity: 50 },
        { bar: 20, quantity: -50 },
      ],
      feeRate: 0.01,
    });
    const timing = randomTiming(run, { random: random(), runs: 25 });
    expect(timing?.runs).toBe(25);
    expect(timing?.low).toBeCloseTo(timing?.ownReturn as number, 12);
    expect(timing?.high).toBeCloseTo(-0.01, 4);
  });

  it('moves instruments together', () => {
    const other = testBars('demo:ETH/USDT', randomWalk(seededRandom(9), 400));
    const run = testRun({
      market: [...market, other],
      trades: [
        { bar: 3, quantity: 20 },
        { bar: 3, quantity: 20, instrumentId: 'demo:ETH/USDT' },
        { bar: 90, quantity: -20 },
      ],
    });
    const path = heldPath(run);
    expect(path?.instruments.map(({ instrumentId }) => instrumentId)).toEqual(['demo:BTC/USDT', 'demo:ETH/USDT']);
    expect(path?.instruments[0]?.weight[1]).toBe(0);
    expect(path?.instruments[0]?.weight[2]).toBeCloseTo((20 * (closes[2] as number)) / 10_000, 12);
    expect(path?.instruments[0]?.weight[89]).toBe(0);
    expect(path?.cost.filter((value) => value > 0).length).toBe(2);
    expect(randomTiming(run, { random: random() })?.ownReturn).toBeCloseTo(run.finalEquity / 10_000 - 1, 2);
  });

  it('is undefined without fills, without a market and for a few bars', () => {
    expect(randomTiming(testRun({ market }), { random: random() })).toBeUndefined();
    const run = testRun({ market, trades: [{ bar: 1, quantity: 1 }] });
    expect(randomTiming({ ...run, market: [] }, { random: random() })).toBeUndefined();
    expect(
      randomTiming(testRun({ market: [testBars('demo:BTC/USDT', [1, 2])], trades: [{ bar: 1, quantity: 1 }] }), {
        random: random(),
      }),
    ).toBeUndefined();
    expect(() => randomTiming(run, { random: random(), runs: 0 })).toThrow(/runs was 0/);
  });
});
