import type { OrderIntent } from '@sigmax/core';
import { portfolioOf } from '@sigmax/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardsFrom } from './guards-from';
import type { LimitInput } from './limit-kinds';
import { readLimits } from './limits-document';
import { weakenings } from './weakenings';

const documentOf = (limits: Record<string, LimitInput>, reportingAsset = 'USDT') =>
  readLimits({ name: 'test', version: 1, reportingAsset, effectiveAtMs: 0, limits });

const weight = (limitFraction: number, instruments?: readonly string[]): LimitInput => ({
  kind: 'max-weight',
  limitFraction,
  ...(instruments === undefined ? undefined : { instruments: [...instruments] }),
});
const fall = (limitFraction: number, action: 'pause' | 'halt' | 'cancel' | 'flatten'): LimitInput => ({
  kind: 'max-drawdown',
  limitFraction,
  action,
});
const hours = (from: string, to: string, days?: ('monday' | 'sunday')[]): LimitInput => ({
  kind: 'trading-hours',
  windows: [{ from, to, ...(days === undefined ? undefined : { days }) }],
  outside: 'reduce-only',
});
const lists = (fields: object): LimitInput => ({ kind: 'restricted-instruments', ...fields });
const units = (limitUnits: Record<string, number>): LimitInput => ({ kind: 'max-position', limitUnits });
const reserve = (reserveUnits: Record<string, number>): LimitInput => ({
  kind: 'minimum-cash',
  reserveUnits,
  costFraction: 0.01,
});
const reach = (marketReachFraction?: number): LimitInput => ({
  kind: 'self-trade-prevention',
  ...(marketReachFraction === undefined ? undefined : { marketReachFraction }),
});
const distance = (limitFraction: number): LimitInput => ({
  kind: 'liquidation-distance',
  limitFraction,
  maintenanceMarginFraction: 0.01,
});
const [btc, eth] = ['demo:BTC/USDT', 'demo:ETH/USDT'];

