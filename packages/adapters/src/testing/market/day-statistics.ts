import { decimalText } from '../decimal-text';
import { lastTicks, priceText, quantityText, type VenueMarket } from './venue-market';

/** What venues tell of the last 24 hours. */
export interface DayStatistics {
  readonly openMs: number;
  readonly open: string;
  readonly high: string;
  readonly low: string;
  readonly last: string;
  readonly lastQuantity: string;
  readonly change: string;
  /** In per cent. */
  readonly changePercent: string;
  readonly average: string;
  readonly volume: string;
  readonly turnover: string;
  readonly firstId: string;
  readonly lastId: string;
  readonly trades: number;
}

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Sums the minutes of the last day, as far as the history reaches. */
export const dayStatistics = (market: VenueMarket): DayStatistics => {
  const { bars } = market.bars(minuteMs);
  const { priceDecimals, quantityDecimals } = market.instrument;
  const fromMs = market.timeMs - dayMs;
  const last = lastTicks(market);
  let open = last;
  let high = last;
  let low = last;
  let steps = 0;
  let turnover = 0n;
  let trades = 0;
  for (let index = bars.length - 1; index >= 0; index--) {
    const bar = bars[index] as (typeof bars)[number];
    if (bar.openMs < fromMs) break;
    open = bar.open;
    high = Math.max(high, bar.high);
    low = Math.min(low, bar.low);
    steps += bar.steps;
    turnover += bar.turnover;
    trades += bar.trades;
  }
  const newest = market.trades.at(-1);
  const difference = last - open;
  const sign = difference < 0 ? '-' : '';
  return {
    openMs: fromMs,
    open: priceText(market, open),
    high: priceText(market, high),
    low: priceText(market, low),
    last: priceText(market, last),
    lastQuantity: newest?.quantity ?? quantityText(market, 0),
    change: `${sign}${priceText(market, Math.abs(difference))}`,
    changePercent: ((difference / open) * 100).toFixed(3),
    average: steps === 0 ? priceText(market, last) : decimalText(turnover / BigInt(steps), priceDecimals),
    volume: quantityText(market, steps),
    turnover: decimalText(turnover, priceDecimals + quantityDecimals),
    firstId: market.trades[Math.max(0, market.trades.length - trades)]?.id ?? '0',
    lastId: newest?.id ?? '0',
    trades,
  };
};
