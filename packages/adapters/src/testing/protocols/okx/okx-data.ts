import { decimalText } from '../../decimal-text';
import { dayStatistics } from '../../market/day-statistics';
import { fundingIntervalMs, nextFundingMs, type VenueFunding } from '../../market/funding-schedule';
import { type UnitBar, venueBar } from '../../market/venue-bar';
import type { VenueInstrument } from '../../market/venue-instrument';
import { lastTicks, priceText, type VenueMarket } from '../../market/venue-market';
import type { VenueTrade } from '../../market/venue-trade';
import { okxDecimals, okxId, okxLevels, okxQuantity, okxType } from './okx-words';

/** An instrument as `public/instruments` lists it. */
export const okxInstrument = (instrument: VenueInstrument) => {
  const { base, quote, kind, priceDecimals } = instrument;
  const lot = decimalText(1, okxDecimals(instrument));
  const isSpot = kind === 'spot';
  return {
    instType: okxType(instrument),
    instId: okxId(instrument),
    instFamily: isSpot ? '' : `${base}-${quote}`,
    uly: isSpot ? '' : `${base}-${quote}`,
    baseCcy: isSpot ? base : '',
    quoteCcy: isSpot ? quote : '',
    settleCcy: isSpot ? '' : quote,
    ctVal: isSpot ? '' : '0.01',
    ctMult: isSpot ? '' : '1',
    ctValCcy: isSpot ? '' : base,
    ctType: isSpot ? '' : 'linear',
    tickSz: decimalText(1, priceDecimals),
    lotSz: lot,
    minSz: lot,
    maxLmtSz: '999999',
    maxMktSz: '999999',
    lever: isSpot ? '' : '20',
    listTime: '1548133413000',
    expTime: '',
    state: 'live',
  };
};

/** Volumes of a bar or a day: what is counted, in base, in quote. */
const volumes = (market: VenueMarket, base: string, quote: string): readonly [string, string, string] =>
  market.instrument.kind === 'spot'
    ? [base, quote, quote]
    : [okxQuantity(market, BigInt(base.replace('.', ''))), base, quote];

/** A bar as `candles` lists it and `candle…` tells it. */
export const okxCandle = (market: VenueMarket, bar: UnitBar, isFinished: boolean) => {
  const { openMs, open, high, low, close, volume, turnover } = venueBar(market.instrument, bar);
  return [String(openMs), open, high, low, close, ...volumes(market, volume, turnover), isFinished ? '1' : '0'];
};

/** A trade as REST lists it and `trades` tells it. */
export const okxTrade = (market: VenueMarket, { id, price, steps, side, timeMs }: VenueTrade) => ({
  instId: okxId(market.instrument),
  tradeId: id,
  px: price,
  sz: okxQuantity(market, steps),
  side,
  ts: String(timeMs),
});

/** The last day and the best prices. */
export const okxTicker = (market: VenueMarket) => {
  const day = dayStatistics(market);
  const { bids, asks } = market.book();
  const [[bid = '', bidQuantity = ''] = []] = okxLevels(market, bids.slice(0, 1));
  const [[ask = '', askQuantity = ''] = []] = okxLevels(market, asks.slice(0, 1));
  const [counted, base, quote] = volumes(market, day.volume, day.turnover);
  return {
    instType: okxType(market.instrument),
    instId: okxId(market.instrument),
    last: day.last,
    lastSz: okxQuantity(market, market.trades.at(-1)?.steps ?? 0),
    askPx: ask,
    askSz: askQuantity,
    bidPx: bid,
    bidSz: bidQuantity,
    open24h: day.open,
    high24h: day.high,
    low24h: day.low,
    vol24h: counted,
    volCcy24h: market.instrument.kind === 'spot' ? quote : base,
    sodUtc0: day.open,
    sodUtc8: day.open,
    ts: String(market.timeMs),
  };
};

/** The coming boundary of a perpetual's funding. */
export const okxFundingRate = (market: VenueMarket, next: VenueFunding, nowMs: number) => ({
  instType: 'SWAP',
  instId: okxId(market.instrument),
  method: 'current_period',
  formulaType: 'withRate',
  fundingRate: next.rate,
  nextFundingRate: '',
  fundingTime: String(next.timeMs),
  nextFundingTime: String(next.timeMs + fundingIntervalMs),
  minFundingRate: '-0.00375',
  maxFundingRate: '0.00375',
  settState: 'settled',
  ts: String(nowMs),
});

export const okxFundingPaid = (market: VenueMarket, { timeMs, rate }: VenueFunding) => ({
  instType: 'SWAP',
  instId: okxId(market.instrument),
  method: 'current_period',
  fundingRate: rate,
  realizedRate: rate,
  fundingTime: String(timeMs),
});

export const okxMarkPrice = (market: VenueMarket, nowMs: number) => ({
  instType: okxType(market.instrument),
  instId: okxId(market.instrument),
  markPx: priceText(market, lastTicks(market)),
  ts: String(nowMs),
});

/** When the funding comes that a perpetual's holders wait for. */
export const okxNextFundingMs = (market: VenueMarket): number => nextFundingMs(market.timeMs);
