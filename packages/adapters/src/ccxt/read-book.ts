import type { OrderBookSnapshot } from '@sigmax/core';
import { fieldOf, priceFault, quantityFault, timeFault } from './read-value';
import { type RefusedRow, refused } from './refused-row';

const readSide = (levels: unknown, name: string, contractSize: number, most: number): number[] | RefusedRow => {
  if (!Array.isArray(levels)) return refused('WRONG_TYPE', `${name} were no list`);
  const flat: number[] = [];
  for (let index = 0; index < levels.length && index < most; index++) {
    const [price, amount] = [fieldOf(levels[index], 0), fieldOf(levels[index], 1)];
    const fault = priceFault(`a price of ${name}`, price) ?? quantityFault(`a quantity of ${name}`, amount);
    if (fault !== undefined) return fault;
    flat.push(price as number, (amount as number) * contractSize);
  }
  return flat;
};

/** Reads a book as ccxt keeps it: the best `most` levels of each side. */
export const readBook = (
  row: unknown,
  instrumentId: string,
  contractSize: number,
  nowMs: number,
  most: number,
): OrderBookSnapshot | RefusedRow => {
  const timeMs = fieldOf(row, 'timestamp') ?? nowMs;
  const fault = timeFault('time', timeMs);
  if (fault !== undefined) return fault;
  const bids = readSide(fieldOf(row, 'bids'), 'bids', contractSize, most);
  if (!Array.isArray(bids)) return bids;
  const asks = readSide(fieldOf(row, 'asks'), 'asks', contractSize, most);
  if (!Array.isArray(asks)) return asks;
  const [bid, ask] = [bids[0], asks[0]];
  if (bid !== undefined && ask !== undefined && !(bid < ask)) {
    return refused('OUTSIDE_RANGE', `best bid ${bid} was not below best ask ${ask}`);
  }
  return { type: 'order-book-snapshot', instrumentId, timeMs: timeMs as number, bids, asks };
};
