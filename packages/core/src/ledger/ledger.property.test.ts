import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LedgerError } from '../errors';
import { type Instrument, spotInstrument } from '../market/instrument';
import { perpetualInstrument } from '../market/perpetual-instrument';
import { type Random, seededRandom } from '../random';
import { profile, share } from '../testing-profile.test-helper';
import { BigBook, type Deal, nearest } from './big-book.test-helper';
import { bookFill, createLedger, fromQuanta, type Ledger, moveCash, notionalQuanta, priceDecimals } from './ledger';
import { reconcile } from './reconcile';
import { bookFunding, coverLoss } from './settle';

const rates = { initialMarginRate: 0.1, maintenanceMarginRate: 0.05, liquidationFeeRate: 0 };

/** Instruments that share assets on either side, with steps of all sizes. */
const instruments = [
  spotInstrument('v:BTC/USDT', { priceStep: 0.01, quantityStep: 1e-5 }),
  spotInstrument('v:ETH/USDT', { priceStep: 0.01 }),
  spotInstrument('v:ETH/BTC', { priceStep: 1e-6 }),
  spotInstrument('v:BNB/USDT', { priceStep: 0.1 }),
  spotInstrument('v:BTC/EUR', { priceStep: 1 }),
  spotInstrument('v:CAT/USDT', { priceStep: 1e-8, quantityStep: 1 }),
  perpetualInstrument('v-swap:BTC/USDT', { priceStep: 0.1, quantityStep: 1e-3, ...rates }),
  perpetualInstrument('v-swap:ETH/BTC', { priceStep: 1e-6, ...rates }),
];
const prices = [65_000, 3_000, 0.046, 580, 60_000, 0.00002, 65_000, 0.046];

interface Setting {
  readonly accounting: 'average' | 'fifo';
  readonly decimals: Readonly<Record<string, number>>;
  /** Starting balance of each asset, in units. */
  readonly cash: Readonly<Record<string, number>>;
}

const settings: Record<string, Setting> = {
  'eight decimals': {
    accounting: 'average',
    decimals: {},
    cash: { USDT: 8e6, EUR: 1e6, BTC: 100, ETH: 1000, BNB: 5000, CAT: 1e6 },
  },
  'first in, first out': {
    accounting: 'fifo',
    decimals: { USDT: 6, EUR: 2, CAT: 0 },
    cash: { USDT: 5e8, EUR: 1e6, BTC: 20, ETH: 100, BNB: 100, CAT: 0 },
  },
  'at the edge of 2^53': {
    accounting: 'average',
    decimals: { USDT: 8, CAT: 0, EUR: 8 },
    cash: { USDT: 8.9e7, EUR: 8.9e7, BTC: 8.9e7, ETH: 1e6, BNB: 8e7, CAT: 8e15 },
  },
  'at the edge of 2^53, first in, first out': {
    accounting: 'fifo',
    decimals: { USDT: 8, CAT: 0, EUR: 8 },
    cash: { USDT: 8.9e7, EUR: 8.9e7, BTC: 8.9e7, ETH: 1e6, BNB: 8e7, CAT: 8e15 },
  },
};

/** A number of steps between 1 and `most`, of every order of magnitude; sometimes more than there is. */
const someSteps = (random: Random, most: number): number => {
  if (random.uniform() < 0.1) return Math.max(1, most);
  const scale = 10 ** (-12 * random.uniform());
  return Math.max(1, Math.floor(Math.min(most * scale * (random.uniform() < 0.03 ? 1.5 : 1), Number.MAX_SAFE_INTEGER)));
};

interface Try {
  readonly deal: Deal;
  readonly place: number;
  readonly priceQuanta: number;
}

