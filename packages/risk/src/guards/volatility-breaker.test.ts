import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Bar, pass, type Quote, seededRandom } from '@sigmax/core';
import { bar, describeGuard, type PortfolioFields, portfolioOf } from '@sigmax/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profile } from '../testing-profile.test-helper';
import { btc, eth, market, rearmed, reread, snapshot } from './guard-events.test-helper';
import { type BreakerState, type VolatilityBreakerOptions, volatilityBreaker } from './volatility-breaker';

for (const action of ['reduce-only', 'halt'] as const) {
  const isOpen = action === 'reduce-only';
  describeGuard({
    name: `volatilityBreaker with ${action}`,
    make: () =>
      volatilityBreaker({
        gap: { trip: 0.03, ...(isOpen ? { reset: 0.02 } : {}) },
        action,
        ...(isOpen ? { calmMs: 7_200_000 } : {}),
      }),
    reads: ['price'],
  });
}

const minute = 60_000;
const hour = 60 * minute;
const opening = { action: 'reduce-only', calmMs: 2 * minute } as const;
const gapOnly = volatilityBreaker({ gap: { trip: 0.05, reset: 0.02 }, ...opening });
const stopping = volatilityBreaker({ gap: { trip: 0.05 }, action: 'cancel' });

const quoteOf = (fields: Partial<Quote> = {}): Quote => ({
  type: 'quote',
  instrumentId: btc,
  timeMs: 0,
  bid: 99.95,
  bidQuantity: 10,
  ask: 100.05,
  askQuantity: 10,
  ...fields,
});

interface Moment extends PortfolioFields {
  readonly bars?: readonly Bar[];
}

const after = (moments: readonly Moment[], guard = gapOnly, from: BreakerState = structuredClone(guard.initial)) =>
  moments.reduce(
    (state, { bars = [], timeMs = 0, ...fields }) =>
      guard.update!(state, snapshot(timeMs, bars), portfolioOf({ timeMs, price: { [btc]: 100 }, ...fields })),
    from,
  );
/** One bar a minute from minute `first`. */
const path = (closes: readonly number[], first = 0): Moment[] =>
  closes.map((close, index) => {
    const timeMs = (first + index) * minute;
    return { timeMs, bars: [bar({ timeMs, close })] };
  });
const quotes = (list: readonly Partial<Quote>[], first = 0): Moment[] =>
  list.map((fields, index) => ({ timeMs: (first + index) * minute, quote: { [btc]: quoteOf(fields) } }));
const tripOf = (state: BreakerState, instrumentId = btc) => state.watched[instrumentId]?.trip;
const check = (state: BreakerState, guard = gapOnly, intent = market(), fields: PortfolioFields = {}) =>
  guard.check!(intent, portfolioOf({ price: { [btc]: 100, [eth]: 100 }, ...fields }), state);

