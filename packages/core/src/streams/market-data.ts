import type { Bar } from '../market/bar';
import type { FundingRate } from '../market/funding-rate';
import type { Quote } from '../market/quote';
import type { Trade } from '../market/trade';
import type { OrderBookDelta, OrderBookSnapshot } from '../order-book';

/** Everything that flows from a market; `type` tells which. */
export type MarketData = Bar | Trade | Quote | FundingRate | OrderBookSnapshot | OrderBookDelta;

export type MarketDataType = MarketData['type'];

/** The market data of one type: `MarketDataOf<'trade'>` is `Trade`. */
export type MarketDataOf<Type extends MarketDataType> = Extract<MarketData, { readonly type: Type }>;
