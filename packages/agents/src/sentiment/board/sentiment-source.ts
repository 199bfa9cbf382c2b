/** A source of headlines: how much it counts, and how long it may be silent. */
export interface SentimentSource {
  readonly id: string;
  /** Above 0; only the ratio to the others counts. */
  readonly weight: number;
  /** A source that was not heard of for longer is not covered: it may be broken. */
  readonly maximumSilenceMs: number;
}

/** One headline that was received and read. */
export interface SentimentItem {
  readonly id: string;
  readonly source: string;
  readonly receivedAtMs: number;
  readonly text: string;
}

/** What is known of a source at a moment. */
export interface SourceStatus {
  readonly source: string;
  readonly timeMs: number;
  /** Whether it could be read. */
  readonly isUp: boolean;
}

/** What one source says. */
export interface SourceReading {
  readonly source: string;
  readonly isCovered: boolean;
  /** Items that counted, repetitions left out. */
  readonly count: number;
  /** −1 to 1; `undefined` where it said nothing. */
  readonly score: number | undefined;
}

/** What all sources together say of an asset or of the market, at one moment. */
export interface SentimentReading {
  readonly timeMs: number;
  /** −1 to 1; `undefined` where nothing was said: silence and failure are not neutral. */
  readonly score: number | undefined;
  /** 0 to 1, never above coverage. */
  readonly confidence: number;
  /** Weight of the sources that could be read, of all: 1 when every one was, 0 when none. */
  readonly coverage: number;
  readonly count: number;
  readonly sources: readonly SourceReading[];
  /** Ids of the items that counted, the heaviest first. */
  readonly items: readonly string[];
}
