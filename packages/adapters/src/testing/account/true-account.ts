import { decimalText } from '../decimal-text';
import { priceText, quantityText } from '../market/venue-market';
import { orderTexts } from '../protocols/order-fields';
import { amountPlaces, amountText } from './amount';
import type { OrderDesk } from './order-desk';
import { entryAmount } from './position';
import type { OrderStatus, VenueOrder } from './venue-order';

/** A part of an order that was traded, as it really was. */
export interface TrueFill {
  /** Of the public trade that it was part of. */
  readonly tradeId: string;
  readonly timeMs: number;
  readonly price: string;
  /** In base. */
  readonly quantity: string;
  readonly isMaker: boolean;
  readonly fee: string;
  readonly feeAsset: string;
}

/** An order as it really is, whatever the client was told. */
export interface TrueOrder {
  /** As the venue calls it. */
  readonly id: string;
  /** As the client calls it; the venue makes one up where it has none. */
  readonly clientId: string;
  readonly symbol: string;
  readonly side: 'buy' | 'sell';
  readonly type: 'market' | 'limit';
  readonly timeInForce: 'GTC' | 'IOC' | 'FOK';
  readonly status: OrderStatus;
  /** Limit; `undefined` for a market order. */
  readonly price: string | undefined;
  /** In base, as `filled` is. */
  readonly quantity: string;
  readonly filled: string;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly fills: readonly TrueFill[];
}

/** What the account holds of an asset. */
export interface TrueBalance {
  readonly asset: string;
  readonly total: string;
  /** Set aside for open orders. */
  readonly locked: string;
}

/** What the account holds of a perpetual. */
export interface TruePosition {
  readonly symbol: string;
  /** In base; below 0 when short. */
  readonly quantity: string;
  readonly entryPrice: string;
}

const amount = (value: bigint): string => amountText(value, 0);

export const trueOrder = (order: VenueOrder, nameOf: (id: string) => string): TrueOrder => {
  const { market, ticks } = order;
  const { quantity, filled } = orderTexts(order);
  return {
    id: nameOf(order.id),
    clientId: order.clientId,
    symbol: market.instrument.symbol,
    side: order.side,
    type: order.type,
    timeInForce: order.timeInForce,
    status: order.status,
    price: ticks === undefined ? undefined : priceText(market, ticks),
    quantity,
    filled,
    createdMs: order.createdMs,
    updatedMs: order.updatedMs,
    fills: order.fills.map((fill) => ({
      tradeId: fill.id,
      timeMs: fill.timeMs,
      price: priceText(market, fill.ticks),
      quantity: quantityText(market, fill.steps),
      isMaker: fill.isMaker,
      fee: amount(fill.fee),
      feeAsset: fill.feeAsset,
    })),
  };
};

export const trueBalances = ({ wallet }: OrderDesk): TrueBalance[] =>
  wallet.balances.map(({ asset, total, locked }) => ({ asset, total: amount(total), locked: amount(locked) }));

export const truePositions = ({ positions }: OrderDesk): TruePosition[] =>
  positions.map((position) => {
    const { market, steps } = position;
    const size = decimalText(Math.abs(steps), market.instrument.quantityDecimals);
    return {
      symbol: market.instrument.symbol,
      quantity: steps < 0 ? `-${size}` : size,
      // Divided in units of 10^−12.
      entryPrice: decimalText(entryAmount(position), amountPlaces).replace(/\.?0+$/, ''),
    };
  });
