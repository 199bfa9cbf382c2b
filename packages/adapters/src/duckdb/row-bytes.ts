import type { Sha256 } from '@sigmax/core';

const firstBytes = 65_536;

/**
 * Values as bytes that say what they are and where they end: a mark for the type, then 8 bytes for a number, little-endian on
 * every machine, a text with its length, a list with its.
 */
export class RowBytes {
  #bytes = Buffer.alloc(firstBytes);
  #length = 0;

  add(value: unknown): void {
    if (value === null) this.#mark(0, 0);
    else if (typeof value === 'boolean') this.#mark(value ? 2 : 1, 0);
    else if (typeof value === 'number') {
      this.#mark(3, 8);
      this.#number(value);
    } else if (typeof value === 'string') {
      const length = Buffer.byteLength(value);
      this.#mark(4, 4 + length);
      this.#length = this.#bytes.writeUInt32LE(length, this.#length);
      this.#length += this.#bytes.write(value, this.#length);
    } else {
      const { items } = value as { readonly items: readonly number[] };
      this.#mark(5, 4 + 8 * items.length);
      this.#length = this.#bytes.writeUInt32LE(items.length, this.#length);
      for (const item of items) this.#number(item);
    }
  }

  /** Hands over what was added, and begins anew. */
  flush(hash: Sha256): void {
    hash.update(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
  }

  #number(value: number): void {
    this.#length = this.#bytes.writeDoubleLE(value, this.#length);
  }

  /** Writes a mark, and makes room for what comes after it. */
  #mark(mark: number, more: number): void {
    const needed = this.#length + 1 + more;
    if (needed > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(needed, 2 * this.#bytes.length));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = mark;
  }
}
