import type { DatasetKey } from './dataset';

/** A stretch without rows. */
export interface Gap {
  /** The last row before it and the first one after. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Missing bars or settlements; `undefined` for kinds without a rhythm. */
  readonly missing: number | undefined;
}

/** A move far from what the dataset usually does. */
export interface Outlier {
  readonly timeMs: number;
  /** The price, mid price or rate after the move. */
  readonly value: number;
  /** Robust standard deviations from the median: (r − median) / (1.4826 · MAD). */
  readonly score: number;
}

/** What a report says of one dataset. */
export interface DatasetReport extends DatasetKey {
  readonly isSimulated: boolean;
  readonly rows: number;
  readonly files: number;
  readonly bytes: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** SHA-256 of the rows, as `digest`. */
  readonly digest: string;
  /** Bars, or settlements of funding, that the rhythm asks for and that are not there; `undefined` for events. */
  readonly missing: number | undefined;
  readonly longestGaps: readonly Gap[];
  /** Bars whose time is no whole number of timeframes after the first; `undefined` for other kinds. */
  readonly offGrid: number | undefined;
  /** Equal rows that came twice and were stored once. */
  readonly duplicates: number;
  /** Rows that came after a later one and were sorted. */
  readonly outOfOrder: number;
  /** Rows that no market makes: OHLC out of order, prices not above 0, bid above ask. */
  readonly violations: number;
  /** Moves beyond the limit; `undefined` where there are fewer than 10 moves to compare with, and for order books. */
  readonly outliers: number | undefined;
  readonly largestOutliers: readonly Outlier[];
  /** Bars without volume, quotes with an empty side, trades of nothing; `undefined` for other kinds. */
  readonly zeroVolume: number | undefined;
  /** Files whose bytes are not those that were written, or that are gone. */
  readonly damagedFiles: readonly string[];
}
