import type { DeskRules } from '../account/order-desk';
import type { LoopbackExchange } from '../loopback-options';
import type { Protocol } from '../server/protocol';
import type { VenueContext } from '../server/venue-context';
import { binanceProtocol } from './binance/binance-protocol';
import { bybitProtocol } from './bybit/bybit-protocol';
import { krakenProtocol } from './kraken/kraken-protocol';
import { krakenOrderId } from './kraken/kraken-words';
import { okxProtocol } from './okx/okx-protocol';

/** A venue: how it speaks, what it charges and how finely it counts. */
export interface VenueKind {
  readonly protocol: (context: VenueContext) => Protocol;
  readonly rules: DeskRules;
  readonly quantityDecimals: number;
  /** Where its numbers begin, about as large as the venue's own. */
  readonly firstTradeId: bigint;
  readonly firstUpdateId: bigint;
  readonly firstOrderId: bigint;
  /** How it writes the id of an order. */
  readonly orderName: (id: string) => string;
}

const binance: VenueKind = {
  protocol: binanceProtocol,
  rules: {
    feeAsset: 'received',
    fees: { spot: { maker: 1_000n, taker: 1_000n }, swap: { maker: 200n, taker: 500n } },
    postOnly: 'refuse',
    clientIds: 'open',
  },
  quantityDecimals: 3,
  firstTradeId: 3_300_000_000n,
  firstUpdateId: 41_000_000_000n,
  firstOrderId: 25_000_000_001n,
  orderName: (id) => id,
};

const bybit: VenueKind = {
  protocol: bybitProtocol,
  rules: {
    feeAsset: 'received',
    fees: { spot: { maker: 1_000n, taker: 1_000n }, swap: { maker: 200n, taker: 550n } },
    postOnly: 'cancel',
    clientIds: 'all',
  },
  quantityDecimals: 3,
  // Beyond 2^53, as the ids of spot are.
  firstTradeId: 2_290_000_000_000_000_001n,
  firstUpdateId: 89_000_000_000n,
  firstOrderId: 1_820_000_000_000_000_001n,
  orderName: (id) => id,
};

const okx: VenueKind = {
  protocol: okxProtocol,
  rules: {
    feeAsset: 'received',
    fees: { spot: { maker: 800n, taker: 1_000n }, swap: { maker: 200n, taker: 500n } },
    postOnly: 'cancel',
    clientIds: 'all',
  },
  quantityDecimals: 3,
  firstTradeId: 640_000_001n,
  // Beyond 2^53, as they were in 2024.
  firstUpdateId: 1_724_294_007_352_168_320n,
  firstOrderId: 2_100_000_000_000_000_001n,
  orderName: (id) => id,
};

const kraken: VenueKind = {
  protocol: krakenProtocol,
  rules: {
    feeAsset: 'quote',
    fees: { spot: { maker: 2_500n, taker: 4_000n }, swap: { maker: 200n, taker: 500n } },
    postOnly: 'refuse',
    clientIds: 'open',
  },
  quantityDecimals: 8,
  firstTradeId: 88_000_001n,
  firstUpdateId: 1n,
  firstOrderId: 7_000_000_000_000_000_000_001n,
  orderName: (id) => krakenOrderId({ id }),
};

/** Every venue that a loopback server speaks like. */
export const venueKinds: Readonly<Record<LoopbackExchange, VenueKind>> = {
  binance,
  binanceusdm: binance,
  bybit,
  okx,
  kraken,
};
