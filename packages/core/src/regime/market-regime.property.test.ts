import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PriceBar } from '../indicators/define-indicator';
import { barSeries } from '../market/bar-series';
import { profile } from '../testing-profile.test-helper';
import { marketRegime } from './market-regime';
import { naiveRegimes } from './naive-regime.test-helper';
import type { RegimeValue } from './regime-detector';
import { regimeConditions } from './regime-of';

const options = { trendPeriod: 6, shortPeriod: 3, longPeriod: 10, jumpPeriod: 2, minimumBars: 3 };

const run = (bars: readonly PriceBar[], minimumBars = 3): (RegimeValue | undefined)[] => {
  const regime = marketRegime({ ...options, minimumBars });
  return bars.map((bar) => regime.next(bar));
};

/** A market in stretches: calm, wild, rising, falling, still, untraded, with gaps from close to open and spikes. */
const stretch = fc.record({
  bars: fc.integer({ min: 1, max: 15 }),
  drift: fc.constantFrom(0, 0, 0.01, -0.01, 0.03),
  size: fc.constantFrom(0, 0.001, 0.01, 0.05),
  volume: fc.constantFrom(0, 0.1, 10, 10),
  gap: fc.constantFrom(1, 1, 1, 0.6, 1.5),
  // On a grid: what moves by the last bits of a price has a slope of rounding errors.
  moves: fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 15, maxLength: 15 }),
});

const market = fc.array(stretch, { minLength: 2, maxLength: 8 }).map((stretches) => {
  let close = 100;
  return stretches.flatMap(({ bars, drift, size, volume, gap, moves }) =>
    Array.from({ length: bars }, (_, index): PriceBar => {
      const open = close * (index === 0 ? gap : 1);
      const move = (moves[index] as number) / 1_000;
      close = open * (1 + drift + size * move);
      const spike = 1 + (size * Math.abs(move)) / 2;
      return { open, high: Math.max(open, close) * spike, low: Math.min(open, close) / spike, close, volume };
    }),
  );
});

describe('marketRegime', () => {
  it('has every number and every bit as its definition says, read afresh from all bars', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(market, fc.constantFrom(1, 3, 40), (bars, minimumBars) => {
        const expected = naiveRegimes(bars, { ...options, minimumBars });
        for (const [index, value] of run(bars, minimumBars).entries()) {
          const known = expected[index];
          expect(value === undefined).toBe(known === undefined);
          if (value === undefined || known === undefined) continue;
          for (const field of ['trend', 'volatilityRatio', 'fall', 'rise', 'impactRatio'] as const) {
            const error = Math.abs(value[field] - known[field]);
            expect(error, `${field} at ${index}`).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(known[field])));
          }
          // What rounding decides may last; the rest of such a market proves nothing.
          if (known.isNear) return;
          expect(value.bits, `bits at ${index}`).toBe(known.bits);
          for (const condition of regimeConditions(value.bits)) seen.add(condition);
        }
      }),
      profile(250, 5_000),
    );
    expect(seen.size).toBe(8);
  });

  it('gives the same in batch and streaming, and looks at nothing that comes later', () => {
    fc.assert(
      fc.property(market, fc.nat(), (bars, cut) => {
        const column = (field: keyof PriceBar) => Float64Array.from(bars, (bar) => bar[field]);
        const series = barSeries({
          instrumentId: 'test:BTC/USDT',
          timeframeMs: 60_000,
          timeMs: Float64Array.from(bars, (_, index) => 60_000 * (index + 1)),
          open: column('open'),
          high: column('high'),
          low: column('low'),
          close: column('close'),
          volume: column('volume'),
        });
        const streamed = run(bars);
        const batch = marketRegime.batch(series, options);
        for (const field of ['bits', 'trend', 'volatilityRatio', 'fall', 'rise', 'impactRatio'] as const) {
          expect(streamed.map((_, index) => batch[field].at(index))).toStrictEqual(
            streamed.map((value) => value?.[field]),
          );
        }
        const length = cut % bars.length;
        expect(run(bars.slice(0, length))).toStrictEqual(streamed.slice(0, length));
      }),
      profile(60, 1_000),
    );
  });

  it('does not depend on the unit of prices and of volumes', () => {
    const scaled = (bars: readonly PriceBar[], price: number, volume: number) =>
      bars.map((bar) => ({
        open: bar.open * price,
        high: bar.high * price,
        low: bar.low * price,
        close: bar.close * price,
        volume: bar.volume * volume,
      }));
    fc.assert(
      fc.property(market, fc.integer({ min: -80, max: 80 }), fc.integer({ min: -80, max: 80 }), (bars, p, v) => {
        expect(run(scaled(bars, 2 ** p, 2 ** v))).toStrictEqual(run(bars));
      }),
      profile(60, 1_000),
    );
    fc.assert(
      fc.property(market, fc.constantFrom(1e-8, 1e-3, 0.1, 3, 1e6), (bars, price) => {
        const near = naiveRegimes(bars, options);
        const others = run(scaled(bars, price, 7));
        for (const [index, value] of run(bars).entries()) {
          if (near[index]?.isNear) return;
          expect(others[index]?.bits).toBe(value?.bits);
        }
      }),
      profile(60, 1_000),
    );
  });

  it('is finite and within ±100 on any bars that a market can have', () => {
    const positive = fc.double({ min: 5e-324, max: Number.MAX_VALUE, noNaN: true });
    const volume = fc.double({ min: 0, max: Number.MAX_VALUE, noNaN: true });
    const wild = fc.array(
      fc.tuple(fc.oneof(positive, fc.constantFrom(100, 5e-324, Number.MAX_VALUE)), positive, volume),
      { minLength: 13, maxLength: 60 },
    );
    fc.assert(
      fc.property(wild, (rows) => {
        const bars = rows.map(([close, other, amount]) => ({
          open: close,
          high: Math.max(close, other),
          low: Math.min(close, other),
          close,
          volume: amount,
        }));
        for (const value of run(bars).slice(12)) {
          const numbers = Object.values(value ?? { nothing: Number.NaN });
          expect(numbers.every((number) => Number.isFinite(number))).toBe(true);
          const { bits, ...measures } = value as RegimeValue;
          expect(Object.values(measures).every((number) => Math.abs(number) <= 100)).toBe(true);
          expect(bits & ~(1 + 32 + 64 + 128 + 256 + 512 + 1_024 + 2_048)).toBe(0);
        }
      }),
      profile(200, 5_000),
    );
  });

  it('is right after a million bars as after a few', () => {
    // Rolling sums that drifted would show in the last windows, which a fresh detector reads alone.
    const wave = (index: number): PriceBar => {
      const close = 1e6 + 1_000 * Math.sin(index / 7) + (index % 99_991 === 0 ? 9e5 : 0);
      return { open: close, high: close * 1.001, low: close / 1.001, close, volume: 1 + (index % 5) };
    };
    const regime = marketRegime(options);
    const length = 1_000_000;
    let last: RegimeValue | undefined;
    for (let index = 0; index < length; index++) last = regime.next(wave(index));
    const fresh = run(Array.from({ length: 40 }, (_, index) => wave(length - 40 + index))).at(-1) as RegimeValue;
    for (const field of ['trend', 'volatilityRatio', 'fall', 'rise', 'impactRatio'] as const) {
      expect(last?.[field]).toBeCloseTo(fresh[field], 8);
    }
  });
});
