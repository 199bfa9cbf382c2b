import { minimumNotional } from '../../account/order-desk';
import { decimalText } from '../../decimal-text';
import { dayStatistics } from '../../market/day-statistics';
import { nextFundingMs } from '../../market/funding-schedule';
import { type UnitBar, venueBar } from '../../market/venue-bar';
import type { VenueInstrument } from '../../market/venue-instrument';
import { lastTicks, priceText, type VenueMarket } from '../../market/venue-market';
import type { VenueTrade } from '../../market/venue-trade';
import { bybitId, bybitSide } from './bybit-words';

/** An instrument as `instruments-info` lists it. */
export const bybitInstrument = (instrument: VenueInstrument) => {
  const { base, quote, kind, priceDecimals, quantityDecimals } = instrument;
  const tickSize = decimalText(1, priceDecimals);
  const step = decimalText(1, quantityDecimals);
  const shared = { symbol: bybitId(instrument), baseCoin: base, quoteCoin: quote, status: 'Trading' };
  if (kind === 'spot') {
    return {
      ...shared,
      innovation: '0',
      marginTrading: 'none',
      lotSizeFilter: {
        basePrecision: step,
        quotePrecision: decimalText(1, priceDecimals + quantityDecimals),
        minOrderQty: step,
        maxOrderQty: '9000',
        minOrderAmt: String(minimumNotional),
        maxOrderAmt: '4000000',
      },
      priceFilter: { tickSize },
    };
  }
  return {
    ...shared,
    contractType: 'LinearPerpetual',
    settleCoin: quote,
    launchTime: '1585526400000',
    deliveryTime: '0',
    priceScale: String(priceDecimals),
    leverageFilter: { minLeverage: '1', maxLeverage: '20.00', leverageStep: '0.01' },
    priceFilter: { minPrice: tickSize, maxPrice: '1999999.80', tickSize },
    lotSizeFilter: {
      minOrderQty: step,
      maxOrderQty: '9000',
      maxMktOrderQty: '9000',
      qtyStep: step,
      minNotionalValue: String(minimumNotional),
    },
    unifiedMarginTrade: true,
    fundingInterval: 480,
  };
};

/** A bar as `kline` lists it. */
export const bybitKline = ({ instrument }: VenueMarket, bar: UnitBar) => {
  const { openMs, open, high, low, close, volume, turnover } = venueBar(instrument, bar);
  return [String(openMs), open, high, low, close, volume, turnover];
};

/** A bar as the topic `kline` tells it. */
export const bybitKlineEvent = (
  { instrument }: VenueMarket,
  bar: UnitBar,
  interval: string,
  isFinished: boolean,
  nowMs: number,
) => {
  const { openMs, closeMs, open, high, low, close, volume, turnover } = venueBar(instrument, bar);
  return {
    start: openMs,
    end: closeMs - 1,
    interval,
    open,
    close,
    high,
    low,
    volume,
    turnover,
    confirm: isFinished,
    timestamp: nowMs,
  };
};

/** A trade as `recent-trade` lists it. */
export const bybitTrade = (
  { instrument, updateId }: VenueMarket,
  { id, price, quantity, side, timeMs }: VenueTrade,
) => ({
  execId: id,
  symbol: bybitId(instrument),
  price,
  size: quantity,
  side: bybitSide(side),
  time: String(timeMs),
  isBlockTrade: false,
  isRPITrade: false,
  seq: String(updateId),
});

/** A trade as the topic `publicTrade` tells it. */
export const bybitTradeEvent = ({ instrument }: VenueMarket, { id, price, quantity, side, timeMs }: VenueTrade) => ({
  i: id,
  T: timeMs,
  p: price,
  v: quantity,
  S: bybitSide(side),
  s: bybitId(instrument),
  BT: false,
  RPI: false,
});

/** The last day and the best prices as `tickers` tells them. Spot's stream has no best prices, which its REST has. */
export const bybitTicker = (market: VenueMarket, fundingRate: string) => {
  const day = dayStatistics(market);
  const { bids, asks } = market.book();
  const [[bid = '0', bidQuantity = '0'] = []] = bids;
  const [[ask = '0', askQuantity = '0'] = []] = asks;
  const mark = priceText(market, lastTicks(market));
  const shared = {
    symbol: bybitId(market.instrument),
    lastPrice: day.last,
    prevPrice24h: day.open,
    price24hPcnt: (Number(day.changePercent) / 100).toFixed(6),
    highPrice24h: day.high,
    lowPrice24h: day.low,
    turnover24h: day.turnover,
    volume24h: day.volume,
  };
  const best = { bid1Price: bid, bid1Size: bidQuantity, ask1Price: ask, ask1Size: askQuantity };
  if (market.instrument.kind === 'spot') return { ...shared, ...best, usdIndexPrice: mark };
  return {
    ...shared,
    ...best,
    markPrice: mark,
    indexPrice: mark,
    prevPrice1h: day.open,
    openInterest: '1000.000',
    openInterestValue: '60000000.00',
    fundingRate,
    nextFundingTime: String(nextFundingMs(market.timeMs)),
  };
};
