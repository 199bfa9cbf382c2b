import { minimumNotional } from '../../account/order-desk';
import { decimalText } from '../../decimal-text';
import { dayStatistics } from '../../market/day-statistics';
import { type UnitBar, venueBar } from '../../market/venue-bar';
import type { VenueInstrument } from '../../market/venue-instrument';
import type { VenueMarket } from '../../market/venue-market';
import type { VenueTrade } from '../../market/venue-trade';
import type { TextLevel } from '../../text-level';
import { krakenAsset, krakenSeconds, krakenShort, krakenShortId, krakenTime, krakenTradeUs } from './kraken-words';

/** A pair as `AssetPairs` lists it. */
export const krakenPair = (instrument: VenueInstrument) => ({
  altname: krakenShortId(instrument),
  wsname: `${krakenShort(instrument.base)}/${krakenShort(instrument.quote)}`,
  aclass_base: 'currency',
  base: krakenAsset(instrument.base),
  aclass_quote: 'currency',
  quote: krakenAsset(instrument.quote),
  lot: 'unit',
  cost_decimals: 5,
  pair_decimals: instrument.priceDecimals,
  lot_decimals: instrument.quantityDecimals,
  lot_multiplier: 1,
  leverage_buy: [],
  leverage_sell: [],
  fees: [[0, 0.4]],
  fees_maker: [[0, 0.25]],
  fee_volume_currency: 'ZUSD',
  margin_call: 80,
  margin_stop: 40,
  ordermin: '0.00005',
  costmin: String(minimumNotional),
  tick_size: decimalText(1, instrument.priceDecimals),
  status: 'online',
});

/** Average price of a bar: what was paid for what was traded. */
const average = ({ instrument }: VenueMarket, { steps, turnover, close }: UnitBar): string =>
  decimalText(steps === 0 ? close : turnover / BigInt(steps), instrument.priceDecimals);

/** A bar as `OHLC` lists it. */
export const krakenBar = (market: VenueMarket, bar: UnitBar) => {
  const { openMs, open, high, low, close, volume, trades } = venueBar(market.instrument, bar);
  return [openMs / 1_000, open, high, low, close, average(market, bar), volume, trades];
};

/** A bar as the channel `ohlc` tells it; numbers are written with all their places. */
export const krakenBarText = (market: VenueMarket, bar: UnitBar, minutes: number): string => {
  const { openMs, closeMs, open, high, low, close, volume, trades } = venueBar(market.instrument, bar);
  const prices = `"open":${open},"high":${high},"low":${low},"close":${close}`;
  const times = `"interval_begin":"${krakenTime(openMs * 1_000)}","interval":${minutes},"timestamp":"${krakenTime(closeMs * 1_000)}"`;
  const sums = `"vwap":${average(market, bar)},"trades":${trades},"volume":${volume}`;
  return `{"symbol":"${market.instrument.symbol}",${prices},${sums},${times}}`;
};

/** A trade as `Trades` lists it. */
export const krakenTrade = (trade: VenueTrade) => [
  trade.price,
  trade.quantity,
  krakenSeconds(krakenTradeUs(trade) / 1_000),
  trade.side === 'buy' ? 'b' : 's',
  'l',
  '',
  Number(trade.id),
];

/** A trade as the channel `trade` tells it. */
export const krakenTradeText = ({ instrument }: VenueMarket, trade: VenueTrade): string => {
  const { side, price, quantity, id } = trade;
  const figures = `"price":${price},"qty":${quantity},"ord_type":"limit","trade_id":${id}`;
  return `{"symbol":"${instrument.symbol}","side":"${side}",${figures},"timestamp":"${krakenTime(krakenTradeUs(trade))}"}`;
};

/** The last day and the best prices as `Ticker` lists them: of today and of 24 hours, which are the same here. */
export const krakenTicker = (market: VenueMarket) => {
  const day = dayStatistics(market);
  const { bids, asks } = market.book();
  const [[bid = '0', bidQuantity = '0'] = []] = bids;
  const [[ask = '0', askQuantity = '0'] = []] = asks;
  return {
    a: [ask, '1', askQuantity],
    b: [bid, '1', bidQuantity],
    c: [day.last, day.lastQuantity],
    v: [day.volume, day.volume],
    p: [day.average, day.average],
    t: [day.trades, day.trades],
    l: [day.low, day.low],
    h: [day.high, day.high],
    o: day.open,
  };
};

/** The last day and the best prices as the channel `ticker` tells them. */
export const krakenTickerText = (market: VenueMarket): string => {
  const day = dayStatistics(market);
  const { bids, asks } = market.book();
  const [[bid = '0', bidQuantity = '0'] = []] = bids;
  const [[ask = '0', askQuantity = '0'] = []] = asks;
  const best = `"bid":${bid},"bid_qty":${bidQuantity},"ask":${ask},"ask_qty":${askQuantity}`;
  const sums = `"volume":${day.volume},"vwap":${day.average},"low":${day.low},"high":${day.high}`;
  const change = `"change":${day.change},"change_pct":${Number(day.changePercent).toFixed(2)}`;
  return `{"symbol":"${market.instrument.symbol}",${best},"last":${day.last},${sums},${change}}`;
};

/** Levels as `Depth` lists them, with the time of the last change. */
export const krakenLevels = (levels: readonly TextLevel[], timeMs: number) =>
  levels.map(([price, quantity]) => [price, quantity, Math.floor(timeMs / 1_000)]);
