import {
  type Broker,
  createBot,
  defineStrategy,
  type Guard,
  type MarketEvent,
  type Order,
  orders,
  type Portfolio,
  pass,
  type Random,
  type Snapshot,
  StrategyContractError,
  seededRandom,
  simulatedBroker,
  spotInstrument,
} from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { btc, eth, hostileOrder, limits, twelveGuards } from './hostile-orders.test-helper';
import { profileSeed, share } from './testing-profile.test-helper';

const minute = 60_000;

/** A few minutes of two instruments: wild prices, and quotes that are fine, crossed, stale or not there. */
function* wildMarket(random: Random): Iterable<MarketEvent> {
  let price = 100;
  for (let index = 1; index <= 6; index++) {
    const timeMs = index * minute;
    for (const instrumentId of [btc, eth]) {
      if (instrumentId === eth && index > 1 && random.integer(3) === 0) continue;
      const half = random.integer(4) === 0 ? -1 : 0.5;
      const quantities = { bidQuantity: random.integer(50), askQuantity: random.integer(50) };
      if (random.integer(2) === 0)
        yield { type: 'quote', instrumentId, timeMs, bid: price - half, ask: price + half, ...quantities };
      const open = price;
      price = Math.max(1, price * (0.9 + 0.2 * random.uniform()));
      const [low, high] = [Math.min(open, price), Math.max(open, price)];
      yield { type: 'bar', instrumentId, timeMs, open, high, low, close: price, volume: 1_000 };
    }
  }
}

/** What is wrong with a submitted order, by the account at that moment and nothing of ours. */
const breachesOf = ({ intent, entry }: Order, { portfolio }: Snapshot): string[] => {
  const { instrumentId, side, quantity } = intent;
  if (!(quantity > 0 && quantity < Infinity)) return [`size ${quantity}`];
  if (instrumentId !== btc && instrumentId !== eth) return [`instrument ${instrumentId}`];
  const price = portfolio.price(instrumentId) as number;
  const worst = 'limitPrice' in intent ? intent.limitPrice : price;
  const found: Record<string, readonly [observed: number, limit: number]> = {
    quantity: [quantity, limits.quantity],
    // The exits of a bracket were approved with their entry, at its price.
    notional: [entry === undefined ? quantity * worst : 0, limits.notional],
  };
  if (side === 'buy' && intent.reduceOnly !== true) {
    // The order itself is among the open ones already.
    const expected = (id: string) => portfolio.quantity(id) + portfolio.pendingQuantity(id, 'buy');
    const value = (id: string) => expected(id) * (portfolio.price(id) ?? 0);
    found.position = [expected(instrumentId), limits.position];
    found.weight = [value(instrumentId) / portfolio.equity, limits.weight];
    found.gross = [value(btc) + value(eth), limits.gross];
  }
  return Object.entries(found).flatMap(([what, [observed, limit]]) =>
    observed <= limit * (1 + 1e-9) ? [] : [`${what} ${observed} of ${JSON.stringify(intent)} at ${price}`],
  );
};

/** A broker that shows every order it is handed to `seen`, and then takes it. */
const watchedBroker = (seen: (order: Order) => void): Broker => {
  const inner = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.001 });
  return {
    ...inner,
    open: (context) => {
      const session = inner.open(context);
      return {
        state: session.state,
        submit: (order) => {
          seen(order);
          session.submit(order);
        },
        cancel: (order, reason) => session.cancel(order, reason),
        onSlice: (slice) => session.onSlice(slice),
      };
    },
  };
};

const steps = { priceStep: 0.01, quantityStep: 0.001 };
const instruments = [spotInstrument(btc, steps), spotInstrument(eth, steps)];

/** Lets a bot throw orders at its guards until one of them is no order at all; counts what was tried, sent and breached. */
const assault = (seed: number, guards: readonly Guard[]) => {
  const random = seededRandom(seed);
  const breaches: string[] = [];
  let [tried, sent, malformedSent] = [0, 0, 0];
  let now: Snapshot | undefined;
  const reckless = defineStrategy({
    name: 'reckless',
    start: () => (snapshot) => {
      now = snapshot;
      const hostile = Array.from({ length: 1 + random.integer(4) }, () => hostileOrder(random));
      // What is no order stops the decision before any of it leaves, so it comes alone more often than not.
      const chosen = hostile.every(({ isWellFormed }) => isWellFormed) ? hostile : hostile.slice(0, 1);
      tried += chosen.length;
      malformedSent = chosen.filter(({ isWellFormed }) => !isWellFormed).length;
      return orders(chosen.map(({ order }) => order));
    },
  });
  const broker = watchedBroker((order) => {
    sent += 1;
    breaches.push(...breachesOf(order, now as Snapshot));
  });
  try {
    createBot({ strategy: reckless(), guards, cash: { USDT: 10_000 }, instruments }).backtest({
      market: wildMarket(random),
      broker,
      log: 'digest',
    });
  } catch (error) {
    // Only what is no order may end a run, and in the one way that says so.
    if (!StrategyContractError.isInstance(error) || malformedSent === 0) throw error;
  }
  return { tried, sent, breaches };
};

