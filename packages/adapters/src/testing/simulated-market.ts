import type { Random } from '@sigmax/core';
import { decimalText } from './decimal-text';
import type { TextLevel } from './text-level';

/** A level in whole ticks and whole steps. */
interface UnitLevel {
  readonly ticks: number;
  steps: number;
}

/** What changed, and how. */
export interface MarketChange {
  readonly bids: readonly TextLevel[];
  readonly asks: readonly TextLevel[];
}

/** Both sides as flat lists of numbers, best first: price, quantity, price, quantity, … */
export interface TrueBook {
  readonly bids: readonly number[];
  readonly asks: readonly number[];
}

export interface SimulatedMarketShape {
  readonly priceDecimals: number;
  readonly quantityDecimals: number;
  readonly middleTicks: number;
  /** About so many levels a side. */
  readonly levels: number;
  /** Quantities come in multiples of so many steps. Defaults to 1. */
  readonly lot?: number;
}

/** What one order took from one level. */
export interface MarketTake {
  readonly ticks: number;
  readonly steps: number;
  /** What the level holds then. */
  readonly leftSteps: number;
}

/**
 * The book of a matching engine in a simulated venue, never crossed, in whole numbers: what a client's book must equal.
 *
 * Quantities are few, so that books often return to what they were, which is where a checksum alone can be fooled.
 */
export class SimulatedMarket {
  readonly #shape: SimulatedMarketShape;
  readonly #random: Random;
  /** Best first, as ticks of their own sign: a higher key is better. */
  readonly #sides: { readonly bids: UnitLevel[]; readonly asks: UnitLevel[] } = { bids: [], asks: [] };

  constructor(shape: SimulatedMarketShape, random: Random) {
    this.#shape = shape;
    this.#random = random;
    for (let level = 1; level <= shape.levels; level++) {
      this.#sides.bids.push({ ticks: shape.middleTicks - level, steps: this.#anySteps() });
      this.#sides.asks.push({ ticks: shape.middleTicks + level, steps: this.#anySteps() });
    }
  }

