import { from, lastValueFrom, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { barsOf, randomSeries } from '../indicators/test-support';
import { marketRegime } from './market-regime';
import { regimeBits } from './regime-bits';
import { regimeConditions, regimeOf } from './regime-of';
import type { RegimeOptions } from './regime-options';

const flat = (close: number, volume = 1) => ({ open: close, high: close, low: close, close, volume });

/** The conditions after each of some closes, with short periods. */
const small = { trendPeriod: 5, shortPeriod: 3, longPeriod: 12, jumpPeriod: 2, minimumBars: 2 } as const;
const conditions = (bars: readonly ReturnType<typeof flat>[], options: RegimeOptions = small) => {
  const regime = marketRegime(options);
  return bars.map((bar) => {
    const value = regime.next(bar);
    return value && regimeConditions(value.bits).join(' ');
  });
};

/** Closes that go up and down by 1 %, so that volatility is known and there is no trend. */
const calm = (length: number) => Array.from({ length }, (_, index) => (index % 2 === 0 ? 100 : 101));

describe('marketRegime', () => {
  it('is undefined during its warm-up and defined after it', () => {
    for (const options of [{}, small, { ...small, trendPeriod: 40 }]) {
      const regime = marketRegime(options);
      const { warmUp } = regime;
      expect(warmUp).toBe(options === small ? 15 : 'trendPeriod' in options ? 40 : 247);
      const values = barsOf(randomSeries(warmUp + 5, 3)).map((bar) => regime.next(bar));
      expect(values.slice(0, warmUp - 1).every((value) => value === undefined)).toBe(true);
      expect(values.slice(warmUp - 1).every((value) => value !== undefined)).toBe(true);
    }
  });

  it('gives the same in its three forms, bit for bit', async () => {
    const series = randomSeries(400, 5);
    const bars = barsOf(series);
    const regime = marketRegime();
    const streamed = bars.map((bar) => regime.next(bar));
    expect(await lastValueFrom(from(bars).pipe(marketRegime.operator(), toArray()))).toStrictEqual(streamed);
    const batch = marketRegime.batch(series);
    for (const [index, value] of streamed.entries()) {
      expect(batch.bits.at(index)).toBe(value?.bits);
      expect(batch.trend.at(index)).toBe(value?.trend);
      expect(batch.volatilityRatio.at(index)).toBe(value?.volatilityRatio);
      expect(batch.fall.at(index)).toBe(value?.fall);
      expect(batch.rise.at(index)).toBe(value?.rise);
      expect(batch.impactRatio.at(index)).toBe(value?.impactRatio);
    }
  });

  it('calls a fall a breakdown, by the low alone, and a rise a breakout', () => {
    const before = calm(20).map((close) => flat(close));
    const crash = { ...flat(100), low: 60 };
    expect(conditions([...before, crash]).at(-1)).toBe('breakdown sideways');
    expect(conditions([...before, { ...flat(100), high: 160 }]).at(-1)).toBe('breakout sideways');
    expect(conditions([...before, { ...flat(100), low: 60, high: 160 }]).at(-1)).toBe('breakdown breakout sideways');
    expect(conditions([...before, { ...flat(100), low: 98, high: 103 }]).at(-1)).toBe('sideways');
  });

  it('measures a jump by the volatility before it and not by its own', () => {
    const value = [...calm(20), 50]
      .map(
        (
          (regime) => (close) =>
            regime.next(flat(close))
        )(marketRegime(small)),
      )
      .at(-1);
    const [step, fall] = [Math.log(1.01), Math.log(101 / 50)];
    expect(value?.fall).toBeCloseTo(fall / (step * Math.SQRT2), 9);
    const ratio = Math.sqrt((2 * step ** 2 + fall ** 2) / 3 / ((11 * step ** 2 + fall ** 2) / 12));
    expect(value?.volatilityRatio).toBeCloseTo(ratio, 12);
  });

  it('keeps a condition for its least number of bars and until it is below its exit', () => {
    const bars = [...calm(20), 50, 50, 50, 50, 50, 50].map((close) => flat(close));
    const isDown = (minimumBars: number) =>
      conditions(bars, { ...small, minimumBars })
        .slice(20)
        .map((text) => text?.includes('breakdown'));
    // The closes before the fall leave the window of two after the second bar at 50.
    expect(isDown(1)).toEqual([true, true, false, false, false, false]);
    expect(isDown(5)).toEqual([true, true, true, true, true, false]);
  });

  it('tells quiet from wild by the volatility of the long period', () => {
    const quiet = [...calm(20), ...Array.from({ length: 4 }, (_, index) => 100 + (index % 2) * 0.1)];
    expect(conditions(quiet.map((close) => flat(close))).at(-1)).toBe('low-volatility sideways');
    const wild = [...calm(20), 103, 100, 103, 100];
    expect(conditions(wild.map((close) => flat(close))).at(-1)).toBe('high-volatility sideways');
  });

  it('follows a trend until it ends, and turns at once', () => {
    const wiggle = [0.004, -0.003, 0.006, 0.001, -0.002];
    let price = 100;
    const steps = [0, 0.01, -0.01, 0].flatMap((drift) => Array.from({ length: 20 }, () => drift));
    const bars = steps.map((drift, index) => {
      price *= 1 + drift + (wiggle[index % 5] as number);
      return flat(price);
    });
    const trends = conditions(bars, { ...small, jump: { enter: 100, exit: 100 } }).map((text) =>
      text?.match(/bull|bear|sideways/)?.[0].slice(0, 4),
    );
    expect(trends[35]).toBe('bull');
    expect(trends[55]).toBe('bear');
    expect(trends[79]).toBe('side');
    const turned = trends.indexOf('bear', 36);
    expect(trends[turned - 1]).toMatch(/bull|side/);
    expect(turned).toBeLessThan(50);
  });

  it('says that a market is illiquid when moves take less turnover, and when nobody trades', () => {
    const volumes = (last: number) => calm(24).map((close, index) => flat(close, index < 20 ? 10 : last));
    expect(conditions(volumes(10)).at(-1)).toBe('sideways');
    expect(conditions(volumes(2)).at(-1)).toBe('sideways illiquid');
    expect(conditions(volumes(0)).at(-1)).toBe('sideways illiquid');
    const still = calm(24).map((close, index) => flat(index < 20 ? close : 100, index < 20 ? 10 : 0));
    expect(conditions(still).at(-1)).toContain('illiquid');
  });

  it('ends a trend or a volatility at once when the opposite begins, however long it should hold', () => {
    const held = { ...small, minimumBars: 1_000, jump: { enter: 100, exit: 100 } };
    const drifts = [...Array(20).fill(0), ...Array(15).fill(0.02), ...Array(15).fill(-0.02), ...Array(15).fill(0.02)];
    let price = 100;
    const trends = conditions(
      drifts.map((drift, index) => {
        price *= 1 + drift + (index % 2) * 0.002;
        return flat(price);
      }),
      held,
    );
    expect([34, 49, 64].map((index) => trends[index]?.match(/bull|bear/g))).toEqual([['bull'], ['bear'], ['bull']]);
    const sizes = [...Array(14).fill(0.01), ...Array(12).fill(0.05), ...Array(12).fill(0.001), ...Array(6).fill(0.05)];
    const volatilities = conditions(
      sizes.map((size, index) => flat(100 * (1 + (index % 2) * size))),
      held,
    );
    const seen = volatilities.map((text) => text?.match(/high|low/g)?.join('+')).filter((text) => text !== undefined);
    expect(seen.filter((text, index) => text !== seen[index - 1])).toEqual(['high', 'low', 'high']);
  });

  it('is illiquid by a number where turnover is next to nothing and no price moves', () => {
    const bars = calm(24).map((close, index) => (index < 20 ? flat(close / 100, 1e9) : flat(1, 5e-324)));
    const regime = marketRegime({ ...small, shortPeriod: 2 });
    expect(bars.map((bar) => regime.next(bar)).at(-1)?.impactRatio).toBe(0);
  });

  it('says nothing of liquidity where no bar has volume', () => {
    const regime = marketRegime(small);
    const values = calm(30).map((close) => regime.next(flat(close, 0)));
    for (const value of values.slice(14)) {
      expect(value?.impactRatio).toBe(1);
      expect((value?.bits ?? 0) & regimeBits.illiquid).toBe(0);
    }
  });

  it('is sideways where prices never move, and takes the first step out of it for a jump', () => {
    const regime = marketRegime(small);
    const values = Array.from({ length: 30 }, () => regime.next(flat(7)));
    expect(values.at(-1)).toEqual({ bits: 256, trend: 0, volatilityRatio: 1, fall: 0, rise: 0, impactRatio: 1 });
    const stepped = regime.next(flat(6.99));
    expect(stepped?.fall).toBe(100);
    expect(regimeOf(stepped?.bits ?? 0)).toBe('breakdown');
  });

  it('refuses a bar that no market has and goes on as if it had not come', () => {
    const bars = barsOf(randomSeries(40, 9));
    const expected = bars.map(
      (
        (regime) => (bar) =>
          regime.next(bar)
      )(marketRegime(small)),
    );
    const regime = marketRegime(small);
    const good = flat(100);
    const bad = [
      [{ ...good, close: Number.NaN }, 'NOT_FINITE'],
      [{ ...good, high: Infinity }, 'NOT_FINITE'],
      [{ ...good, low: 0 }, 'NOT_POSITIVE'],
      [{ ...good, volume: -1 }, 'NEGATIVE_VOLUME'],
      [{ ...good, low: 101 }, 'HIGH_BELOW_LOW'],
      [{ ...good, low: 90, high: 99 }, 'OUTSIDE_RANGE'],
    ] as const;
    const values = bars.map((bar) => {
      for (const [wrong, code] of bad) {
        expect(() => regime.next(wrong)).toThrow(expect.objectContaining({ name: 'DataError', code }));
      }
      return regime.next(bar);
    });
    expect(values).toStrictEqual(expected);
  });

  it('refuses options that make no sense', () => {
    for (const options of [
      { shortPeriod: 240 },
      { trendPeriod: 4 },
      { jumpPeriod: 0 },
      { minimumBars: 0 },
      { trend: { enter: 1, exit: 2 } },
      { lowVolatility: { enter: 0.8, exit: 0.6 } },
      { jump: { enter: 5 } },
      { illiquid: { enter: Number.NaN, exit: 1 } },
      { unknown: 1 },
    ]) {
      for (const form of [
        () => marketRegime(options as never),
        () => marketRegime.operator(options as never),
        () => marketRegime.batch(randomSeries(3, 1), options as never),
      ]) {
        expect(form, JSON.stringify(options)).toThrow(/marketRegime: /);
      }
    }
  });
});
