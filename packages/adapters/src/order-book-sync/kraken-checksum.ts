import type { OrderBook } from '@sigmax/core';
import { crc32 } from './crc32';

/** Levels a side that the checksum speaks of. */
export const krakenChecksumLevels = 10;

/**
 * Kraken's checksum of a book whose levels keep their digits: asks from the lowest, then bids from the highest, ten of each,
 * the digits of price and quantity without point and leading zeros, all in one text; its CRC-32, unsigned.
 *
 * Source: Kraken, "Book checksum (WebSocket v2)".
 */
export const krakenChecksum = ({ bids, asks }: OrderBook): number => {
  let text = '';
  for (const side of [asks, bids]) {
    let left = krakenChecksumLevels;
    side.walk((price) => {
      text += side.digitsAt(price) ?? '';
      return --left > 0;
    });
  }
  return crc32(text);
};
