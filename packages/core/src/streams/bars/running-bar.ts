import type { Bar } from '../../market/bar';
import type { PriceEvent } from './price-event';

/**
 * A bar in the making. It comes out the same in whatever order its events come, save for events of one time: open is the
 * earliest price, close the latest.
 */
export class RunningBar {
  open = 0;
  high = Number.NEGATIVE_INFINITY;
  low = Number.POSITIVE_INFINITY;
  close = 0;
  volume = 0;
  /** How many events are in it. */
  parts = 0;
  /** What a builder counts besides: trades, quantity, value. */
  amount = 0;
  private firstMs = Number.POSITIVE_INFINITY;
  private lastMs = Number.NEGATIVE_INFINITY;

  add(event: PriceEvent): void {
    if (event.type === 'trade') {
      this.put(event.timeMs, event.price, event.price, event.price, event.price, event.quantity);
    } else if (event.type === 'bar') {
      this.put(event.timeMs, event.open, event.high, event.low, event.close, event.volume);
    } else {
      const middle = (event.bid + event.ask) / 2;
      this.put(event.timeMs, middle, middle, middle, middle, 0);
    }
  }

  private put(timeMs: number, open: number, high: number, low: number, close: number, volume: number): void {
    if (timeMs < this.firstMs) {
      this.firstMs = timeMs;
      this.open = open;
    }
    if (timeMs >= this.lastMs) {
      this.lastMs = timeMs;
      this.close = close;
    }
    if (high > this.high) this.high = high;
    if (low < this.low) this.low = low;
    this.volume += volume;
    this.parts += 1;
  }

  /** The bar, stamped with its close. */
  finish(instrumentId: string, timeMs: number): Bar {
    const { open, high, low, close, volume } = this;
    return { type: 'bar', instrumentId, timeMs, open, high, low, close, volume };
  }
}
