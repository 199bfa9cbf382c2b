import type { TextLevel } from './text-level';

/** One message of the topic `orderbook.{depth}.{symbol}`. */
export interface BybitBookMessage {
  readonly symbol: string;
  readonly depth: number;
  readonly type: 'snapshot' | 'delta';
  readonly timeMs: number;
  readonly updateId: string;
  readonly sequence: string;
  readonly bids: readonly TextLevel[];
  readonly asks: readonly TextLevel[];
}

export const bybitBookFrame = (message: BybitBookMessage): string => {
  const { symbol, depth, type, timeMs, updateId, sequence, bids, asks } = message;
  const levels = `"b":${JSON.stringify(bids)},"a":${JSON.stringify(asks)}`;
  const data = `{"s":"${symbol}",${levels},"u":${updateId},"seq":${sequence}}`;
  return `{"topic":"orderbook.${depth}.${symbol}","type":"${type}","ts":${timeMs},"data":${data},"cts":${timeMs - 2}}`;
};

/** The answer to a subscription, and to a ping. */
export const bybitAnswerFrame = (operation: 'subscribe' | 'ping'): string =>
  `{"success":true,"ret_msg":"${operation === 'ping' ? 'pong' : ''}","conn_id":"1","op":"${operation}"}`;
