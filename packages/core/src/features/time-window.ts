/** How two neighbouring stretches of a window make one, in a few numbers. */
export interface WindowSummary {
  /** Numbers of a summary. */
  readonly width: number;
  /** Puts the summary of `older` and `newer` into `into` at `at`, which may be where one of them stands. */
  readonly combine: (
    into: Float64Array,
    at: number,
    older: Float64Array,
    olderAt: number,
    newer: Float64Array,
    newerAt: number,
  ) => void;
}

const firstCapacity = 16;

/**
 * A summary of what happened within the last milliseconds, by event time.
 *
 * Two stacks: of the older part each tail has its summary, the newer part has one of all. What leaves is never subtracted,
 * so nothing drifts and an extreme number is forgotten with the event that brought it.
 *
 * - Cost: O(1) per event on average; O(n) at most, when the older part is used up. Memory: twice the largest window.
 * - Source: K. Tangwongsan, M. Hirzel, S. Schneider 2017, "Low-latency sliding-window aggregation in worst-case constant time", its two stacks.
 *
 * @module
 */
export class TimeWindow {
  /** The numbers of the event that `add` takes next. */
  readonly input: Float64Array;
  /** The summary of the window, once `summarize` has said true. */
  readonly total: Float64Array;

  private readonly summary: WindowSummary;
  private readonly windowMs: number;
  private readonly newer: Float64Array;
  private times = new Float64Array(firstCapacity);
  private cells: Float64Array;
  /** From `oldest` to below `middle`: summaries of tails. From there to below `end`: single events. */
  private oldest = 0;
  private middle = 0;
  private end = 0;

  constructor(summary: WindowSummary, windowMs: number) {
    this.summary = summary;
    this.windowMs = windowMs;
    this.input = new Float64Array(summary.width);
    this.total = new Float64Array(summary.width);
    this.newer = new Float64Array(summary.width);
    this.cells = new Float64Array(summary.width * firstCapacity);
  }

  /** Takes the event in `input`; times may be equal but never step back. */
  add(timeMs: number): void {
    const { input, newer, summary } = this;
    if (this.end === this.times.length) this.makeRoom();
    const { end } = this;
    this.times[end] = timeMs;
    this.cells.set(input, end * summary.width);
    if (end === this.middle) newer.set(input);
    else summary.combine(newer, 0, newer, 0, input, 0);
    this.end = end + 1;
  }

  /** Forgets what is not after `timeMs − windowMs` and returns whether anything is left, whose summary is then in `total`. */
  summarize(timeMs: number): boolean {
    const limitMs = timeMs - this.windowMs;
    while (this.oldest < this.end && (this.times[this.oldest] as number) <= limitMs) {
      if (this.oldest === this.middle) this.turn();
      this.oldest += 1;
    }
    const { oldest, middle, end, cells, newer, total, summary } = this;
    if (oldest === end) {
      this.oldest = 0;
      this.middle = 0;
      this.end = 0;
      return false;
    }
    const at = oldest * summary.width;
    if (oldest === middle) total.set(newer);
    else if (middle < end) summary.combine(total, 0, cells, at, newer, 0);
    else for (let index = 0; index < summary.width; index++) total[index] = cells[at + index] as number;
    return true;
  }

  /** Makes the newer part the older one. */
  private turn(): void {
    const { cells, summary, oldest, end } = this;
    for (let index = end - 2; index >= oldest; index--) {
      const at = index * summary.width;
      summary.combine(cells, at, cells, at, cells, at + summary.width);
    }
    this.middle = end;
  }

  private makeRoom(): void {
    const { times, cells, oldest, end } = this;
    const { width } = this.summary;
    const isHalfEmpty = oldest * 2 >= times.length;
    const roomyTimes = isHalfEmpty ? times : new Float64Array(times.length * 2);
    const roomyCells = isHalfEmpty ? cells : new Float64Array(cells.length * 2);
    roomyTimes.set(times.subarray(oldest, end));
    roomyCells.set(cells.subarray(oldest * width, end * width));
    this.times = roomyTimes;
    this.cells = roomyCells;
    this.middle -= oldest;
    this.end -= oldest;
    this.oldest = 0;
  }
}