describe('volatilityBreaker', () => {
  it('trips on a gap beyond its bound, however the bar went there', () => {
    expect(tripOf(after(path([100, 105])))).toBeUndefined();
    expect(tripOf(after(path([100, 105.01])))).toMatchObject({ code: 'GAP_ABOVE_LIMIT', limit: 0.05 });
    expect(tripOf(after(path([100, 94.99])))).toBeDefined();
    const wick = { timeMs: minute, bars: [bar({ timeMs: minute, close: 100, low: 94.9 })] };
    expect(tripOf(after([...path([100]), wick]))?.observed).toBeCloseTo(0.051, 12);
    const spike = { timeMs: minute, bars: [bar({ timeMs: minute, close: 100, high: 105.1 })] };
    expect(tripOf(after([...path([100]), spike]))).toBeDefined();
    expect(tripOf(after(path([100])))).toBeUndefined();
  });

  it('lets only exits out while it is tripped, of that instrument', () => {
    const tripped = after(path([100, 90]));
    expect(check(tripped)).toMatchObject({ type: 'reduce-only', code: 'GAP_ABOVE_LIMIT' });
    expect(check(tripped, gapOnly, market({ side: 'sell' }), { quantity: { [btc]: 1 } })).toBe(pass);
    expect(check(tripped, gapOnly, market({ instrumentId: eth }))).toBe(pass);
    expect(check(after(path([100])))).toBe(pass);
    expect(gapOnly.intervene).toBeUndefined();
  });

  it('opens again when it was calm for long enough without a break', () => {
    const state = after(path([100, 90]));
    // 4 % is neither beyond the trip nor calm.
    const next = (...closes: readonly number[]) => tripOf(after(path(closes, 2), gapOnly, structuredClone(state)));
    expect(next(90, 90)).toBeDefined();
    expect(next(90, 90, 90)).toBeUndefined();
    expect(next(90, 90, 93.6, 93.6, 93.6)).toBeDefined();
    expect(next(90, 90, 93.6, 93.6, 93.6, 93.6)).toBeUndefined();
    expect(next(86.4, 90, 86.4, 90, 86.4, 90, 86.4)).toBeDefined();
    expect(tripOf(after(path([90, 90, 90], 2), gapOnly, reread(state)))).toBeUndefined();
  });

  it('begins to wait anew when the clock goes back', () => {
    const tripped = after([...path([100, 90]), ...path([90], 100)]);
    expect(tripOf(after(path([90, 90], 2), gapOnly, structuredClone(tripped)))).toBeDefined();
    expect(tripOf(after(path([90, 90, 90], 2), gapOnly, structuredClone(tripped)))).toBeUndefined();
  });

  it('compares the present volatility with its own past', () => {
    const options = { fastBars: 2, slowBars: 20, trip: 3, reset: 2 };
    const guard = volatilityBreaker({ volatility: options, ...opening });
    const random = seededRandom(7);
    let price = 100;
    const calm = [price, ...Array.from({ length: 60 }, () => (price *= 1 + 0.001 * random.normal()))];
    const state = after(path(calm), guard);
    expect(tripOf(state)).toBeUndefined();
    // The means told a second way.
    let [fast, slow, ratio] = [0, 0, 0];
    const closes = [...calm, price * 1.004];
    closes.slice(1).forEach((close, index) => {
      const square = (close / (closes[index] as number) - 1) ** 2;
      fast = index === 0 ? square : (2 / 3) * square + (1 / 3) * fast;
      ratio = Math.sqrt(fast / slow);
      slow = index === 0 ? square : (2 / 21) * square + (19 / 21) * slow;
    });
    const tripped = after(path([price * 1.004], 61), guard, state);
    expect(tripOf(tripped)?.code).toBe('VOLATILITY_ABOVE_LIMIT');
    expect(tripOf(tripped)?.observed).toBeCloseTo(ratio, 9);
  });

  it('knows no volatility before it has a past, and none of a price that never moved', () => {
    const guard = volatilityBreaker({ volatility: { fastBars: 1, slowBars: 3, trip: 2 }, action: 'pause' });
    expect(after(path([100, 100.1, 100, 150]), guard).trip).toBeUndefined();
    expect(after(path([100, 100.1, 100, 100.1, 150]), guard).trip).toBeDefined();
    expect(after(path([100, 100, 100, 100, 100, 150]), guard).trip).toBeUndefined();
  });

  it('trips on a wide spread and on thin books', () => {
    const wide = volatilityBreaker({ spread: { trip: 0.01, reset: 0.005 }, ...opening });
    expect(tripOf(after(quotes([{}]), wide))).toBeUndefined();
    expect(tripOf(after(quotes([{ bid: 98.9, ask: 100 }]), wide))).toMatchObject({ code: 'SPREAD_ABOVE_LIMIT' });
    expect(tripOf(after(quotes([{ bid: 100.2 }]), wide))).toMatchObject({ code: 'SPREAD_ABOVE_LIMIT' });
    const thin = volatilityBreaker({ depth: { trip: 500, reset: 800 }, ...opening });
    expect(tripOf(after(quotes([{}]), thin))).toBeUndefined();
    expect(tripOf(after(quotes([{ bid: 100, bidQuantity: 5 }]), thin))).toBeUndefined();
    expect(tripOf(after(quotes([{ bid: 100, bidQuantity: 4.99 }]), thin))).toMatchObject({
      code: 'DEPTH_BELOW_LIMIT',
      limit: 500,
      observed: 499,
    });
    expect(tripOf(after(quotes([{ ask: 100.1, askQuantity: 1 }]), thin))).toBeDefined();
    const back = (quantity: number) =>
      tripOf(after(quotes([{ bidQuantity: 1 }, ...Array(3).fill({ bid: 100, bidQuantity: quantity })]), thin));
    expect(back(7.9)).toBeDefined();
    expect(back(8)).toBeUndefined();
  });

  it('counts depth in the reporting asset', () => {
    const id = 'demo:ETH/BTC';
    const thin = volatilityBreaker({ depth: { trip: 500 }, action: 'pause' });
    const quote = { [id]: quoteOf({ instrumentId: id, bid: 0.05, ask: 0.051, bidQuantity: 1, askQuantity: 1 }) };
    const moment = { quote, instrumentIds: [id], price: { [id]: 0.05 } };
    expect(after([{ ...moment, assetValue: { BTC: 10_000 } }], thin).trip).toBeUndefined();
    expect(after([{ ...moment, assetValue: { BTC: 9_999 } }], thin).trip).toBeDefined();
    expect(after([moment], thin).trip).toBeDefined();
  });

  it('lets nothing but exits out while it is blind', () => {
    const wide = volatilityBreaker({ spread: { trip: 0.01, reset: 0.005 }, ...opening });
    expect(check(after([], wide), wide)).toMatchObject({ type: 'reduce-only', code: 'QUOTE_UNKNOWN' });
    expect(check(after([], wide), wide, market(), { quote: { [btc]: quoteOf() } })).toBe(pass);
    const exit = market({ side: 'sell' });
    expect(check(after([], wide), wide, exit, { quantity: { [btc]: 1 } })).toBe(pass);
    // Nor does it become calm by not looking.
    const tripped = after(quotes([{ ask: 200 }]), wide);
    const blind = [1, 2, 3, 4, 5].map((index) => ({ timeMs: index * minute }));
    expect(tripOf(after(blind, wide, tripped))).toBeDefined();
  });

  it('trips on what is not a number', () => {
    for (const value of [Number.NaN, Infinity, 0, -1]) {
      const broken = { timeMs: minute, bars: [{ ...bar({ timeMs: minute, close: 100 }), close: value }] };
      expect(tripOf(reread(after([...path([100]), broken])))).toMatchObject({ code: 'PRICE_UNKNOWN' });
    }
    const both = volatilityBreaker({ spread: { trip: 0.01 }, depth: { trip: 1 }, action: 'pause' });
    for (const value of [Number.NaN, Infinity, -Infinity]) {
      for (const field of ['bid', 'ask'] as const) expect(after(quotes([{ [field]: value }]), both).trip).toBeDefined();
    }
    expect(after(quotes([{ bidQuantity: Number.NaN }]), both).trip).toBeDefined();
  });

  it('stops the bot until it is re-armed by its name, however calm it is', () => {
    const facts = { code: 'GAP_ABOVE_LIMIT', limit: 0.05, observed: 0.1 };
    const tripped = reread(after(path([100, 90, 90, 90, 90, 90, 90]), stopping));
    expect(stopping.intervene!(tripped, portfolioOf({}))).toEqual({ action: 'cancel', ...facts });
    expect(check(tripped, stopping, market({ instrumentId: eth }))).toMatchObject({ type: 'reduce-only', ...facts });
    const other = stopping.update!(structuredClone(tripped), rearmed('max-loss'), portfolioOf({}));
    expect(other.trip).toBeDefined();
    const armed = stopping.update!(tripped, rearmed('volatility-breaker'), portfolioOf({}));
    expect(check(armed, stopping)).toBe(pass);
    expect(after(path([90, 80], 9), stopping, armed).trip).toBeDefined();
  });

  it('does not trip twice on the bar that tripped it', () => {
    const guard = volatilityBreaker({ gap: { trip: 0.05 }, spread: { trip: 0.01 }, action: 'pause' });
    const quote = { [btc]: quoteOf() };
    const tripped = after(
      path([100, 90]).map((moment) => ({ ...moment, quote })),
      guard,
    );
    expect(tripped.trip).toBeDefined();
    const armed = guard.update!(tripped, rearmed('volatility-breaker'), portfolioOf({}));
    expect(after([{ timeMs: 3 * minute, quote }], guard, armed).trip).toBeUndefined();
  });

  it('watches the instruments that it names', () => {
    const narrow = volatilityBreaker({ gap: { trip: 0.05, reset: 0.02 }, instruments: [eth], ...opening });
    expect(narrow.instruments).toEqual([eth]);
    expect(after(path([100, 50]), narrow).watched).toEqual({});
    expect(check(after([], narrow), narrow, market(), { price: {} })).toBe(pass);
  });

  it.each([
    [{ action: 'pause' }, 'volatility was undefined'],
    [{ gap: { trip: 0.05 }, action: 'reduce-only' }, 'calmMs was undefined'],
    [{ gap: { trip: 0.05 }, action: 'reduce-only', calmMs: 1 }, 'calmMs was 1'],
    [{ gap: { trip: 0.05, reset: 0.02 }, action: 'pause' }, 'calmMs was undefined'],
    [{ gap: { trip: 0.05 }, action: 'pause', calmMs: 1 }, 'calmMs was 1'],
    [{ gap: { trip: 0.05, reset: 0.06 }, action: 'reduce-only', calmMs: 1 }, 'reset was undefined'],
    [{ depth: { trip: 5, reset: 4 }, action: 'reduce-only', calmMs: 1 }, 'calm side'],
    [{ gap: { trip: Number.NaN }, action: 'pause' }, 'gap.trip was NaN'],
    [{ gap: { trip: 0.05 } }, 'action was undefined'],
    [{ volatility: { fastBars: 5, slowBars: 5, trip: 2 }, action: 'pause' }, 'fastBars was 5'],
  ])('refuses %o', (options, message) => {
    expect(() => volatilityBreaker(options as VolatilityBreakerOptions)).toThrow(message);
  });
});