describe('weakenings', () => {
  it.each<[string, LimitInput, LimitInput]>([
    ['the same figure', weight(0.2), weight(0.2)],
    ['a lower one', weight(0.2), weight(0.1)],
    ['a severer stop', fall(0.1, 'pause'), fall(0.1, 'flatten')],
    ['more instruments', weight(0.2, [btc]), weight(0.2, [eth, btc])],
    ['all instruments', weight(0.2, [btc]), weight(0.2)],
    ['what was soft and is hard', { ...weight(0.2), isSoft: true }, weight(0.2)],
    ['a greater distance', distance(0.1), distance(0.2)],
    ['a longer deny list', lists({ deny: [btc] }), lists({ deny: [eth, btc] })],
    ['a deny list where there was none', lists({ allow: [btc] }), lists({ allow: [btc], deny: [eth] })],
    ['a shorter allow list', lists({ allow: [btc, eth] }), lists({ allow: [eth] })],
    ['shorter hours', hours('08:00', '20:00'), hours('09:00', '20:00')],
    ['the same hours, told in another way', hours('00:00', '24:00'), hours('00:00', '00:00')],
    ['fewer days', hours('22:00', '06:00'), hours('23:00', '05:00', ['monday'])],
    ['less of each', units({ [btc]: 5, [eth]: 9 }), units({ [btc]: 4, [eth]: 9 })],
    ['larger reserves of more', reserve({ USDT: 5 }), reserve({ USDT: 6, BNB: 1 })],
    ['a further reach', reach(0.1), reach(0.2)],
    ['any reach', reach(0.1), reach()],
  ])('finds none in %s', (_, before, after) => {
    expect(weakenings(documentOf({ one: before }), documentOf({ one: after }))).toEqual([]);
  });

  it.each<[string, LimitInput, LimitInput, string]>([
    ['a higher figure', weight(0.2), weight(0.2000001), 'one.limitFraction was 0.2 and is 0.2000001'],
    ['a milder stop', fall(0.1, 'halt'), fall(0.1, 'pause'), 'one.action was "halt" and is "pause"'],
    ['fewer instruments', weight(0.2), weight(0.2, [btc]), `one.instruments was nothing and is ["${btc}"]`],
    ['other instruments', weight(0.2, [btc]), weight(0.2, [eth]), `one.instruments was ["${btc}"] and is ["${eth}"]`],
    ['what was hard and is soft', weight(0.2), { ...weight(0.1), isSoft: true }, 'one was hard and is soft'],
    ['a smaller distance', distance(0.2), distance(0.1), 'one.limitFraction was 0.2 and is 0.1'],
    ['a shorter deny list', lists({ deny: [eth, btc] }), lists({ deny: [btc] }), 'one.deny was'],
    ['a longer allow list', lists({ allow: [eth] }), lists({ allow: [btc, eth] }), 'one.allow was'],
    ['no allow list', lists({ allow: [eth], deny: [btc] }), lists({ deny: [btc] }), 'one.allow was'],
    ['longer hours', hours('08:00', '20:00'), hours('08:00', '20:01'), 'one.windows was'],
    ['another day', hours('08:00', '20:00', ['monday']), hours('08:00', '20:00', ['sunday']), 'one.windows was'],
    ['more of one', units({ [btc]: 5, [eth]: 9 }), units({ [btc]: 4, [eth]: 10 }), 'one.limitUnits was'],
    ['another one', units({ [btc]: 5 }), units({ [eth]: 5 }), 'one.limitUnits was'],
    ['a smaller reserve', reserve({ USDT: 5, BNB: 1 }), reserve({ USDT: 6 }), 'one.reserveUnits was'],
    ['a nearer reach', reach(), reach(0.9), 'one.marketReachFraction was nothing'],
    ['another kind', weight(0.2), fall(0.1, 'flatten'), 'one was a max-weight and is a max-drawdown'],
  ])('finds %s', (_, before, after, says) => {
    const found = weakenings(documentOf({ one: before }), documentOf({ one: after }));
    expect(found).toEqual([expect.stringContaining(says)]);
  });

  it('finds a limit that is gone, and another asset, and takes no offence at a new limit', () => {
    const two = documentOf({ one: weight(0.2), other: weight(0.1, [btc]) });
    expect(weakenings(two, documentOf({ one: weight(0.2) }))).toEqual(['other is gone']);
    expect(weakenings(documentOf({ one: weight(0.2) }), two)).toEqual([]);
    expect(weakenings(two, documentOf({ ...two.limits }, 'BTC'))).toEqual(['reportingAsset was USDT and is BTC']);
  });

  it('a document without weakenings never lets more of an order pass', () => {
    const fraction = fc.constantFrom(0.1, 0.2, 0.3, 0.5);
    const instruments = fc.constantFrom(undefined, [btc], [eth], [btc, eth]);
    const documents = fc
      .record({ weightLimit: fraction, amount: fc.constantFrom(100, 1_000, 5_000), instruments, has: fc.boolean() })
      .map(({ weightLimit, amount, has, ...rest }) =>
        documentOf({
          weight: weight(weightLimit, rest.instruments),
          ...(has ? { order: { kind: 'max-order-notional', limitAmount: amount } as const } : undefined),
        }),
      );
    const allowed = (document: ReturnType<typeof documentOf>, intent: OrderIntent): number => {
      const portfolio = portfolioOf({ cash: { USDT: 10_000 }, price: { [btc]: 100, [eth]: 10 } });
      const verdicts = guardsFrom(document).map((guard) => guard.check!(intent, portfolio, guard.initial));
      return Math.min(
        ...verdicts.map((one) => (one.type === 'pass' ? intent.quantity : one.type === 'shrink' ? one.quantity : 0)),
      );
    };
    let comparable = 0;
    fc.assert(
      fc.property(
        documents,
        documents,
        fc.constantFrom(btc, eth),
        fc.double({ min: 0.1, max: 1_000, noNaN: true }),
        (before, after, instrumentId, quantity) => {
          if (weakenings(before, after).length > 0) return;
          comparable += 1;
          const intent = { type: 'market', instrumentId, side: 'buy', quantity } as const;
          expect(allowed(after, intent)).toBeLessThanOrEqual(allowed(before, intent));
        },
      ),
      { numRuns: 1_000, seed: 4 },
    );
    expect(comparable).toBeGreaterThan(100);
  });
});
