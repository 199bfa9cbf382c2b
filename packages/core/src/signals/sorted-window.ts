/**
 * The last `period` numbers, in order of size.
 *
 * - Cost: a number takes O(log n) to place and a move of memory; the median O(1), the median deviation O(n).
 *
 * @module
 */
export class SortedWindow {
  private readonly sorted: Float64Array;
  private readonly arrivals: Float64Array;
  private count = 0;
  private place = 0;

  constructor(period: number) {
    this.sorted = new Float64Array(period);
    this.arrivals = new Float64Array(period);
  }

  get isFull(): boolean {
    return this.count === this.sorted.length;
  }

  add(value: number): void {
    const { sorted, arrivals } = this;
    if (this.isFull) {
      const leaving = this.find(arrivals[this.place] as number);
      sorted.copyWithin(leaving, leaving + 1, this.count);
      this.count -= 1;
    }
    const at = this.find(value);
    sorted.copyWithin(at + 1, at, this.count);
    sorted[at] = value;
    this.count += 1;
    arrivals[this.place] = value;
    this.place = (this.place + 1) % sorted.length;
  }

  /** The middle number, or the mean of the two in the middle. */
  median(): number {
    const { sorted, count } = this;
    return ((sorted[(count - 1) >> 1] as number) + (sorted[count >> 1] as number)) / 2;
  }

  /** The median of the distances from the median. */
  medianDeviation(): number {
    const { sorted, count } = this;
    const median = this.median();
    let below = count - 1;
    while (below >= 0 && (sorted[below] as number) > median) below -= 1;
    let above = below + 1;
    let previous = 0;
    let distance = 0;
    // Distances come in order of size when the nearer of both sides is taken each time.
    for (let taken = 0; taken <= count >> 1; taken++) {
      const left = below >= 0 ? median - (sorted[below] as number) : Infinity;
      const right = above < count ? (sorted[above] as number) - median : Infinity;
      previous = distance;
      distance = Math.min(left, right);
      if (left <= right) below -= 1;
      else above += 1;
    }
    return count % 2 === 0 ? (previous + distance) / 2 : distance;
  }

  /** The first place whose number is not below `value`. */
  private find(value: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sorted[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
