/**
 * Numbers of which some may be unknown, as during warm-up; the result of an indicator's `batch`.
 *
 * - `values[i]` is a finite number, and 0 where nothing is known: read `at(i)`, or ask `valid` first.
 * - `valid` is a bitmap as in Apache Arrow, least significant bit first: value i is known when
 *   `valid[i >> 3] & (1 << (i & 7))` is not 0. Both arrays can be handed to Arrow without a copy.
 *
 * Source: Apache Arrow Columnar Format 1.0, "Validity bitmaps".
 */
export interface Column {
  readonly values: Float64Array;
  readonly valid: Uint8Array;
  readonly length: number;
  /** The value, or `undefined` where none is known or the index is outside; negative indices count from the end. */
  at(index: number): number | undefined;
}

/** Returns a bitmap for `length` values of which none is known yet. */
export const emptyBitmap = (length: number): Uint8Array => new Uint8Array(Math.ceil(length / 8));

/** A column over a bitmap, which columns of one length that are known together may share. */
export class BitmapColumn implements Column {
  readonly values: Float64Array;
  readonly valid: Uint8Array;
  readonly length: number;

  constructor(length: number, valid: Uint8Array) {
    this.values = new Float64Array(length);
    this.valid = valid;
    this.length = length;
  }

  /** Puts a finite number at `index` and marks it as known. */
  set(index: number, value: number): void {
    this.values[index] = value;
    this.know(index);
  }

  /** Marks all values from `start` on as known, once they are in `values`. */
  knowFrom(start: number): void {
    const { valid, length } = this;
    const firstWhole = (start + 7) >> 3;
    const endOfWhole = length >> 3;
    valid.fill(0xff, firstWhole, endOfWhole);
    for (let index = start; index < Math.min(8 * firstWhole, length); index++) this.know(index);
    for (let index = Math.max(start, 8 * endOfWhole); index < length; index++) this.know(index);
  }

  at(index: number): number | undefined {
    const place = index < 0 ? index + this.length : index;
    if (!(place >= 0 && place < this.length)) return undefined;
    // A fraction finds no value, whatever the bitmap says of the whole number below it.
    return ((this.valid[place >> 3] as number) & (1 << (place & 7))) === 0 ? undefined : this.values[place];
  }

  private know(index: number): void {
    const byte = index >> 3;
    this.valid[byte] = (this.valid[byte] as number) | (1 << (index & 7));
  }
}
