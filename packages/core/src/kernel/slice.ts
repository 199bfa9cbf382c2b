import type { Bar } from '../market/bar';

/** A bar whose fields the engine overwrites, so that a million bars are one object. */
export class BarView implements Bar {
  readonly type = 'bar';
  readonly instrumentId: string;
  timeMs = Number.NEGATIVE_INFINITY;
  // Written as fractions so that the engine stores these fields as doubles from the start.
  open = 0.5;
  high = 0.5;
  low = 0.5;
  close = 0.5;
  volume = 0.5;

  constructor(instrumentId: string) {
    this.instrumentId = instrumentId;
  }
}

/**
 * All events that share one moment.
 *
 * `views[i]` is the reused bar of instrument i; `present` lists the instruments that have one now, in ascending order,
 * and `bars` the same bars in the same order.
 */
export class Slice {
  /** As guards are told of it. */
  readonly type = 'snapshot';
  timeMs = Number.NEGATIVE_INFINITY;
  readonly views: readonly BarView[];
  readonly present: number[] = [];
  readonly bars: BarView[] = [];
  #count = 0;

  constructor(instrumentIds: readonly string[]) {
    this.views = instrumentIds.map((id) => new BarView(id));
  }

  begin(timeMs: number): void {
    this.timeMs = timeMs;
    this.#count = 0;
  }

  /** Puts a bar of instrument `index` into this moment. */
  add(index: number, open: number, high: number, low: number, close: number, volume: number): void {
    const view = this.views[index] as BarView;
    view.timeMs = this.timeMs;
    view.open = open;
    view.high = high;
    view.low = low;
    view.close = close;
    view.volume = volume;
    let place = this.#count++;
    while (place > 0 && (this.present[place - 1] as number) > index) {
      this.present[place] = this.present[place - 1] as number;
      this.bars[place] = this.bars[place - 1] as BarView;
      place -= 1;
    }
    // Most moments have the bars of the last one, and reading a place costs less than writing it.
    if (this.bars[place] !== view) {
      this.present[place] = index;
      this.bars[place] = view;
    }
    // What is left of a moment with more bars goes.
    if (this.present.length > this.#count) {
      this.present.length = this.#count;
      this.bars.length = this.#count;
    }
  }

  has(index: number): boolean {
    return (this.views[index] as BarView).timeMs === this.timeMs;
  }
}
