import type { PriceEvent } from './price-event';
import { RunningBar } from './running-bar';

/** The intervals of one instrument that have not gone out, in the order of their closes. */
export class OpenIntervals {
  readonly id: string;
  /** The one type of events that its bars are made of. */
  readonly type: string;
  /** The close of the latest bar that went out. */
  closedMs = Number.NEGATIVE_INFINITY;
  /** The last price of that bar; `undefined` before the first. */
  lastPrice: number | undefined;
  /** How many flat bars went out since the last one with an event. */
  emptyCount = 0;
  private readonly open: { readonly closeMs: number; readonly bar: RunningBar }[] = [];

  constructor(id: string, type: string) {
    this.id = id;
    this.type = type;
  }

  get firstCloseMs(): number | undefined {
    return this.open[0]?.closeMs;
  }

  /** Adds an event to its interval; true when the interval began with it. */
  put(closeMs: number, event: PriceEvent): boolean {
    const { open } = this;
    let place = open.length;
    for (; place > 0; place--) {
      const interval = open[place - 1] as (typeof open)[number];
      if (interval.closeMs < closeMs) break;
      if (interval.closeMs > closeMs) continue;
      interval.bar.add(event);
      return false;
    }
    const bar = new RunningBar();
    bar.add(event);
    open.splice(place, 0, { closeMs, bar });
    return true;
  }

  /** Takes the first interval out; ask only where `firstCloseMs` is known. */
  take(): RunningBar {
    const { closeMs, bar } = this.open.shift() as (typeof this.open)[number];
    this.closedMs = closeMs;
    this.lastPrice = bar.close;
    this.emptyCount = 0;
    return bar;
  }
}
