import { OrderedValues } from './ordered-values';

/** The last `window` numbers, or all of them, in ascending order; O(log window) expected for each new one. */
export class SortedWindow {
  readonly values = new OrderedValues();
  /** The window in the order of arrival; empty when all numbers stay. */
  private readonly ring: Float64Array;
  private next = 0;

  constructor(window: number | 'all') {
    this.ring = new Float64Array(window === 'all' ? 0 : window);
  }

  /** Takes a number and returns whether `values` is a whole window. */
  add(value: number): boolean {
    const { ring, values } = this;
    if (ring.length === 0) {
      values.add(value);
      return true;
    }
    if (values.length === ring.length) values.remove(ring[this.next] as number);
    values.add(value);
    ring[this.next] = value;
    this.next = (this.next + 1) % ring.length;
    return values.length === ring.length;
  }
}
