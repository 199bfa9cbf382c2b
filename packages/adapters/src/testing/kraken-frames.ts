import { crc32 } from 'node:zlib';
import type { TextLevel } from './text-level';

/** One message of WebSocket v2's channel `book`. */
export interface KrakenBookMessage {
  readonly symbol: string;
  readonly type: 'snapshot' | 'update';
  readonly checksum: number;
  /** RFC 3339; the venue's older snapshots have none. */
  readonly timestamp?: string;
  readonly bids: readonly TextLevel[];
  readonly asks: readonly TextLevel[];
}

/** Prices and quantities are JSON numbers with all their places. */
const numbers = (levels: readonly TextLevel[]): string =>
  `[${levels.map(([price, quantity]) => `{"price":${price},"qty":${quantity}}`).join(',')}]`;

export const krakenBookFrame = (message: KrakenBookMessage): string => {
  const { symbol, type, checksum, timestamp, bids, asks } = message;
  const time = timestamp === undefined ? '' : `,"timestamp":"${timestamp}"`;
  const book = `{"symbol":"${symbol}","bids":${numbers(bids)},"asks":${numbers(asks)},"checksum":${checksum}${time}}`;
  return `{"channel":"book","type":"${type}","data":[${book}]}`;
};

const bare = (digits: string): string => digits.replace('.', '').replace(/^0+/, '');

/** The checksum of a book whose sides are sorted from the best, as the venue computes it; with Node's own CRC-32. */
export const krakenBookChecksum = (bids: readonly TextLevel[], asks: readonly TextLevel[]): number => {
  const text = [asks, bids].flatMap((side) =>
    side.slice(0, 10).map(([price, quantity]) => `${bare(price)}${bare(quantity)}`),
  );
  return crc32(text.join(''));
};

export const krakenHeartbeatFrame = (): string => '{"channel":"heartbeat"}';
