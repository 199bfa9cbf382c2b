import type { OrderRequest, Refusal } from '../../account/order-desk';
import type { VenueMarket } from '../../market/venue-market';
import { textField } from '../parse-object';
import { stepsOfCost } from '../steps-of-cost';
import { unitsOfText } from '../units-of-text';
import { okxDecimals, okxId } from './okx-words';

const refusals: Readonly<Record<Refusal, readonly [code: string, text: string]>> = {
  'insufficient-balance': ['51008', 'Order failed. Insufficient balance in account'],
  'duplicate-client-id': ['51016', 'Client order ID already exists.'],
  'would-take': ['51124', 'Order would be executed immediately.'],
  'reduce-only': ['51169', "Order failed. You don't have any positions in this contract that can be reduced."],
  'minimum-notional': ['51020', 'Your order should meet or exceed the minimum order amount.'],
  'unknown-order': ['51400', 'Cancellation failed as the order has been filled, canceled or does not exist.'],
};

/** What was wrong with one order of a request. */
export interface OrderFault {
  readonly sCode: string;
  readonly sMsg: string;
}

/** How OKX says why it refuses. */
export const okxRefusal = (refusal: Refusal): OrderFault => ({
  sCode: refusals[refusal][0],
  sMsg: refusals[refusal][1],
});

/** The order that a request asks for, or what is wrong with it. */
export const readOkxOrder = (body: unknown, markets: readonly VenueMarket[]): OrderRequest | OrderFault => {
  const field = (name: string): string | undefined => textField(body, name);
  const market = markets.find(({ instrument }) => okxId(instrument) === field('instId'));
  if (market === undefined) return { sCode: '51001', sMsg: "Instrument ID doesn't exist." };
  const { priceDecimals, kind } = market.instrument;
  const side = field('side');
  const type = field('ordType');
  if (side !== 'buy' && side !== 'sell') return { sCode: '51000', sMsg: 'Parameter side error' };
  if (type === undefined || !['market', 'limit', 'post_only', 'ioc', 'fok', 'optimal_limit_ioc'].includes(type)) {
    return { sCode: '51000', sMsg: 'Parameter ordType error' };
  }
  const isMarket = type === 'market' || type === 'optimal_limit_ioc';
  const ticks = isMarket ? undefined : unitsOfText(field('px'), priceDecimals);
  if (!isMarket && ticks === undefined) return { sCode: '51006', sMsg: 'Order price is not within the price limit' };
  const isCost = kind === 'spot' && isMarket && side === 'buy' && field('tgtCcy') !== 'base_ccy';
  const steps = isCost
    ? stepsOfCost(field('sz'), market, 'buy')
    : unitsOfText(field('sz'), okxDecimals(market.instrument));
  if (steps === undefined || !(steps > 0)) {
    return { sCode: '51121', sMsg: 'Order quantity must be a multiple of the lot size.' };
  }
  return {
    market,
    clientId: field('clOrdId'),
    side,
    type: isMarket ? 'market' : 'limit',
    timeInForce: type === 'ioc' ? 'IOC' : type === 'fok' ? 'FOK' : 'GTC',
    isPostOnly: type === 'post_only',
    isReduceOnly: field('reduceOnly') === 'true',
    ticks,
    steps,
  };
};
