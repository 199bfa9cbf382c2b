import type { Side } from '@sigmax/core';
import { isWithin } from './is-within';

/** How far a price is beyond another, to the disadvantage of a side, as a fraction: above it to buy, below it to sell. */
export const priceDistance = (side: Side, price: number, from: number): number =>
  side === 'buy' ? price / from - 1 : 1 - price / from;

/** Whether a price is at most a fraction beyond another, to the disadvantage of a side. False for NaN. */
export const isNear = (side: Side, price: number, from: number, fraction: number): boolean =>
  side === 'buy' ? isWithin(price, from * (1 + fraction)) : isWithin(from * (1 - fraction), price);
