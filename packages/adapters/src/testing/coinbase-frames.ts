import type { TextLevel } from './text-level';

/** One message of the channel `level2`. */
export interface CoinbaseBookMessage {
  readonly product: string;
  readonly type: 'snapshot' | 'update';
  /** RFC 3339. */
  readonly timestamp: string;
  readonly sequence: number;
  readonly bids: readonly TextLevel[];
  readonly asks: readonly TextLevel[];
}

export const coinbaseBookFrame = (message: CoinbaseBookMessage): string => {
  const { product, type, timestamp, sequence, bids, asks } = message;
  const update = (side: string, levels: readonly TextLevel[]): string[] =>
    levels.map(
      ([price, quantity]) =>
        `{"side":"${side}","event_time":"${timestamp}","price_level":"${price}","new_quantity":"${quantity}"}`,
    );
  const updates = [...update('bid', bids), ...update('offer', asks)].join(',');
  const event = `{"type":"${type}","product_id":"${product}","updates":[${updates}]}`;
  return `{"channel":"l2_data","client_id":"","timestamp":"${timestamp}","sequence_num":${sequence},"events":[${event}]}`;
};

/** A message of another channel, which is counted like any. */
export const coinbaseHeartbeatFrame = (timestamp: string, sequence: number): string =>
  `{"channel":"heartbeats","client_id":"","timestamp":"${timestamp}","sequence_num":${sequence},"events":[{"heartbeat_counter":${sequence}}]}`;
