import type { Fill, Portfolio } from '@sigmax/core';

/** A trade that may still be open, from flat to flat. Plain data, changed in place. */
export interface OpenTrade {
  /** Largest position so far, in base, without sign; 0 while there is no trade. */
  peak: number;
  /** Realised so far, fees taken off, in the reporting asset. */
  profit: number;
  /** Whether the quote asset had a value at each of its fills. */
  isValued: boolean;
  /** What the last trade left over, in base, without sign. */
  dust: number;
}

export type OpenTrades = Record<string, OpenTrade>;

export interface ClosedTrade {
  /** Fees taken off, in the reporting asset; `undefined` when it could not be valued. */
  readonly profit: number | undefined;
  /** Whether it lost money; a trade that could not be valued counts as one that did. */
  readonly isLoss: boolean;
}

/**
 * Part of a trade's largest position that may be left when it is over: a fee that is taken in units of the base asset
 * leaves less than that, and what is left is too small to be sold.
 */
const dustPart = 0.005;

const closed = ({ profit, isValued }: OpenTrade): ClosedTrade =>
  isValued ? { profit, isLoss: !(profit >= 0) } : { profit: undefined, isLoss: true };

const add = (trade: OpenTrade, amount: number): void => {
  if (Number.isFinite(amount)) trade.profit += amount;
  else trade.isValued = false;
};

/**
 * Books a fill and returns the trade that it closed, if it closed one.
 *
 * A trade lasts from flat to flat, whatever number of fills that takes: an exit in three parts is one trade. A fill that
 * turns a position around closes one trade and opens the next; its fee is split by quantity.
 */
export const bookTrade = (trades: OpenTrades, fill: Fill, portfolio: Portfolio): ClosedTrade | undefined => {
  const { instrumentId, side, quantity, positionAfter: after, feeValue, realisedPnl } = fill;
  trades[instrumentId] ??= { peak: 0, profit: 0, isValued: true, dust: 0 };
  const trade = trades[instrumentId];
  const direction = side === 'buy' ? 1 : -1;
  const difference = after - direction * quantity;
  const before = Math.abs(difference) <= 1e-9 * quantity ? 0 : difference;
  const isReducing = before * direction < 0;
  if (isReducing && trade.peak === 0 && Math.abs(before) <= trade.dust * (1 + 1e-9)) {
    trade.dust = Math.abs(after);
    return undefined;
  }
  const isTurning = before * after < 0;
  const share = isTurning ? Math.abs(before) / quantity : 1;
  trade.peak = Math.max(trade.peak, Math.abs(before), isTurning ? 0 : Math.abs(after));
  const realised = realisedPnl === 0 ? 0 : realisedPnl * portfolio.quoteValue(instrumentId, Number.NaN);
  add(trade, realised - feeValue * share);
  if (!isReducing || !(isTurning || Math.abs(after) <= dustPart * trade.peak)) return undefined;
  const result = closed(trade);
  trade.peak = isTurning ? Math.abs(after) : 0;
  trade.profit = 0;
  trade.isValued = true;
  trade.dust = isTurning ? 0 : Math.abs(after);
  if (isTurning) add(trade, -feeValue * (1 - share));
  return result;
};