describe('twelve guards', () => {
  it('let no hostile order through that breaches a limit', () => {
    const wanted = share(10_000, 1_000_000);
    const first = profileSeed();
    let [tried, sent] = [0, 0];
    for (let seed = first; tried < wanted; seed++) {
      const run = assault(seed, twelveGuards());
      tried += run.tried;
      sent += run.sent;
      expect(run.breaches, `seed ${seed}`).toEqual([]);
    }
    // A test in which nothing gets through could not fail.
    expect(sent).toBeGreaterThan(tried / 100);
  });

  it('are needed: without each of the limits orders breach it', () => {
    const breached = new Set<string>();
    for (let seed = 1; seed < 400; seed++) {
      for (const breach of assault(seed, []).breaches) breached.add(breach.split(' ')[0] as string);
    }
    expect([...breached].sort()).toEqual(['gross', 'notional', 'position', 'quantity', 'weight']);
  });
});

/** Eight ways to fail; each is what a guard says, or does, when it is asked. */
const failures: Readonly<Record<string, (quantity: number) => unknown>> = {
  throws: () => {
    throw new Error('a bug');
  },
  'never answers': () => new Promise(() => undefined),
  'says nothing': () => undefined,
  'says yes': () => true,
  'says pass as text': () => 'pass',
  'grows the order': (quantity) => ({ type: 'shrink', quantity: quantity * 2, code: 'A_B', limit: 1, observed: 1 }),
  'shrinks it to NaN': () => ({ type: 'shrink', quantity: Number.NaN, code: 'A_B', limit: 1, observed: 1 }),
  'throws when it is looked at': () => ({
    get type() {
      throw new Error('a getter');
    },
  }),
};

const eager = defineStrategy({
  name: 'eager',
  start: () => () => orders([{ type: 'market', instrumentId: btc, side: 'buy', quantity: 1 }]),
});

const sentWith = (guards: readonly Guard[]): number => {
  let sent = 0;
  createBot({ strategy: eager(), guards, cash: { USDT: 10_000 }, instruments }).backtest({
    market: wildMarket(seededRandom(3)),
    broker: watchedBroker(() => {
      sent += 1;
    }),
  });
  return sent;
};

describe('a guard that fails lets nothing through', () => {
  const names = twelveGuards().map(({ name }) => name);
  const loose = (): Guard[] => twelveGuards().map(({ name }) => ({ name, initial: undefined, check: () => pass }));

  it('where the same bot with guards in order sends orders', () => {
    expect(sentWith(loose())).toBeGreaterThan(3);
  });

  it.each(names.flatMap((name) => Object.keys(failures).map((failure) => [name, failure] as const)))(
    '%s that %s',
    (name, failure) => {
      const failing = (guard: Guard): Guard =>
        guard.name === name
          ? { ...guard, check: (intent) => failures[failure]?.(intent.quantity) as never }
          : { ...guard, check: () => pass };
      expect(sentWith(twelveGuards().map(failing))).toBe(0);
    },
  );

  it.each(names)('%s that throws when it is told of a moment', (name) => {
    const failing = (guard: Guard): Guard =>
      guard.name !== name
        ? guard
        : {
            ...guard,
            update: () => {
              throw new Error('a bug');
            },
          };
    expect(sentWith(loose().map(failing))).toBe(0);
  });

  it.each(names)('%s that is shown an account of broken numbers throws nothing away', (name) => {
    const guard = twelveGuards().find((one) => one.name === name) as Guard;
    const broken = new Proxy({} as Portfolio, {
      get: (_, key) => (key === 'instrumentIds' || key === 'openOrders' ? [] : () => Number.NaN),
    });
    const intent = { type: 'market', instrumentId: btc, side: 'buy', quantity: Number.NaN } as const;
    let verdict: string | undefined;
    try {
      verdict = guard.check?.(intent, broken, structuredClone(guard.initial)).type;
    } catch {
      verdict = 'threw';
    }
    const isCounting = ['message-rate', 'duplicate-orders', 'repeated-execution', 'max-drawdown', 'max-loss'];
    if (!isCounting.includes(name)) expect(verdict).not.toBe('pass');
  });
});