it('never opens within the time of calm, whatever the prices do', () => {
  const step = fc.double({ min: -0.08, max: 0.08, noNaN: true });
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
      let price = 100;
      let state = after([]);
      let calmSince: number | undefined;
      [0, ...steps].forEach((change, index) => {
        const was = tripOf(state);
        price *= 1 + change;
        state = after(path([price], index), gapOnly, state);
        const isCalm = index === 0 || Math.abs(change) <= 0.02 + 1e-12;
        calmSince = isCalm ? (calmSince ?? index) : undefined;
        if (was !== undefined && tripOf(state) === undefined) {
          expect(index - (calmSince ?? Infinity)).toBeGreaterThanOrEqual(2);
        }
        if (Math.abs(change) > 0.05 + 1e-12) expect(tripOf(state)).toBeDefined();
      });
    }),
    profile(200, 5_000),
  );
});

/** An hour that falls by 12 % as 10 October 2025 did, minute by minute, after a day of ordinary minutes. */
const crash = (seed: number): { readonly closes: number[]; readonly from: number } => {
  const random = seededRandom(seed);
  let price = 116_000;
  const move = (drift: number) => (price *= 1 + drift + 0.0004 * random.normal());
  const closes = [...Array.from({ length: 1_440 }, () => move(0)), ...Array.from({ length: 60 }, () => move(-0.0021))];
  return { closes, from: 1_440 };
};

