import { describe, expect, it } from 'vitest';
import type { Bar } from '../market/bar';
import { seededRandom } from '../random';
import { correlationBreak } from './correlation-break';

const ids = ['demo:BTC/USDT', 'demo:ETH/USDT'] as const;
const bar = (place: 0 | 1, timeMs: number, close: number): Bar => ({
  type: 'bar',
  instrumentId: ids[place],
  timeMs,
  open: close,
  high: close,
  low: close,
  close,
  volume: 1,
});

/** Two random walks with a correlation that may change from return to return. */
const pair = (seed: number, length: number, correlation: (index: number) => number) => {
  const random = seededRandom(seed);
  const closes: [number, number][] = [[100, 100]];
  for (let index = 1; index < length; index++) {
    const [x, y] = closes.at(-1) as [number, number];
    const common = random.normal();
    const rho = correlation(index);
    const other = rho * common + Math.sqrt(1 - rho * rho) * random.normal();
    closes.push([x * Math.exp(common / 100), y * Math.exp(other / 100)]);
  }
  return closes;
};
const toBars = (closes: readonly [number, number][]) =>
  closes.flatMap(([x, y], timeMs) => [bar(0, timeMs, x), bar(1, timeMs, y)]);
const options = { instrumentIds: ids, period: 20, baselinePeriod: 100 };

const correlation = (x: readonly number[], y: readonly number[]): number => {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const product = (a: readonly number[], b: readonly number[]) =>
    mean(a.map((value, index) => (value - mean(a)) * ((b[index] as number) - mean(b))));
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
};

describe('correlationBreak', () => {
  it('has the z of windows read afresh, which share no return', () => {
    const closes = pair(5, 400, (index) => (index < 250 ? 0.8 : -0.5));
    const found = correlationBreak.batch(toBars(closes), { ...options, threshold: 1 });
    const returns = ([0, 1] as const).map((place) =>
      closes.slice(1).map((now, index) => Math.log(now[place] / (closes[index] as [number, number])[place])),
    ) as [number[], number[]];
    expect(found.length).toBeGreaterThan(3);
    for (const { timeMs, value, evidence } of found) {
      const recent = returns.map((all) => all.slice(timeMs - 20, timeMs)) as [number[], number[]];
      const before = returns.map((all) => all.slice(timeMs - 120, timeMs - 20)) as [number[], number[]];
      const z = (Math.atanh(correlation(...recent)) - Math.atanh(correlation(...before))) / Math.sqrt(1 / 17 + 1 / 97);
      expect(value).toBeCloseTo(z, 9);
      expect(evidence.correlation).toBeCloseTo(correlation(...recent), 12);
      expect(evidence.baselineCorrelation).toBeCloseTo(correlation(...before), 12);
    }
    // At its own threshold the one break is found within the recent window after the correlation turned.
    const breaks = correlationBreak.batch(toBars(closes.slice(0, 271)), options);
    expect(breaks.map(({ timeMs, value }) => timeMs > 250 && value < -3.29)).toEqual([true]);
  });

  it('starts at the first time at which both windows are full', () => {
    const closes = pair(5, 121, (index) => (index <= 100 ? 0.9 : -0.9));
    expect(correlationBreak.batch(toBars(closes.slice(0, 120)), options)).toEqual([]);
    expect(correlationBreak.batch(toBars(closes), options).map(({ timeMs }) => timeMs)).toEqual([120]);
  });

  it('passes the threshold about as often as normal chance does, where nothing changes', () => {
    // One test for each pair: z at the first time at which it is known, |z| > 1.96 in 5 % of them.
    const tries = 600;
    let passed = 0;
    for (let seed = 0; seed < tries; seed++) {
      const bars = toBars(pair(seed, 121, () => 0.6));
      passed += correlationBreak.batch(bars, { ...options, threshold: 1.96 }).length;
    }
    // 30 are expected; the deviation is 5.3.
    expect(passed).toBeGreaterThan(30 - 18);
    expect(passed).toBeLessThan(30 + 18);
  });

  it('waits for both, passes over others and knows nothing of prices that stand still', () => {
    const closes = pair(5, 300, (index) => (index < 250 ? 0.8 : -0.8));
    const whole = correlationBreak.batch(toBars(closes), options);
    const stranger = { ...bar(0, 7, 5), instrumentId: 'demo:SOL/USDT' };
    const alone = { ...bar(0, 299.5, 5) };
    expect(correlationBreak.batch([stranger, ...toBars(closes), alone], options)).toEqual(whole);
    expect(whole.length).toBeGreaterThan(0);
    const still = closes.map(([x], index): [number, number] => [x, index < 150 ? 100 : 100 + index]);
    expect(correlationBreak.batch(toBars(still.slice(0, 150)), options)).toEqual([]);
    const same = closes.map(([x]): [number, number] => [x, x]);
    expect(correlationBreak.batch(toBars(same), options)).toEqual([]);
  });

  it('refuses what it cannot use', () => {
    const running = correlationBreak.start(options);
    running.next(bar(0, 5, 100));
    expect(() => running.next(bar(0, 4, 100))).toThrow(/time 4 came after 5/);
    expect(() => running.next(bar(1, 5, Number.NaN))).toThrow(/price was NaN/);
    expect(() => correlationBreak({ instrumentIds: [ids[0], ids[0]] })).toThrow(/expected two instruments/);
    expect(() => correlationBreak({ instrumentIds: ids, period: 3 })).toThrow(/period was 3/);
  });
});
