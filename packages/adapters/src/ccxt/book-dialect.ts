import type { CcxtExchange } from './exchange-shape';

/** How the raw messages of a venue's book are told from others, and where its snapshots come from. */
export interface BookDialect {
  isBook(text: string): boolean;
  /** The request for a snapshot; `undefined` where the stream begins with one. */
  readonly snapshot?: (
    exchange: CcxtExchange,
    market: Readonly<Record<string, unknown>>,
    levels: number,
  ) => Promise<string>;
}

/** Makes a request of ccxt and returns the text of the answer, digits and all. The exchange belongs to one stream. */
const answerText = async (exchange: CcxtExchange, part: string, call: () => Promise<unknown>): Promise<string> => {
  let text = '';
  const { onRestResponse } = exchange;
  exchange.onRestResponse = (status, reason, url, method, headers, body, ...rest) => {
    if (url.includes(part)) text = body;
    return onRestResponse.call(exchange, status, reason, url, method, headers, body, ...rest);
  };
  try {
    await call();
  } finally {
    exchange.onRestResponse = onRestResponse;
  }
  return text;
};

type Depth = (parameters: object) => Promise<unknown>;

const binance: BookDialect = {
  isBook: (text) => text.includes('"depthUpdate"'),
  snapshot: (exchange, market, levels) => {
    const method = market.linear === true ? 'fapiPublicGetDepth' : 'publicGetDepth';
    const depth = (exchange as unknown as Record<string, Depth>)[method] as Depth;
    return answerText(exchange, '/depth', () => depth.call(exchange, { symbol: market.id, limit: levels }));
  },
};

const known: Readonly<Record<string, BookDialect>> = {
  binance,
  binanceus: binance,
  binanceusdm: binance,
  bybit: { isBook: (text) => /"topic"\s*:\s*"orderbook\./.test(text) },
  okx: { isBook: (text) => /"channel"\s*:\s*"books"/.test(text) && !/"event"\s*:/.test(text) },
  kraken: { isBook: (text) => /"channel"\s*:\s*"book"/.test(text) && !/"method"\s*:/.test(text) },
};

/** The dialect of a venue for which there is an engine; `undefined` for others. */
export const bookDialect = (exchange: string): BookDialect | undefined =>
  Object.hasOwn(known, exchange) ? known[exchange] : undefined;