it('trips before −5 % in a crash by the minute, and not on the day before', () => {
  const guard = volatilityBreaker({
    volatility: { fastBars: 10, slowBars: 720, trip: 3, reset: 1.5 },
    gap: { trip: 0.02, reset: 0.01 },
    action: 'reduce-only',
    calmMs: 30 * minute,
  });
  for (let seed = 1; seed <= 20; seed++) {
    const { closes, from } = crash(seed);
    let state = structuredClone(guard.initial);
    let at = closes.length;
    closes.forEach((close, index) => {
      const timeMs = index * minute;
      state = guard.update!(state, snapshot(timeMs, [bar({ timeMs, close })]), portfolioOf({ timeMs }));
      if (tripOf(state) !== undefined) at = Math.min(at, index);
    });
    expect(at).toBeGreaterThanOrEqual(from);
    expect((closes[at] as number) / (closes[from - 1] as number) - 1).toBeGreaterThan(-0.05);
    // One fall, one trip: still tripped at its end.
    expect(tripOf(state)).toBeDefined();
  }
});

const file = fileURLToPath(new URL('../../../../../shared/data/bars-1h/BTCUSDT_1h.csv', import.meta.url));
const isHere = existsSync(file);

describe.skipIf(!isHere)(
  `10 October 2025${isHere ? '' : ' (skipped: ../shared/data is not beside the repository)'}`,
  () => {
    it('trips on hourly bars before the hour of the crash, and does not flap in 188 days', () => {
      const guard = volatilityBreaker({
        volatility: { fastBars: 6, slowBars: 336, trip: 3, reset: 1.5 },
        gap: { trip: 0.05, reset: 0.02 },
        action: 'reduce-only',
        calmMs: 6 * hour,
      });
      let state = structuredClone(guard.initial);
      const trips: number[] = [];
      let low = Infinity;
      let wasTripped = false;
      for (const line of readFileSync(file, 'utf8').trim().split('\n').slice(1)) {
        const [openMs, open, high, lowest, close] = line.split(',').map(Number) as [
          number,
          number,
          number,
          number,
          number,
        ];
        // Venues stamp the open.
        const timeMs = openMs + hour;
        const bars = [bar({ timeMs, open, high, low: lowest, close })];
        state = guard.update!(state, snapshot(timeMs, bars), portfolioOf({ timeMs }));
        const isTripped = tripOf(state) !== undefined;
        if (isTripped && !wasTripped) trips.push(timeMs);
        wasTripped = isTripped;
        if (openMs === Date.UTC(2025, 9, 10, 21)) low = lowest;
      }
      expect(low).toBe(101_516.5);
      expect(trips).toContain(Date.UTC(2025, 9, 10, 21));
      expect(trips).toHaveLength(12);
      trips.slice(1).forEach((timeMs, index) => {
        expect(timeMs - (trips[index] as number)).toBeGreaterThan(6 * hour);
      });
    });
  },
);
