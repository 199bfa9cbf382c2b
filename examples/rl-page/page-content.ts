import type { PackedBundle } from './packed-bundle';
import type { PlainBars, TradingCosts } from './trading-run';

/** What the page is handed, as plain data. */
export interface PageContent {
  readonly pole: PackedBundle;
  readonly trader: PackedBundle;
  readonly bars: PlainBars;
  readonly costs: TradingCosts;
  /** One sentence about the bars. */
  readonly note: string;
  readonly verdict: string;
  /** What Node found, for the page to compare with. */
  readonly node: {
    readonly version: string;
    readonly training: string;
    readonly pole: string;
    readonly trading: string;
  };
}

/** The seed of what is compared. */
export const comparedSeed = 7;
