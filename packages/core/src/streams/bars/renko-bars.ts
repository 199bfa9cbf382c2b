import { z } from 'zod';
import type { Bar } from '../../market/bar';
import type { Quote } from '../../market/quote';
import type { Trade } from '../../market/trade';
import type { NoticeSink } from '../notice';
import { streamOptions } from '../stream-options';
import { type BarBuilder, defineBarBuilder, type EmitBar, type RunningBarBuilder } from './define-bar-builder';
import { requireRising } from './filled-bars';
import { nextTimeMs } from './next-time';
import { type PriceEvent, priceOf, requirePriceEvent, volumeOf } from './price-event';

const types = ['trade', 'quote', 'bar'];

export interface RenkoBarsOptions {
  /** Height of a brick, in the quote asset. */
  readonly brick: number;
  readonly notices?: NoticeSink | undefined;
}

interface Bricks {
  /** The last brick in whole heights; both are the same before the first. */
  floor: number;
  ceiling: number;
  volume: number;
  latestMs: number;
  previousMs: number;
}

class Renko implements RunningBarBuilder<PriceEvent> {
  readonly #brick: number;
  readonly #instruments = new Map<string, Bricks>();

  constructor(brick: number) {
    this.#brick = brick;
  }

  next(event: PriceEvent, emit: EmitBar): void {
    requirePriceEvent('renkoBars', types, event);
    const bricks = this.#bricks(event);
    requireRising('renkoBars', event, bricks.latestMs);
    bricks.latestMs = event.timeMs;
    bricks.volume += volumeOf(event);
    const heights = priceOf(event) / this.#brick;
    // Decimal prices on a line miss it by a rounding.
    const reachedUp = Math.floor(heights + heights * 1e-12);
    while (reachedUp > bricks.ceiling) {
      bricks.floor = bricks.ceiling;
      bricks.ceiling += 1;
      this.#emit(event, bricks, bricks.floor, bricks.ceiling, emit);
    }
    const reachedDown = Math.ceil(heights - heights * 1e-12);
    while (reachedDown < bricks.floor) {
      bricks.ceiling = bricks.floor;
      bricks.floor -= 1;
      this.#emit(event, bricks, bricks.ceiling, bricks.floor, emit);
    }
  }

  #bricks(event: PriceEvent): Bricks {
    const known = this.#instruments.get(event.instrumentId);
    if (known !== undefined) return known;
    const heights = priceOf(event) / this.#brick;
    const line = Math.floor(heights + heights * 1e-12);
    const bricks = { floor: line, ceiling: line, volume: 0, latestMs: event.timeMs, previousMs: -Infinity };
    this.#instruments.set(event.instrumentId, bricks);
    return bricks;
  }

  #emit({ instrumentId, timeMs }: PriceEvent, bricks: Bricks, from: number, to: number, emit: EmitBar): void {
    const open = from * this.#brick;
    const close = to * this.#brick;
    const { volume } = bricks;
    bricks.volume = 0;
    bricks.previousMs = nextTimeMs(timeMs, bricks.previousMs);
    emit({
      type: 'bar',
      instrumentId,
      timeMs: bricks.previousMs,
      open,
      high: Math.max(open, close),
      low: Math.min(open, close),
      close,
      volume,
    });
  }
}

/**
 * Builds Renko bricks from trades, the middle of quotes, or the closes of bars: one brick for each height that the price has
 * gone on, two heights away from the close of the last brick where it turns.
 *
 * Bricks lie on the whole multiples of `brick`, so two streams that begin at different times agree from their first common
 * brick on. A brick that went out never changes. The volume since the last brick is in the first brick of an event, and
 * the others of that event have 0. A brick is stamped as in `tickBars`.
 *
 * - State: the last brick of each instrument.
 * - Cost: O(1) per event and brick.
 * - Errors: those of `tickBars`.
 * - Source: Nison 1994, Beyond Candlesticks, chapter 8.
 *
 * @example
 * ```ts
 * import { renkoBars } from '@sigmax/core';
 * import { barsFromCloses } from '@sigmax/core/testing';
 * const bricks = renkoBars.batch(barsFromCloses([100, 121, 112, 99]), { brick: 10 });
 * bricks.map(({ open, close }) => [open, close]); // => [[100, 110], [110, 120], [110, 100]]
 * ```
 */
export const renkoBars: BarBuilder<Trade | Quote | Bar, RenkoBarsOptions> = defineBarBuilder({
  name: 'renkoBars',
  options: z.strictObject({ brick: z.number().positive(), notices: streamOptions.notices }),
  start: ({ brick }) => new Renko(brick),
});
