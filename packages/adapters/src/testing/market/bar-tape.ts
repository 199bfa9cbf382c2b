import type { UnitBar } from './venue-bar';
import type { VenueTrade } from './venue-trade';

const weekMs = 604_800_000;

/** The epoch was a Thursday, and weeks begin on Monday. */
const mondayMs = 4 * 86_400_000;

/** When the bar begins that holds a moment. */
export const barOpenMs = (timeMs: number, lengthMs: number): number => {
  const offset = lengthMs === weekMs ? mondayMs : 0;
  return timeMs - ((timeMs - offset) % lengthMs);
};

/** The bars of one length, summed trade by trade; a bar without trades is flat at the price before. */
export class BarTape {
  readonly lengthMs: number;
  readonly #bars: UnitBar[] = [];

  constructor(lengthMs: number) {
    this.lengthMs = lengthMs;
  }

  /** Oldest first; the last one is unfinished. */
  get bars(): readonly UnitBar[] {
    return this.#bars;
  }

  /** Bars that ended after one moment and no later than another. */
  finishedBetween(afterMs: number, untilMs: number): readonly UnitBar[] {
    const bars = this.#bars;
    let start = bars.length;
    while (start > 0 && (bars[start - 1] as UnitBar).closeMs > afterMs) start -= 1;
    return bars.slice(start).filter(({ closeMs }) => closeMs <= untilMs);
  }

  add(trade: VenueTrade): void {
    const { ticks, steps, timeMs } = trade;
    if (this.#bars.length === 0) this.#begin(barOpenMs(timeMs, this.lengthMs), ticks);
    this.passTo(timeMs);
    const bar = this.#bars.at(-1) as UnitBar;
    if (bar.trades === 0) {
      bar.open = ticks;
      bar.high = ticks;
      bar.low = ticks;
    }
    bar.high = Math.max(bar.high, ticks);
    bar.low = Math.min(bar.low, ticks);
    bar.close = ticks;
    bar.steps += steps;
    bar.turnover += BigInt(ticks) * BigInt(steps);
    bar.trades += 1;
  }

  /** Time passes: bars that end no later are finished. */
  passTo(timeMs: number): void {
    for (let bar = this.#bars.at(-1); bar !== undefined && timeMs >= bar.closeMs; bar = this.#bars.at(-1)) {
      this.#begin(bar.closeMs, bar.close);
    }
  }

  #begin(openMs: number, ticks: number): void {
    const closeMs = openMs + this.lengthMs;
    this.#bars.push({
      openMs,
      closeMs,
      open: ticks,
      high: ticks,
      low: ticks,
      close: ticks,
      steps: 0,
      turnover: 0n,
      trades: 0,
    });
  }
}
