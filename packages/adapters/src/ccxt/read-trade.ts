import type { Trade } from '@sigmax/core';
import { fieldOf, priceFault, shownValue, timeFault } from './read-value';
import { type RefusedRow, refused } from './refused-row';

const longestId = 128;

/** A venue's id as text. A number that a double cannot hold exactly is none: its last digits are lost. */
const idOf = (id: unknown): string | undefined => {
  if (typeof id === 'number') return Number.isSafeInteger(id) && id >= 0 ? String(id) : undefined;
  return typeof id === 'string' && id.length > 0 && id.length <= longestId ? id : undefined;
};

/**
 * Reads a trade as ccxt writes it. `contractSize` is what one unit of its amount is in the base asset: 1 on spot.
 */
export const readTrade = (row: unknown, instrumentId: string, contractSize: number): Trade | RefusedRow => {
  const [timeMs, price, amount, side] = ['timestamp', 'price', 'amount', 'side'].map((name) => fieldOf(row, name));
  const id = idOf(fieldOf(row, 'id'));
  const fault =
    timeFault('time', timeMs) ??
    priceFault('price', price) ??
    priceFault('amount', amount) ??
    priceFault('amount in the base asset', (amount as number) * contractSize);
  if (fault !== undefined) return fault;
  if (id === undefined) return refused('INVALID_ID', `id was ${shownValue(fieldOf(row, 'id'))}`);
  if (side !== 'buy' && side !== 'sell' && side !== undefined && side !== null) {
    return refused('INVALID_SIDE', `side was ${shownValue(side)}`);
  }
  return {
    type: 'trade',
    instrumentId,
    timeMs: timeMs as number,
    id,
    price: price as number,
    quantity: (amount as number) * contractSize,
    side: side ?? undefined,
  };
};
