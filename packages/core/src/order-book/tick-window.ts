/** Ticks that a window spans: 64 KiB of quantities. Measured on a recorded feed, half of it costs a fifth of the speed. */
export const windowTicks = 8_192;

/**
 * Quantities of neighbouring ticks, the place of each known from its number, so that a change costs O(1).
 *
 * Slot s holds the tick `base + s`; higher ticks are better. One bit a slot says whether it holds something, and the next
 * one below is found 32 slots at a time.
 */
export class TickWindow {
  readonly #quantities = new Float64Array(windowTicks);
  readonly #bits = new Int32Array(windowTicks >> 5);
  /** Slot of the best tick, below 0 when nothing is held. */
  best = -1;
  /** How many slots hold something. */
  length = 0;

  quantity(slot: number): number {
    return this.#quantities[slot] as number;
  }

  /** Gives a slot its quantity, 0 to empty it. Returns whether that emptied the best slot. */
  set(slot: number, quantity: number): boolean {
    const previous = this.#quantities[slot] as number;
    this.#quantities[slot] = quantity;
    if (quantity !== 0) {
      if (previous === 0) {
        this.#bits[slot >> 5] = (this.#bits[slot >> 5] as number) | (1 << (slot & 31));
        this.length += 1;
        if (slot > this.best) this.best = slot;
      }
      return false;
    }
    if (previous === 0) return false;
    this.#bits[slot >> 5] = (this.#bits[slot >> 5] as number) & ~(1 << (slot & 31));
    this.length -= 1;
    if (slot !== this.best) return false;
    this.best = this.below(slot);
    return true;
  }

  /** The next slot below one that holds something, or a number below 0. */
  below(slot: number): number {
    let word = slot >> 5;
    let bits = (this.#bits[word] as number) & ((1 << (slot & 31)) - 1);
    while (bits === 0) {
      if (--word < 0) return -1;
      bits = this.#bits[word] as number;
    }
    return (word << 5) + 31 - Math.clz32(bits);
  }

  /** The lowest slot that holds something; there must be one. */
  lowest(): number {
    let word = 0;
    while (this.#bits[word] === 0) word += 1;
    const bits = this.#bits[word] as number;
    return (word << 5) + 31 - Math.clz32(bits & -bits);
  }

  /** Hands out what is held, the lowest slot first, and is empty afterwards. */
  drain(take: (slot: number, quantity: number) => void): void {
    for (let word = 0; word < this.#bits.length; word++) {
      for (let bits = this.#bits[word] as number; bits !== 0; bits &= bits - 1) {
        const slot = (word << 5) + 31 - Math.clz32(bits & -bits);
        take(slot, this.#quantities[slot] as number);
        this.#quantities[slot] = 0;
      }
      this.#bits[word] = 0;
    }
    this.best = -1;
    this.length = 0;
  }
}
