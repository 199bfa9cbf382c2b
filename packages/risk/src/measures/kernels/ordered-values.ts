/** A pseudo-random 32-bit word for each count: the balance of the tree must not depend on the order of the values. */
const mixed = (count: number): number => {
  let word = Math.imul(count, 0x9e3779b9);
  word = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
  word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
  return word ^ (word >>> 15);
};

/**
 * Numbers in ascending order: add, remove, the value at a place, and sums over the lowest ones, each in O(log n) expected.
 *
 * A treap in flat arrays. Each node holds the size and the sums of its subtree, made anew from its children whenever
 * something below it changes, so that removed values leave no rounding error behind. Node 0 stands for an empty subtree.
 *
 * - State: 8 numbers for each value; the arrays double when they are full and never shrink.
 *
 * Source: R. Seidel and C. Aragon 1996, "Randomized search trees".
 *
 * @module
 */
export class OrderedValues {
  private left = new Int32Array(16);
  private right = new Int32Array(16);
  private sizes = new Int32Array(16);
  private priorities = new Int32Array(16);
  private values = new Float64Array(16);
  /** Sum of the values of a subtree. */
  private totals = new Float64Array(16);
  /** Sum of place × value, places counted from 0 inside the subtree. */
  private ranked = new Float64Array(16);
  /** Sum of squared deviations from the mean of the subtree. */
  private squares = new Float64Array(16);
  private root = 0;
  private nodes = 1;
  /** Nodes that were removed, linked through `left`. */
  private free = 0;
  private added = 0;
  private splitLow = 0;
  private splitHigh = 0;

  get length(): number {
    return this.sizes[this.root] as number;
  }

  /** Mean of all values; NaN without one. */
  get mean(): number {
    return (this.totals[this.root] as number) / this.length;
  }

  add(value: number): void {
    const node = this.takeNode();
    this.left[node] = 0;
    this.right[node] = 0;
    this.values[node] = value;
    this.priorities[node] = mixed(++this.added);
    this.pull(node);
    this.root = this.insert(this.root, node, value);
  }

  /** Removes one value that is equal to the given one, which must be there. */
  remove(value: number): void {
    this.root = this.without(this.root, value);
  }

  /** The value at a place, counted from 0 for the lowest; NaN where there is none. */
  at(place: number): number {
    const { left, right, sizes, values } = this;
    let node = this.root;
    let rest = place;
    while (node !== 0) {
      const below = sizes[left[node] as number] as number;
      if (rest === below) return values[node] as number;
      if (rest < below) node = left[node] as number;
      else {
        rest -= below + 1;
        node = right[node] as number;
      }
    }
    return Number.NaN;
  }

  /** How many values are at most `limit`. */
  countUpTo(limit: number): number {
    const { left, right, sizes, values } = this;
    let count = 0;
    for (let node = this.root; node !== 0; ) {
      if ((values[node] as number) <= limit) {
        count += (sizes[left[node] as number] as number) + 1;
        node = right[node] as number;
      } else node = left[node] as number;
    }
    return count;
  }

  /** Sum of the `count` lowest values. */
  sumOfLowest(count: number): number {
    const { left, right, sizes, values, totals } = this;
    let sum = 0;
    let rest = count;
    for (let node = this.root; node !== 0 && rest > 0; ) {
      const lower = left[node] as number;
      const below = sizes[lower] as number;
      if (rest <= below) node = lower;
      else {
        sum += (totals[lower] as number) + (values[node] as number);
        rest -= below + 1;
        node = right[node] as number;
      }
    }
    return sum;
  }

  /** Sum of place × value over the `count` lowest values, places counted from 0. */
  rankedSumOfLowest(count: number): number {
    const { left, right, sizes, values, totals, ranked } = this;
    let sum = 0;
    let before = 0;
    let rest = count;
    for (let node = this.root; node !== 0 && rest > 0; ) {
      const lower = left[node] as number;
      const below = sizes[lower] as number;
      if (rest <= below) node = lower;
      else {
        sum += (ranked[lower] as number) + before * (totals[lower] as number);
        sum += (before + below) * (values[node] as number);
        before += below + 1;
        rest -= below + 1;
        node = right[node] as number;
      }
    }
    return sum;
  }

