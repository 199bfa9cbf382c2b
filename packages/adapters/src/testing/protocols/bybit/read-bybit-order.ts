import type { OrderRequest, Refusal } from '../../account/order-desk';
import type { VenueMarket } from '../../market/venue-market';
import { textField } from '../parse-object';
import { stepsOfCost } from '../steps-of-cost';
import { unitsOfText } from '../units-of-text';

/** A code and what it means. */
export type BybitFault = readonly [code: number, text: string];

const refusals: Readonly<Record<Refusal, readonly [spot: BybitFault, linear: BybitFault]>> = {
  'insufficient-balance': [
    [170_131, 'Insufficient balance.'],
    [110_007, 'ab not enough for new order'],
  ],
  'duplicate-client-id': [
    [170_141, 'Duplicate clientOrderId'],
    [110_072, 'OrderLinkedID is duplicate'],
  ],
  'would-take': [
    [170_218, 'The LIMIT-MAKER order is rejected due to invalid price.'],
    [170_218, 'The LIMIT-MAKER order is rejected due to invalid price.'],
  ],
  'reduce-only': [
    [110_017, 'Reduce-only rule not satisfied'],
    [110_017, 'Reduce-only rule not satisfied'],
  ],
  'minimum-notional': [
    [170_140, 'Order value exceeded lower limit.'],
    [110_094, 'Order does not meet minimum order value 5USDT'],
  ],
  'unknown-order': [
    [170_213, 'Order does not exist.'],
    [110_001, 'order not exists or too late to cancel'],
  ],
};

/** How Bybit says why it refuses. */
export const bybitRefusal = (refusal: Refusal, { instrument }: VenueMarket): BybitFault =>
  refusals[refusal][instrument.kind === 'spot' ? 0 : 1];

/** The order that a request asks for, or what is wrong with it. */
export const readBybitOrder = (body: unknown, market: VenueMarket): OrderRequest | BybitFault => {
  const field = (name: string): string | undefined => textField(body, name);
  const { priceDecimals, quantityDecimals, kind } = market.instrument;
  const side = field('side');
  const type = field('orderType');
  if (side !== 'Buy' && side !== 'Sell') return [10_001, 'params error: side invalid'];
  if (type !== 'Limit' && type !== 'Market') return [10_001, 'params error: orderType invalid'];
  const ticks = type === 'Market' ? undefined : unitsOfText(field('price'), priceDecimals);
  if (type === 'Limit' && ticks === undefined) return [170_134, 'Order price has too many decimals.'];
  const isCost = kind === 'spot' && type === 'Market' && side === 'Buy' && field('marketUnit') !== 'baseCoin';
  const steps = isCost ? stepsOfCost(field('qty'), market, 'buy') : unitsOfText(field('qty'), quantityDecimals);
  if (steps === undefined || !(steps > 0)) return [10_001, 'Qty invalid'];
  const timeInForce = field('timeInForce');
  return {
    market,
    clientId: field('orderLinkId'),
    side: side === 'Buy' ? 'buy' : 'sell',
    type: type === 'Market' ? 'market' : 'limit',
    timeInForce: timeInForce === 'IOC' || timeInForce === 'FOK' ? timeInForce : 'GTC',
    isPostOnly: timeInForce === 'PostOnly',
    isReduceOnly: field('reduceOnly') === 'true',
    ticks,
    steps,
  };
};
