/** A book of one side that changes by price; what it returns keeps an engine from dropping the work. */
export interface BareSide {
  set(price: number, quantity: number): void;
  readonly size: number;
}

/** The simplest book: no order, so no best price. */
export class MapSide implements BareSide {
  readonly #levels = new Map<number, number>();

  get size(): number {
    return this.#levels.size;
  }

  set(price: number, quantity: number): void {
    if (quantity === 0) this.#levels.delete(price);
    else this.#levels.set(price, quantity);
  }
}

/** The usual book: an array sorted by price, binary search and `splice`, the best price at its end. */
export class SortedArraySide implements BareSide {
  readonly #sign: number;
  readonly #keys: number[] = [];
  readonly #quantities: number[] = [];

  constructor(side: 'bid' | 'ask') {
    this.#sign = side === 'bid' ? 1 : -1;
  }

  get size(): number {
    return this.#keys.length;
  }

  set(price: number, quantity: number): void {
    const keys = this.#keys;
    const key = this.#sign * price;
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((keys[middle] as number) < key) low = middle + 1;
      else high = middle;
    }
    if (keys[low] === key) {
      if (quantity === 0) {
        keys.splice(low, 1);
        this.#quantities.splice(low, 1);
      } else this.#quantities[low] = quantity;
    } else if (quantity !== 0) {
      keys.splice(low, 0, key);
      this.#quantities.splice(low, 0, quantity);
    }
  }
}
