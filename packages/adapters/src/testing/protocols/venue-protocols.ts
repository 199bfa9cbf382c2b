import type { DeskRules } from '../account/order-desk';
import type { LoopbackExchange } from '../loopback-options';
import type { Protocol } from '../server/protocol';
import type { VenueContext } from '../server/venue-context';
import { binanceProtocol } from './binance/binance-protocol';

/** A venue: how it speaks, what it charges and how finely it counts. */
export interface VenueKind {
  readonly protocol: (context: VenueContext) => Protocol;
  readonly rules: DeskRules;
  readonly quantityDecimals: number;
}

const binance: VenueKind = {
  protocol: binanceProtocol,
  rules: { feeAsset: 'received', makerFee: 1_000n, takerFee: 1_000n, postOnly: 'refuse', clientIds: 'open' },
  quantityDecimals: 3,
};

const binanceFutures: VenueKind = {
  ...binance,
  rules: { ...binance.rules, feeAsset: 'quote', makerFee: 200n, takerFee: 500n },
};

/** Every venue that a loopback server speaks like. */
export const venueKinds: Readonly<Record<LoopbackExchange, VenueKind>> = {
  binance,
  binanceusdm: binanceFutures,
  bybit: binance,
  okx: binance,
  kraken: binance,
};
