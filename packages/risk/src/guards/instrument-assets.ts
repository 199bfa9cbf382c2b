/** Assets by instrument id, remembered: cutting a string allocates, and a check of an order may not. */
const bases = new Map<string, string>();
const quotes = new Map<string, string>();

const remember = (assets: Map<string, string>, instrumentId: string, asset: string): string => {
  assets.set(instrumentId, asset);
  return asset;
};

/** What an instrument trades: `"BTC"` of `"binance:BTC/USDT"`. */
export const baseAsset = (instrumentId: string): string =>
  bases.get(instrumentId) ??
  remember(bases, instrumentId, instrumentId.slice(instrumentId.indexOf(':') + 1).replace(/\/.*$/, ''));

/** What an instrument is paid with: `"USDT"` of `"binance:BTC/USDT"`. */
export const quoteAsset = (instrumentId: string): string =>
  quotes.get(instrumentId) ?? remember(quotes, instrumentId, instrumentId.slice(instrumentId.indexOf('/') + 1));
