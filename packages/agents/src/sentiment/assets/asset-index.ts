import type { AssetNames } from './known-assets';

/** How a name or ticker was written in the list. */
export type NameKind = 'plain' | 'word-name' | 'loose-ticker' | 'upper-ticker' | 'word-ticker';

/** One way to write an asset, in small letters. */
export interface AssetName {
  readonly ticker: string;
  readonly kind: NameKind;
  readonly words: readonly string[];
}

export interface AssetIndex {
  /** By the first word, longest first, plain names before tickers. */
  readonly names: ReadonlyMap<string, readonly AssetName[]>;
  readonly tickers: ReadonlyMap<string, string>;
}

const tickerKinds = { loose: 'loose-ticker', upper: 'upper-ticker', word: 'word-ticker' } as const;

/** Names by their first word. */
export const assetIndex = (assets: readonly AssetNames[]): AssetIndex => {
  const names = new Map<string, AssetName[]>();
  const add = (ticker: string, text: string, kind: NameKind): void => {
    const words = text.toLowerCase().split(/[\s.-]+/);
    const first = words[0] as string;
    names.set(first, [...(names.get(first) ?? []), { ticker, kind, words }]);
  };
  for (const { ticker, tickerIs, plainNames, wordNames } of assets) {
    for (const name of plainNames) add(ticker, name, 'plain');
    // Before the names: what stands in capitals is read as a ticker first.
    add(ticker, ticker, tickerKinds[tickerIs]);
    for (const name of wordNames) add(ticker, name, 'word-name');
  }
  for (const list of names.values()) list.sort((a, b) => b.words.length - a.words.length);
  return { names, tickers: new Map(assets.map(({ ticker }) => [ticker.toLowerCase(), ticker])) };
};
