import type { VenueMarket } from '../market/venue-market';
import type { Amount } from './amount';

export type OrderStatus = 'new' | 'partially-filled' | 'filled' | 'cancelled' | 'expired';

/** An order as the venue keeps it. */
export interface VenueOrder {
  readonly id: string;
  /** What the client calls it; the venue makes one up where it has none. */
  readonly clientId: string;
  readonly market: VenueMarket;
  readonly side: 'buy' | 'sell';
  readonly type: 'market' | 'limit';
  readonly timeInForce: 'GTC' | 'IOC' | 'FOK';
  readonly isPostOnly: boolean;
  readonly isReduceOnly: boolean;
  /** Limit price; `undefined` for a market order. */
  readonly ticks: number | undefined;
  readonly steps: number;
  readonly createdMs: number;
  updatedMs: number;
  status: OrderStatus;
  filledSteps: number;
  /** Σ ticks × steps of its fills. */
  turnover: bigint;
  readonly fills: OrderFill[];
}

/** A part of an order that was traded. */
export interface OrderFill {
  readonly id: string;
  readonly timeMs: number;
  readonly ticks: number;
  readonly steps: number;
  readonly isMaker: boolean;
  readonly fee: Amount;
  readonly feeAsset: string;
  /** Profit that it made real; perpetuals only. */
  readonly profit: Amount;
}

export const isOpen = ({ status }: VenueOrder): boolean => status === 'new' || status === 'partially-filled';

export const leftSteps = ({ steps, filledSteps }: VenueOrder): number => steps - filledSteps;