const someDeal = (ledger: Ledger, random: Random, isFeeOutside = false): Try => {
  const place = random.integer(instruments.length);
  const { id, base, quote, kind } = instruments[place] as Instrument;
  const isMargined = kind === 'perpetual';
  const baseIndex = ledger.assets.indexOf(base);
  const quoteIndex = ledger.assets.indexOf(quote);
  const priceUnit = 10 ** priceDecimals(instruments[place] as Instrument);
  const price = (prices[place] as number) * (0.5 + random.uniform());
  const priceQuanta = Math.max(1, Math.round(price * priceUnit));
  const isBuy = random.uniform() < 0.5;
  const affordable = fromQuanta(ledger, quoteIndex, ledger.balance[quoteIndex] as number) / price;
  const most =
    isBuy || isMargined
      ? Math.floor(affordable * 10 ** (ledger.decimals[baseIndex] as number))
      : (ledger.balance[baseIndex] as number);
  const units = someSteps(random, Math.min(most, Number.MAX_SAFE_INTEGER));
  const scale = BigInt(10 ** Math.max(0, -scaleOf(ledger, place)));
  const divisor = BigInt(10 ** Math.max(0, scaleOf(ledger, place)));
  const notional = nearest(BigInt(priceQuanta) * scale * BigInt(units), divisor);
  const feeAsset = [quote, isFeeOutside ? quote : base, 'BNB', 'EUR'][random.integer(4)] as string;
  const paid = feeAsset === quote ? Number(notional) : feeAsset === base ? units : 1e9 * random.uniform();
  const rate = [0, 0.001, 0.01, -0.00025][random.integer(4)] as number;
  const deal = {
    instrument: id,
    base,
    quote,
    isBuy,
    units: BigInt(units),
    notional,
    feeAsset,
    fee: BigInt(Math.round(paid * rate)),
    isMargined,
  };
  return { deal, place, priceQuanta };
};

/** price · quantity in quote steps: decimals of the price and of the base come off, those of the quote go on. */
const scaleOf = (ledger: Ledger, place: number): number => {
  const { base, quote } = instruments[place] as Instrument;
  const decimals = (asset: string) => ledger.decimals[ledger.assets.indexOf(asset)] as number;
  return priceDecimals(instruments[place] as Instrument) + decimals(base) - decimals(quote);
};

const expectEqual = (ledger: Ledger, book: BigBook): void => {
  const differences = reconcile(ledger, {
    balances: Object.fromEntries(book.balances),
    positions: Object.fromEntries(instruments.map(({ id }) => [id, book.position(id)])),
    realised: Object.fromEntries(instruments.map(({ id }) => [id, book.realised(id)])),
  });
  expect(differences).toEqual([]);
  expect([...ledger.cost].map(BigInt)).toEqual(instruments.map(({ id }) => book.cost(id)));
  expect([...ledger.feesPaid].map(BigInt)).toEqual(ledger.assets.map((asset) => book.fees.get(asset) ?? 0n));
};

/** Calls what must fail, and shows that it failed as a whole. */
const expectRefused = (ledger: Ledger, act: () => void): void => {
  const before = structuredClone(ledger);
  expect(act).toThrow(LedgerError);
  expect(ledger).toEqual(before);
};

interface Tally {
  booked: number;
  refused: number;
}

/** Funding of the first perpetual, or a loss that the venue takes over. */
const settled = (ledger: Ledger, book: BigBook, random: Random): BigBook => {
  if (random.uniform() < 0.7) {
    const quanta = Math.round((random.uniform() - 0.5) * 1e6);
    bookFunding(ledger, 6, quanta);
    return book.move('USDT', BigInt(quanta));
  }
  const asset = random.integer(ledger.assets.length);
  const name = ledger.assets[asset] as string;
  const loss = coverLoss(ledger, asset);
  expect(BigInt(loss)).toBe(book.balance(name) < 0n ? -book.balance(name) : 0n);
  return book.move(name, BigInt(loss));
};

