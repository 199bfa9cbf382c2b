import { decimalText } from '../../decimal-text';
import { dayStatistics } from '../../market/day-statistics';
import { nextFundingMs, type VenueFunding } from '../../market/funding-schedule';
import type { UnitBar } from '../../market/venue-bar';
import { venueBar } from '../../market/venue-bar';
import { lastTicks, priceText, type VenueMarket } from '../../market/venue-market';
import type { AggregateTrade, VenueTrade } from '../../market/venue-trade';
import { binanceId } from './binance-words';

/** A bar as `klines` lists it. */
export const binanceKline = ({ instrument }: VenueMarket, bar: UnitBar) => {
  const { openMs, closeMs, open, high, low, close, volume, turnover, trades } = venueBar(instrument, bar);
  return [openMs, open, high, low, close, volume, closeMs - 1, turnover, trades, '0', '0', '0'];
};

/** A bar as the stream tells it. */
export const binanceKlineEvent = (
  market: VenueMarket,
  bar: UnitBar,
  interval: string,
  isFinished: boolean,
  nowMs: number,
) => {
  const { openMs, closeMs, open, high, low, close, volume, turnover, trades } = venueBar(market.instrument, bar);
  const symbol = binanceId(market.instrument);
  return {
    e: 'kline',
    E: nowMs,
    s: symbol,
    k: {
      t: openMs,
      T: closeMs - 1,
      s: symbol,
      i: interval,
      f: -1,
      L: -1,
      o: open,
      c: close,
      h: high,
      l: low,
      v: volume,
      n: trades,
      x: isFinished,
      q: turnover,
      V: '0',
      Q: '0',
      B: '0',
    },
  };
};

/** A trade as `trades` and `historicalTrades` list it. */
export const binanceTrade = (market: VenueMarket, { id, price, quantity, ticks, steps, timeMs, side }: VenueTrade) => {
  const { priceDecimals, quantityDecimals, kind } = market.instrument;
  return {
    id: Number(id),
    price,
    qty: quantity,
    quoteQty: decimalText(BigInt(ticks) * BigInt(steps), priceDecimals + quantityDecimals),
    time: timeMs,
    isBuyerMaker: side === 'sell',
    ...(kind === 'spot' ? { isBestMatch: true } : {}),
  };
};

/** Trades of one taker at one price, as `aggTrades` lists them. */
export const binanceAggregate = (market: VenueMarket, trade: AggregateTrade) => ({
  a: Number(trade.id),
  p: trade.price,
  q: trade.quantity,
  f: Number(trade.firstId),
  l: Number(trade.lastId),
  T: trade.timeMs,
  m: trade.side === 'sell',
  ...(market.instrument.kind === 'spot' ? { M: true } : {}),
});

export const binanceTradeEvent = (market: VenueMarket, trade: VenueTrade, nowMs: number) => ({
  e: 'trade',
  E: nowMs,
  s: binanceId(market.instrument),
  t: Number(trade.id),
  p: trade.price,
  q: trade.quantity,
  T: trade.timeMs,
  m: trade.side === 'sell',
  ...(market.instrument.kind === 'spot' ? { M: true } : { X: 'MARKET' }),
});

export const binanceAggregateEvent = (market: VenueMarket, trade: AggregateTrade, nowMs: number) => ({
  e: 'aggTrade',
  E: nowMs,
  s: binanceId(market.instrument),
  ...binanceAggregate(market, trade),
});

/** The best prices. */
export const binanceBest = (market: VenueMarket) => {
  const { bids, asks } = market.book();
  const [[bid = '0', bidQuantity = '0'] = []] = bids;
  const [[ask = '0', askQuantity = '0'] = []] = asks;
  return { bid, bidQuantity, ask, askQuantity };
};

/** The best prices as `ticker/bookTicker` tells them. */
export const binanceBookTicker = (market: VenueMarket) => {
  const { bid, bidQuantity, ask, askQuantity } = binanceBest(market);
  return {
    symbol: binanceId(market.instrument),
    bidPrice: bid,
    bidQty: bidQuantity,
    askPrice: ask,
    askQty: askQuantity,
    ...(market.instrument.kind === 'swap' ? { time: market.timeMs } : {}),
  };
};

/** The best prices as the stream tells them; spot's have neither a name nor a time. */
export const binanceBookTickerEvent = (market: VenueMarket, nowMs: number) => {
  const { bid, bidQuantity, ask, askQuantity } = binanceBest(market);
  const prices = { s: binanceId(market.instrument), b: bid, B: bidQuantity, a: ask, A: askQuantity };
  const u = Number(market.updateId);
  return market.instrument.kind === 'spot' ? { u, ...prices } : { e: 'bookTicker', u, ...prices, T: nowMs, E: nowMs };
};

/** The last day as `ticker/24hr` tells it. */
export const binanceDay = (market: VenueMarket) => {
  const day = dayStatistics(market);
  const best = binanceBest(market);
  return {
    symbol: binanceId(market.instrument),
    priceChange: day.change,
    priceChangePercent: day.changePercent,
    weightedAvgPrice: day.average,
    prevClosePrice: day.open,
    lastPrice: day.last,
    lastQty: day.lastQuantity,
    ...(market.instrument.kind === 'spot'
      ? { bidPrice: best.bid, bidQty: best.bidQuantity, askPrice: best.ask, askQty: best.askQuantity }
      : {}),
    openPrice: day.open,
    highPrice: day.high,
    lowPrice: day.low,
    volume: day.volume,
    quoteVolume: day.turnover,
    openTime: day.openMs,
    closeTime: market.timeMs,
    firstId: Number(day.firstId),
    lastId: Number(day.lastId),
    count: day.trades,
  };
};

/** The last day as the streams `ticker` and `miniTicker` tell it. */
export const binanceDayEvent = (market: VenueMarket, nowMs: number, name: 'ticker' | 'miniTicker') => {
  const day = dayStatistics(market);
  const best = binanceBest(market);
  const short = {
    E: nowMs,
    s: binanceId(market.instrument),
    c: day.last,
    o: day.open,
    h: day.high,
    l: day.low,
    v: day.volume,
    q: day.turnover,
  };
  if (name === 'miniTicker') return { e: '24hrMiniTicker', ...short };
  return {
    e: '24hrTicker',
    ...short,
    p: day.change,
    P: day.changePercent,
    w: day.average,
    x: day.open,
    Q: day.lastQuantity,
    b: best.bid,
    B: best.bidQuantity,
    a: best.ask,
    A: best.askQuantity,
    O: day.openMs,
    C: nowMs,
    F: Number(day.firstId),
    L: Number(day.lastId),
    n: day.trades,
  };
};

/** Mark price and funding of a perpetual as `premiumIndex` tells them. */
export const binancePremium = (market: VenueMarket, next: VenueFunding, nowMs: number) => {
  const mark = priceText(market, lastTicks(market));
  return {
    symbol: binanceId(market.instrument),
    markPrice: mark,
    indexPrice: mark,
    estimatedSettlePrice: mark,
    lastFundingRate: next.rate,
    interestRate: '0.00010000',
    nextFundingTime: nextFundingMs(market.timeMs),
    time: nowMs,
  };
};

export const binanceMarkPriceEvent = (market: VenueMarket, next: VenueFunding, nowMs: number) => {
  const mark = priceText(market, lastTicks(market));
  return {
    e: 'markPriceUpdate',
    E: nowMs,
    s: binanceId(market.instrument),
    p: mark,
    i: mark,
    P: mark,
    r: next.rate,
    T: next.timeMs,
  };
};
