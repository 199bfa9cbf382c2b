import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Guard } from '../guard/guard';
import type { OrderIntent } from '../orders/order-intent';
import { type Decision, hold, orders, targets } from '../strategy/decision';
import { profile } from '../testing-profile.test-helper';
import { btc, coarse, eth, ethBtc, freeBroker, moments, type Prices, runBot } from './bot-run.test-helper';

const ids = [btc, eth, ethBtc];
const start = { [btc]: 100, [eth]: 10, [ethBtc]: 0.1 };

interface Tick {
  readonly moves: readonly number[];
  readonly missing: readonly boolean[];
  readonly volume: number;
}

const tick: fc.Arbitrary<Tick> = fc.record({
  moves: fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 6, maxLength: 6 }),
  missing: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  volume: fc.constantFrom(0, 3, 50, 1_000),
});

/** Bars of three instruments, with gaps from the second moment on. */
const marketOf = (ticks: readonly Tick[]) => {
  const last: Record<string, number> = { ...start };
  return moments(
    ...ticks.map(({ moves, missing, volume }, index) =>
      Object.fromEntries(
        ids.flatMap((id, place): [string, Prices][] => {
          if (index > 0 && missing[place] === true) return [];
          const open = (last[id] as number) * (1 + (moves[2 * place] as number) / 100);
          const close = open * (1 + (moves[2 * place + 1] as number) / 100);
          last[id] = close;
          return [[id, { open, close, high: Math.max(open, close) * 1.01, low: Math.min(open, close) * 0.99, volume }]];
        }),
      ),
    ),
  );
};

const weight = fc.oneof(fc.constantFrom(0, 0.25, 0.5, 1), fc.double({ min: 0, max: 1.5, noNaN: true }));
const weights = fc.dictionary(fc.constantFrom(...ids), weight, { maxKeys: 3 });
const instruments = [coarse(btc), coarse(eth), { ...coarse(ethBtc), priceStep: 0.00001 }];

const costs = fc.record({
  takerFeeRate: fc.constantFrom(0, 0.001, 0.02),
  slippageRate: fc.constantFrom(0, 0.01),
  feeAsset: fc.constantFrom('quote', 'received', 'BTC', 'USDT'),
  volumeShare: fc.constantFrom(1, 0.1),
});

test('any targets on any market: the account stays whole, and a target of 0 for all ends in cash', () => {
  let traded = 0;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(tick, fc.option(weights)), { minLength: 1, maxLength: 12 }),
      costs,
      fc.constantFrom(0, 0.05),
      (steps, broker, rebalanceBand) => {
        // Seven quiet moments at the end, in which everything can be sold.
        const quiet: Tick = { moves: [0, 0, 0, 0, 0, 0], missing: [false, false, false], volume: 100_000 };
        const ticks = [...steps.map(([one]) => one), ...Array.from({ length: 7 }, () => quiet)];
        const out = targets({ [btc]: 0, [eth]: 0, [ethBtc]: 0 });
        const result = runBot({
          bars: marketOf(ticks),
          instruments,
          cash: { USDT: 10_000, BTC: 2 },
          broker: freeBroker(broker),
          sizing: { rebalanceBand, cashReserve: 0.01 },
          decide: ({ timeMs }): Decision => {
            const index = timeMs / 60_000 - 1;
            if (index >= steps.length) return out;
            const wanted = steps[index]?.[1];
            return wanted === null || wanted === undefined ? hold : targets(wanted);
          },
        });
        traded += result.fills.length;
        expect(result.equity.every((equity) => equity > 0 && Number.isFinite(equity))).toBe(true);
        expect(result.exposure.every((exposure) => exposure >= 0 && Number.isFinite(exposure))).toBe(true);
        for (const { amount } of result.balances) expect(amount).toBeGreaterThanOrEqual(0);
        // What is left is less than a lot, or units that fees have taken from the account and not from the position.
        for (const { instrumentId, quantity } of result.positions) {
          const base = instrumentId.slice(5, 8);
          const deposited = base === 'BTC' ? 2 : 0;
          const there = result.balances.find(({ asset }) => asset === base)?.amount as number;
          expect(Math.min(quantity, there - deposited)).toBeLessThan(broker.feeAsset === 'BTC' ? 1 : 0.001);
        }
      },
    ),
    profile(100, 15_000),
  );
  expect(traded).toBeGreaterThan(100);
});

/** Holds position and open purchases of BTC at or below a limit. */
const maxPosition = (most: number): Guard => ({
  name: 'max-position',
  initial: undefined,
  check: ({ side, quantity, instrumentId }, portfolio) => {
    if (side === 'sell') return { type: 'pass' };
    const room = most - portfolio.quantity(instrumentId) - portfolio.pendingQuantity(instrumentId, 'buy');
    if (quantity <= room) return { type: 'pass' };
    const facts = { code: 'POSITION_TOO_LARGE', limit: most, observed: most - room + quantity };
    return room > 0 ? { type: 'shrink', quantity: room, ...facts } : { type: 'deny', ...facts };
  },
});

const order: fc.Arbitrary<OrderIntent> = fc
  .record({
    side: fc.constantFrom('buy', 'buy', 'sell'),
    quantity: fc.integer({ min: 1, max: 3_000 }).map((lots) => lots / 1_000),
    type: fc.constantFrom('market', 'limit', 'stop'),
    away: fc.integer({ min: -5, max: 5 }),
    hasBracket: fc.boolean(),
  })
  .map(({ side, quantity, type, away, hasBracket }) => {
    const base = {
      instrumentId: btc,
      side,
      quantity,
      ...(hasBracket ? { bracket: { stopLossPrice: 95 + away, takeProfitPrice: 105 + away } } : {}),
    } as const;
    if (type === 'market') return { type, ...base };
    return type === 'limit' ? { type, ...base, limitPrice: 100 + away } : { type, ...base, stopPrice: 100 + away };
  });

test('a position limit that counts open orders is never passed, whatever is ordered at once or in line', () => {
  let [bought, stopped] = [0, 0];
  fc.assert(
    fc.property(
      fc.array(fc.tuple(tick, fc.array(order, { maxLength: 5 })), { minLength: 2, maxLength: 15 }),
      costs,
      (steps, broker) => {
        const result = runBot({
          bars: marketOf(steps.map(([one]) => one)).filter(({ instrumentId }) => instrumentId === btc),
          cash: { USDT: 10_000 },
          broker: freeBroker(broker),
          guards: [maxPosition(2)],
          decide: (_, index) => orders(steps[index]?.[1] ?? []),
        });
        for (const { positionAfter } of result.fills) expect(positionAfter).toBeLessThanOrEqual(2);
        bought += result.fills.length;
        stopped += result.deniedCount;
      },
    ),
    profile(120, 20_000),
  );
  expect(Math.min(bought, stopped)).toBeGreaterThan(50);
});
