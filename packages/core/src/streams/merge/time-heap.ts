/**
 * The heads of several sources as a binary heap: the earliest time first, and of one time the lowest source.
 *
 * A source has at most one head in it. `push` and `pop` cost O(log sources).
 */
export class TimeHeap {
  readonly #times: Float64Array;
  readonly #heap: Int32Array;
  length = 0;

  constructor(sources: number) {
    this.#times = new Float64Array(sources);
    this.#heap = new Int32Array(sources);
  }

  /** The source of the earliest head. Ask only when `length` is above 0. */
  get first(): number {
    return this.#heap[0] as number;
  }

  get firstTimeMs(): number {
    return this.#times[this.first] as number;
  }

  push(source: number, timeMs: number): void {
    const heap = this.#heap;
    this.#times[source] = timeMs;
    let place = this.length;
    this.length += 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const other = heap[parent] as number;
      if (!this.#isBefore(source, other)) break;
      heap[place] = other;
      place = parent;
    }
    heap[place] = source;
  }

  /** Takes the earliest head out and returns its source. */
  pop(): number {
    const heap = this.#heap;
    const taken = heap[0] as number;
    this.length -= 1;
    const moved = heap[this.length] as number;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.length) break;
      if (child + 1 < this.length && this.#isBefore(heap[child + 1] as number, heap[child] as number)) child += 1;
      const other = heap[child] as number;
      if (!this.#isBefore(other, moved)) break;
      heap[place] = other;
      place = child;
    }
    heap[place] = moved;
    return taken;
  }

  #isBefore(a: number, b: number): boolean {
    const difference = (this.#times[a] as number) - (this.#times[b] as number);
    return difference < 0 || (difference === 0 && a < b);
  }
}
