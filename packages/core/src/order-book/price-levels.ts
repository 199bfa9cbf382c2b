import { decimalPlaces, powersOfTen } from './decimal-grid';
import type { BookSide } from './order-book';
import { SortedLevels } from './sorted-levels';
import { TickWindow, windowTicks } from './tick-window';

/** Sides with fewer levels than this live in sorted arrays alone and take 2 kB instead of 66. */
const defaultWindowFrom = 256;

/**
 * The levels of one side, kept where changing them costs least.
 *
 * Most changes of a long book are near its best price. There a window of ticks finds a level by its number in O(1); the
 * far part, strictly worse than the window, is in sorted arrays. A tick is a power of ten, found from the prices
 * themselves, and a price that is on no such grid closes the window: then everything is in the arrays, and right.
 *
 * Keys are prices of bids and negated prices of asks, so that a higher key is better on both sides.
 */
export class PriceLevels implements BookSide {
  readonly side: 'bid' | 'ask';
  readonly #sign: number;
  readonly #far = new SortedLevels();
  readonly #windowFrom: number;
  readonly #digits: Map<number, string> | undefined;
  #near: TickWindow | undefined;
  /** Ticks per unit of price; 0 while there is no window. Fractions, so that the engine stores doubles from the start. */
  #scale = 0.5;
  /** Signed tick of slot 0. */
  #base = 0.5;
  /** Key of slot 0: what is below is far. */
  #floor = 0.5;
  #decimals = 0;
  #isOnGrid = true;
  #knownTo: number | undefined;
  /** The most levels that a venue maintains; what is beyond it is dropped by `truncate`. */
  readonly #limit: number;

  constructor(
    side: 'bid' | 'ask',
    options: { readonly limit?: number; readonly keepsDigits?: boolean; readonly windowFrom?: number } = {},
  ) {
    this.side = side;
    this.#sign = side === 'bid' ? 1 : -1;
    this.#limit = options.limit ?? Number.POSITIVE_INFINITY;
    this.#windowFrom = options.windowFrom ?? defaultWindowFrom;
    this.#digits = options.keepsDigits === true ? new Map() : undefined;
    this.#closeWindow();
  }

  get length(): number {
    return this.#far.length + (this.#near?.length ?? 0);
  }

  get bestPrice(): number | undefined {
    const near = this.#near;
    if (near !== undefined && near.best >= 0) return this.#priceOfSlot(near.best);
    const { length } = this.#far;
    return length === 0 ? undefined : this.#sign * this.#far.key(length - 1);
  }

  get bestQuantity(): number | undefined {
    const near = this.#near;
    if (near !== undefined && near.best >= 0) return near.quantity(near.best);
    const { length } = this.#far;
    return length === 0 ? undefined : this.#far.quantity(length - 1);
  }

