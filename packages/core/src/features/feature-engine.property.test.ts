import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profile } from '../testing-profile.test-helper';
import type { FeatureEvent } from './feature';
import { featureEngine } from './feature-engine';
import { featureValue } from './feature-frame';
import { featureNames } from './known-features';
import { naiveFeature } from './naive-features.test-helper';

const instrumentId = 'demo:BTC/USDT';

/** Events whose prices are on a grid of 1/4, so that sums and differences of them are exact. */
const event = fc.oneof(
  fc
    .tuple(fc.integer({ min: 390, max: 410 }), fc.integer({ min: 0, max: 4 }), fc.nat(5), fc.nat(5))
    .map(([bid, spread, bidQuantity, askQuantity]) => ({
      type: 'quote' as const,
      bid: bid / 4,
      ask: (bid + spread) / 4,
      bidQuantity,
      askQuantity,
    })),
  fc
    .tuple(
      fc.integer({ min: 390, max: 410 }),
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom('buy', 'sell', undefined),
    )
    .map(([price, quantity, side]) => ({ type: 'trade' as const, id: '1', price: price / 4, quantity, side })),
  fc
    .tuple(fc.integer({ min: 390, max: 410 }), fc.nat(5), fc.nat(5), fc.nat(3))
    .map(([close, above, below, volume]) => ({
      type: 'bar' as const,
      open: close,
      close,
      high: close + above,
      low: close - below,
      volume,
    })),
);

const stream = fc.array(fc.tuple(event, fc.integer({ min: 0, max: 40 })), { maxLength: 120 }).map((steps) => {
  let timeMs = 0;
  return steps.map(([made, gapMs]): FeatureEvent => {
    timeMs += gapMs;
    return { ...made, instrumentId, timeMs } as FeatureEvent;
  });
});

describe('featureEngine', () => {
  it('has every feature as its definition says, read afresh from all events', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(stream, fc.constantFrom(1, 50, 200, 1_000), (events, windowMs) => {
        const running = featureEngine({ features: featureNames, windowMs }).start();
        for (const [index, event] of events.entries()) {
          const frame = running.next(event);
          for (const name of featureNames) {
            const expected = naiveFeature(name, events.slice(0, index + 1), windowMs);
            const actual = featureValue(frame, name);
            // A covariance of rounding errors has no sign: what is 0 to 1e-12 may be known to one and not to the other.
            if (name === 'rollSpread' && (expected ?? 0) < 1e-5 && (actual ?? 0) < 1e-5) continue;
            if (expected === undefined) expect(actual, name).toBeUndefined();
            else
              expect(Math.abs((actual ?? Number.NaN) - expected), name).toBeLessThanOrEqual(
                1e-9 * (1 + Math.abs(expected)),
              );
            if (expected !== undefined) seen.add(name);
          }
        }
      }),
      profile(40, 1_000),
    );
    expect([...seen].sort()).toEqual([...featureNames].sort());
  });

  it('says nothing but finite numbers, whatever the prices', () => {
    const positive = fc.double({ min: 5e-324, max: Number.MAX_VALUE, noNaN: true });
    const wild = fc.array(
      fc.oneof(
        fc.tuple(positive, positive, positive, positive).map(([bid, ask, bidQuantity, askQuantity]) => ({
          type: 'quote' as const,
          bid,
          ask,
          bidQuantity,
          askQuantity,
        })),
        fc
          .tuple(positive, positive, fc.constantFrom('buy', 'sell'))
          .map(([price, quantity, side]) => ({ type: 'trade' as const, id: '1', price, quantity, side })),
        fc.tuple(positive, positive, positive).map(([a, b, volume]) => ({
          type: 'bar' as const,
          open: a,
          close: b,
          high: Math.max(a, b),
          low: Math.min(a, b),
          volume,
        })),
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(wild, (events) => {
        const engine = featureEngine({ features: [...featureNames, { name: 'vpin', bucketQuantity: 1, buckets: 3 }] });
        const made = events.map((event, timeMs) => ({ ...event, instrumentId, timeMs }) as FeatureEvent);
        const { values } = engine.batch(made);
        expect(values.every(Number.isFinite)).toBe(true);
      }),
      profile(60, 2_000),
    );
  });

  it('never looks ahead: a frame is that of the events up to it', () => {
    fc.assert(
      fc.property(stream, fc.nat(), (events, cut) => {
        const engine = featureEngine({ features: featureNames, windowMs: 100 });
        const length = events.length === 0 ? 0 : cut % events.length;
        const whole = engine.batch(events);
        const part = engine.batch(events.slice(0, length));
        expect(part.values).toEqual(whole.values.slice(0, part.values.length));
        expect(part.isKnown).toEqual(whole.isKnown.slice(0, part.isKnown.length));
      }),
      profile(30, 500),
    );
  });
});
