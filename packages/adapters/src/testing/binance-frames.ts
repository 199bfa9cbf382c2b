import type { TextLevel } from './text-level';

/** One event of a diff depth stream. */
export interface BinanceDepthEvent {
  readonly symbol: string;
  readonly eventTimeMs: number;
  readonly firstId: string;
  readonly lastId: string;
  /** Of the event before; futures only. */
  readonly previousLastId?: string;
  readonly bids: readonly TextLevel[];
  readonly asks: readonly TextLevel[];
}

/** Ids are written as numbers, digit by digit, since they may exceed 2^53. */
export const binanceDepthFrame = (event: BinanceDepthEvent): string => {
  const { symbol, eventTimeMs, firstId, lastId, previousLastId, bids, asks } = event;
  const futures = previousLastId === undefined ? '' : `"pu":${previousLastId},`;
  const times = previousLastId === undefined ? `"E":${eventTimeMs}` : `"E":${eventTimeMs},"T":${eventTimeMs}`;
  const levels = `"b":${JSON.stringify(bids)},"a":${JSON.stringify(asks)}`;
  return `{"e":"depthUpdate",${times},"s":"${symbol}","U":${firstId},"u":${lastId},${futures}${levels}}`;
};

/** An event as a combined stream wraps it. */
export const binanceCombinedFrame = (stream: string, frame: string): string => `{"stream":"${stream}","data":${frame}}`;

/** The body of an answer to a request for depth. */
export const binanceSnapshotBody = (lastId: string, bids: readonly TextLevel[], asks: readonly TextLevel[]): string =>
  `{"lastUpdateId":${lastId},"bids":${JSON.stringify(bids)},"asks":${JSON.stringify(asks)}}`;
