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
      this.#sides.bids.push({ ticks: shape.middleTicks - level, steps: 1 + random.integer(5) });
      this.#sides.asks.push({ ticks: shape.middleTicks + level, steps: 1 + random.integer(5) });
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
      [...levels].map(([ticks, steps]) => this.#text(ticks, steps));
    return { bids: texts(changed.bids), asks: texts(changed.asks) };
  }

  /** The best `depth` levels of each side as texts, best first. */
  texts(depth = Number.POSITIVE_INFINITY): { readonly bids: TextLevel[]; readonly asks: TextLevel[] } {
    const side = (levels: readonly UnitLevel[]): TextLevel[] =>
      levels.slice(0, depth).map(({ ticks, steps }) => this.#text(ticks, steps));
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

  #text(ticks: number, steps: number): TextLevel {
    return [decimalText(ticks, this.#shape.priceDecimals), decimalText(steps, this.#shape.quantityDecimals)];
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
      level.steps = 1 + random.integer(5);
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
      existing.steps = 1 + random.integer(5);
      return [{ ...existing }];
    }
    const level = { ticks, steps: 1 + random.integer(5) };
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