  /** Sum of (value − centre)² over the values below the centre. */
  squaresBelow(centre: number): number {
    const { left, right, sizes, values, totals, squares } = this;
    let sum = 0;
    for (let node = this.root; node !== 0; ) {
      const lower = left[node] as number;
      const distance = (values[node] as number) - centre;
      if (distance < 0) {
        const below = sizes[lower] as number;
        const gap = below === 0 ? 0 : (totals[lower] as number) / below - centre;
        sum += (squares[lower] as number) + below * gap * gap + distance * distance;
        node = right[node] as number;
      } else node = lower;
    }
    return sum;
  }

  private takeNode(): number {
    const node = this.free;
    if (node !== 0) {
      this.free = this.left[node] as number;
      return node;
    }
    if (this.nodes === this.left.length) this.grow();
    return this.nodes++;
  }

  private grow(): void {
    const integers = (array: Int32Array): Int32Array<ArrayBuffer> => {
      const larger = new Int32Array(2 * array.length);
      larger.set(array);
      return larger;
    };
    const numbers = (array: Float64Array): Float64Array<ArrayBuffer> => {
      const larger = new Float64Array(2 * array.length);
      larger.set(array);
      return larger;
    };
    this.left = integers(this.left);
    this.right = integers(this.right);
    this.sizes = integers(this.sizes);
    this.priorities = integers(this.priorities);
    this.values = numbers(this.values);
    this.totals = numbers(this.totals);
    this.ranked = numbers(this.ranked);
    this.squares = numbers(this.squares);
  }

  /** Makes the sums of a node from those of its children. */
  private pull(node: number): void {
    const { sizes, values, totals, ranked, squares } = this;
    const low = this.left[node] as number;
    const high = this.right[node] as number;
    const value = values[node] as number;
    const below = sizes[low] as number;
    const above = sizes[high] as number;
    const size = below + 1 + above;
    const totalBelow = totals[low] as number;
    const totalAbove = totals[high] as number;
    const total = totalBelow + value + totalAbove;
    const mean = total / size;
    const gapBelow = below === 0 ? 0 : totalBelow / below - mean;
    const gapAbove = above === 0 ? 0 : totalAbove / above - mean;
    const gap = value - mean;
    sizes[node] = size;
    totals[node] = total;
    ranked[node] = (ranked[low] as number) + below * value + (ranked[high] as number) + (below + 1) * totalAbove;
    squares[node] =
      (squares[low] as number) +
      (squares[high] as number) +
      (below * gapBelow * gapBelow + gap * gap + above * gapAbove * gapAbove);
  }

  private insert(node: number, fresh: number, value: number): number {
    const { left, right, priorities, values } = this;
    if (node === 0) return fresh;
    if ((priorities[fresh] as number) > (priorities[node] as number)) {
      this.split(node, value);
      left[fresh] = this.splitLow;
      right[fresh] = this.splitHigh;
      this.pull(fresh);
      return fresh;
    }
    if (value < (values[node] as number)) left[node] = this.insert(left[node] as number, fresh, value);
    else right[node] = this.insert(right[node] as number, fresh, value);
    this.pull(node);
    return node;
  }

  /** Cuts a subtree into the values up to `value` and those above it. */
  private split(node: number, value: number): void {
    if (node === 0) {
      this.splitLow = 0;
      this.splitHigh = 0;
      return;
    }
    if (value < (this.values[node] as number)) {
      this.split(this.left[node] as number, value);
      this.left[node] = this.splitHigh;
      this.splitHigh = node;
    } else {
      this.split(this.right[node] as number, value);
      this.right[node] = this.splitLow;
      this.splitLow = node;
    }
    this.pull(node);
  }

  private without(node: number, value: number): number {
    const { left, right, values } = this;
    const here = values[node] as number;
    if (value === here) {
      const rest = this.joined(left[node] as number, right[node] as number);
      left[node] = this.free;
      this.free = node;
      return rest;
    }
    if (value < here) left[node] = this.without(left[node] as number, value);
    else right[node] = this.without(right[node] as number, value);
    this.pull(node);
    return node;
  }

  /** One tree of two, all values of the first at most those of the second. */
  private joined(low: number, high: number): number {
    if (low === 0) return high;
    if (high === 0) return low;
    if ((this.priorities[low] as number) > (this.priorities[high] as number)) {
      this.right[low] = this.joined(this.right[low] as number, high);
      this.pull(low);
      return low;
    }
    this.left[high] = this.joined(low, this.left[high] as number);
    this.pull(high);
    return high;
  }
}