const follow = (setting: Setting, seed: number, length: number, tally: Tally): void => {
  const random = seededRandom(seed);
  const ledger = createLedger({ instruments, ...setting });
  let book = new BigBook(setting.accounting);
  for (const [asset, amount] of Object.entries(setting.cash)) {
    const unit = 10n ** BigInt(ledger.decimals[ledger.assets.indexOf(asset)] as number);
    book = book.move(asset, BigInt(amount) * unit);
  }
  for (let step = 0; step < length; step++) {
    if (random.uniform() < 0.02) {
      const index = random.integer(ledger.assets.length);
      const asset = ledger.assets[index] as string;
      const quanta = someSteps(random, 1e12) * (random.uniform() < 0.5 ? 1 : -1);
      const moved = book.move(asset, BigInt(quanta));
      const act = () => moveCash(ledger, asset, fromQuanta(ledger, index, quanta));
      if (!moved.isPossible(book)) {
        expectRefused(ledger, act);
        continue;
      }
      act();
      book = moved;
      continue;
    }
    if (random.uniform() < 0.02) {
      book = settled(ledger, book, random);
      continue;
    }
    const { deal, place, priceQuanta } = someDeal(ledger, random);
    const signed = Number(deal.isBuy ? deal.units : -deal.units);
    const feeIndex = ledger.assets.indexOf(deal.feeAsset);
    const after = book.book(deal);
    const act = () => {
      const notional = notionalQuanta(ledger, place, priceQuanta, Math.abs(signed));
      expect(BigInt(notional)).toBe(deal.notional);
      return bookFill(ledger, place, signed, notional, feeIndex, Number(deal.fee));
    };
    const owing = deal.isMargined ? deal.quote : undefined;
    if (!after.isPossible(book, owing) || deal.notional > BigInt(Number.MAX_SAFE_INTEGER)) {
      expectRefused(ledger, act);
      tally.refused += 1;
      continue;
    }
    const realised = act();
    tally.booked += 1;
    expect(BigInt(realised)).toBe(after.realised(deal.instrument) - book.realised(deal.instrument));
    book = after;
    if (step % 64 === 0) expectEqual(ledger, book);
  }
  expectEqual(ledger, book);
};

describe('after any fills, deposits and withdrawals the ledger equals a book in BigInt to the last step', () => {
  // 250 steps on average: 4 · 20 · 250 are 20,000 in a quick run, 4 · 1,150 · 250 a million in a full one.
  const histories = share(20, 1_150);

  test.each(Object.entries(settings))('%s', (_name, setting) => {
    const tally = { booked: 0, refused: 0 };
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 500 }), (seed, length) => {
        follow(setting, seed, length, tally);
      }),
      profile(histories, histories),
    );
    expect(tally.booked).toBeGreaterThan(histories * 150);
    expect(tally.refused).toBeGreaterThan(histories);
  });
});

/** Money that trading moved into an asset: what positions brought as quote, and what spot ones hold as base. */
const traded = (ledger: Ledger, asset: string): bigint => {
  let sum = 0n;
  instruments.forEach(({ base, quote, kind }, index) => {
    const quantity = BigInt(ledger.quantity[index] as number);
    const cost = BigInt(ledger.cost[index] as number);
    const isDelivered = kind === 'spot';
    if (isDelivered && base === asset) sum += quantity;
    if (isDelivered && quote === asset) sum += quantity < 0n ? cost : -cost;
    if (quote === asset) sum += BigInt(ledger.realised[index] as number);
  });
  return sum;
};

test.each(['average', 'fifo'] as const)(
  'every balance is start, moves, positions and profit, less fees (%s)',
  (accounting) => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 300 }), (seed, length) => {
        const random = seededRandom(seed);
        const ledger = createLedger({
          instruments,
          accounting,
          cash: { USDT: 8e6, EUR: 1e6, BTC: 100, ETH: 100, BNB: 5000 },
        });
        const given = new Map(ledger.assets.map((asset, index) => [asset, BigInt(ledger.balance[index] as number)]));
        for (let step = 0; step < length; step++) {
          const { deal, place, priceQuanta } = someDeal(ledger, random, true);
          // A fee in the traded base leaves the position itself; every other fee shows in fees alone.
          if (deal.feeAsset === deal.base) continue;
          const units = Number(deal.units);
          const feeIndex = ledger.assets.indexOf(deal.feeAsset);
          try {
            const notional = notionalQuanta(ledger, place, priceQuanta, units);
            bookFill(ledger, place, deal.isBuy ? units : -units, notional, feeIndex, Number(deal.fee));
          } catch (error) {
            expect(error).toBeInstanceOf(LedgerError);
          }
        }
        ledger.assets.forEach((asset, index) => {
          const fees = BigInt(ledger.feesPaid[index] as number);
          const balance = (given.get(asset) as bigint) + traded(ledger, asset) - fees;
          expect(BigInt(ledger.balance[index] as number)).toBe(balance);
        });
      }),
      profile(20, 1_000),
    );
  },
);
