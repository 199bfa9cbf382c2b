import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Bar } from '../market/bar';
import type { OrderIntent } from '../orders/order-intent';
import { profile } from '../testing-profile.test-helper';
import { btc, orderOf, runOrders } from './bar-table.test-helper';

/** Prices are counted in ticks of 0.01 throughout, so that nothing here rounds. */
interface Ticks {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

interface Outcome {
  readonly bar: number;
  readonly price: number;
  readonly liquidity: 'maker' | 'taker';
}

const ticksOf = (price: number): number => Math.round(price * 100);

/** Turns a sale into a purchase: prices change their sign, highs become lows. */
const mirrored = ({ open, high, low, close }: Ticks): Ticks => ({ open: -open, high: -low, low: -high, close: -close });

/**
 * What becomes of one purchase that was decided at `last`, by the rules of the guide alone. Everything is told for a purchase;
 * a sale is the same in a mirror.
 */
const purchase = (intent: OrderIntent, sign: 1 | -1, last: number, bars: readonly Ticks[]): Outcome | undefined => {
  const at = (price: number) => sign * ticksOf(price);
  const taker = (bar: number, price: number): Outcome => ({ bar, price, liquidity: 'taker' });
  const maker = (bar: number, price: number): Outcome => ({ bar, price, liquidity: 'maker' });
  const indexes = bars.map((_, index) => index);
  const get = (index: number) => bars[index] as Ticks;

  const resting = (limit: number, from: number): Outcome | undefined => {
    const index = indexes.find((one) => one >= from && get(one).low < limit);
    return index === undefined ? undefined : maker(index, limit);
  };

  /** The bar that touches a stop, and the price at which it does. */
  const touch = (stop: number): { bar: number; price: number; isOpen: boolean } | undefined => {
    for (const bar of indexes) {
      const { open, high } = get(bar);
      if (open >= stop) return { bar, price: open, isOpen: true };
      if (high >= stop) return { bar, price: stop, isOpen: false };
    }
    return undefined;
  };

  switch (intent.type) {
    case 'market':
      return bars.length === 0 ? undefined : taker(0, get(0).open);
    case 'limit': {
      const limit = at(intent.limitPrice);
      const first = bars[0];
      if (limit >= last && first !== undefined && first.open <= limit) return taker(0, first.open);
      return resting(limit, 0);
    }
    case 'stop': {
      const touched = touch(at(intent.stopPrice));
      return touched && taker(touched.bar, touched.price);
    }
    case 'stop-limit': {
      const limit = at(intent.limitPrice);
      const touched = touch(at(intent.stopPrice));
      if (touched === undefined) return undefined;
      if (touched.price <= limit) return taker(touched.bar, touched.price);
      // After an open all of the bar is left; after a touch inside it only the close is certain.
      if (touched.isOpen) return resting(limit, touched.bar);
      return get(touched.bar).close < limit ? maker(touched.bar, limit) : resting(limit, touched.bar + 1);
    }
    case 'trailing-stop': {
      const distance =
        'price' in intent.trail
          ? ticksOf(intent.trail.price)
          : 'ticks' in intent.trail
            ? intent.trail.ticks
            : Number.NaN;
      const activation = intent.activationPrice === undefined ? undefined : at(intent.activationPrice);
      let best = activation === undefined ? last : undefined;
      for (const bar of indexes) {
        const { open, high, low, close } = get(bar);
        // Where the last bar left it: first the open, then the worst of the bar.
        if (best === undefined && activation !== undefined && open <= activation) best = open;
        else if (best !== undefined && open >= best + distance) return taker(bar, open);
        if (best !== undefined && high >= best + distance) return taker(bar, best + distance);
        // Then the bar's best price, after which only the close is certain.
        if (best !== undefined || (activation !== undefined && low <= activation)) best = Math.min(best ?? low, low);
        if (best !== undefined && close >= best + distance) return taker(bar, best + distance);
      }
      return undefined;
    }
  }
};

const shape = fc.record({
  gap: fc.integer({ min: -6, max: 6 }),
  up: fc.nat(8),
  down: fc.nat(8),
  close: fc.integer({ min: 0, max: 4 }),
});

const barsOf = (shapes: readonly { gap: number; up: number; down: number; close: number }[]): Ticks[] => {
  let last = 10_000;
  return shapes.map(({ gap, up, down, close: quarter }) => {
    const open = last + gap;
    const [high, low] = [open + up, open - down];
    const close = low + Math.round(((high - low) * quarter) / 4);
    last = close;
    return { open, high, low, close };
  });
};

// A grid so small that prices often meet exactly.
const near = fc.integer({ min: -12, max: 12 });
const order = fc
  .record({
    side: fc.constantFrom('buy', 'sell'),
    type: fc.constantFrom('market', 'limit', 'stop', 'stop-limit', 'trail', 'trail from'),
    first: near,
    second: near,
    distance: fc.integer({ min: 1, max: 14 }),
    isInTicks: fc.boolean(),
  })
  .map(({ side, type, first, second, distance, isInTicks }) => (last: number) => {
    const price = (offset: number) => (last + offset) / 100;
    const trail = isInTicks ? `${distance}t` : String(distance / 100);
    const words = {
      market: 'market',
      limit: `limit ${price(first)}`,
      stop: `stop ${price(first)}`,
      'stop-limit': `stop-limit ${price(first)} ${price(second)}`,
      trail: `trail ${trail}`,
      'trail from': `trail ${trail} from ${price(first)}`,
    }[type];
    return `${side} 1 ${words}`;
  });

test('one order in the worst case does what the guide says, told a second way', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(fc.array(shape, { minLength: 1, maxLength: 8 }), order, (shapes, wordsAt) => {
      const bars = barsOf(shapes);
      const last = bars[0]?.close ?? 0;
      const words = wordsAt(last);
      const intent = orderOf(words);
      const isBuy = intent.side === 'buy';
      const after = bars.slice(1).map((bar) => (isBuy ? bar : mirrored(bar)));
      const expected = purchase(intent, isBuy ? 1 : -1, isBuy ? last : -last, after);

      const market: Bar[] = bars.map(({ open, high, low, close }, index) => ({
        type: 'bar',
        instrumentId: btc,
        timeMs: (index + 1) * 60_000,
        open: open / 100,
        high: high / 100,
        low: low / 100,
        close: close / 100,
        volume: 1,
      }));
      const { fills } = runOrders(market, (index) => (index === 0 ? [words] : []), { cash: { USDT: 1_000, BTC: 1 } });
      const happened = fills.map(({ timeMs, price, liquidity }) => ({
        bar: timeMs / 60_000 - 2,
        price: ticksOf(price),
        liquidity,
      }));
      expect(happened).toEqual(
        expected === undefined ? [] : [{ ...expected, price: (isBuy ? 1 : -1) * expected.price }],
      );
      const key = `${intent.type} ${expected?.liquidity ?? 'none'}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }),
    profile(700, 200_000),
  );
  const kinds = [
    'limit maker',
    'limit taker',
    'limit none',
    'stop taker',
    'stop-limit maker',
    'stop-limit taker',
    'trailing-stop taker',
    'trailing-stop none',
  ];
  for (const kind of kinds) expect(seen.get(kind)).toBeGreaterThan(5);
});
