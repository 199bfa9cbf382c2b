/** Rounds a fraction to the nearest whole number, halves away from zero. */
export const nearest = (numerator: bigint, denominator: bigint): bigint => {
  const whole = numerator / denominator;
  const rest = numerator - whole * denominator;
  if (2n * (rest < 0n ? -rest : rest) < denominator) return whole;
  return whole + (numerator < 0n ? -1n : 1n);
};

const size = (value: bigint): bigint => (value < 0n ? -value : value);

/** Units that came in together and what they cost. An average-cost book keeps one pile, a first-in-first-out book many. */
interface Pile {
  units: bigint;
  cost: bigint;
}

interface Holding {
  piles: Pile[];
  isShort: boolean;
  realised: bigint;
  /** The largest figure on the way through the last deal, before its fee left the position. */
  peak: bigint;
}

export interface Deal {
  readonly instrument: string;
  readonly base: string;
  readonly quote: string;
  readonly isBuy: boolean;
  readonly units: bigint;
  readonly notional: bigint;
  readonly feeAsset: string;
  readonly fee: bigint;
  /** Nothing is delivered; profit and loss move the quote balance. */
  readonly isMargined: boolean;
}

const limit = 2n ** 53n - 1n;

/**
 * A second book in BigInt, written from what the ledger promises and not from how it does it: balances first, then
 * piles of units that are closed in order. `book` returns a new book, so that a refused deal cannot have changed it.
 */
export class BigBook {
  readonly balances: ReadonlyMap<string, bigint>;
  readonly fees: ReadonlyMap<string, bigint>;
  readonly holdings: ReadonlyMap<string, Holding>;
  readonly accounting: 'average' | 'fifo';

  constructor(
    accounting: 'average' | 'fifo',
    balances: ReadonlyMap<string, bigint> = new Map(),
    fees: ReadonlyMap<string, bigint> = new Map(),
    holdings: ReadonlyMap<string, Holding> = new Map(),
  ) {
    this.accounting = accounting;
    this.balances = balances;
    this.fees = fees;
    this.holdings = holdings;
  }

  balance(asset: string): bigint {
    return this.balances.get(asset) ?? 0n;
  }

  position(instrument: string): bigint {
    const { piles, isShort } = this.#holding(instrument);
    const units = piles.reduce((sum, pile) => sum + pile.units, 0n);
    return isShort ? -units : units;
  }

  cost(instrument: string): bigint {
    return this.#holding(instrument).piles.reduce((sum, pile) => sum + pile.cost, 0n);
  }

  realised(instrument: string): bigint {
    return this.#holding(instrument).realised;
  }

  move(asset: string, amount: bigint): BigBook {
    return new BigBook(this.accounting, this.#plus(this.balances, asset, amount), this.fees, this.holdings);
  }

  book(deal: Deal): BigBook {
    const { base, quote, isBuy, units, notional, feeAsset, fee, isMargined } = deal;
    const holding = this.#traded(deal);
    const profit = holding.realised - this.realised(deal.instrument);
    let balances = isMargined ? this.balances : this.#plus(this.balances, base, isBuy ? units : -units);
    balances = this.#plus(balances, quote, isMargined ? profit : isBuy ? -notional : notional);
    balances = this.#plus(balances, feeAsset, -fee);
    const fees = this.#plus(this.fees, feeAsset, fee);
    const holdings = new Map(this.holdings).set(deal.instrument, holding);
    return new BigBook(this.accounting, balances, fees, holdings);
  }

  /**
   * What no ledger may show: money that is not there, or a number that a double cannot hold. A balance that losses on margin
   * took below 0 may grow; `owing` is the asset that this deal may take there.
   */
  isPossible(before: BigBook, owing?: string): boolean {
    for (const [asset, balance] of this.balances) {
      if (size(balance) > limit) return false;
      if (balance < 0n && asset !== owing && balance < before.balance(asset)) return false;
    }
    for (const fee of this.fees.values()) if (size(fee) > limit) return false;
    for (const [instrument, { peak }] of this.holdings) {
      if (peak > limit) return false;
      if (size(this.position(instrument)) > limit) return false;
      if (this.cost(instrument) > limit || size(this.realised(instrument)) > limit) return false;
    }
    return true;
  }

  #holding(instrument: string): Holding {
    return this.holdings.get(instrument) ?? { piles: [], isShort: false, realised: 0n, peak: 0n };
  }

  #plus(amounts: ReadonlyMap<string, bigint>, key: string, amount: bigint): ReadonlyMap<string, bigint> {
    return new Map(amounts).set(key, (amounts.get(key) ?? 0n) + amount);
  }

  #traded({ instrument, base, isBuy, units, notional, feeAsset, fee, isMargined }: Deal): Holding {
    const before = this.#holding(instrument);
    const piles = before.piles.map((pile) => ({ ...pile }));
    let { isShort, realised } = before;
    const held = piles.reduce((sum, pile) => sum + pile.units, 0n);
    const opposes = held > 0n && isShort === isBuy;
    const closed = opposes ? (units < held ? units : held) : 0n;
    const proceeds = closed === units ? notional : nearest(notional * closed, units);
    if (closed > 0n) {
      const cost = this.#take(piles, closed);
      realised += isShort ? cost - proceeds : proceeds - cost;
    }
    if (units > closed) {
      isShort = !isBuy;
      this.#put(piles, units - closed, notional - proceeds);
    }
    const left = piles.reduce((sum, pile) => sum + pile.units, 0n);
    if (left === 0n) isShort = false;
    const spent = piles.reduce((sum, pile) => sum + pile.cost, 0n);
    if (feeAsset === base && !isShort && !isMargined) {
      if (fee > 0n && fee <= left) this.#take(piles, fee);
      // A rebate in units joins the position at the price of the deal.
      if (fee < 0n) this.#put(piles, -fee, nearest(notional * -fee, units));
    }
    return { piles, isShort, realised, peak: left > spent ? left : spent };
  }

  #put(piles: Pile[], units: bigint, cost: bigint): void {
    const [only] = piles;
    if (this.accounting === 'average' && only !== undefined) {
      only.units += units;
      only.cost += cost;
    } else {
      piles.push({ units, cost });
    }
  }

  /** Removes units, oldest pile first, and returns what they cost. */
  #take(piles: Pile[], units: bigint): bigint {
    const [first] = piles as [Pile];
    if (units >= first.units) {
      piles.shift();
      return first.cost + (units > first.units ? this.#take(piles, units - first.units) : 0n);
    }
    const cost = nearest(first.cost * units, first.units);
    first.units -= units;
    first.cost -= cost;
    return cost;
  }
}
