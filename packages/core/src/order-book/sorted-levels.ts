const firstCapacity = 16;

/**
 * Keys in ascending order, each with a quantity, in two typed arrays.
 *
 * Finding costs O(log n), inserting and removing O(n) moves of memory; keys at the end cost least.
 */
export class SortedLevels {
  #keys = new Float64Array(firstCapacity);
  #quantities = new Float64Array(firstCapacity);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  key(index: number): number {
    return this.#keys[index] as number;
  }

  quantity(index: number): number {
    return this.#quantities[index] as number;
  }

  /** Quantity of a key, 0 when there is none. */
  quantityOf(key: number): number {
    const at = this.#find(key);
    return at < this.#length && this.#keys[at] === key ? (this.#quantities[at] as number) : 0;
  }

  /** Gives a key its quantity; 0 removes the key. */
  set(key: number, quantity: number): void {
    const length = this.#length;
    const at = this.#find(key);
    if (at < length && this.#keys[at] === key) {
      if (quantity === 0) this.#remove(at, 1);
      else this.#quantities[at] = quantity;
      return;
    }
    if (quantity === 0) return;
    if (length === this.#keys.length) this.#grow();
    this.#keys.copyWithin(at + 1, at, length);
    this.#quantities.copyWithin(at + 1, at, length);
    this.#keys[at] = key;
    this.#quantities[at] = quantity;
    this.#length = length + 1;
  }

  removeFirst(count: number): void {
    this.#remove(0, count);
  }

  removeLast(): void {
    this.#length -= 1;
  }

  clear(): void {
    this.#length = 0;
  }

  #remove(at: number, count: number): void {
    this.#keys.copyWithin(at, at + count, this.#length);
    this.#quantities.copyWithin(at, at + count, this.#length);
    this.#length -= count;
  }

  /** Index of the first key that is not below `key`. A product in place of a branch, since which way it goes is chance. */
  #find(key: number): number {
    const keys = this.#keys;
    let at = 0;
    let count = this.#length;
    if (count === 0 || (keys[count - 1] as number) < key) return count;
    while (count > 1) {
      const half = count >>> 1;
      at += half * +((keys[at + half - 1] as number) < key);
      count -= half;
    }
    return at;
  }

  #grow(): void {
    const keys = new Float64Array(this.#keys.length * 2);
    const quantities = new Float64Array(this.#keys.length * 2);
    keys.set(this.#keys);
    quantities.set(this.#quantities);
    this.#keys = keys;
    this.#quantities = quantities;
  }
}
