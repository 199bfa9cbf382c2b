import fc from 'fast-check';
import { expect, test } from 'vitest';
import { btc, eth, freeBroker, limit, moments, type Prices, runBot } from '../kernel/bot-run.test-helper';
import type { RunResult } from '../kernel/run-result';
import { perpetualInstrument } from '../market/perpetual-instrument';
import { type Decision, orders, targets } from '../strategy/decision';
import { profile } from '../testing-profile.test-helper';

const ids = [btc, eth];
const steps = { priceStep: 0.01, quantityStep: 0.001 };
const instruments = [
  perpetualInstrument(btc, { ...steps, initialMarginRate: 0.1, maintenanceMarginRate: 0.05, liquidationFeeRate: 0.01 }),
  perpetualInstrument(eth, { ...steps, initialMarginRate: 0.5, maintenanceMarginRate: 0.2, liquidationFeeRate: 0 }),
];

const move = fc.integer({ min: -15, max: 15 });
const decision = fc.oneof(
  fc.dictionary(fc.constantFrom(...ids), fc.double({ min: -12, max: 12, noNaN: true }), { minKeys: 1 }).map(targets),
  fc
    .tuple(
      fc.constantFrom(...ids),
      fc.constantFrom('buy' as const, 'sell' as const),
      fc.integer({ min: 1, max: 200 }),
      move,
    )
    .map(([id, side, quantity, away]) =>
      orders([limit(side, quantity, (id === btc ? 100 : 10) * (1 + away / 100), id)]),
    ),
);

const marketOf = (moves: readonly (readonly number[])[]) => {
  const last: Record<string, number> = { [btc]: 100, [eth]: 10 };
  return moments(
    ...moves.map((step) =>
      Object.fromEntries(
        ids.map((id, place): [string, Prices] => {
          const open = (last[id] as number) * (1 + (step[2 * place] as number) / 100);
          const close = open * (1 + (step[2 * place + 1] as number) / 100);
          last[id] = close;
          return [id, { open, close, high: Math.max(open, close) * 1.02, low: Math.min(open, close) * 0.98 }];
        }),
      ),
    ),
  );
};

/** Equity after each moment, from nothing but fills, funding, covered losses and closes. */
const expectedEquity = (run: RunResult): number[] =>
  [...run.timeMs].map((timeMs, place) => {
    const closes = new Map(run.market.map(({ instrumentId, close }) => [instrumentId, close[place] as number]));
    let equity = 1_000;
    for (const event of run.events) {
      if (!('timeMs' in event) || event.timeMs > timeMs) continue;
      if (event.type === 'funding-paid' || event.type === 'loss-covered') equity += event.amount;
      if (event.type !== 'fill') continue;
      const direction = event.side === 'buy' ? 1 : -1;
      const close = closes.get(event.instrumentId) as number;
      equity += direction * event.quantity * (close - event.price) - event.fee;
    }
    return equity;
  });

test('any targets and orders on any market: equity is fills, prices, funding and what was covered, and never below 0', () => {
  let [liquidations, covered] = [0, 0];
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.array(move, { minLength: 4, maxLength: 4 }), fc.option(decision)), {
        minLength: 2,
        maxLength: 16,
      }),
      fc.constantFrom(0, 0.001),
      fc.constantFrom(0, 0.002),
      (story, fee, rate) => {
        const decide: (Decision | undefined)[] = story.map(([, said]) => said ?? undefined);
        const run = runBot({
          instruments,
          cash: { USDT: 1_000 },
          bars: marketOf(story.map(([moves]) => moves)),
          broker: freeBroker({
            takerFeeRate: fee,
            makerFeeRate: fee,
            slippageRate: fee,
            funding: { rate, everyMs: 180_000 },
          }),
          decide,
        });
        const expected = expectedEquity(run);
        run.equity.forEach((equity, place) => {
          expect(Math.abs(equity - (expected[place] as number))).toBeLessThan(1e-5);
          expect(equity).toBeGreaterThanOrEqual(0);
        });
        for (const [place, equity] of run.equity.entries()) {
          // What the maintenance margin no longer carries is gone at the end of each moment, at its worst price and so at its close.
          const held = (run.exposure[place] as number) * equity;
          expect(equity === 0 ? held : held / equity).toBeLessThanOrEqual(1 / 0.05);
        }
        liquidations += run.events.filter(({ type }) => type === 'position-liquidated').length;
        covered += run.events.filter(({ type }) => type === 'loss-covered').length;
      },
    ),
    profile(300, 20_000),
  );
  expect(liquidations).toBeGreaterThan(20);
  expect(covered).toBeGreaterThan(0);
});

test('a short of prices that are mirrored earns what a long of the prices earns', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -400, max: 400 }), { minLength: 3, maxLength: 30 }), (changes) => {
      let price = 100_00;
      const closes = changes.map((change) => {
        price = Math.min(Math.max(price + change, 60_00), 140_00);
        return price / 100;
      });
      const equityOf = (side: 'buy' | 'sell', prices: readonly number[]) =>
        runBot({
          instruments,
          cash: { USDT: 1_000 },
          bars: moments(...[100, ...prices].map((close) => ({ [btc]: close, [eth]: 10 }))),
          broker: freeBroker({ funding: 'none' }),
          decide: [orders([{ type: 'market', instrumentId: btc, side, quantity: 10 }])],
        }).equity;
      const long = equityOf('buy', [100, ...closes]);
      const short = equityOf(
        'sell',
        [100, ...closes].map((close) => Math.round((200 - close) * 100) / 100),
      );
      long.forEach((equity, place) => {
        expect(Math.abs(equity - (short[place] as number))).toBeLessThan(1e-9);
      });
    }),
    profile(50, 2_000),
  );
});