  get worstPrice(): number | undefined {
    if (this.#far.length > 0) return this.#sign * this.#far.key(0);
    const near = this.#near;
    return near === undefined || near.length === 0 ? undefined : this.#priceOfSlot(near.lowest());
  }

  get knownTo(): number | undefined {
    return this.length >= this.#limit ? this.worstPrice : this.#knownTo;
  }

  quantityAt(price: number): number {
    const key = this.#sign * price;
    if (this.#near === undefined || key < this.#floor) return this.#far.quantityOf(key);
    const slot = this.#slotOf(price);
    return slot === undefined ? 0 : this.#near.quantity(slot);
  }

  digitsAt(price: number): string | undefined {
    return this.#digits?.get(price);
  }

  walk(visit: (price: number, quantity: number) => boolean): void {
    const near = this.#near;
    if (near !== undefined) {
      for (let slot = near.best; slot >= 0; slot = near.below(slot)) {
        if (!visit(this.#priceOfSlot(slot), near.quantity(slot))) return;
      }
    }
    for (let index = this.#far.length - 1; index >= 0; index--) {
      if (!visit(this.#sign * this.#far.key(index), this.#far.quantity(index))) return;
    }
  }

  /** Sets the quantities of the first `count / 2` levels of a flat list. Prices and quantities have been checked. */
  update(levels: ArrayLike<number>, count: number, digits?: readonly string[]): void {
    for (let index = 0; index < count; index += 2) {
      const price = levels[index] as number;
      const tick = Math.round(price * this.#scale);
      const slot = this.#sign * tick - this.#base;
      // Without a window the scale is 0 and the base infinite, and every slot is below 0.
      if (slot >= 0 && slot < windowTicks && tick / this.#scale === price) {
        if ((this.#near as TickWindow).set(slot, levels[index + 1] as number)) this.#afterBestWent();
      } else {
        this.#setElsewhere(price, levels[index + 1] as number);
      }
    }
    if (this.#digits !== undefined) this.#keepDigits(levels, count, digits ?? []);
  }

  /** Drops the worst levels beyond the limit. Called after a whole event, since a level may leave only for the moment. */
  truncate(): void {
    const excess = this.length - this.#limit;
    if (!(excess > 0)) return;
    if (this.#digits !== undefined) {
      const kept = new Map<number, string>();
      let left = this.#limit;
      this.walk((price) => {
        kept.set(price, this.#digits?.get(price) ?? '');
        return --left > 0;
      });
      this.#digits.clear();
      for (const [price, text] of kept) this.#digits.set(price, text);
    }
    const fromFar = Math.min(excess, this.#far.length);
    this.#far.removeFirst(fromFar);
    for (let more = excess - fromFar; more > 0; more--) {
      const near = this.#near as TickWindow;
      near.set(near.lowest(), 0);
    }
  }

  /** Empties the side; it knows every level again, or those up to `knownTo`. */
  clear(knownTo?: number): void {
    this.#far.clear();
    this.#digits?.clear();
    this.#closeWindow();
    this.#decimals = 0;
    this.#isOnGrid = true;
    this.#knownTo = knownTo;
  }

  #keepDigits(levels: ArrayLike<number>, count: number, digits: readonly string[]): void {
    for (let index = 0; index < count; index += 2) {
      const price = levels[index] as number;
      if (levels[index + 1] === 0) this.#digits?.delete(price);
      else this.#digits?.set(price, digits[index >> 1] ?? '');
    }
  }

  /** Signed tick of a key. Halves are rounded up as prices, so that asks and bids round alike. */
  #tickOf(key: number, scale: number): number {
    return this.#sign * Math.round(this.#sign * key * scale);
  }

  #priceOfSlot(slot: number): number {
    return (this.#sign * (this.#base + slot)) / this.#scale;
  }

  /** The slot of a price, or `undefined` when it is between ticks or above the window. */
  #slotOf(price: number): number | undefined {
    const tick = Math.round(price * this.#scale);
    const slot = this.#sign * tick - this.#base;
    return slot >= 0 && slot < windowTicks && tick / this.#scale === price ? slot : undefined;
  }

  /** A level outside the window, or off its grid. */
  #setElsewhere(price: number, quantity: number): void {
    const key = this.#sign * price;
    if (this.#near === undefined) {
      this.#far.set(key, quantity);
      if (quantity !== 0 && this.#isOnGrid && this.#far.length >= this.#windowFrom) this.#moveWindow();
      return;
    }
    if (key < this.#floor) {
      this.#far.set(key, quantity);
      if (this.#near.length === 0) this.#moveWindow();
      return;
    }
    // Above the window or between its ticks nothing is held, so there is nothing to take out.
    if (quantity === 0) return;
    this.#spill();
    this.#far.set(key, quantity);
    this.#moveWindow();
  }

  #afterBestWent(): void {
    if ((this.#near as TickWindow).best < windowTicks / 4 && this.#far.length > 0) this.#moveWindow();
  }

  /** Moves what the window holds to the sorted arrays; all of it is better than what is there. */
  #spill(): void {
    this.#near?.drain((slot, quantity) => this.#far.set(this.#sign * this.#priceOfSlot(slot), quantity));
  }

  /** Puts the best key three quarters up the window and takes in what the window then covers. */
  #moveWindow(): void {
    this.#spill();
    const far = this.#far;
    if (far.length === 0) return;
    if (!this.#placeWindow()) {
      this.#isOnGrid = false;
      this.#closeWindow();
      return;
    }
    const near = this.#near ?? new TickWindow();
    this.#near = near;
    for (let last = far.length - 1; last >= 0 && far.key(last) >= this.#floor; last--) {
      near.set(this.#tickOf(far.key(last), this.#scale) - this.#base, far.quantity(last));
      far.removeLast();
    }
  }

  /** Finds the coarsest grid, not coarser than before, that has every key of the window. Returns whether there is one. */
  #placeWindow(): boolean {
    const far = this.#far;
    for (let decimals = this.#decimals; ; ) {
      const scale = powersOfTen[decimals] as number;
      const base = this.#tickOf(far.key(far.length - 1), scale) - (windowTicks / 4) * 3;
      const floor = base / scale;
      let needed: number | undefined = decimals;
      for (let index = far.length - 1; index >= 0 && far.key(index) >= floor && needed !== undefined; index--) {
        needed = decimalPlaces(Math.abs(far.key(index)), needed);
      }
      if (needed === undefined) return false;
      if (needed === decimals) {
        this.#decimals = decimals;
        this.#scale = scale;
        this.#base = base;
        this.#floor = floor;
        return true;
      }
      decimals = needed;
    }
  }

  #closeWindow(): void {
    this.#near = undefined;
    this.#scale = 0;
    this.#base = Number.POSITIVE_INFINITY;
    this.#floor = Number.POSITIVE_INFINITY;
  }
}
