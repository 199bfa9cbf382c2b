import { createBot, defineStrategy, orders, simulatedBroker } from '@sigmax/core';
import { flatBars, portfolioOf } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { guardsFrom } from './guards-from';
import { readLimits } from './limits-document';
import { limitsHash } from './limits-hash';
import { btc, buy, drawdown, limitsOf } from './policy.test-helper';

const document = limitsOf(0, {
  limits: {
    'small-orders': { kind: 'max-order-notional', limitAmount: 500, slippageAllowanceFraction: 0.01 },
    'one-btc': { kind: 'max-weight', limitFraction: 0.2, instruments: [btc], isSoft: true },
    fall: drawdown(0.1, { action: 'flatten' } as never),
  },
});

describe('guardsFrom', () => {
  it('builds each limit under its name with its figures, in the same order whatever order they stand in', () => {
    const guards = guardsFrom(document);
    expect(guards.map(({ name, options, isSoft }) => ({ name, options, isSoft }))).toEqual([
      { name: 'fall', options: { limit: 0.1, action: 'flatten' }, isSoft: undefined },
      { name: 'one-btc', options: expect.objectContaining({ limit: 0.2, instruments: [btc] }), isSoft: true },
      { name: 'small-orders', options: { limit: 500, slippageAllowance: 0.01 }, isSoft: undefined },
      {
        name: 'reporting-asset',
        options: { asset: 'USDT', limitsHash: limitsHash(readLimits(document)) },
        isSoft: undefined,
      },
    ]);
    const turned = { ...document, limits: Object.fromEntries(Object.entries(document.limits).reverse()) };
    expect(guardsFrom(turned).map(({ name }) => name)).toEqual(guards.map(({ name }) => name));
  });

  it('takes what readLimits returned', () => {
    expect(guardsFrom(readLimits(document))).toHaveLength(4);
  });

  it('builds guards that a bot obeys', () => {
    const eager = defineStrategy({ name: 'eager', start: () => () => orders([buy(100)]) });
    const bot = createBot({ strategy: eager(), guards: guardsFrom(document), cash: { USDT: 100_000 } });
    const broker = simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 });
    const { fills } = bot.backtest({ market: flatBars({ bars: 3 }), broker });
    expect(fills.map(({ quantity }) => quantity)).toEqual(
      [4.9504950495, 4.9504950495].map((one) => expect.closeTo(one, 4)),
    );
  });

  it('an order in another asset is denied', () => {
    const guard = guardsFrom(document).at(-1)!;
    const verdict = guard.check!(buy(1), portfolioOf({ reportingAsset: 'BTC' }), undefined);
    expect(verdict).toMatchObject({ type: 'deny', code: 'REPORTING_ASSET_UNEXPECTED' });
  });
});
