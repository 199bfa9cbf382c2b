import { bar } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { beyond, type Measures, measure, settle, unwatched } from './instrument-watch';
import { tripOf } from './latch';

const volatility = { fastBars: 1, slowBars: 3, trip: 2, reset: 1 };

it('measures each bar against the one before', () => {
  const watched = unwatched();
  measure(watched, bar({ close: 100 }), { volatility });
  expect([watched.gap, watched.ratio]).toEqual([undefined, undefined]);
  for (const close of [101, 100, 101]) measure(watched, bar({ close }), { volatility });
  expect(watched.ratio).toBeUndefined();
  measure(watched, bar({ close: 104.03, low: 95.95 }), { volatility });
  expect(watched.gap).toBeCloseTo(0.05, 12);
  // Returns of about 1 %, then one of 3 %.
  expect(watched.ratio).toBeCloseTo(3, 1);
});

it('names the first measure that is beyond its bound', () => {
  const watched = { ...unwatched(), gap: 0.05, ratio: 1.5 };
  const found = (measures: Measures, which: 'trip' | 'reset') => beyond(watched, undefined, 1, measures, which)?.code;
  expect(found({ volatility, gap: { trip: 0.04, reset: 0.04 } }, 'trip')).toBe('GAP_ABOVE_LIMIT');
  expect(found({ volatility, gap: { trip: 0.05, reset: 0.05 } }, 'trip')).toBeUndefined();
  expect(found({ volatility }, 'reset')).toBe('VOLATILITY_ABOVE_LIMIT');
  expect(beyond({ ...watched, isBroken: true }, undefined, 1, {}, 'trip')?.code).toBe('PRICE_UNKNOWN');
});

it('forgets a trip after a time of calm, and begins to count anew when it is broken', () => {
  const watched = unwatched();
  const trip = tripOf('GAP_ABOVE_LIMIT', 1, 2);
  settle(watched, trip, false, 0, 10);
  for (const [timeMs, isCalm] of [
    [1, true],
    [5, false],
    [6, true],
    [15, true],
  ] as const) {
    settle(watched, undefined, isCalm, timeMs, 10);
    expect(watched.trip).toBe(trip);
  }
  settle(watched, undefined, true, 16, 10);
  expect(watched.trip).toBeUndefined();
});
