import type { FundingRate } from '@sigmax/core';
import { fieldOf, priceFault, shownValue, timeFault } from './read-value';
import { type RefusedRow, refused } from './refused-row';

/** A rate beyond this is no rate: venues cap theirs at a few hundredths. */
const largestRate = 1;

const rateFault = (rate: unknown): RefusedRow | undefined => {
  if (typeof rate !== 'number') return refused('WRONG_TYPE', `rate was ${shownValue(rate)}`);
  return Math.abs(rate) <= largestRate ? undefined : refused('NOT_FINITE', `rate was ${rate}`);
};

/** Reads the rate that is paid next, as `fetchFundingRate` and `watchFundingRate` of ccxt write it. */
export const readFunding = (row: unknown, instrumentId: string, nowMs: number): FundingRate | RefusedRow => {
  const rate = fieldOf(row, 'fundingRate');
  const stamp = fieldOf(row, 'timestamp') ?? nowMs;
  const settlesAtMs = fieldOf(row, 'fundingTimestamp') ?? fieldOf(row, 'nextFundingTimestamp');
  const markPrice = fieldOf(row, 'markPrice') ?? undefined;
  const fault =
    rateFault(rate) ??
    timeFault('time', stamp) ??
    timeFault('time of settlement', settlesAtMs) ??
    (markPrice === undefined ? undefined : priceFault('mark price', markPrice));
  if (fault !== undefined) return fault;
  return {
    type: 'funding-rate',
    instrumentId,
    timeMs: stamp as number,
    rate: rate as number,
    settlesAtMs: settlesAtMs as number,
    ...(markPrice === undefined ? {} : { markPrice: markPrice as number }),
  };
};

/** Reads a rate that was paid, as `fetchFundingRateHistory` of ccxt writes it: known when it was paid. */
export const readPaidFunding = (row: unknown, instrumentId: string): FundingRate | RefusedRow => {
  const rate = fieldOf(row, 'fundingRate');
  const stamp = fieldOf(row, 'timestamp');
  const fault = rateFault(rate) ?? timeFault('time', stamp);
  if (fault !== undefined) return fault;
  const timeMs = stamp as number;
  return { type: 'funding-rate', instrumentId, timeMs, rate: rate as number, settlesAtMs: timeMs };
};