  /** Changes one to four levels, now and then none. */
  change(): MarketChange {
    const random = this.#random;
    const changed = { bids: new Map<number, number>(), asks: new Map<number, number>() };
    const moves = random.integer(12) === 0 ? 0 : 1 + random.integer(4);
    for (let move = 0; move < moves; move++) {
      const name = random.integer(2) === 0 ? 'bids' : 'asks';
      for (const { ticks, steps } of this.#move(name)) changed[name].set(ticks, steps);
    }
    const texts = (levels: Map<number, number>): TextLevel[] =>
      [...levels].map(([ticks, steps]) => this.text(ticks, steps));
    return { bids: texts(changed.bids), asks: texts(changed.asks) };
  }

  /** Best prices in ticks. */
  get touch(): { readonly bid: number; readonly ask: number } {
    const { bids, asks } = this.#sides;
    return { bid: (bids[0] as UnitLevel).ticks, ask: (asks[0] as UnitLevel).ticks };
  }

  /**
   * Takes up to `steps` from the other side, best level first and no worse than `worstTicks`. The last level of a side stays,
   * so that there always is a price.
   */
  take(side: 'buy' | 'sell', steps: number, worstTicks?: number): MarketTake[] {
    const levels = side === 'buy' ? this.#sides.asks : this.#sides.bids;
    const isTooFar = (ticks: number): boolean =>
      worstTicks !== undefined && (side === 'buy' ? ticks > worstTicks : ticks < worstTicks);
    const takes: MarketTake[] = [];
    for (let left = steps; left > 0 && levels.length > 1; ) {
      const level = levels[0] as UnitLevel;
      if (isTooFar(level.ticks)) break;
      const taken = Math.min(left, level.steps);
      left -= taken;
      level.steps -= taken;
      if (level.steps === 0) levels.shift();
      takes.push({ ticks: level.ticks, steps: taken, leftSteps: level.steps });
    }
    return takes;
  }

  /**
   * Adds levels until the best prices are at most `spreadTicks` apart and each side has `levels` of them, as makers do after a
   * large order. Returns what is new.
   */
  refill(spreadTicks: number, levels: number): MarketChange {
    const { bids, asks } = this.#sides;
    const added = { bids: [] as TextLevel[], asks: [] as TextLevel[] };
    const add = (name: 'bids' | 'asks', ticks: number, isBest: boolean): void => {
      const level = { ticks, steps: this.#anySteps() };
      if (isBest) this.#sides[name].unshift(level);
      else this.#sides[name].push(level);
      added[name].push(this.text(level.ticks, level.steps));
    };
    for (let { bid, ask } = this.touch; ask - bid > spreadTicks; { bid, ask } = this.touch) {
      const step = Math.min(ask - bid - 1, 1 + this.#random.integer(ask - bid));
      if (this.#random.integer(2) === 0) add('bids', bid + step, true);
      else add('asks', ask - step, true);
    }
    while (bids.length < levels) add('bids', (bids.at(-1) as UnitLevel).ticks - 1 - this.#random.integer(3), false);
    while (asks.length < levels) add('asks', (asks.at(-1) as UnitLevel).ticks + 1 + this.#random.integer(3), false);
    return added;
  }

  /** The best `depth` levels of each side as texts, best first. */
  texts(depth = Number.POSITIVE_INFINITY): { readonly bids: TextLevel[]; readonly asks: TextLevel[] } {
    const side = (levels: readonly UnitLevel[]): TextLevel[] =>
      levels.slice(0, depth).map(({ ticks, steps }) => this.text(ticks, steps));
    return { bids: side(this.#sides.bids), asks: side(this.#sides.asks) };
  }

  /** The best `depth` levels of each side as numbers. */
  book(depth = Number.POSITIVE_INFINITY): TrueBook {
    const priceUnit = 10 ** this.#shape.priceDecimals;
    const quantityUnit = 10 ** this.#shape.quantityDecimals;
    const side = (levels: readonly UnitLevel[]): number[] => {
      const flat: number[] = [];
      for (let index = 0; index < levels.length && index < depth; index++) {
        const { ticks, steps } = levels[index] as UnitLevel;
        flat.push(ticks / priceUnit, steps / quantityUnit);
      }
      return flat;
    };
    return { bids: side(this.#sides.bids), asks: side(this.#sides.asks) };
  }

  /** A level as a venue writes it; one of 0 steps is gone. */
  text(ticks: number, steps: number): TextLevel {
    return [decimalText(ticks, this.#shape.priceDecimals), decimalText(steps, this.#shape.quantityDecimals)];
  }

  #anySteps(): number {
    return (1 + this.#random.integer(5)) * (this.#shape.lot ?? 1);
  }

  /** Changes, removes or inserts one level and returns what is different then. */
  #move(name: 'bids' | 'asks'): UnitLevel[] {
    const random = this.#random;
    const side = this.#sides[name];
    const better = name === 'bids' ? 1 : -1;
    const kind = random.integer(10);
    const isShort = side.length <= 3;
    if (kind < 5 && side.length > 0) {
      const level = side[random.integer(side.length)] as UnitLevel;
      level.steps = this.#anySteps();
      return [{ ...level }];
    }
    if (kind < 7 && !isShort) {
      const index = random.integer(2) === 0 ? 0 : random.integer(side.length);
      const [level] = side.splice(index, 1) as [UnitLevel];
      return [{ ticks: level.ticks, steps: 0 }];
    }
    const ticks = this.#freePrice(name, better);
    const existing = side.find((level) => level.ticks === ticks);
    if (existing !== undefined) {
      existing.steps = this.#anySteps();
      return [{ ...existing }];
    }
    const level = { ticks, steps: this.#anySteps() };
    const at = side.findIndex((other) => (other.ticks - ticks) * better < 0);
    side.splice(at < 0 ? side.length : at, 0, level);
    if (side.length <= this.#shape.levels * 2) return [{ ...level }];
    return [{ ...level }, { ticks: (side.pop() as UnitLevel).ticks, steps: 0 }];
  }

  /** A price that does not cross: between the touches when there is room, otherwise within the side. */
  #freePrice(name: 'bids' | 'asks', better: number): number {
    const { bids, asks } = this.#sides;
    const best = (name === 'bids' ? bids : asks)[0]?.ticks ?? this.#shape.middleTicks - better;
    const other = (name === 'bids' ? asks : bids)[0]?.ticks ?? best + 2 * better;
    const room = (other - best) * better - 1;
    const step =
      this.#random.integer(4) === 0 ? Math.min(room, 1 + this.#random.integer(2)) : -this.#random.integer(12);
    return Math.max(1, best + better * step);
  }
}
