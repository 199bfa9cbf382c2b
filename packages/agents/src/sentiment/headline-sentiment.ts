/** Why a headline scored as it did: a part of its text and what it was taken to say. */
export interface SentimentEvidence {
  /** `text` is `headline.slice(start, end)`; UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Below 0 bad, above 0 good; up to about 4 in size, after negation, questions and the part of its clause. */
  readonly value: number;
  /** Tickers that it was said of; empty for the market as a whole. */
  readonly assets: readonly string[];
}

/** What a headline says of one asset. */
export interface AssetSentiment {
  readonly asset: string;
  /** −1 to 1; 0 where the asset is named and nothing is said of it. */
  readonly score: number;
  /** 0 to 1; 0 where nothing is said of it. */
  readonly confidence: number;
}

/** What a headline says. */
export interface HeadlineSentiment {
  /** −1 bad to 1 good for those who hold what the headline names; 0 with confidence 0 where it says nothing. */
  readonly score: number;
  /** 0 to 1: how much was said, how much of it agrees, less for hedges, questions and conditions. */
  readonly confidence: number;
  readonly evidence: readonly SentimentEvidence[];
  /** Every asset that is named, in the order of the text. */
  readonly assets: readonly AssetSentiment[];
  /** The text was longer than is read. */
  readonly isTruncated: boolean;
}
